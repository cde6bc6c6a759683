"""A disclosure can become void, a breach says when it became known, and a proposal what kind it is."""

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sharing.core.constraints
import sharing.core.kept
import sharing.disclosures.triggers

# Until now every proposal was a correction. History does not change, not even for its owner, so that the rows of long
# ago, there too, get what they meant from a new type of the column; only where there are any, because it is slow.
WERE_CORRECTIONS = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM {table} WHERE proposal IS NOT NULL) THEN
        ALTER TABLE {table} ALTER COLUMN proposes TYPE varchar(10)
            USING CASE WHEN proposal IS NULL THEN '' ELSE 'correction' END;
    END IF;
END $$
"""
TABLES = ("sharing_disclosure", "sharing_historicaldisclosure")


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0020_request_documents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="disclosure",
            name="disclosure_proposal_signed",
        ),
        migrations.RemoveConstraint(
            model_name="disclosure",
            name="kept_sharing_disclosure",
        ),
        migrations.RemoveConstraint(
            model_name="disclosure",
            name="history_sharing_disclosure",
        ),
        migrations.RemoveConstraint(
            model_name="disclosure",
            name="disclosure_by_two",
        ),
        migrations.AddField(
            model_name="disclosure",
            name="aware_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="Vanaf dit moment lopen de 72 uur om het datalek te melden (artikel 33, lid 1, AVG).",
                null=True,
                verbose_name="bekend geworden op",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="proposes",
            field=models.CharField(
                blank=True,
                choices=[
                    ("correction", "Correctie"),
                    ("void", "Laten vervallen"),
                    ("restore", "Weer laten gelden"),
                ],
                db_default="",
                default="",
                editable=False,
                max_length=10,
                verbose_name="soort voorstel",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="review_seen",
            field=models.JSONField(
                blank=True, editable=False, null=True, verbose_name="beoordeeld zoals gezien"
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="void_confirmed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vervallen bevestigd door",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="void_reason",
            field=models.TextField(
                blank=True, db_default="", default="", editable=False, verbose_name="reden van het vervallen"
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="voided_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="vervallen op"),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="voided_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vervallen verklaard door",
            ),
        ),
        migrations.AddField(
            model_name="historicaldisclosure",
            name="aware_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="Vanaf dit moment lopen de 72 uur om het datalek te melden (artikel 33, lid 1, AVG).",
                null=True,
                verbose_name="bekend geworden op",
            ),
        ),
        migrations.AddField(
            model_name="historicaldisclosure",
            name="proposes",
            field=models.CharField(
                blank=True,
                choices=[
                    ("correction", "Correctie"),
                    ("void", "Laten vervallen"),
                    ("restore", "Weer laten gelden"),
                ],
                db_default="",
                default="",
                editable=False,
                max_length=10,
                verbose_name="soort voorstel",
            ),
        ),
        migrations.AddField(
            model_name="historicaldisclosure",
            name="review_seen",
            field=models.JSONField(
                blank=True, editable=False, null=True, verbose_name="beoordeeld zoals gezien"
            ),
        ),
        migrations.AddField(
            model_name="historicaldisclosure",
            name="void_confirmed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vervallen bevestigd door",
            ),
        ),
        migrations.AddField(
            model_name="historicaldisclosure",
            name="void_reason",
            field=models.TextField(
                blank=True, db_default="", default="", editable=False, verbose_name="reden van het vervallen"
            ),
        ),
        migrations.AddField(
            model_name="historicaldisclosure",
            name="voided_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="vervallen op"),
        ),
        migrations.AddField(
            model_name="historicaldisclosure",
            name="voided_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vervallen verklaard door",
            ),
        ),
        *(
            migrations.RunSQL(WERE_CORRECTIONS.format(table=table), migrations.RunSQL.noop)
            for table in TABLES
        ),
        migrations.AlterField(
            model_name="disclosure",
            name="proposal",
            field=models.JSONField(
                blank=True,
                editable=False,
                encoder=django.core.serializers.json.DjangoJSONEncoder,
                null=True,
                verbose_name="voorstel",
            ),
        ),
        migrations.AlterField(
            model_name="historicaldisclosure",
            name="proposal",
            field=models.JSONField(
                blank=True,
                editable=False,
                encoder=django.core.serializers.json.DjangoJSONEncoder,
                null=True,
                verbose_name="voorstel",
            ),
        ),
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(
                condition=models.Q(("review", "pending"), ("proposal__isnull", False), _connector="OR"),
                fields=["disclosed_at", "id"],
                name="disclosure_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(
                condition=models.Q(("review", "breach")),
                fields=["disclosed_at", "id"],
                name="disclosure_breaches",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("aware_at", None),
                    models.Q(("breach_reported_at", None), ("review", "breach")),
                    models.Q(("breach_reported_at__gte", models.F("aware_at")), ("review", "breach")),
                    _connector="OR",
                ),
                name="disclosure_aware_of_breach",
                violation_error_message="Een datalek wordt bekend voordat het is gemeld.",
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
                        ("proposes", ""),
                    ),
                    models.Q(
                        ("proposal__isnull", False),
                        ("proposed_at__isnull", False),
                        ("proposed_by__isnull", False),
                        ("proposes__in", ["correction", "void", "restore"]),
                        models.Q(("proposal_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="disclosure_proposal_signed",
                violation_error_message="Een voorstel noemt wie het doet, wanneer en waarom.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("proposes", ""),
                    models.Q(("outcome", "deviation"), ("proposes", "correction"), ("voided_at", None)),
                    models.Q(("proposes", "void"), ("voided_at", None)),
                    models.Q(("proposes", "restore"), ("voided_at__isnull", False)),
                    _connector="OR",
                ),
                name="disclosure_proposal_fits",
                violation_error_message="Dit voorstel past niet bij hoe de verstrekking nu is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("void_confirmed_by", None),
                        ("void_reason", ""),
                        ("voided_at", None),
                        ("voided_by", None),
                    ),
                    models.Q(
                        ("voided_at__isnull", False),
                        ("voided_by__isnull", False),
                        models.Q(("void_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="disclosure_void_signed",
                violation_error_message="Een vervallen verstrekking noemt wie haar liet vervallen, wanneer en waarom.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("voided_at", None),
                    models.Q(("review", ""), ("void_confirmed_by", None)),
                    models.Q(
                        ("void_confirmed_by__isnull", False),
                        models.Q(("void_confirmed_by", models.F("voided_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="disclosure_void_by_two",
                violation_error_message="Een afwijking vervalt pas als een ander dat bevestigt.",
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
                    "review_seen",
                    "withdrawn_consent_id",
                    "aware_at",
                    "breach_report",
                    "breach_reported_at",
                    "breach_report_note",
                    "proposes",
                    "proposal",
                    "proposed_dossier",
                    "proposal_reason",
                    "proposed_by_id",
                    "proposed_at",
                    "voided_at",
                    "voided_by_id",
                    "void_reason",
                    "void_confirmed_by_id",
                ),
                digest="ba99243b60934632",
                name="disclosure_by_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=sharing.core.kept.Kept(
                digest="fe8c13b642245c2e",
                name="kept_sharing_disclosure",
                sentence="Een verstrekking wordt nooit verwijderd: de betrokkene heeft recht te weten aan wie zijn gegevens zijn gegeven. Klopt zij niet, corrigeer haar dan of laat haar vervallen, met een reden; de oude stand blijft in de historie.",
                when="true",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "review",
                    "review_note",
                    "reviewed_by_id",
                    "reviewed_at",
                    "review_seen",
                    "aware_at",
                    "breach_report",
                    "breach_reported_at",
                    "breach_report_note",
                    "proposes",
                    "proposal",
                    "proposed_dossier",
                    "proposal_reason",
                    "proposed_by_id",
                    "proposed_at",
                    "voided_at",
                    "voided_by_id",
                    "void_reason",
                    "void_confirmed_by_id",
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
                    "on_behalf_of_id",
                    "restriction_exception",
                    "withdrawn_consent_id",
                    "source_id",
                    "external_id",
                    "fingerprint",
                    "commitments_id",
                    "outcome",
                    "findings",
                    "deviation_reason",
                ),
                digest="631d8c4b5f89eaaa",
                name="history_sharing_disclosure",
            ),
        ),
    ]
