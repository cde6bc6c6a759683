"""A version that does not hold yet can be withdrawn by two people; a second one on one day holds from its publication."""

import django.contrib.postgres.functions
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import home.versions.triggers
import sharing.core.constraints

# These rows do not change, not even for their owner; a new type of the column gives the ones of long ago their value.
FILL = """
ALTER TABLE {table} ALTER COLUMN in_force_from TYPE timestamptz
    USING effective_from::timestamp AT TIME ZONE 'Europe/Amsterdam'
"""
TABLES = ("home_statementversion",)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0017_data_categories_stated"),
        ("sharing", "0030_withdrawn_commitments"),
    ]

    operations = [
        migrations.CreateModel(
            name="VersionWithdrawal",
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
                "verbose_name": "intrekking van een versie",
                "verbose_name_plural": "intrekkingen van versies",
                "ordering": ["-confirmed_at"],
                "default_permissions": ["view"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="statementversion",
            name="home_statementversion_in_order",
        ),
        migrations.RemoveConstraint(
            model_name="statementversion",
            name="tell_of_shown_change",
        ),
        migrations.AddField(
            model_name="statementversion",
            name="in_force_from",
            field=models.DateTimeField(
                default=django.utils.timezone.now, verbose_name="geldt vanaf (moment)"
            ),
            preserve_default=False,
        ),
        *(migrations.RunSQL(FILL.format(table=table), migrations.RunSQL.noop) for table in TABLES),
        migrations.AlterField(
            model_name="statementversion",
            name="effective_from",
            field=models.DateField(verbose_name="geldt vanaf"),
        ),
        migrations.AddConstraint(
            model_name="statementversion",
            constraint=home.versions.triggers.VersionsInOrder(
                digest="4dc2c71670843ef1", name="home_statementversion_in_order"
            ),
        ),
        migrations.AddField(
            model_name="versionwithdrawal",
            name="version",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withdrawal",
                to="home.statementversion",
                verbose_name="versie",
            ),
        ),
        migrations.AddConstraint(
            model_name="versionwithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                name="withdrawal_by_two",
                violation_error_message="Wie een intrekking voorstelt, bevestigt die niet zelf.",
            ),
        ),
        migrations.AddConstraint(
            model_name="versionwithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("explanation", ""), _negated=True),
                name="withdrawal_has_a_reason",
                violation_error_message="Schrijf waarom deze versie wordt ingetrokken; lezers zien dit.",
            ),
        ),
        migrations.AddConstraint(
            model_name="versionwithdrawal",
            constraint=home.versions.triggers.WithdrawnByTwo(
                digest="123475fcde6ee82e", name="home_versionwithdrawal_by_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="versionwithdrawal",
            constraint=sharing.core.constraints.AppendOnly(
                digest="9b43da8ee1e23684", name="immutable_home_versionwithdrawal"
            ),
        ),
        migrations.AddConstraint(
            model_name="versionwithdrawal",
            constraint=sharing.core.constraints.ActorNeeded(
                digest="399fcf4ab79ba28d", name="actor_home_versionwithdrawal"
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
                digest="5639a399d778772a",
                name="tell_of_shown_change",
            ),
        ),
    ]
