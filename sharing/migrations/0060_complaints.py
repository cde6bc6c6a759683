"""Complaints: what each is about, who deals with it, and the procedure that is published; art. 22 (ADR 0064)."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import modelcluster.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sharing.core.constraints
import sharing.core.kept
import sharing.core.models
import sharing.reference.triggers
import sharing.retention.triggers
import sharing.rights.complaint_triggers
import sharing.rights.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0059_recipient_letters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ComplaintProcedure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "first_day",
                    models.DateField(help_text="De eerste dag waarop dit geldt.", verbose_name="vanaf"),
                ),
                (
                    "last_day",
                    models.DateField(
                        blank=True,
                        help_text="De laatste dag waarop dit geldt. Leeg laten als er geen einddatum is.",
                        null=True,
                        verbose_name="tot en met",
                    ),
                ),
                (
                    "response_weeks",
                    models.PositiveSmallIntegerField(
                        help_text="Gerekend vanaf de dag waarop de klacht binnenkomt.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(26),
                        ],
                        verbose_name="antwoord binnen (weken)",
                    ),
                ),
                (
                    "extension_weeks",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Nul: een klacht wordt niet verlengd.",
                        validators=[django.core.validators.MaxValueValidator(26)],
                        verbose_name="te verlengen met (weken)",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        help_text="In gewone woorden; staat op de pagina “Uw rechten” en in de privacyverklaring.",
                        verbose_name="hoe wij een klacht behandelen",
                    ),
                ),
                (
                    "description_en",
                    models.TextField(
                        blank=True,
                        help_text="Voor de Engelse privacyverklaring. Leeg: daar staat de Nederlandse.",
                        verbose_name="hoe wij een klacht behandelen, in het Engels",
                    ),
                ),
            ],
            options={
                "verbose_name": "klachtenregeling",
                "verbose_name_plural": "klachtenregelingen",
                "ordering": ["-first_day"],
            },
        ),
        migrations.CreateModel(
            name="ComplaintSubject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "waarover de klacht gaat",
                "verbose_name_plural": "waarover de klacht gaat",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalComplaintProcedure",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "first_day",
                    models.DateField(help_text="De eerste dag waarop dit geldt.", verbose_name="vanaf"),
                ),
                (
                    "last_day",
                    models.DateField(
                        blank=True,
                        help_text="De laatste dag waarop dit geldt. Leeg laten als er geen einddatum is.",
                        null=True,
                        verbose_name="tot en met",
                    ),
                ),
                (
                    "response_weeks",
                    models.PositiveSmallIntegerField(
                        help_text="Gerekend vanaf de dag waarop de klacht binnenkomt.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(26),
                        ],
                        verbose_name="antwoord binnen (weken)",
                    ),
                ),
                (
                    "extension_weeks",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Nul: een klacht wordt niet verlengd.",
                        validators=[django.core.validators.MaxValueValidator(26)],
                        verbose_name="te verlengen met (weken)",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        help_text="In gewone woorden; staat op de pagina “Uw rechten” en in de privacyverklaring.",
                        verbose_name="hoe wij een klacht behandelen",
                    ),
                ),
                (
                    "description_en",
                    models.TextField(
                        blank=True,
                        help_text="Voor de Engelse privacyverklaring. Leeg: daar staat de Nederlandse.",
                        verbose_name="hoe wij een klacht behandelen, in het Engels",
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
                "verbose_name": "wijziging van klachtenregeling",
                "verbose_name_plural": "wijzigingen van klachtenregelingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalComplaintSubject",
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
            ],
            options={
                "verbose_name": "wijziging van waarover de klacht gaat",
                "verbose_name_plural": "wijzigingen van waarover de klacht gaat",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RemoveConstraint(
            model_name="destruction",
            name="destroyed_by_two",
        ),
        migrations.RemoveConstraint(
            model_name="rightsrequest",
            name="rights_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="rightsrequest",
            name="rights_decision_whole",
        ),
        migrations.RemoveConstraint(
            model_name="rightsrequest",
            name="rights_refusal_explained",
        ),
        migrations.RemoveConstraint(
            model_name="rightsrequest",
            name="rights_request_stands",
        ),
        migrations.AlterField(
            model_name="historicalrightsrequest",
            name="decision",
            field=models.CharField(
                blank=True,
                choices=[
                    ("granted", "Toegewezen"),
                    ("partly", "Deels toegewezen"),
                    ("refused", "Afgewezen"),
                    ("unfounded", "Niet in behandeling: kennelijk ongegrond (art. 12, lid 5)"),
                    ("excessive", "Niet in behandeling: buitensporig (art. 12, lid 5)"),
                    ("unidentified", "Niet in behandeling: niet vast te stellen wie dit vraagt"),
                    ("founded", "Gegrond"),
                    ("partly_found", "Deels gegrond"),
                    ("dismissed", "Ongegrond"),
                    ("answered", "Vraag beantwoord"),
                    ("forwarded", "Doorgestuurd aan de verwerkingsverantwoordelijke"),
                    ("retracted", "De betrokkene trok het verzoek in"),
                ],
                max_length=12,
                verbose_name="besluit",
            ),
        ),
        migrations.AlterField(
            model_name="historicalrightsrequest",
            name="kind",
            field=models.CharField(
                choices=[
                    ("access", "Inzage (art. 15)"),
                    ("rectification", "Verbetering (art. 16)"),
                    ("completion", "Aanvulling (art. 16)"),
                    ("erasure", "Wissing (art. 17)"),
                    ("restriction", "Beperking (art. 18)"),
                    ("portability", "Overdracht van gegevens (art. 20)"),
                    ("objection", "Bezwaar (art. 21)"),
                    ("automated", "Een mens laten kijken naar een geautomatiseerd besluit (art. 22)"),
                    ("withdrawal", "Intrekking van toestemming (art. 7)"),
                    ("complaint", "Klacht"),
                    ("question", "Vraag"),
                ],
                max_length=13,
                verbose_name="wat wordt gevraagd",
            ),
        ),
        migrations.AlterField(
            model_name="rightsrequest",
            name="decision",
            field=models.CharField(
                blank=True,
                choices=[
                    ("granted", "Toegewezen"),
                    ("partly", "Deels toegewezen"),
                    ("refused", "Afgewezen"),
                    ("unfounded", "Niet in behandeling: kennelijk ongegrond (art. 12, lid 5)"),
                    ("excessive", "Niet in behandeling: buitensporig (art. 12, lid 5)"),
                    ("unidentified", "Niet in behandeling: niet vast te stellen wie dit vraagt"),
                    ("founded", "Gegrond"),
                    ("partly_found", "Deels gegrond"),
                    ("dismissed", "Ongegrond"),
                    ("answered", "Vraag beantwoord"),
                    ("forwarded", "Doorgestuurd aan de verwerkingsverantwoordelijke"),
                    ("retracted", "De betrokkene trok het verzoek in"),
                ],
                max_length=12,
                verbose_name="besluit",
            ),
        ),
        migrations.AlterField(
            model_name="rightsrequest",
            name="kind",
            field=models.CharField(
                choices=[
                    ("access", "Inzage (art. 15)"),
                    ("rectification", "Verbetering (art. 16)"),
                    ("completion", "Aanvulling (art. 16)"),
                    ("erasure", "Wissing (art. 17)"),
                    ("restriction", "Beperking (art. 18)"),
                    ("portability", "Overdracht van gegevens (art. 20)"),
                    ("objection", "Bezwaar (art. 21)"),
                    ("automated", "Een mens laten kijken naar een geautomatiseerd besluit (art. 22)"),
                    ("withdrawal", "Intrekking van toestemming (art. 7)"),
                    ("complaint", "Klacht"),
                    ("question", "Vraag"),
                ],
                max_length=13,
                verbose_name="wat wordt gevraagd",
            ),
        ),
        migrations.AddConstraint(
            model_name="destruction",
            constraint=sharing.retention.triggers.DestroyedByTwo(
                digest="710078421b6db7fd", name="destroyed_by_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=sharing.rights.triggers.RequestStands(
                digest="d7cd86ca46c29b34", name="rights_request_stands"
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=sharing.rights.complaint_triggers.ComplaintHandled(
                digest="6dd3234de08c6baa", name="complaint_handled"
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "access",
                            "rectification",
                            "completion",
                            "erasure",
                            "restriction",
                            "portability",
                            "objection",
                            "automated",
                            "withdrawal",
                            "complaint",
                            "question",
                        ],
                    )
                ),
                name="rights_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("decision", ""),
                        ("decision_evidence", ""),
                        ("decision_provision", ""),
                        ("decision_reason", ""),
                    ),
                    models.Q(
                        ("decided_at__gte", models.F("received_at")),
                        ("decided_by__isnull", False),
                        (
                            "decision__in",
                            [
                                "granted",
                                "partly",
                                "refused",
                                "unfounded",
                                "excessive",
                                "unidentified",
                                "founded",
                                "partly_found",
                                "dismissed",
                                "answered",
                                "forwarded",
                                "retracted",
                            ],
                        ),
                    ),
                    _connector="OR",
                ),
                name="rights_decision_whole",
                violation_error_message="Een besluit heeft een uitkomst, een beslisser en een moment na ontvangst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "decision__in",
                            [
                                "dismissed",
                                "excessive",
                                "founded",
                                "partly",
                                "partly_found",
                                "refused",
                                "unfounded",
                                "unidentified",
                            ],
                        ),
                        _negated=True,
                    ),
                    models.Q(("decision_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="rights_refusal_explained",
                violation_error_message="Schrijf op waarom niet (geheel) wordt gedaan wat is gevraagd; de betrokkene krijgt dit te lezen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision__in", ("founded", "partly_found", "dismissed")), _negated=True),
                    ("kind", "complaint"),
                    _connector="OR",
                ),
                name="rights_complaint_judged",
                violation_error_message="Gegrond of ongegrond is alleen een klacht.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintprocedure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day__isnull", True),
                    ("last_day__gte", models.F("first_day")),
                    ("first_day__isnull", True),
                    _connector="OR",
                ),
                name="complaint_procedure_period",
                violation_error_message="De laatste dag ligt voor de eerste dag. Kies een laatste dag op of na de eerste dag, of laat hem leeg.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintprocedure",
            constraint=sharing.reference.triggers.ProcedureStands(
                digest="b1ca9bab0deb19ff", name="complaint_procedure_stands"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintprocedure",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                expressions=[
                    (
                        sharing.core.models.DayRange(
                            "first_day",
                            "last_day",
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                        ),
                        "&&",
                    )
                ],
                name="complaint_procedure_once",
                violation_error_message="Er geldt in deze periode al een klachtenregeling. Geef die eerst een laatste dag.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintprocedure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("response_weeks__gte", 1), ("response_weeks__lte", 26), ("extension_weeks__lte", 26)
                ),
                name="complaint_procedure_term",
                violation_error_message="Vul een termijn in van 1 tot en met 26 weken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintprocedure",
            constraint=models.CheckConstraint(
                condition=models.Q(("description", ""), _negated=True),
                name="complaint_procedure_told",
                violation_error_message="Schrijf op hoe een klacht wordt behandeld.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintprocedure",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "first_day",
                    "last_day",
                    "response_weeks",
                    "extension_weeks",
                    "description",
                    "description_en",
                ),
                digest="cc17511e125bfcaa",
                name="history_sharing_complaintprocedure",
            ),
        ),
        migrations.AddField(
            model_name="complaintsubject",
            name="about_disclosure",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="complaints",
                to="sharing.disclosure",
                verbose_name="over verstrekking",
            ),
        ),
        migrations.AddField(
            model_name="complaintsubject",
            name="about_request",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="complaints",
                to="sharing.rightsrequest",
                verbose_name="over verzoek",
            ),
        ),
        migrations.AddField(
            model_name="complaintsubject",
            name="request",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="subjects",
                to="sharing.rightsrequest",
                verbose_name="klacht",
            ),
        ),
        migrations.AddIndex(
            model_name="historicalcomplaintprocedure",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_complaintprocedure_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalcomplaintprocedure",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_complaintprocedure"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalcomplaintprocedure",
            constraint=sharing.core.constraints.AppendOnly(
                digest="38e836c5021d15bd", name="evidence_sharing_complaintprocedure"
            ),
        ),
        migrations.AddField(
            model_name="historicalcomplaintsubject",
            name="about_disclosure",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.disclosure",
                verbose_name="over verstrekking",
            ),
        ),
        migrations.AddField(
            model_name="historicalcomplaintsubject",
            name="about_request",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.rightsrequest",
                verbose_name="over verzoek",
            ),
        ),
        migrations.AddField(
            model_name="historicalcomplaintsubject",
            name="request",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.rightsrequest",
                verbose_name="klacht",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintsubject",
            constraint=sharing.core.kept.Kept(
                digest="ebca99644f5f2798",
                name="kept_sharing_complaintsubject",
                sentence="Een verzoek van een betrokkene wordt nooit verwijderd: het laat zien dat op tijd is geantwoord. Leg vast dat de betrokkene het introk, of corrigeer het met een reden.",
                when="true",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintsubject",
            constraint=sharing.rights.complaint_triggers.SubjectStands(
                digest="42cec77745c0ad05", name="complaint_subject_stands"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintsubject",
            constraint=sharing.rights.complaint_triggers.SubjectLinked(
                digest="62df3dd97c965b64", name="complaint_subject_linked"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintsubject",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("about_disclosure__isnull", True), ("about_request__isnull", False)),
                    models.Q(("about_disclosure__isnull", False), ("about_request__isnull", True)),
                    _connector="OR",
                ),
                name="complaint_subject_of_one",
                violation_error_message="Noem één verzoek of één verstrekking.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintsubject",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("about_request__isnull", True),
                    models.Q(("about_request", models.F("request")), _negated=True),
                    _connector="OR",
                ),
                name="complaint_subject_is_another",
                violation_error_message="Een klacht gaat niet over zichzelf.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintsubject",
            constraint=models.UniqueConstraint(
                fields=("request", "about_request"),
                name="complaint_subject_request_once",
                violation_error_message="Dit verzoek staat er al bij.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintsubject",
            constraint=models.UniqueConstraint(
                fields=("request", "about_disclosure"),
                name="complaint_subject_disclosure_once",
                violation_error_message="Deze verstrekking staat er al bij.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintsubject",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "request_id", "about_request_id", "about_disclosure_id"),
                digest="036751140eb91ec0",
                name="history_sharing_complaintsubject",
            ),
        ),
        migrations.AddIndex(
            model_name="historicalcomplaintsubject",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_complaintsubject_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalcomplaintsubject",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_complaintsubject"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalcomplaintsubject",
            constraint=sharing.core.constraints.AppendOnly(
                digest="ca9623d3837e8992", name="evidence_sharing_complaintsubject"
            ),
        ),
    ]
