"""Files that persons take along (art. 20); a breach that becomes a client's takes a colleague (ADR 0065)."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import modelcluster.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sharing.answers.models
import sharing.breaches.triggers
import sharing.core.constraints
import sharing.core.kept
import sharing.retention.triggers
import sharing.rights.portability_triggers


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0060_complaints"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalPortableFile",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("note", models.TextField(verbose_name="waarom deze gegevens")),
                ("chosen", models.JSONField(verbose_name="gekozen gegevens")),
                ("records", models.PositiveIntegerField(verbose_name="gegevens in het bestand")),
                ("file", models.TextField(max_length=255, verbose_name="bestand")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("size", models.PositiveBigIntegerField(verbose_name="grootte in bytes")),
                (
                    "made_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="gemaakt op",
                    ),
                ),
                (
                    "delivered_to",
                    models.CharField(
                        blank=True,
                        choices=[("person", "Aan de betrokkene"), ("party", "Aan een andere organisatie")],
                        max_length=6,
                        verbose_name="overgedragen aan",
                    ),
                ),
                ("delivered_on", models.DateField(blank=True, null=True, verbose_name="overgedragen op")),
                (
                    "delivered_way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("post", "Per post"),
                            ("email", "Per e-mail"),
                            ("phone", "Per telefoon"),
                            ("counter", "Aan de balie"),
                        ],
                        max_length=7,
                        verbose_name="hoe overgedragen",
                    ),
                ),
                (
                    "disclosure_number",
                    models.PositiveBigIntegerField(
                        blank=True, null=True, verbose_name="nummer van de verstrekking"
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
                "verbose_name": "wijziging van bestand om mee te nemen",
                "verbose_name_plural": "wijzigingen van bestanden om mee te nemen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PortableFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("note", models.TextField(verbose_name="waarom deze gegevens")),
                ("chosen", models.JSONField(verbose_name="gekozen gegevens")),
                ("records", models.PositiveIntegerField(verbose_name="gegevens in het bestand")),
                (
                    "file",
                    models.FileField(
                        max_length=255,
                        storage=sharing.answers.models.private_storage,
                        upload_to="",
                        verbose_name="bestand",
                    ),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("size", models.PositiveBigIntegerField(verbose_name="grootte in bytes")),
                (
                    "made_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="gemaakt op",
                    ),
                ),
                (
                    "delivered_to",
                    models.CharField(
                        blank=True,
                        choices=[("person", "Aan de betrokkene"), ("party", "Aan een andere organisatie")],
                        max_length=6,
                        verbose_name="overgedragen aan",
                    ),
                ),
                ("delivered_on", models.DateField(blank=True, null=True, verbose_name="overgedragen op")),
                (
                    "delivered_way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("post", "Per post"),
                            ("email", "Per e-mail"),
                            ("phone", "Per telefoon"),
                            ("counter", "Aan de balie"),
                        ],
                        max_length=7,
                        verbose_name="hoe overgedragen",
                    ),
                ),
                (
                    "disclosure_number",
                    models.PositiveBigIntegerField(
                        blank=True, null=True, verbose_name="nummer van de verstrekking"
                    ),
                ),
            ],
            options={
                "verbose_name": "bestand om mee te nemen",
                "verbose_name_plural": "bestanden om mee te nemen",
                "ordering": ["made_at", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="breach",
            name="breach_stands",
        ),
        migrations.RemoveConstraint(
            model_name="destruction",
            name="destroyed_by_two",
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=sharing.breaches.triggers.BreachStands(
                digest="cbf1e660a3e86e4c", name="breach_stands"
            ),
        ),
        migrations.AddConstraint(
            model_name="destruction",
            constraint=sharing.retention.triggers.DestroyedByTwo(
                digest="eacc994df82b7997", name="destroyed_by_two"
            ),
        ),
        migrations.AddField(
            model_name="historicalportablefile",
            name="made_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="gemaakt door",
            ),
        ),
        migrations.AddField(
            model_name="historicalportablefile",
            name="recipient",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.party",
                verbose_name="ontvanger",
            ),
        ),
        migrations.AddField(
            model_name="historicalportablefile",
            name="request",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.rightsrequest",
                verbose_name="verzoek",
            ),
        ),
        migrations.AddField(
            model_name="portablefile",
            name="made_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="gemaakt door",
            ),
        ),
        migrations.AddField(
            model_name="portablefile",
            name="recipient",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="portable_files",
                to="sharing.party",
                verbose_name="ontvanger",
            ),
        ),
        migrations.AddField(
            model_name="portablefile",
            name="request",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="portable_files",
                to="sharing.rightsrequest",
                verbose_name="verzoek",
            ),
        ),
        migrations.AddIndex(
            model_name="historicalportablefile",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_portablefile_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalportablefile",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_portablefile"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalportablefile",
            constraint=sharing.core.constraints.AppendOnly(
                digest="2d43591eb0a0e887", name="evidence_sharing_portablefile"
            ),
        ),
        migrations.AddConstraint(
            model_name="portablefile",
            constraint=sharing.core.kept.Kept(
                digest="dbbfe57c9e9cd277",
                name="kept_sharing_portablefile",
                sentence="Een bestand met gegevens om mee te nemen blijft bewaard: het laat zien wat is overgedragen. Klopt het niet, maak dan een nieuw bestand.",
                when="true",
            ),
        ),
        migrations.AddConstraint(
            model_name="portablefile",
            constraint=sharing.rights.portability_triggers.PortableStands(
                columns=(
                    "request_id",
                    "chosen",
                    "note",
                    "records",
                    "file",
                    "sha256",
                    "size",
                    "made_at",
                    "made_by_id",
                ),
                digest="3f8e462494f9089b",
                name="portable_file_stands",
            ),
        ),
        migrations.AddConstraint(
            model_name="portablefile",
            constraint=models.CheckConstraint(
                condition=models.Q(("note", ""), _negated=True), name="portable_file_explained"
            ),
        ),
        migrations.AddConstraint(
            model_name="portablefile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("delivered_on__isnull", True),
                        ("delivered_to", ""),
                        ("delivered_way", ""),
                        ("disclosure_number__isnull", True),
                        ("recipient__isnull", True),
                    ),
                    models.Q(
                        ("delivered_on__isnull", False),
                        ("delivered_to", "person"),
                        ("delivered_way__in", ["post", "email", "phone", "counter"]),
                        ("disclosure_number__isnull", True),
                        ("recipient__isnull", True),
                    ),
                    models.Q(
                        ("delivered_on__isnull", False),
                        ("delivered_to", "party"),
                        ("delivered_way", ""),
                        ("disclosure_number__isnull", False),
                        ("recipient__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="portable_file_delivered",
                violation_error_message="Vul in aan wie, wanneer en hoe het bestand is overgedragen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="portablefile",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "request_id",
                    "note",
                    "chosen",
                    "records",
                    "file",
                    "sha256",
                    "size",
                    "made_at",
                    "made_by_id",
                    "delivered_to",
                    "recipient_id",
                    "delivered_on",
                    "delivered_way",
                    "disclosure_number",
                ),
                digest="8ce0d852bef6d5e6",
                name="history_sharing_portablefile",
            ),
        ),
    ]
