"""Who wrote a version stands in it in full, and the database refuses an approver who is among them."""

import django.contrib.postgres.fields
from django.db import migrations, models

import home.versions.triggers

# A version does not change, not even for its owner; a new type of the column gives the rows of long ago their value.
FILL = """
ALTER TABLE {table} ALTER COLUMN authors TYPE bigint[] USING
    CASE WHEN written_by IS NULL OR written_by = approved_by THEN ARRAY[]::bigint[] ELSE ARRAY[written_by] END
"""
TABLES = ("home_statementtranslation", "home_statementversion")
FOUR_EYES = models.Q(
    ("approved_by", None),
    models.Q(("authors__contains", [models.F("approved_by")]), _negated=True),
    _connector="OR",
)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0015_drafts_and_log_are_kept"),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name="authors",
                field=django.contrib.postgres.fields.ArrayField(
                    base_field=models.BigIntegerField(),
                    default=list,
                    size=None,
                    verbose_name="schrijvers (nummers)",
                ),
            )
            for name in ("statementtranslation", "statementversion")
        ),
        *(migrations.RunSQL(FILL.format(table=table), migrations.RunSQL.noop) for table in TABLES),
        *(
            migrations.AddConstraint(
                model_name=name,
                constraint=models.CheckConstraint(
                    condition=FOUR_EYES,
                    name=constraint,
                    violation_error_message="Wie aan een tekst schreef, keurt die niet goed.",
                ),
            )
            for name, constraint in (
                ("statementtranslation", "translation_four_eyes"),
                ("statementversion", "version_four_eyes"),
            )
        ),
        # Its triggers name every column of a shown table when they are made, so they are made again.
        migrations.RemoveConstraint(model_name="statementversion", name="tell_of_shown_change"),
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
