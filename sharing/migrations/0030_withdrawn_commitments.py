"""Promises hold from an instant, and those of a withdrawn version never hold."""

import django.contrib.postgres.functions
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.db import migrations, models

import sharing.commitments.constraints
import sharing.core.constraints

# These rows do not change, not even for their owner; a new type of the column gives the ones of long ago their value.
FILL = """
ALTER TABLE {table} ALTER COLUMN in_force_from TYPE timestamptz
    USING effective_from::timestamp AT TIME ZONE 'Europe/Amsterdam'
"""
TABLES = ("sharing_commitmentset", "sharing_historicalcommitmentset")


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0029_reminders"),
    ]

    operations = [
        migrations.CreateModel(
            name="CommitmentWithdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(),
                        editable=False,
                        verbose_name="ingetrokken op",
                    ),
                ),
            ],
            options={
                "verbose_name": "intrekking van toezeggingen",
                "verbose_name_plural": "intrekkingen van toezeggingen",
                "ordering": ["-withdrawn_at"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCommitmentWithdrawal",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "withdrawn_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(),
                        editable=False,
                        verbose_name="ingetrokken op",
                    ),
                ),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
            ],
            options={
                "verbose_name": "wijziging van intrekking van toezeggingen",
                "verbose_name_plural": "wijzigingen van intrekkingen van toezeggingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AlterModelOptions(
            name="commitmentset",
            options={
                "ordering": ["-version"],
                "verbose_name": "toezeggingen",
                "verbose_name_plural": "toezeggingen",
            },
        ),
        migrations.RemoveConstraint(
            model_name="commitmentset",
            name="history_sharing_commitmentset",
        ),
        migrations.AddField(
            model_name="commitmentset",
            name="in_force_from",
            field=models.DateTimeField(
                default=django.utils.timezone.now, verbose_name="geldt vanaf (moment)"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="historicalcommitmentset",
            name="in_force_from",
            field=models.DateTimeField(
                default=django.utils.timezone.now, verbose_name="geldt vanaf (moment)"
            ),
            preserve_default=False,
        ),
        *(migrations.RunSQL(FILL.format(table=table), migrations.RunSQL.noop) for table in TABLES),
        migrations.AlterField(
            model_name="commitmentset",
            name="effective_from",
            field=models.DateField(verbose_name="geldt vanaf"),
        ),
        migrations.AddConstraint(
            model_name="commitmentset",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "version",
                    "effective_from",
                    "in_force_from",
                    "transfer_policy",
                    "special_categories",
                    "capacities",
                    "purposes",
                    "data_categories",
                    "response_weeks",
                    "extension_months",
                    "identity_check",
                    "consent_for_all_else",
                ),
                digest="8da117072a7ed762",
                name="history_sharing_commitmentset",
            ),
        ),
        migrations.AddField(
            model_name="commitmentwithdrawal",
            name="commitments",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="withdrawals",
                to="sharing.commitmentset",
                verbose_name="toezeggingen",
            ),
        ),
        migrations.AddField(
            model_name="historicalcommitmentwithdrawal",
            name="commitments",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.commitmentset",
                verbose_name="toezeggingen",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentwithdrawal",
            constraint=models.UniqueConstraint(fields=("commitments",), name="commitments_withdrawn_once"),
        ),
        migrations.AddConstraint(
            model_name="commitmentwithdrawal",
            constraint=sharing.commitments.constraints.WithdrawnInTime(
                digest="d6d21b9a0e6d8302", name="rules_sharing_commitmentwithdrawal"
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentwithdrawal",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "commitments_id", "withdrawn_at"),
                digest="ae73f46d8d5732e5",
                name="history_sharing_commitmentwithdrawal",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentwithdrawal",
            constraint=sharing.core.constraints.AppendOnly(
                digest="f0494da477d0898c", name="immutable_sharing_commitmentwithdrawal"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalcommitmentwithdrawal",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_commitmentwithdrawal_mome"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalcommitmentwithdrawal",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_commitmentwithdrawal"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalcommitmentwithdrawal",
            constraint=sharing.core.constraints.AppendOnly(
                digest="6a221316099fc27b", name="evidence_sharing_commitmentwithdrawal"
            ),
        ),
    ]
