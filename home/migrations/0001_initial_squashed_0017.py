"""The statement and its versions in a new installation: what the migrations that this replaces come to."""

import re

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import home.text.commitment_blocks
import home.versions.triggers
import sharing.core.constraints


class Migration(migrations.Migration):
    replaces = [
        ("home", "0001_initial"),
        ("home", "0002_versions_in_order"),
        ("home", "0003_announcement_conflicts_translations"),
        ("home", "0004_translations_in_order"),
        ("home", "0005_visits_and_shown_facts"),
        ("home", "0006_reusable_text"),
        ("home", "0007_legal_review"),
        ("home", "0008_organisation_settings"),
        ("home", "0009_statement_in_two_languages"),
        ("home", "0010_tell_of_shown_changes"),
        ("home", "0012_organisation_to_sharing"),
        ("home", "0013_triggers_as_constraints"),
        ("home", "0014_versions_need_an_actor"),
        ("home", "0015_drafts_and_log_are_kept"),
        ("home", "0016_four_eyes_in_the_database"),
        ("home", "0017_data_categories_stated"),
    ]
    initial = True
    dependencies = [
        ("cms", "0005_system_account"),
        ("sharing", "0002_registers_squashed_0020"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="HomePage",
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
                    "introduction",
                    wagtail.fields.RichTextField(
                        blank=True, help_text="Eén of twee alinea's.", verbose_name="inleiding"
                    ),
                ),
            ],
            options={
                "verbose_name": "voorpagina",
                "verbose_name_plural": "voorpagina's",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="LegalReviewTask",
            fields=[
                (
                    "groupapprovaltask_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.groupapprovaltask",
                    ),
                ),
            ],
            options={
                "verbose_name": "juridische toets",
                "verbose_name_plural": "juridische toetsen",
            },
            bases=("wagtailcore.groupapprovaltask",),
        ),
        migrations.CreateModel(
            name="StatementPage",
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
                    "body",
                    wagtail.fields.StreamField(
                        [("section", 50)],
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
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["bold", "italic", "link", "ul", "ol"],
                                    "label": "Tekst voor de lezer",
                                },
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
                            23: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 19), ("special_categories", 22)]],
                                {},
                            ),
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
                                {
                                    "default": True,
                                    "label": "Wij controleren de identiteit",
                                    "required": False,
                                },
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
                            30: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 19), ("consent_for_all_else", 29)]],
                                {},
                            ),
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
                                "wagtail.blocks.MultipleChoiceBlock",
                                [],
                                {
                                    "choices": home.text.commitment_blocks.data_category_choices,
                                    "label": "Opdrachtgever",
                                    "required": False,
                                },
                            ),
                            36: (
                                "wagtail.blocks.MultipleChoiceBlock",
                                [],
                                {
                                    "choices": home.text.commitment_blocks.data_category_choices,
                                    "label": "Samenwerkingspartner",
                                    "required": False,
                                },
                            ),
                            37: (
                                "wagtail.blocks.MultipleChoiceBlock",
                                [],
                                {
                                    "choices": home.text.commitment_blocks.data_category_choices,
                                    "label": "Verwerker",
                                    "required": False,
                                },
                            ),
                            38: (
                                "wagtail.blocks.MultipleChoiceBlock",
                                [],
                                {
                                    "choices": home.text.commitment_blocks.data_category_choices,
                                    "label": "Autoriteit",
                                    "required": False,
                                },
                            ),
                            39: (
                                "wagtail.blocks.MultipleChoiceBlock",
                                [],
                                {
                                    "choices": home.text.commitment_blocks.data_category_choices,
                                    "label": "Andere derde",
                                    "required": False,
                                },
                            ),
                            40: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("client", 35),
                                        ("partner", 36),
                                        ("processor", 37),
                                        ("authority", 38),
                                        ("other", 39),
                                    ]
                                ],
                                {
                                    "help_text": "Kies per soort ontvanger welke gegevens de tekst noemt. Kiest u bij een soort niets, dan noemt de verklaring daarvoor geen gegevens en let het register er niet op. Lezers zien de lijst onder de tekst.",
                                    "label": "Gegevens die een ontvanger mag krijgen",
                                },
                            ),
                            41: ("wagtail.blocks.StructBlock", [[("text", 19), ("data_categories", 40)]], {}),
                            42: (
                                "wagtail.blocks.BooleanBlock",
                                (),
                                {
                                    "help_text": "Niet aangevinkt: alleen de soorten ontvangers, zonder de namen van organisaties.",
                                    "label": "Met namen",
                                    "required": False,
                                },
                            ),
                            43: ("wagtail.blocks.StructBlock", [[("with_names", 42)]], {}),
                            44: ("wagtail.blocks.StructBlock", [[]], {}),
                            45: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["bold", "italic", "link"],
                                    "help_text": "Staat boven de lijst, bijvoorbeeld waar de termijnen van afhangen. Mag leeg blijven.",
                                    "label": "Inleiding",
                                    "required": False,
                                },
                            ),
                            46: ("wagtail.blocks.StructBlock", [[("introduction", 45)]], {}),
                            47: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["bold", "italic", "link", "ul", "ol"],
                                    "icon": "history",
                                    "label": "Bewaartermijnen in eigen woorden",
                                },
                            ),
                            48: (
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
                                        ("data_categories", 41),
                                        ("recipients", 43),
                                        ("purposes_tree", 44),
                                        ("transfers", 44),
                                        ("processors", 44),
                                        ("retention_terms", 46),
                                        ("retention", 47),
                                    ]
                                ],
                                {"label": "Tekst"},
                            ),
                            49: (
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
                            50: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 0), ("body", 48), ("anchor", 49)]],
                                {},
                            ),
                        },
                        verbose_name="tekst",
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
                    "commitments",
                    models.JSONField(
                        blank=True,
                        editable=False,
                        help_text="Ingelezen bij de tekst; gaan bij de eerstvolgende publicatie voor de toezeggingen in de tekst.",
                        null=True,
                        verbose_name="toezeggingen uit een bestand",
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
                    "conflict_reason",
                    models.TextField(
                        blank=True,
                        help_text="Alleen nodig als tekst en register bij publicatie van elkaar verschillen. Wordt bij de versie bewaard; lezers zien dit niet.",
                        max_length=2000,
                        verbose_name="waarom ondanks verschillen",
                    ),
                ),
            ],
            options={
                "verbose_name": "privacyverklaring",
                "verbose_name_plural": "privacyverklaringen",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="PageVisits",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="dag")),
                ("path", models.CharField(max_length=200, verbose_name="pagina")),
                ("visits", models.PositiveIntegerField(verbose_name="bezoeken")),
            ],
            options={
                "verbose_name": "bezoek per dag",
                "verbose_name_plural": "bezoek per dag",
                "default_permissions": ["view"],
                "constraints": [models.UniqueConstraint(fields=("day", "path"), name="visits_once_a_day")],
            },
        ),
        migrations.CreateModel(
            name="ReusableText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        error_messages={
                            "unique": "Er is al een vaste tekst met deze naam. Kies een andere naam."
                        },
                        help_text="Om de tekst terug te vinden; lezers zien deze naam niet.",
                        max_length=200,
                        unique=True,
                        verbose_name="naam",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.RichTextField(
                        help_text="Staat letterlijk in elke paragraaf die deze vaste tekst gebruikt.",
                        verbose_name="tekst",
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "vaste tekst",
                "verbose_name_plural": "vaste teksten",
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="StatementVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True, verbose_name="nummer")),
                ("title", models.CharField(max_length=255, verbose_name="titel")),
                ("language", models.CharField(max_length=5, verbose_name="taal")),
                ("effective_from", models.DateField(unique=True, verbose_name="geldt vanaf")),
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
                ("commitments", models.JSONField(verbose_name="toezeggingen")),
                ("body", models.JSONField(verbose_name="bron")),
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
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="home.statementpage",
                        verbose_name="pagina",
                    ),
                ),
                ("announce_from", models.DateField(null=True, verbose_name="aangekondigd vanaf")),
                ("conflict_reason", models.TextField(blank=True, verbose_name="waarom ondanks verschillen")),
                (
                    "conflicts",
                    models.JSONField(
                        default=list, verbose_name="verschillen met het register bij publicatie"
                    ),
                ),
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
            ],
            options={
                "verbose_name": "versie van de verklaring",
                "verbose_name_plural": "versies van de verklaring",
                "ordering": ["-number"],
                "default_permissions": ["view"],
                "constraints": [
                    home.versions.triggers.VersionsInOrder(
                        digest="5115f31e22421914", name="home_statementversion_in_order"
                    ),
                    sharing.core.constraints.AppendOnly(
                        digest="d2fbc5f4a5f08ff7", name="immutable_home_statementversion"
                    ),
                    sharing.core.constraints.ActorNeeded(
                        digest="ce0129abe9d1307c", name="actor_home_statementversion"
                    ),
                    home.versions.triggers.DraftsAreKept(
                        columns=("wagtailcore_revision",),
                        digest="252e3afe89b3b33c",
                        name="home_drafts_are_kept",
                    ),
                    home.versions.triggers.LogIsKept(
                        columns=("wagtailcore_pagelogentry", "wagtailcore_modellogentry"),
                        digest="fbcd894f74d02d9b",
                        name="home_log_is_kept",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("authors__contains", [models.F("approved_by")]), _negated=True),
                            _connector="OR",
                        ),
                        name="version_four_eyes",
                        violation_error_message="Wie aan een tekst schreef, keurt die niet goed.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementTranslation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=5, verbose_name="taal")),
                ("edition", models.PositiveIntegerField(verbose_name="uitgave")),
                ("title", models.CharField(max_length=255, verbose_name="titel")),
                ("published_at", models.DateTimeField(verbose_name="gepubliceerd op")),
                ("change_note", models.TextField(blank=True, verbose_name="wat is er veranderd")),
                ("sections", models.JSONField(verbose_name="paragrafen")),
                ("html", models.TextField(verbose_name="html")),
                ("text", models.TextField(verbose_name="tekst")),
                ("sha256", models.CharField(max_length=64, verbose_name="controlegetal (SHA-256)")),
                ("body", models.JSONField(verbose_name="bron")),
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
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="translated_versions",
                        to="home.statementpage",
                        verbose_name="pagina",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="translations",
                        to="home.statementversion",
                        verbose_name="versie",
                    ),
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
            ],
            options={
                "verbose_name": "vertaling van een versie",
                "verbose_name_plural": "vertalingen van versies",
                "ordering": ["-version__number", "language", "-edition"],
                "default_permissions": ["view"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "language", "edition"), name="translation_edition_once"
                    ),
                    home.versions.triggers.TranslationsInOrder(
                        digest="ce5e382552634d4d", name="home_statementtranslation_in_order"
                    ),
                    sharing.core.constraints.AppendOnly(
                        digest="28f01c9d4e9085a6", name="immutable_home_statementtranslation"
                    ),
                    sharing.core.constraints.ActorNeeded(
                        digest="bb272aab07116eb2", name="actor_home_statementtranslation"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("authors__contains", [models.F("approved_by")]), _negated=True),
                            _connector="OR",
                        ),
                        name="translation_four_eyes",
                        violation_error_message="Wie aan een tekst schreef, keurt die niet goed.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="statementpage",
            name="translates",
            field=models.ForeignKey(
                blank=True,
                help_text="De versie waarvan dit de Engelse tekst is. Lezers vinden de vertaling bij die versie.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="home.statementversion",
                verbose_name="vertaling van",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementversion",
            constraint=home.versions.triggers.TellOfShownChanges(
                columns=(
                    "home_statementversion",
                    "home_statementtranslation",
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
                ),
                digest="c7429d554921e16b",
                name="tell_of_shown_change",
            ),
        ),
    ]
