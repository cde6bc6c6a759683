import re

import django.core.validators
import django.db.models.deletion
import wagtail.fields
import wagtail.models.preview
from django.db import migrations, models

import home.text.commitment_blocks
import sharing.organisation.fields
import sharing.organisation.files


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0007_legal_review"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AlterField(
            model_name="statementpage",
            name="body",
            field=wagtail.fields.StreamField(
                [("section", 43)],
                blank=True,
                block_lookup={
                    0: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Zonder nummer: paragrafen worden vanzelf genummerd. Alleen de openingstekst heeft geen kop.",
                            "label": "Kop",
                            "max_length": 200,
                            "required": False,
                        },
                    ),
                    1: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {"features": ["bold", "italic", "link"], "icon": "pilcrow", "label": "Alinea"},
                    ),
                    2: (
                        "home.text.blocks.ListTextBlock",
                        (),
                        {
                            "features": ["bold", "italic", "link", "ul", "ol"],
                            "icon": "list-ul",
                            "label": "Lijst",
                        },
                    ),
                    3: ("wagtail.blocks.CharBlock", (), {"label": "Begrip", "max_length": 200}),
                    4: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {"features": ["bold", "italic", "link"], "label": "Uitleg"},
                    ),
                    5: ("wagtail.blocks.StructBlock", [[("term", 3), ("text", 4)]], {}),
                    6: (
                        "wagtail.blocks.ListBlock",
                        (5,),
                        {
                            "icon": "openquote",
                            "label": "Begrippen",
                            "template": "home/blocks/definitions.html",
                        },
                    ),
                    7: ("wagtail.blocks.TextBlock", (), {"label": "Tekst", "required": False, "rows": 1}),
                    8: ("wagtail.blocks.CharBlock", (), {"label": "Kop van de rij", "required": False}),
                    9: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "features": ["bold", "italic", "link"],
                            "label": "Tekst met opmaak en links",
                            "required": False,
                        },
                    ),
                    10: (
                        "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                        [[("text", 7), ("heading", 8), ("rich", 9)]],
                        {},
                    ),
                    11: ("home.text.reusable_block.ReusableTextBlock", (), {}),
                    12: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Organisatie", "max_length": 200, "required": False},
                    ),
                    13: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Ter attentie van", "max_length": 200, "required": False},
                    ),
                    14: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Straat en huisnummer of postbus", "max_length": 200, "required": False},
                    ),
                    15: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Postcode en plaats", "max_length": 200, "required": False},
                    ),
                    16: ("wagtail.blocks.EmailBlock", (), {"label": "E-mailadres", "required": False}),
                    17: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Telefoonnummer", "max_length": 40, "required": False},
                    ),
                    18: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("organisation", 12),
                                ("attention", 13),
                                ("street", 14),
                                ("town", 15),
                                ("email", 16),
                                ("phone", 17),
                            ]
                        ],
                        {},
                    ),
                    19: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {"features": ["bold", "italic", "link", "ul", "ol"], "label": "Tekst voor de lezer"},
                    ),
                    20: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": home.text.commitment_blocks.transfer_policy_choices,
                            "label": "Doorgifte buiten de EER",
                        },
                    ),
                    21: ("wagtail.blocks.StructBlock", [[("text", 19), ("transfer_policy", 20)]], {}),
                    22: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": home.text.commitment_blocks.special_categories_choices,
                            "label": "Bijzondere persoonsgegevens",
                        },
                    ),
                    23: ("wagtail.blocks.StructBlock", [[("text", 19), ("special_categories", 22)]], {}),
                    24: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {"label": "Antwoord binnen (weken)", "max_value": 120, "min_value": 1},
                    ),
                    25: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {
                            "help_text": "De wet staat ten hoogste twee maanden toe (artikel 12, lid 3, AVG).",
                            "label": "Verlenging (maanden)",
                            "max_value": 120,
                            "min_value": 0,
                        },
                    ),
                    26: (
                        "wagtail.blocks.StructBlock",
                        [[("text", 19), ("response_weeks", 24), ("extension_months", 25)]],
                        {},
                    ),
                    27: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {"default": True, "label": "Wij controleren de identiteit", "required": False},
                    ),
                    28: ("wagtail.blocks.StructBlock", [[("text", 19), ("identity_check", 27)]], {}),
                    29: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "default": True,
                            "label": "In alle andere gevallen vragen wij toestemming",
                            "required": False,
                        },
                    ),
                    30: ("wagtail.blocks.StructBlock", [[("text", 19), ("consent_for_all_else", 29)]], {}),
                    31: (
                        "wagtail.blocks.MultipleChoiceBlock",
                        [],
                        {
                            "choices": home.text.commitment_blocks.capacity_choices,
                            "label": "Mogen gegevens ontvangen",
                        },
                    ),
                    32: ("wagtail.blocks.StructBlock", [[("text", 19), ("capacities", 31)]], {}),
                    33: (
                        "wagtail.blocks.MultipleChoiceBlock",
                        [],
                        {
                            "choices": home.text.commitment_blocks.purpose_choices,
                            "label": "Genoemde doeleinden",
                        },
                    ),
                    34: ("wagtail.blocks.StructBlock", [[("text", 19), ("purposes", 33)]], {}),
                    35: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "help_text": "Niet aangevinkt: alleen de soorten ontvangers, zonder de namen van organisaties.",
                            "label": "Met namen",
                            "required": False,
                        },
                    ),
                    36: ("wagtail.blocks.StructBlock", [[("with_names", 35)]], {}),
                    37: ("wagtail.blocks.StructBlock", [[]], {}),
                    38: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "features": ["bold", "italic", "link"],
                            "help_text": "Staat boven de lijst, bijvoorbeeld waar de termijnen van afhangen. Mag leeg blijven.",
                            "label": "Inleiding",
                            "required": False,
                        },
                    ),
                    39: ("wagtail.blocks.StructBlock", [[("introduction", 38)]], {}),
                    40: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "features": ["bold", "italic", "link", "ul", "ol"],
                            "icon": "history",
                            "label": "Bewaartermijnen in eigen woorden",
                        },
                    ),
                    41: (
                        "wagtail.blocks.StreamBlock",
                        [
                            [
                                ("paragraph", 1),
                                ("list", 2),
                                ("definitions", 6),
                                ("table", 10),
                                ("reusable", 11),
                                ("contact", 18),
                                ("transfer_policy", 21),
                                ("special_categories", 23),
                                ("response_term", 26),
                                ("identity_check", 28),
                                ("consent_for_all_else", 30),
                                ("capacities", 32),
                                ("purposes", 34),
                                ("recipients", 36),
                                ("purposes_tree", 37),
                                ("transfers", 37),
                                ("processors", 37),
                                ("retention_terms", 39),
                                ("retention", 40),
                            ]
                        ],
                        {"label": "Tekst"},
                    ),
                    42: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Wordt van de kop gemaakt en blijft daarna gelijk, ook als de kop verandert: zo blijven links van anderen werken.",
                            "label": "Vast adres",
                            "max_length": 200,
                            "required": False,
                            "validators": [
                                django.core.validators.RegexValidator(
                                    re.compile("^[-a-zA-Z0-9_]+\\Z"),
                                    "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
                                    "invalid",
                                )
                            ],
                        },
                    ),
                    43: ("wagtail.blocks.StructBlock", [[("heading", 0), ("body", 41), ("anchor", 42)]], {}),
                },
                verbose_name="tekst",
            ),
        ),
        migrations.CreateModel(
            name="OrganisationSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("organisation", models.CharField(blank=True, max_length=200, verbose_name="organisatie")),
                ("attention", models.CharField(blank=True, max_length=200, verbose_name="ter attentie van")),
                (
                    "street",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="straat en huisnummer of postbus"
                    ),
                ),
                ("town", models.CharField(blank=True, max_length=200, verbose_name="postcode en plaats")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="telefoonnummer")),
                (
                    "light_background",
                    sharing.organisation.fields.ColourField(
                        blank=True, max_length=7, verbose_name="achtergrond"
                    ),
                ),
                (
                    "light_text",
                    sharing.organisation.fields.ColourField(blank=True, max_length=7, verbose_name="tekst"),
                ),
                (
                    "light_heading",
                    sharing.organisation.fields.ColourField(blank=True, max_length=7, verbose_name="koppen"),
                ),
                (
                    "light_link",
                    sharing.organisation.fields.ColourField(blank=True, max_length=7, verbose_name="links"),
                ),
                (
                    "light_accent",
                    sharing.organisation.fields.ColourField(
                        blank=True,
                        help_text="Knoppen, labels en de lijn onder de kop. De letters erop worden vanzelf zwart of wit.",
                        max_length=7,
                        verbose_name="accent",
                    ),
                ),
                (
                    "dark_background",
                    sharing.organisation.fields.ColourField(
                        blank=True, max_length=7, verbose_name="achtergrond (donker)"
                    ),
                ),
                (
                    "dark_text",
                    sharing.organisation.fields.ColourField(
                        blank=True, max_length=7, verbose_name="tekst (donker)"
                    ),
                ),
                (
                    "dark_heading",
                    sharing.organisation.fields.ColourField(
                        blank=True, max_length=7, verbose_name="koppen (donker)"
                    ),
                ),
                (
                    "dark_link",
                    sharing.organisation.fields.ColourField(
                        blank=True, max_length=7, verbose_name="links (donker)"
                    ),
                ),
                (
                    "dark_accent",
                    sharing.organisation.fields.ColourField(
                        blank=True, max_length=7, verbose_name="accent (donker)"
                    ),
                ),
                (
                    "font",
                    models.CharField(
                        choices=[
                            ("system", "Zoals in de programma's van de lezer"),
                            ("humanist", "Schreefloos, open vormen (Gill Sans, Calibri)"),
                            ("grotesque", "Schreefloos, strak (Helvetica, Arial)"),
                            ("wide", "Schreefloos, ruim (Verdana)"),
                            ("serif", "Met schreef, modern (Charter, Cambria)"),
                            ("old_style", "Met schreef, klassiek (Palatino)"),
                        ],
                        default="system",
                        max_length=20,
                        verbose_name="lettertype",
                    ),
                ),
                (
                    "font_regular",
                    models.FileField(
                        blank=True,
                        help_text="Een bestand voor websites (.woff2), hoogstens 500 kB. Het gaat voor het lettertype hierboven. Let op de licentie: iedereen kan het bestand ophalen.",
                        storage=sharing.organisation.files.HouseFiles(),
                        upload_to="",
                        verbose_name="eigen lettertype",
                    ),
                ),
                (
                    "font_bold",
                    models.FileField(
                        blank=True,
                        help_text="Niet nodig als het eigen lettertype alle dikten in één bestand heeft.",
                        storage=sharing.organisation.files.HouseFiles(),
                        upload_to="",
                        verbose_name="eigen lettertype, vet",
                    ),
                ),
                ("font_is_variable", models.BooleanField(default=False, editable=False)),
                (
                    "logo",
                    models.FileField(
                        blank=True,
                        help_text="SVG, PNG of WebP, hoogstens 250 kB. Staat boven aan elke pagina en in de PDF.",
                        storage=sharing.organisation.files.HouseFiles(),
                        upload_to="",
                        verbose_name="logo",
                    ),
                ),
                (
                    "logo_dark",
                    models.FileField(
                        blank=True,
                        help_text="Leeg: het gewone logo op een licht vlak.",
                        storage=sharing.organisation.files.HouseFiles(),
                        upload_to="",
                        verbose_name="logo voor donkere weergave",
                    ),
                ),
                (
                    "logo_text",
                    models.CharField(
                        blank=True,
                        help_text="Voor wie het logo niet ziet; meestal de naam van de organisatie.",
                        max_length=200,
                        verbose_name="wat er op het logo staat",
                    ),
                ),
                (
                    "security_contact",
                    models.CharField(
                        blank=True,
                        help_text="Waar iemand een lek of een zwakke plek in de website meldt: een e-mailadres of het adres van een pagina (https://…). Staat in /.well-known/security.txt.",
                        max_length=300,
                        verbose_name="meldpunt voor beveiliging",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, to="wagtailcore.site"
                    ),
                ),
            ],
            options={
                "verbose_name": "organisatie en huisstijl",
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
    ]
