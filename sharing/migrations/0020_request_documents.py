"""Documents of an authority's request; what is asked does not change once somebody assessed it."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import modelcluster.fields
import simple_history.models
from django.db import migrations, models

import sharing.consents.triggers
import sharing.core.constraints
import sharing.core.kept
import sharing.documents.models


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0019_late_withdrawals"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuthorityRequestDocument",
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
                        upload_to="verzoeken/%Y/",
                        verbose_name="bestand",
                    ),
                ),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
            ],
            options={
                "verbose_name": "document van een verzoek",
                "verbose_name_plural": "documenten van een verzoek",
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAuthorityRequestDocument",
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
                "verbose_name": "wijziging van document van een verzoek",
                "verbose_name_plural": "wijzigingen van documenten van een verzoek",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RemoveConstraint(
            model_name="requesteddossier",
            name="kept_sharing_requesteddossier",
        ),
        migrations.AddConstraint(
            model_name="requesteddossier",
            constraint=sharing.core.kept.Kept(
                digest="82d0b92247233eb2",
                name="kept_sharing_requesteddossier",
                sentence="Een verzoek van een autoriteit wordt nooit verwijderd: het bewijst waarom is verstrekt of geweigerd. Corrigeer het met een reden.",
                when="EXISTS (SELECT 1 FROM sharing_authorityrequest r WHERE r.id = OLD.request_id AND r.assessed_by_id IS NOT NULL)",
            ),
        ),
        migrations.AddConstraint(
            model_name="requesteddossier",
            constraint=sharing.consents.triggers.AsAssessed(
                digest="f896779d01ff56a3", name="requested_dossier_as_assessed"
            ),
        ),
        migrations.AddField(
            model_name="authorityrequestdocument",
            name="request",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="documents",
                to="sharing.authorityrequest",
                verbose_name="verzoek",
            ),
        ),
        migrations.AddField(
            model_name="historicalauthorityrequestdocument",
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
        migrations.AddConstraint(
            model_name="authorityrequestdocument",
            constraint=sharing.core.kept.Kept(
                digest="850aa5acbf6b3a07",
                name="kept_sharing_authorityrequestdocument",
                sentence="Een document van een verzoek blijft bewaard: het laat zien wat is gevraagd. Is er een andere versie, kies dan een nieuw bestand; het oude blijft in de historie.",
                when="true",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorityrequestdocument",
            constraint=sharing.consents.triggers.AsAssessed(
                digest="c1449ee47eee05d6", name="request_document_as_assessed"
            ),
        ),
        migrations.AddConstraint(
            model_name="authorityrequestdocument",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "request_id", "title", "file", "sha256"),
                digest="45b9dc04f5bc9041",
                name="history_sharing_authorityrequestdocument",
            ),
        ),
        migrations.AddIndex(
            model_name="historicalauthorityrequestdocument",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_authorityrequestdocument_"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalauthorityrequestdocument",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_authorityrequestdocument"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalauthorityrequestdocument",
            constraint=sharing.core.constraints.AppendOnly(
                digest="5851207ecf3ebb40", name="evidence_sharing_authorityrequestdocument"
            ),
        ),
    ]
