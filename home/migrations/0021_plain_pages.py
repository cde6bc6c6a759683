"""Pages beside the statement: cookies, accessibility, contact; with versions of their own, in tables of their own."""

import re

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import home.versions.triggers
import sharing.core.constraints


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0020_reviewers_stay"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="statementversion",
            name="tell_of_shown_change",
        ),
        migrations.CreateModel(
            name="PlainPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "effective_from",
                    models.DateField(
                        blank=True,
                        help_text="De nieuwe versie geldt vanaf 00:00 uur op deze dag, en moet na de vorige versie ingaan. Leeg: de dag van publicatie.",
                        null=True,
                        verbose_name="ingangsdatum",
                    ),
                ),
                (
                    "announce_from",
                    models.DateField(
                        blank=True,
                        help_text="Vanaf deze dag zien lezers dat er een nieuwe versie komt, wat er verandert en vanaf wanneer zij geldt. Leeg: niet vooraf aankondigen.",
                        null=True,
                        verbose_name="aankondigen vanaf",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("material", "Inhoudelijk: er verandert iets voor lezers"),
                            ("editorial", "Redactioneel: alleen de verwoording verandert"),
                        ],
                        default="material",
                        max_length=10,
                        verbose_name="soort wijziging",
                    ),
                ),
                (
                    "change_note",
                    models.TextField(
                        blank=True,
                        help_text="In gewone woorden, voor lezers. Bij de eerste versie mag dit leeg blijven.",
                        max_length=2000,
                        verbose_name="wat is er veranderd",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [("section", 29)],
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
                                {
                                    "features": ["bold", "italic", "link"],
                                    "icon": "pilcrow",
                                    "label": "Alinea",
                                },
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
                            7: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Tekst", "required": False, "rows": 1},
                            ),
                            8: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Kop van de rij", "required": False},
                            ),
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
                                {
                                    "label": "Straat en huisnummer of postbus",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            15: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Postcode en plaats", "max_length": 200, "required": False},
                            ),
                            16: (
                                "wagtail.blocks.EmailBlock",
                                (),
                                {"label": "E-mailadres", "required": False},
                            ),
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
                                "wagtail.blocks.BooleanBlock",
                                (),
                                {
                                    "help_text": "Niet aangevinkt: alleen de soorten ontvangers, zonder de namen van organisaties.",
                                    "label": "Met namen",
                                    "required": False,
                                },
                            ),
                            20: ("wagtail.blocks.StructBlock", [[("with_names", 19)]], {}),
                            21: ("wagtail.blocks.StructBlock", [[]], {}),
                            22: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["bold", "italic", "link"],
                                    "help_text": "Staat boven de lijst, bijvoorbeeld waar de termijnen van afhangen. Mag leeg blijven.",
                                    "label": "Inleiding",
                                    "required": False,
                                },
                            ),
                            23: ("wagtail.blocks.StructBlock", [[("introduction", 22)]], {}),
                            24: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["bold", "italic", "link"],
                                    "help_text": "Staat boven de rechten. Mag leeg blijven.",
                                    "label": "Inleiding",
                                    "required": False,
                                },
                            ),
                            25: ("wagtail.blocks.StructBlock", [[("introduction", 24)]], {}),
                            26: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["bold", "italic", "link", "ul", "ol"],
                                    "icon": "history",
                                    "label": "Bewaartermijnen in eigen woorden",
                                },
                            ),
                            27: (
                                "wagtail.blocks.StreamBlock",
                                [
                                    [
                                        ("paragraph", 1),
                                        ("list", 2),
                                        ("definitions", 6),
                                        ("table", 10),
                                        ("reusable", 11),
                                        ("contact", 18),
                                        ("recipients", 20),
                                        ("purposes_tree", 21),
                                        ("transfers", 21),
                                        ("processors", 21),
                                        ("retention_terms", 23),
                                        ("officer", 21),
                                        ("legal_bases", 21),
                                        ("legitimate_interests", 21),
                                        ("sources", 21),
                                        ("automated_decisions", 21),
                                        ("rights", 25),
                                        ("complaint", 21),
                                        ("retention", 26),
                                    ]
                                ],
                                {"label": "Tekst"},
                            ),
                            28: (
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
                            29: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 0), ("body", 27), ("anchor", 28)]],
                                {},
                            ),
                        },
                        verbose_name="tekst",
                    ),
                ),
            ],
            options={
                "verbose_name": "gewone pagina",
                "verbose_name_plural": "gewone pagina's",
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="PlainVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="titel")),
                ("language", models.CharField(max_length=5, verbose_name="taal")),
                ("effective_from", models.DateField(verbose_name="geldt vanaf")),
                ("in_force_from", models.DateTimeField(verbose_name="geldt vanaf (moment)")),
                ("published_at", models.DateTimeField(verbose_name="gepubliceerd op")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("material", "Inhoudelijk: er verandert iets voor lezers"),
                            ("editorial", "Redactioneel: alleen de verwoording verandert"),
                        ],
                        max_length=10,
                        verbose_name="soort wijziging",
                    ),
                ),
                ("change_note", models.TextField(blank=True, verbose_name="wat is er veranderd")),
                ("sections", models.JSONField(verbose_name="paragrafen")),
                ("html", models.TextField(verbose_name="html")),
                ("text", models.TextField(verbose_name="tekst")),
                ("sha256", models.CharField(max_length=64, verbose_name="controlegetal (SHA-256)")),
                ("body", models.JSONField(verbose_name="bron")),
                ("announce_from", models.DateField(null=True, verbose_name="aangekondigd vanaf")),
                (
                    "shown_facts",
                    models.JSONField(default=list, verbose_name="getoonde gegevens uit het register"),
                ),
                (
                    "authors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        default=list,
                        size=None,
                        verbose_name="schrijvers (nummers)",
                    ),
                ),
                ("written_by", models.BigIntegerField(null=True, verbose_name="geschreven door (nummer)")),
                (
                    "written_by_name",
                    models.CharField(blank=True, max_length=255, verbose_name="geschreven door"),
                ),
                ("approved_by", models.BigIntegerField(null=True, verbose_name="goedgekeurd door (nummer)")),
                (
                    "approved_by_name",
                    models.CharField(blank=True, max_length=255, verbose_name="goedgekeurd door"),
                ),
                ("number", models.PositiveIntegerField(verbose_name="nummer")),
            ],
            options={
                "verbose_name": "versie van een pagina",
                "verbose_name_plural": "versies van pagina's",
                "ordering": ["page", "-number"],
                "default_permissions": ["view"],
            },
        ),
        migrations.CreateModel(
            name="PlainWithdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("explanation", models.TextField(verbose_name="reden")),
                ("proposal", models.BigIntegerField(verbose_name="voorstel (nummer in het logboek)")),
                ("proposed_by", models.BigIntegerField(verbose_name="voorgesteld door (nummer)")),
                ("proposed_by_name", models.CharField(max_length=255, verbose_name="voorgesteld door")),
                ("proposed_at", models.DateTimeField(verbose_name="voorgesteld op")),
                ("confirmed_by", models.BigIntegerField(verbose_name="bevestigd door (nummer)")),
                ("confirmed_by_name", models.CharField(max_length=255, verbose_name="bevestigd door")),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(),
                        editable=False,
                        verbose_name="ingetrokken op",
                    ),
                ),
            ],
            options={
                "verbose_name": "intrekking van een versie van een pagina",
                "verbose_name_plural": "intrekkingen van versies van pagina's",
                "ordering": ["-confirmed_at"],
                "default_permissions": ["view"],
            },
        ),
        migrations.AddField(
            model_name="plainversion",
            name="page",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="home.plainpage",
                verbose_name="pagina",
            ),
        ),
        migrations.AddField(
            model_name="plainwithdrawal",
            name="version",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withdrawal",
                to="home.plainversion",
                verbose_name="versie",
            ),
        ),
        migrations.AddConstraint(
            model_name="plainversion",
            constraint=models.UniqueConstraint(fields=("page", "number"), name="plain_version_number_once"),
        ),
        migrations.AddConstraint(
            model_name="plainversion",
            constraint=home.versions.triggers.PlainVersionsInOrder(
                digest="8325c5e019077435", name="home_plainversion_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="plainversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by", None),
                    models.Q(("authors__contains", [models.F("approved_by")]), _negated=True),
                    _connector="OR",
                ),
                name="plain_version_four_eyes",
                violation_error_message="Wie aan een tekst schreef, keurt die niet goed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plainversion",
            constraint=sharing.core.constraints.AppendOnly(
                digest="4e71f1d10ce58a29", name="immutable_home_plainversion"
            ),
        ),
        migrations.AddConstraint(
            model_name="plainversion",
            constraint=sharing.core.constraints.ActorNeeded(
                digest="fd8f894c7286af40", name="actor_home_plainversion"
            ),
        ),
        migrations.AddConstraint(
            model_name="plainwithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                name="plain_withdrawal_by_two",
                violation_error_message="Wie een intrekking voorstelt, bevestigt die niet zelf.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plainwithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("explanation", ""), _negated=True),
                name="plain_withdrawal_has_a_reason",
                violation_error_message="Schrijf waarom deze versie wordt ingetrokken; lezers zien dit.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plainwithdrawal",
            constraint=home.versions.triggers.PlainWithdrawnByTwo(
                digest="63172fd62bdf4df0", name="home_plainwithdrawal_by_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="plainwithdrawal",
            constraint=sharing.core.constraints.AppendOnly(
                digest="56b1e25824e12c87", name="immutable_home_plainwithdrawal"
            ),
        ),
        migrations.AddConstraint(
            model_name="plainwithdrawal",
            constraint=sharing.core.constraints.ActorNeeded(
                digest="4bbb7a8973456744", name="actor_home_plainwithdrawal"
            ),
        ),
        # Its triggers name every column of a shown table when they are made, so they come last.
        migrations.AddConstraint(
            model_name="statementversion",
            constraint=home.versions.triggers.TellOfShownChanges(
                columns=(
                    "home_statementversion",
                    "home_statementtranslation",
                    "home_versionwithdrawal",
                    "home_plainversion",
                    "home_plainwithdrawal",
                    "home_plainpage",
                    "home_homepage",
                    "wagtailcore_page title search_description live locale_id path",
                    "sharing_organisationsettings",
                    "wagtailcore_site",
                    "wagtailcore_locale",
                    "sharing_party name country_id",
                    "sharing_partycapacity",
                    "sharing_agreement reference party_id kind description first_day last_day terminated_per",
                    "sharing_subprocessor agreement_id party_id service country_id",
                    "sharing_transfer party_id country_id mechanism first_day last_day",
                    "sharing_country",
                    "sharing_eeamembership country_id first_day last_day",
                    "sharing_purpose",
                    "sharing_retentionterm",
                    "sharing_processingactivity code name role legal_bases provision_id legitimate_interest origin automated_decisions first_day last_day",
                    "sharing_activitypurpose activity_id purpose_id",
                    "sharing_activitydatacategory activity_id data_category_id",
                    "sharing_datacategory name",
                    "sharing_legalprovision citation",
                ),
                digest="05fac2cecf9760f2",
                name="tell_of_shown_change",
            ),
        ),
    ]
