"""Documents of consents and objections, secrecy that ends or is prolonged later, and what an assessed request keeps."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import modelcluster.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sharing.consents.triggers
import sharing.core.constraints
import sharing.core.kept
import sharing.documents.models


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0022_background_work"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ConsentDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                (
                    "file",
                    models.FileField(
                        max_length=255,
                        storage=sharing.documents.models.private_storage,
                        upload_to=sharing.documents.models.place_of,
                        verbose_name="bestand",
                    ),
                ),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
            ],
            options={
                "verbose_name": "bewijsstuk van een toestemming",
                "verbose_name_plural": "bewijsstukken van een toestemming",
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalConsentDocument",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("file", models.TextField(max_length=255, verbose_name="bestand")),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
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
                "verbose_name": "wijziging van bewijsstuk van een toestemming",
                "verbose_name_plural": "wijzigingen van bewijsstukken van een toestemming",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalObjectionDocument",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("file", models.TextField(max_length=255, verbose_name="bestand")),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
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
                "verbose_name": "wijziging van bewijsstuk van een bezwaar of beperking",
                "verbose_name_plural": "wijzigingen van bewijsstukken van een bezwaar of beperking",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSecrecyDecision",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("keep", "Langer geheim houden"), ("end", "Eerder beëindigen")],
                        max_length=4,
                        verbose_name="besluit",
                    ),
                ),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="geheim tot en met")),
                ("explanation", models.TextField(verbose_name="reden")),
                ("decided_at", models.DateTimeField(verbose_name="besloten op")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="bevestigd op")),
                (
                    "declined_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="niet doorgegaan op"),
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
                "verbose_name": "wijziging van besluit over geheimhouding",
                "verbose_name_plural": "wijzigingen van besluiten over geheimhouding",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ObjectionDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                (
                    "file",
                    models.FileField(
                        max_length=255,
                        storage=sharing.documents.models.private_storage,
                        upload_to=sharing.documents.models.place_of,
                        verbose_name="bestand",
                    ),
                ),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
            ],
            options={
                "verbose_name": "bewijsstuk van een bezwaar of beperking",
                "verbose_name_plural": "bewijsstukken van een bezwaar of beperking",
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="SecrecyDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("keep", "Langer geheim houden"), ("end", "Eerder beëindigen")],
                        max_length=4,
                        verbose_name="besluit",
                    ),
                ),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="geheim tot en met")),
                ("explanation", models.TextField(verbose_name="reden")),
                ("decided_at", models.DateTimeField(verbose_name="besloten op")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="bevestigd op")),
                (
                    "declined_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="niet doorgegaan op"),
                ),
            ],
            options={
                "verbose_name": "besluit over geheimhouding",
                "verbose_name_plural": "besluiten over geheimhouding",
                "ordering": ["decided_at", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="agreementdocument",
            name="history_sharing_agreementdocument",
        ),
        migrations.RemoveConstraint(
            model_name="authorityrequest",
            name="history_sharing_authorityrequest",
        ),
        migrations.RemoveConstraint(
            model_name="authorityrequestdocument",
            name="request_document_as_assessed",
        ),
        migrations.RemoveConstraint(
            model_name="authorityrequestdocument",
            name="history_sharing_authorityrequestdocument",
        ),
        migrations.RemoveConstraint(
            model_name="transfer",
            name="transfer_tia_whole",
        ),
        migrations.AddField(
            model_name="authorityrequest",
            name="answer_by",
            field=models.DateField(
                blank=True,
                help_text="De dag die de autoriteit noemt. Leeg: zij noemt er geen.",
                null=True,
                verbose_name="antwoord uiterlijk op",
            ),
        ),
        migrations.AddField(
            model_name="historicalauthorityrequest",
            name="answer_by",
            field=models.DateField(
                blank=True,
                help_text="De dag die de autoriteit noemt. Leeg: zij noemt er geen.",
                null=True,
                verbose_name="antwoord uiterlijk op",
            ),
        ),
        migrations.AlterField(
            model_name="agreementdocument",
            name="file",
            field=models.FileField(
                max_length=255,
                storage=sharing.documents.models.private_storage,
                upload_to=sharing.documents.models.place_of,
                verbose_name="bestand",
            ),
        ),
        migrations.AlterField(
            model_name="authorityrequestdocument",
            name="file",
            field=models.FileField(
                max_length=255,
                storage=sharing.documents.models.private_storage,
                upload_to=sharing.documents.models.place_of,
                verbose_name="bestand",
            ),
        ),
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(
                condition=models.Q(("authority_request__isnull", False)),
                fields=["authority_request", "-disclosed_at", "-id"],
                name="disclosure_request",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementdocument",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "title", "file", "sha256", "agreement_id"),
                digest="a4e4c3beae2fb399",
                name="history_sharing_agreementdocument",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorityrequest",
            constraint=sharing.consents.triggers.ListedProvision(
                digest="7a23a090b562d8eb", name="authority_listed_provision"
            ),
        ),
        migrations.AddConstraint(
            model_name="authorityrequest",
            constraint=sharing.consents.triggers.AssessmentStands(
                columns=(
                    "reference",
                    "authority_id",
                    "legal_provision",
                    "asked",
                    "data_categories",
                    "period_from",
                    "period_until",
                    "secret",
                    "secrecy_ground",
                    "secret_until",
                    "received_on",
                    "answer_by",
                ),
                digest="8f7011a89088f93e",
                name="authority_assessment_stands",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorityrequest",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "reference",
                    "authority_id",
                    "legal_provision",
                    "asked",
                    "data_categories",
                    "period_from",
                    "period_until",
                    "secret",
                    "secrecy_ground",
                    "secret_until",
                    "received_on",
                    "answer_by",
                    "assessment",
                    "assessment_note",
                    "assessed_by_id",
                    "assessed_at",
                    "confirmed_by_id",
                    "confirmed_at",
                ),
                digest="0fd9011c06314a12",
                name="history_sharing_authorityrequest",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorityrequestdocument",
            constraint=sharing.consents.triggers.LaterVersion(
                digest="eec4319dc1704512", name="request_document_later_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="authorityrequestdocument",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "title", "file", "sha256", "request_id"),
                digest="d9753a0e8f45c7e8",
                name="history_sharing_authorityrequestdocument",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("supplementary_measures", ""), ("tia_conclusion", ""), ("tia_date__isnull", True)
                ),
                name="transfer_tia_moved",
                violation_error_message="Een TIA staat niet meer bij de doorgifte zelf; leg haar vast bij “Beoordelingen van doorgiften”.",
            ),
        ),
        migrations.AddField(
            model_name="consentdocument",
            name="consent",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="documents",
                to="sharing.consent",
                verbose_name="toestemming",
            ),
        ),
        migrations.AddField(
            model_name="historicalconsentdocument",
            name="consent",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.consent",
                verbose_name="toestemming",
            ),
        ),
        migrations.AddField(
            model_name="historicalobjectiondocument",
            name="objection",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.objection",
                verbose_name="bezwaar of beperking",
            ),
        ),
        migrations.AddField(
            model_name="historicalsecrecydecision",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="bevestigd door",
            ),
        ),
        migrations.AddField(
            model_name="historicalsecrecydecision",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="besloten door",
            ),
        ),
        migrations.AddField(
            model_name="historicalsecrecydecision",
            name="declined_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="niet doorgegaan door",
            ),
        ),
        migrations.AddField(
            model_name="historicalsecrecydecision",
            name="request",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.authorityrequest",
                verbose_name="verzoek",
            ),
        ),
        migrations.AddField(
            model_name="objectiondocument",
            name="objection",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="documents",
                to="sharing.objection",
                verbose_name="bezwaar of beperking",
            ),
        ),
        migrations.AddField(
            model_name="secrecydecision",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="bevestigd door",
            ),
        ),
        migrations.AddField(
            model_name="secrecydecision",
            name="decided_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="besloten door",
            ),
        ),
        migrations.AddField(
            model_name="secrecydecision",
            name="declined_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="niet doorgegaan door",
            ),
        ),
        migrations.AddField(
            model_name="secrecydecision",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="secrecy_decisions",
                to="sharing.authorityrequest",
                verbose_name="verzoek",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentdocument",
            constraint=sharing.core.kept.Kept(
                digest="5baf04ec22ae1359",
                name="kept_sharing_consentdocument",
                sentence="Een bewijsstuk blijft bewaard: het laat zien wat de betrokkene zei of vroeg. Is er een andere versie, kies dan een nieuw bestand; het oude blijft leesbaar.",
                when="true",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentdocument",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "title", "file", "sha256", "consent_id"),
                digest="929d86a585e3a96f",
                name="history_sharing_consentdocument",
            ),
        ),
        migrations.AddIndex(
            model_name="historicalconsentdocument",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_consentdocument_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalconsentdocument",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_consentdocument"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalconsentdocument",
            constraint=sharing.core.constraints.AppendOnly(
                digest="386e5287772239ec", name="evidence_sharing_consentdocument"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalobjectiondocument",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_objectiondocument_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalobjectiondocument",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_objectiondocument"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalobjectiondocument",
            constraint=sharing.core.constraints.AppendOnly(
                digest="aa8e2d28b09b0ac8", name="evidence_sharing_objectiondocument"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalsecrecydecision",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_secrecydecision_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalsecrecydecision",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_secrecydecision"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalsecrecydecision",
            constraint=sharing.core.constraints.AppendOnly(
                digest="a558cf798ed99a14", name="evidence_sharing_secrecydecision"
            ),
        ),
        migrations.AddConstraint(
            model_name="objectiondocument",
            constraint=sharing.core.kept.Kept(
                digest="12c4d1fc76b0072e",
                name="kept_sharing_objectiondocument",
                sentence="Een bewijsstuk blijft bewaard: het laat zien wat de betrokkene zei of vroeg. Is er een andere versie, kies dan een nieuw bestand; het oude blijft leesbaar.",
                when="true",
            ),
        ),
        migrations.AddConstraint(
            model_name="objectiondocument",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "title", "file", "sha256", "objection_id"),
                digest="8e3ea37067d70594",
                name="history_sharing_objectiondocument",
            ),
        ),
        migrations.AddConstraint(
            model_name="secrecydecision",
            constraint=sharing.core.kept.Kept(
                digest="a36267b44d09005e",
                name="kept_sharing_secrecydecision",
                sentence="Een verzoek van een autoriteit wordt nooit verwijderd: het bewijst waarom is verstrekt of geweigerd. Corrigeer het met een reden.",
                when="true",
            ),
        ),
        migrations.AddConstraint(
            model_name="secrecydecision",
            constraint=sharing.consents.triggers.SecrecyByTwo(
                digest="43b6b35bec564bc7", name="secrecy_by_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="secrecydecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["keep", "end"])), name="secrecy_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="secrecydecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("explanation", ""), _negated=True), name="secrecy_explained"
            ),
        ),
        migrations.AddConstraint(
            model_name="secrecydecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "keep"), ("last_day__isnull", False), _connector="OR"),
                name="secrecy_end_has_a_day",
                violation_error_message="Vul in tot en met welke dag het verzoek nog geheim blijft.",
            ),
        ),
        migrations.AddConstraint(
            model_name="secrecydecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_by__isnull", True), ("confirmed_at__isnull", True)),
                    models.Q(
                        ("kind", "end"),
                        ("confirmed_by__isnull", False),
                        ("confirmed_at__gte", models.F("decided_at")),
                        ("declined_by__isnull", True),
                        models.Q(("confirmed_by", models.F("decided_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="secrecy_settled_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="secrecydecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("declined_by__isnull", True), ("declined_at__isnull", True)),
                    models.Q(("kind", "end"), ("declined_by__isnull", False), ("declined_at__isnull", False)),
                    _connector="OR",
                ),
                name="secrecy_declined_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="secrecydecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("confirmed_by__isnull", True), ("declined_by__isnull", True), ("kind", "end")
                ),
                fields=("request",),
                name="secrecy_one_proposal",
                violation_error_message="Er wacht al een voorstel om de geheimhouding te beëindigen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="secrecydecision",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "request_id",
                    "kind",
                    "last_day",
                    "explanation",
                    "decided_by_id",
                    "decided_at",
                    "confirmed_by_id",
                    "confirmed_at",
                    "declined_by_id",
                    "declined_at",
                ),
                digest="af9dd986299c9223",
                name="history_sharing_secrecydecision",
            ),
        ),
    ]
