"""Plain pages have editions in English, in a table of their own as their versions are (ADR 0061)."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import home.versions.triggers
import sharing.core.constraints


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0023_recipients_shown"),
        ("sharing", "0056_english_names_of_lists"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlainTranslation",
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
            ],
            options={
                "verbose_name": "vertaling van een versie van een pagina",
                "verbose_name_plural": "vertalingen van versies van pagina's",
                "ordering": ["page", "-version__number", "language", "-edition"],
                "default_permissions": ["view"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="statementversion",
            name="tell_of_shown_change",
        ),
        migrations.AddField(
            model_name="plainpage",
            name="translates",
            field=models.ForeignKey(
                blank=True,
                help_text="De versie waarvan dit de Engelse tekst is. Lezers vinden de vertaling bij die versie.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="home.plainversion",
                verbose_name="vertaling van",
            ),
        ),
        migrations.AddField(
            model_name="plaintranslation",
            name="page",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="translated_versions",
                to="home.plainpage",
                verbose_name="pagina",
            ),
        ),
        migrations.AddField(
            model_name="plaintranslation",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="translations",
                to="home.plainversion",
                verbose_name="versie",
            ),
        ),
        migrations.AddConstraint(
            model_name="plaintranslation",
            constraint=models.UniqueConstraint(
                fields=("version", "language", "edition"), name="plain_translation_edition_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="plaintranslation",
            constraint=home.versions.triggers.PlainTranslationsInOrder(
                digest="83f6c1b585a00d2c", name="home_plaintranslation_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="plaintranslation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by", None),
                    models.Q(("authors__contains", [models.F("approved_by")]), _negated=True),
                    _connector="OR",
                ),
                name="plain_translation_four_eyes",
                violation_error_message="Wie aan een tekst schreef, keurt die niet goed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plaintranslation",
            constraint=sharing.core.constraints.AppendOnly(
                digest="4a6db1824269b302", name="immutable_home_plaintranslation"
            ),
        ),
        migrations.AddConstraint(
            model_name="plaintranslation",
            constraint=sharing.core.constraints.ActorNeeded(
                digest="4703d21b91d25bba", name="actor_home_plaintranslation"
            ),
        ),
        # After the columns: the trigger names those that there are.
        migrations.AddConstraint(
            model_name="statementversion",
            constraint=home.versions.triggers.TellOfShownChanges(
                columns=(
                    "home_statementversion",
                    "home_statementtranslation",
                    "home_versionwithdrawal",
                    "home_plainversion",
                    "home_plainwithdrawal",
                    "home_plaintranslation",
                    "home_plainpage",
                    "home_homepage",
                    "wagtailcore_page title search_description live locale_id path",
                    "sharing_organisationsettings",
                    "wagtailcore_site",
                    "wagtailcore_locale",
                    "sharing_party name country_id",
                    "sharing_partycapacity",
                    "sharing_agreement reference party_id kind description description_en signed_on first_day last_day terminated_per",
                    "sharing_subprocessor agreement_id party_id service service_en country_id first_day last_day objection_outcome",
                    "sharing_transfer party_id country_id mechanism decision_id inside_scope covers_staff first_day last_day",
                    "sharing_impactassessment party_id country_id assessed_on conclusion",
                    "sharing_adequacydecision country_id scope reference adopted ends annulled under_review excludes",
                    "sharing_country",
                    "sharing_eeamembership country_id first_day last_day",
                    "sharing_purpose",
                    "sharing_retentionterm",
                    "sharing_processingactivity code name name_en role legal_bases provision_id legitimate_interest origin automated_decisions first_day last_day",
                    "sharing_activitypurpose activity_id purpose_id",
                    "sharing_activitydatacategory activity_id data_category_id",
                    "sharing_datacategory name name_en",
                    "sharing_legalprovision citation",
                ),
                digest="b139cd84095c3dc3",
                name="tell_of_shown_change",
            ),
        ),
    ]
