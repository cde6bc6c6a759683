"""Blocks with what the law asks; a version keeps which paragraph told what, and what was missing."""

import re

import django.core.validators
import wagtail.fields
from django.db import migrations, models

import home.text.commitment_blocks
import home.versions.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0018_withdrawn_versions"),
        # A trigger names every column of a shown table when it is made.
        ("sharing", "0036_agreement_steps"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="statementversion",
            name="tell_of_shown_change",
        ),
        migrations.AddField(
            model_name="statementversion",
            name="completeness",
            field=models.JSONField(null=True, verbose_name="volledigheid bij publicatie"),
        ),
        migrations.AlterField(
            model_name="statementpage",
            name="body",
            field=wagtail.fields.StreamField(
                [("section", 52)],
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
                            "features": ["bold", "italic", "link"],
                            "help_text": "Staat boven de rechten. Mag leeg blijven.",
                            "label": "Inleiding",
                            "required": False,
                        },
                    ),
                    48: ("wagtail.blocks.StructBlock", [[("introduction", 47)]], {}),
                    49: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "features": ["bold", "italic", "link", "ul", "ol"],
                            "icon": "history",
                            "label": "Bewaartermijnen in eigen woorden",
                        },
                    ),
                    50: (
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
                                ("officer", 44),
                                ("legal_bases", 44),
                                ("legitimate_interests", 44),
                                ("sources", 44),
                                ("automated_decisions", 44),
                                ("rights", 48),
                                ("complaint", 44),
                                ("retention", 49),
                            ]
                        ],
                        {"label": "Tekst"},
                    ),
                    51: (
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
                    52: ("wagtail.blocks.StructBlock", [[("heading", 0), ("body", 50), ("anchor", 51)]], {}),
                },
                verbose_name="tekst",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementversion",
            constraint=home.versions.triggers.TellOfShownChanges(
                columns=(
                    "home_statementversion",
                    "home_statementtranslation",
                    "home_versionwithdrawal",
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
                digest="ed4ad4bd22834998",
                name="tell_of_shown_change",
            ),
        ),
    ]
