"""That two records are one organisation is shown to readers, and who listens is told when it changes."""

from django.db import migrations

import home.versions.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0025_complaints_shown"),
        ("sharing", "0064_party_mergers"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="statementversion",
            name="tell_of_shown_change",
        ),
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
                    "sharing_party name country_id merged_into_id",
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
                    "sharing_complaintprocedure",
                    "sharing_processingactivity code name name_en role legal_bases provision_id legitimate_interest origin automated_decisions first_day last_day",
                    "sharing_activitypurpose activity_id purpose_id",
                    "sharing_activitydatacategory activity_id data_category_id",
                    "sharing_datacategory name name_en",
                    "sharing_legalprovision citation",
                ),
                digest="226196c71a109069",
                name="tell_of_shown_change",
            ),
        ),
    ]
