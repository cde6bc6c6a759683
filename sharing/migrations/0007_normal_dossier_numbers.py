"""Whether the sealed dossier numbers are in their normal form, and how fast sources call."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import sharing.core.constraints

# Where there is nothing yet, nothing is left to bring to its normal form.
START_NORMAL = """
INSERT INTO sharing_dossiernormalisation (numbers, merged, rows, history_rows)
SELECT 0, 0, 0, 0 WHERE NOT EXISTS (SELECT FROM sharing_historicaldisclosure)
    AND NOT EXISTS (SELECT FROM sharing_historicalconsent) AND NOT EXISTS (SELECT FROM sharing_historicalobjection)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0006_trigger_texts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pace",
            fields=[
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="sharing.source",
                    ),
                ),
                ("due", models.DateTimeField()),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunSQL("ALTER TABLE sharing_pace SET UNLOGGED", migrations.RunSQL.noop),
        migrations.CreateModel(
            name="DossierNormalisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "finished_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("numbers", models.PositiveIntegerField(default=0)),
                ("merged", models.PositiveIntegerField(default=0)),
                ("rows", models.PositiveBigIntegerField(default=0)),
                ("history_rows", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="425bfc464c86e19c", name="evidence_sharing_dossiernormalisation"
                    )
                ],
            },
        ),
        migrations.RunSQL(START_NORMAL, migrations.RunSQL.noop),
    ]
