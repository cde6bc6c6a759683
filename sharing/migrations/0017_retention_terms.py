"""A retention term has lists of purposes and data categories; the one of each that it had becomes the first of its list."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import simple_history.models
from django.db import migrations, models

import sharing.core.constraints

# In one moment of the history: the term loses its one purpose, and the list gains it.
INTO_LISTS = """
SELECT set_config('register.actor', id::text, true),
       set_config('register.reason', 'Bijwerken: doeleinde en gegevenscategorie van een bewaartermijn zijn lijsten geworden', true)
    FROM cms_user WHERE username = 'systeem';
INSERT INTO sharing_retentiontermpurpose (term_id, purpose_id)
    SELECT id, purpose_id FROM sharing_retentionterm WHERE purpose_id IS NOT NULL ORDER BY id;
INSERT INTO sharing_retentiontermdatacategory (term_id, data_category_id)
    SELECT id, data_category_id FROM sharing_retentionterm WHERE data_category_id IS NOT NULL ORDER BY id;
UPDATE sharing_retentionterm SET purpose_id = NULL, data_category_id = NULL
    WHERE purpose_id IS NOT NULL OR data_category_id IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0016_introduction"),
    ]

    operations = [
        migrations.AlterField(
            model_name="historicalretentionterm",
            name="data_category",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.datacategory",
                verbose_name="gegevenscategorie",
            ),
        ),
        migrations.AlterField(
            model_name="historicalretentionterm",
            name="purpose",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.purpose",
                verbose_name="doeleinde",
            ),
        ),
        migrations.AlterField(
            model_name="retentionterm",
            name="data_category",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sharing.datacategory",
                verbose_name="gegevenscategorie",
            ),
        ),
        migrations.AlterField(
            model_name="retentionterm",
            name="purpose",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sharing.purpose",
                verbose_name="doeleinde",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalRetentionTermDataCategory",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "data_category",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.datacategory",
                        verbose_name="gegevenscategorie",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.retentionterm",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van gegevenscategorie van de bewaartermijn",
                "verbose_name_plural": "wijzigingen van gegevenscategorieën van de bewaartermijn",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRetentionTermPurpose",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "purpose",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.purpose",
                        verbose_name="doeleinde",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.retentionterm",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van doeleinde van de bewaartermijn",
                "verbose_name_plural": "wijzigingen van doeleinden van de bewaartermijn",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RetentionTermDataCategory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "data_category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retention_terms",
                        to="sharing.datacategory",
                        verbose_name="gegevenscategorie",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="covered_categories",
                        to="sharing.retentionterm",
                    ),
                ),
            ],
            options={
                "verbose_name": "gegevenscategorie van de bewaartermijn",
                "verbose_name_plural": "gegevenscategorieën van de bewaartermijn",
            },
        ),
        migrations.AddField(
            model_name="retentionterm",
            name="data_categories",
            field=models.ManyToManyField(
                through="sharing.RetentionTermDataCategory",
                to="sharing.datacategory",
                verbose_name="gegevenscategorieën",
            ),
        ),
        migrations.CreateModel(
            name="RetentionTermPurpose",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retention_terms",
                        to="sharing.purpose",
                        verbose_name="doeleinde",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="covered_purposes",
                        to="sharing.retentionterm",
                    ),
                ),
            ],
            options={
                "verbose_name": "doeleinde van de bewaartermijn",
                "verbose_name_plural": "doeleinden van de bewaartermijn",
            },
        ),
        migrations.AddField(
            model_name="retentionterm",
            name="purposes",
            field=models.ManyToManyField(
                through="sharing.RetentionTermPurpose", to="sharing.purpose", verbose_name="doeleinden"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalretentiontermdatacategory",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_retentiontermdatacategory"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalretentiontermdatacategory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_retentiontermdatacategory"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalretentiontermdatacategory",
            constraint=sharing.core.constraints.AppendOnly(
                digest="0d7fe902300661df", name="evidence_sharing_retentiontermdatacategory"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalretentiontermpurpose",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_retentiontermpurpose_mome"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalretentiontermpurpose",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_retentiontermpurpose"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalretentiontermpurpose",
            constraint=sharing.core.constraints.AppendOnly(
                digest="b3759a2ba540722f", name="evidence_sharing_retentiontermpurpose"
            ),
        ),
        migrations.AddConstraint(
            model_name="retentiontermdatacategory",
            constraint=models.UniqueConstraint(fields=("term", "data_category"), name="term_category_once"),
        ),
        migrations.AddConstraint(
            model_name="retentiontermdatacategory",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "term_id", "data_category_id"),
                digest="3e42ca30223591ff",
                name="history_sharing_retentiontermdatacategory",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentiontermpurpose",
            constraint=models.UniqueConstraint(fields=("term", "purpose"), name="term_purpose_once"),
        ),
        migrations.AddConstraint(
            model_name="retentiontermpurpose",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "term_id", "purpose_id"),
                digest="4944be3217585084",
                name="history_sharing_retentiontermpurpose",
            ),
        ),
        migrations.RunSQL(INTO_LISTS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="retentionterm",
            constraint=models.CheckConstraint(
                condition=models.Q(("data_category__isnull", True), ("purpose__isnull", True)),
                name="retention_term_has_lists",
                violation_error_message="Een bewaartermijn heeft een lijst van doeleinden en gegevenscategorieën. Gebruik die.",
            ),
        ),
    ]
