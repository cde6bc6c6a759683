"""Triggers that earlier migrations made by hand become constraints: a change of their text is a migration (ADR 0018)."""

from django.db import migrations

import home.versions.triggers
import sharing.core.constraints

BY_HAND = """
DROP FUNCTION home_statementversion_in_order() CASCADE;
DROP FUNCTION home_statementtranslation_in_order() CASCADE;
DROP FUNCTION tell_of_shown_change() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0012_organisation_to_sharing"),
    ]

    operations = [
        migrations.RunSQL(BY_HAND, migrations.RunSQL.noop),
        migrations.RemoveConstraint(
            model_name="statementtranslation",
            name="immutable_home_statementtranslation",
        ),
        migrations.RemoveConstraint(
            model_name="statementversion",
            name="immutable_home_statementversion",
        ),
        migrations.AddConstraint(
            model_name="statementtranslation",
            constraint=home.versions.triggers.TranslationsInOrder(
                digest="ce5e382552634d4d", name="home_statementtranslation_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="statementtranslation",
            constraint=sharing.core.constraints.AppendOnly(
                digest="28f01c9d4e9085a6", name="immutable_home_statementtranslation"
            ),
        ),
        migrations.AddConstraint(
            model_name="statementversion",
            constraint=home.versions.triggers.VersionsInOrder(
                digest="5115f31e22421914", name="home_statementversion_in_order"
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
        migrations.AddConstraint(
            model_name="statementversion",
            constraint=sharing.core.constraints.AppendOnly(
                digest="d2fbc5f4a5f08ff7", name="immutable_home_statementversion"
            ),
        ),
    ]
