"""A second person where one judged their own work; whether a breach was reported apart from that it is one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sharing.core.constraints
import sharing.disclosures.triggers

# Until now "breach" said that it was reported; when, stands in the note. History does not change, not even for its owner,
# so that the rows of long ago, there too, get what they said from a new type of the column.
WAS_REPORTED = """
ALTER TABLE {table} ALTER COLUMN breach_report TYPE varchar(12)
    USING CASE WHEN review = 'breach' THEN 'reported' ELSE '' END
"""
TABLES = ("sharing_disclosure", "sharing_historicaldisclosure")


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0012_history_in_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="disclosure",
            name="history_sharing_disclosure",
        ),
        migrations.AddField(
            model_name="disclosure",
            name="breach_report",
            field=models.CharField(
                blank=True,
                choices=[("reported", "Gemeld bij de AP"), ("not_reported", "Niet gemeld bij de AP")],
                db_default="",
                default="",
                editable=False,
                max_length=12,
                verbose_name="melding van het datalek",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="breach_report_note",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                verbose_name="toelichting bij de melding",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="breach_reported_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="gemeld op"),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="proposal",
            field=models.JSONField(
                blank=True, editable=False, null=True, verbose_name="voorgestelde correctie"
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="proposal_reason",
            field=models.TextField(
                blank=True, db_default="", default="", editable=False, verbose_name="reden van het voorstel"
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="proposed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="voorgesteld op"),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="voorgesteld door",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="proposed_dossier",
            field=models.BinaryField(null=True, verbose_name="voorgesteld dossier"),
        ),
        migrations.AddField(
            model_name="historicaldisclosure",
            name="breach_report",
            field=models.CharField(
                blank=True,
                choices=[("reported", "Gemeld bij de AP"), ("not_reported", "Niet gemeld bij de AP")],
                db_default="",
                default="",
                editable=False,
                max_length=12,
                verbose_name="melding van het datalek",
            ),
        ),
        migrations.AddField(
            model_name="historicaldisclosure",
            name="breach_report_note",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                verbose_name="toelichting bij de melding",
            ),
        ),
        migrations.AddField(
            model_name="historicaldisclosure",
            name="breach_reported_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="gemeld op"),
        ),
        migrations.AddField(
            model_name="historicaldisclosure",
            name="proposal",
            field=models.JSONField(
                blank=True, editable=False, null=True, verbose_name="voorgestelde correctie"
            ),
        ),
        migrations.AddField(
            model_name="historicaldisclosure",
            name="proposal_reason",
            field=models.TextField(
                blank=True, db_default="", default="", editable=False, verbose_name="reden van het voorstel"
            ),
        ),
        migrations.AddField(
            model_name="historicaldisclosure",
            name="proposed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="voorgesteld op"),
        ),
        migrations.AddField(
            model_name="historicaldisclosure",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="voorgesteld door",
            ),
        ),
        migrations.AddField(
            model_name="historicaldisclosure",
            name="proposed_dossier",
            field=models.BinaryField(null=True, verbose_name="voorgesteld dossier"),
        ),
        *(migrations.RunSQL(WAS_REPORTED.format(table=table), migrations.RunSQL.noop) for table in TABLES),
        migrations.AlterField(
            model_name="disclosure",
            name="review",
            field=models.CharField(
                blank=True,
                choices=[
                    ("pending", "Te beoordelen"),
                    ("accepted", "Geaccepteerd"),
                    ("corrected", "Gecorrigeerd"),
                    ("breach", "Datalek"),
                ],
                editable=False,
                max_length=9,
                verbose_name="beoordeling",
            ),
        ),
        migrations.AlterField(
            model_name="historicaldisclosure",
            name="review",
            field=models.CharField(
                blank=True,
                choices=[
                    ("pending", "Te beoordelen"),
                    ("accepted", "Geaccepteerd"),
                    ("corrected", "Gecorrigeerd"),
                    ("breach", "Datalek"),
                ],
                editable=False,
                max_length=9,
                verbose_name="beoordeling",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("breach_report", ""),
                    models.Q(("breach_report__in", ["reported", "not_reported"]), ("review", "breach")),
                    _connector="OR",
                ),
                name="disclosure_report_of_breach",
                violation_error_message="Alleen een datalek wordt gemeld of niet gemeld.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("breach_report", "not_reported"), _negated=True),
                    models.Q(("breach_report_note", ""), _negated=True),
                    _connector="OR",
                ),
                name="disclosure_report_explained",
                violation_error_message="Schrijf op waarom het datalek niet is gemeld.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("breach_reported_at", None), ("breach_report", "reported"), _connector="OR"
                ),
                name="disclosure_report_moment",
                violation_error_message="Alleen wat is gemeld, heeft een moment van melden.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("proposal__isnull", True),
                        ("proposal_reason", ""),
                        ("proposed_at", None),
                        ("proposed_by", None),
                    ),
                    models.Q(
                        ("outcome", "deviation"),
                        ("proposal__isnull", False),
                        ("proposed_at__isnull", False),
                        ("proposed_by__isnull", False),
                        models.Q(("proposal_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="disclosure_proposal_signed",
                violation_error_message="Een voorgestelde correctie noemt wie haar voorstelt, wanneer en waarom.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=sharing.disclosures.triggers.ReviewedByTwo(
                columns=(
                    "review",
                    "review_note",
                    "reviewed_by_id",
                    "reviewed_at",
                    "breach_report",
                    "breach_reported_at",
                    "breach_report_note",
                    "proposal",
                    "proposed_dossier",
                    "proposal_reason",
                    "proposed_by_id",
                    "proposed_at",
                ),
                digest="085ce3f6cbcaef7b",
                name="disclosure_by_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "disclosed_at",
                    "recorded_at",
                    "recorded_by_id",
                    "recipient_id",
                    "capacity",
                    "agreement_id",
                    "purpose_id",
                    "legal_basis",
                    "legal_provision",
                    "data_categories",
                    "dossier",
                    "subject_category_id",
                    "destination_country_id",
                    "channel",
                    "description",
                    "authority_request_id",
                    "source_id",
                    "external_id",
                    "fingerprint",
                    "commitments_id",
                    "outcome",
                    "findings",
                    "deviation_reason",
                    "review",
                    "review_note",
                    "reviewed_by_id",
                    "reviewed_at",
                    "breach_report",
                    "breach_reported_at",
                    "breach_report_note",
                    "proposal",
                    "proposed_dossier",
                    "proposal_reason",
                    "proposed_by_id",
                    "proposed_at",
                ),
                digest="a9be9d67e5175d95",
                name="history_sharing_disclosure",
            ),
        ),
    ]
