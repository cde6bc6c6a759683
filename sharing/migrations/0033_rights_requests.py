"""What persons ask about their data, how long we waited for them, and their letters; reminders of it."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import modelcluster.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sharing.core.constraints
import sharing.core.kept
import sharing.documents.models
import sharing.rights.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0032_owners_of_tokens"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalRightsDocument",
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
                "verbose_name": "wijziging van document van een verzoek van een betrokkene",
                "verbose_name_plural": "wijzigingen van documenten van een verzoek van een betrokkene",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRightsPause",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("identity", "Wij vroegen om te laten zien wie dit vraagt (art. 12, lid 6)"),
                            ("clarify", "Wij vroegen wat er precies wordt bedoeld (overweging 63)"),
                            ("other", "Wij wachten op iets anders"),
                        ],
                        max_length=8,
                        verbose_name="waarop wij wachten",
                    ),
                ),
                ("since", models.DateField(verbose_name="gevraagd op")),
                ("until", models.DateField(blank=True, null=True, verbose_name="antwoord ontvangen op")),
                ("note", models.TextField(verbose_name="wat wij vroegen")),
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
                "verbose_name": "wijziging van wachten op de betrokkene",
                "verbose_name_plural": "wijzigingen van wachten op de betrokkene",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRightsRequest",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("access", "Inzage (art. 15)"),
                            ("rectification", "Verbetering (art. 16)"),
                            ("completion", "Aanvulling (art. 16)"),
                            ("erasure", "Wissing (art. 17)"),
                            ("restriction", "Beperking (art. 18)"),
                            ("portability", "Overdracht van gegevens (art. 20)"),
                            ("objection", "Bezwaar (art. 21)"),
                            ("withdrawal", "Intrekking van toestemming (art. 7)"),
                            ("complaint", "Klacht"),
                            ("question", "Vraag"),
                        ],
                        max_length=13,
                        verbose_name="wat wordt gevraagd",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="ontvangen op")),
                (
                    "received_way",
                    models.CharField(
                        choices=[
                            ("post", "Per post"),
                            ("email", "Per e-mail"),
                            ("phone", "Per telefoon"),
                            ("counter", "Aan de balie"),
                        ],
                        max_length=7,
                        verbose_name="hoe ontvangen",
                    ),
                ),
                ("dossier", models.BinaryField(blank=True, null=True, verbose_name="dossier")),
                (
                    "asked",
                    models.TextField(
                        help_text="Wat de betrokkene vraagt, zonder naam en zonder dossiernummer.",
                        verbose_name="in eigen woorden",
                    ),
                ),
                (
                    "representative",
                    models.CharField(
                        blank=True,
                        help_text="Wie namens de betrokkene vraagt, en waarom die dat mag. Leeg: de betrokkene zelf.",
                        max_length=200,
                        verbose_name="vertegenwoordiger",
                    ),
                ),
                (
                    "identity_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("shown", "Identiteitsbewijs gezien, niet gekopieerd"),
                            ("known", "Gevraagd naar wat alleen de betrokkene weet"),
                            ("called", "Teruggebeld op het nummer dat wij al hadden"),
                            ("account", "Gevraagd vanuit een account of adres dat wij al kenden"),
                            ("mandate", "Machtiging en identiteit van de vertegenwoordiger gezien"),
                            ("not_needed", "Niet meer nodig: er is geen redelijke twijfel"),
                        ],
                        max_length=10,
                        verbose_name="identiteit gecontroleerd",
                    ),
                ),
                (
                    "identity_on",
                    models.DateField(blank=True, null=True, verbose_name="identiteit gecontroleerd op"),
                ),
                ("identity_note", models.TextField(blank=True, verbose_name="toelichting bij de identiteit")),
                ("extension_reason", models.TextField(blank=True, verbose_name="waarom verlengd")),
                (
                    "extended_on",
                    models.DateField(blank=True, null=True, verbose_name="verlenging besloten op"),
                ),
                (
                    "extension_told_on",
                    models.DateField(blank=True, null=True, verbose_name="verlenging verteld op"),
                ),
                (
                    "extension_told_way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("post", "Per post"),
                            ("email", "Per e-mail"),
                            ("phone", "Per telefoon"),
                            ("counter", "Aan de balie"),
                        ],
                        max_length=7,
                        verbose_name="verlenging hoe verteld",
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("granted", "Toegewezen"),
                            ("partly", "Deels toegewezen"),
                            ("refused", "Afgewezen"),
                            ("unfounded", "Niet in behandeling: kennelijk ongegrond (art. 12, lid 5)"),
                            ("excessive", "Niet in behandeling: buitensporig (art. 12, lid 5)"),
                            ("unidentified", "Niet in behandeling: niet vast te stellen wie dit vraagt"),
                            ("answered", "Vraag beantwoord"),
                            ("forwarded", "Doorgestuurd aan de verwerkingsverantwoordelijke"),
                            ("retracted", "De betrokkene trok het verzoek in"),
                        ],
                        max_length=12,
                        verbose_name="besluit",
                    ),
                ),
                (
                    "decision_provision",
                    models.CharField(blank=True, max_length=300, verbose_name="grond van het besluit"),
                ),
                ("decision_reason", models.TextField(blank=True, verbose_name="reden van het besluit")),
                ("decision_evidence", models.TextField(blank=True, verbose_name="waaruit dat blijkt")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="beslist op"),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="beantwoord op")),
                (
                    "answered_way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("post", "Per post"),
                            ("email", "Per e-mail"),
                            ("phone", "Per telefoon"),
                            ("counter", "Aan de balie"),
                        ],
                        max_length=7,
                        verbose_name="hoe beantwoord",
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
                "verbose_name": "wijziging van verzoek van een betrokkene",
                "verbose_name_plural": "wijzigingen van verzoeken van betrokkenen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RightsDocument",
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
                "verbose_name": "document van een verzoek van een betrokkene",
                "verbose_name_plural": "documenten van een verzoek van een betrokkene",
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="RightsPause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("identity", "Wij vroegen om te laten zien wie dit vraagt (art. 12, lid 6)"),
                            ("clarify", "Wij vroegen wat er precies wordt bedoeld (overweging 63)"),
                            ("other", "Wij wachten op iets anders"),
                        ],
                        max_length=8,
                        verbose_name="waarop wij wachten",
                    ),
                ),
                ("since", models.DateField(verbose_name="gevraagd op")),
                ("until", models.DateField(blank=True, null=True, verbose_name="antwoord ontvangen op")),
                ("note", models.TextField(verbose_name="wat wij vroegen")),
            ],
            options={
                "verbose_name": "wachten op de betrokkene",
                "verbose_name_plural": "wachten op de betrokkene",
                "ordering": ["since", "id"],
            },
        ),
        migrations.CreateModel(
            name="RightsRequest",
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
                        choices=[
                            ("access", "Inzage (art. 15)"),
                            ("rectification", "Verbetering (art. 16)"),
                            ("completion", "Aanvulling (art. 16)"),
                            ("erasure", "Wissing (art. 17)"),
                            ("restriction", "Beperking (art. 18)"),
                            ("portability", "Overdracht van gegevens (art. 20)"),
                            ("objection", "Bezwaar (art. 21)"),
                            ("withdrawal", "Intrekking van toestemming (art. 7)"),
                            ("complaint", "Klacht"),
                            ("question", "Vraag"),
                        ],
                        max_length=13,
                        verbose_name="wat wordt gevraagd",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="ontvangen op")),
                (
                    "received_way",
                    models.CharField(
                        choices=[
                            ("post", "Per post"),
                            ("email", "Per e-mail"),
                            ("phone", "Per telefoon"),
                            ("counter", "Aan de balie"),
                        ],
                        max_length=7,
                        verbose_name="hoe ontvangen",
                    ),
                ),
                ("dossier", models.BinaryField(blank=True, null=True, verbose_name="dossier")),
                (
                    "asked",
                    models.TextField(
                        help_text="Wat de betrokkene vraagt, zonder naam en zonder dossiernummer.",
                        verbose_name="in eigen woorden",
                    ),
                ),
                (
                    "representative",
                    models.CharField(
                        blank=True,
                        help_text="Wie namens de betrokkene vraagt, en waarom die dat mag. Leeg: de betrokkene zelf.",
                        max_length=200,
                        verbose_name="vertegenwoordiger",
                    ),
                ),
                (
                    "identity_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("shown", "Identiteitsbewijs gezien, niet gekopieerd"),
                            ("known", "Gevraagd naar wat alleen de betrokkene weet"),
                            ("called", "Teruggebeld op het nummer dat wij al hadden"),
                            ("account", "Gevraagd vanuit een account of adres dat wij al kenden"),
                            ("mandate", "Machtiging en identiteit van de vertegenwoordiger gezien"),
                            ("not_needed", "Niet meer nodig: er is geen redelijke twijfel"),
                        ],
                        max_length=10,
                        verbose_name="identiteit gecontroleerd",
                    ),
                ),
                (
                    "identity_on",
                    models.DateField(blank=True, null=True, verbose_name="identiteit gecontroleerd op"),
                ),
                ("identity_note", models.TextField(blank=True, verbose_name="toelichting bij de identiteit")),
                ("extension_reason", models.TextField(blank=True, verbose_name="waarom verlengd")),
                (
                    "extended_on",
                    models.DateField(blank=True, null=True, verbose_name="verlenging besloten op"),
                ),
                (
                    "extension_told_on",
                    models.DateField(blank=True, null=True, verbose_name="verlenging verteld op"),
                ),
                (
                    "extension_told_way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("post", "Per post"),
                            ("email", "Per e-mail"),
                            ("phone", "Per telefoon"),
                            ("counter", "Aan de balie"),
                        ],
                        max_length=7,
                        verbose_name="verlenging hoe verteld",
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("granted", "Toegewezen"),
                            ("partly", "Deels toegewezen"),
                            ("refused", "Afgewezen"),
                            ("unfounded", "Niet in behandeling: kennelijk ongegrond (art. 12, lid 5)"),
                            ("excessive", "Niet in behandeling: buitensporig (art. 12, lid 5)"),
                            ("unidentified", "Niet in behandeling: niet vast te stellen wie dit vraagt"),
                            ("answered", "Vraag beantwoord"),
                            ("forwarded", "Doorgestuurd aan de verwerkingsverantwoordelijke"),
                            ("retracted", "De betrokkene trok het verzoek in"),
                        ],
                        max_length=12,
                        verbose_name="besluit",
                    ),
                ),
                (
                    "decision_provision",
                    models.CharField(blank=True, max_length=300, verbose_name="grond van het besluit"),
                ),
                ("decision_reason", models.TextField(blank=True, verbose_name="reden van het besluit")),
                ("decision_evidence", models.TextField(blank=True, verbose_name="waaruit dat blijkt")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="beslist op"),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="beantwoord op")),
                (
                    "answered_way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("post", "Per post"),
                            ("email", "Per e-mail"),
                            ("phone", "Per telefoon"),
                            ("counter", "Aan de balie"),
                        ],
                        max_length=7,
                        verbose_name="hoe beantwoord",
                    ),
                ),
            ],
            options={
                "verbose_name": "verzoek van een betrokkene",
                "verbose_name_plural": "verzoeken van betrokkenen",
                "ordering": ["-received_at"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="reminder",
            name="reminder_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="reminder",
            name="reminder_stage_known",
        ),
        migrations.AlterField(
            model_name="reminder",
            name="kind",
            field=models.CharField(
                choices=[
                    ("notice", "Opzegtermijn van een overeenkomst"),
                    ("agreement_ends", "Einde van een overeenkomst"),
                    ("agreement_ended", "Afgelopen overeenkomst die nog wordt gebruikt"),
                    ("transfer_ends", "Einde van een doorgifte"),
                    ("decision_ends", "Einde van een adequaatheidsbesluit"),
                    ("review", "Herziening van een beoordeling (TIA)"),
                    ("objection", "Bezwaar tegen een subverwerker"),
                    ("rights", "Verzoek van een betrokkene"),
                ],
                max_length=15,
            ),
        ),
        migrations.AlterField(
            model_name="reminder",
            name="stage",
            field=models.CharField(
                choices=[
                    ("overdue", "Te laat"),
                    ("2", "Binnen 2 dagen"),
                    ("7", "Binnen 7 dagen"),
                    ("14", "Binnen 14 dagen"),
                    ("30", "Binnen 30 dagen"),
                    ("90", "Binnen 90 dagen"),
                ],
                max_length=7,
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "notice",
                            "agreement_ends",
                            "agreement_ended",
                            "transfer_ends",
                            "decision_ends",
                            "review",
                            "objection",
                            "rights",
                        ],
                    )
                ),
                name="reminder_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage__in", ["overdue", "2", "7", "14", "30", "90"])),
                name="reminder_stage_known",
            ),
        ),
        migrations.AddField(
            model_name="historicalrightsrequest",
            name="answer",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.accessanswer",
                verbose_name="antwoord uit het verstrekkingenlog",
            ),
        ),
        migrations.AddField(
            model_name="historicalrightsrequest",
            name="assigned_to",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="in behandeling bij",
            ),
        ),
        migrations.AddField(
            model_name="historicalrightsrequest",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="beslist door",
            ),
        ),
        migrations.AddField(
            model_name="historicalrightsrequest",
            name="identity_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="identiteit gecontroleerd door",
            ),
        ),
        migrations.AddField(
            model_name="historicalrightsrequest",
            name="on_behalf_of",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.party",
                verbose_name="bestemd voor opdrachtgever",
            ),
        ),
        migrations.AddField(
            model_name="historicalrightsrequest",
            name="registered_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vastgelegd door",
            ),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="answer",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sharing.accessanswer",
                verbose_name="antwoord uit het verstrekkingenlog",
            ),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="assigned_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rights_requests",
                to=settings.AUTH_USER_MODEL,
                verbose_name="in behandeling bij",
            ),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="beslist door",
            ),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="identity_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="identiteit gecontroleerd door",
            ),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="on_behalf_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rights_requests",
                to="sharing.party",
                verbose_name="bestemd voor opdrachtgever",
            ),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="registered_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vastgelegd door",
            ),
        ),
        migrations.AddField(
            model_name="rightspause",
            name="request",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pauses",
                to="sharing.rightsrequest",
                verbose_name="verzoek",
            ),
        ),
        migrations.AddField(
            model_name="rightsdocument",
            name="request",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="documents",
                to="sharing.rightsrequest",
                verbose_name="verzoek",
            ),
        ),
        migrations.AddField(
            model_name="historicalrightspause",
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
            model_name="historicalrightsdocument",
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
        migrations.AddIndex(
            model_name="historicalrightsrequest",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_rightsrequest_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalrightsrequest",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_rightsrequest"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalrightsrequest",
            constraint=sharing.core.constraints.AppendOnly(
                digest="7c5b76cb5dd5fa0f", name="evidence_sharing_rightsrequest"
            ),
        ),
        migrations.AddIndex(
            model_name="rightsrequest",
            index=models.Index(fields=["dossier"], name="rights_dossier"),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=sharing.core.kept.Kept(
                digest="a0e921dc082278da",
                name="kept_sharing_rightsrequest",
                sentence="Een verzoek van een betrokkene wordt nooit verwijderd: het laat zien dat op tijd is geantwoord. Leg vast dat de betrokkene het introk, of corrigeer het met een reden.",
                when="true",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=sharing.rights.triggers.RequestStands(
                digest="013e86fa9219e096", name="rights_request_stands"
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
                condition=models.Q(("received_way__in", ["post", "email", "phone", "counter"])),
                name="rights_way_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("asked", ""), _negated=True),
                name="rights_asked_something",
                violation_error_message="Schrijf op wat de betrokkene vraagt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("identity_by__isnull", True),
                        ("identity_how", ""),
                        ("identity_note", ""),
                        ("identity_on__isnull", True),
                    ),
                    models.Q(
                        ("identity_by__isnull", False),
                        (
                            "identity_how__in",
                            ["shown", "known", "called", "account", "mandate", "not_needed"],
                        ),
                        ("identity_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="rights_identity_whole",
                violation_error_message="Een controle van de identiteit zegt hoe, op welke dag en door wie.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("identity_how", "not_needed"), _negated=True),
                    models.Q(("identity_note", ""), _negated=True),
                    _connector="OR",
                ),
                name="rights_identity_not_needed",
                violation_error_message="Schrijf op waarom er geen twijfel is over wie dit vraagt (art. 12, lid 6, AVG).",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("extended_on__isnull", True),
                        ("extension_reason", ""),
                        ("extension_told_on__isnull", True),
                    ),
                    models.Q(
                        models.Q(("extension_reason", ""), _negated=True), ("extended_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="rights_extension_whole",
                violation_error_message="Een verlenging heeft een reden en een dag.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("extension_told_on__isnull", True), ("extension_told_way", "")),
                    models.Q(
                        ("extension_told_on__isnull", False),
                        ("extension_told_way__in", ["post", "email", "phone", "counter"]),
                    ),
                    _connector="OR",
                ),
                name="rights_extension_told",
                violation_error_message="Vul in wanneer en hoe de betrokkene van de verlenging hoorde.",
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
                        ("decision__in", ["excessive", "partly", "refused", "unfounded", "unidentified"]),
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
                    models.Q(("decision__in", ["excessive", "unfounded"]), _negated=True),
                    models.Q(("decision_evidence", ""), _negated=True),
                    _connector="OR",
                ),
                name="rights_refusal_shown",
                violation_error_message="Schrijf op waaruit blijkt dat het verzoek ongegrond of buitensporig is (art. 12, lid 5, AVG).",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision", "forwarded"), _negated=True),
                    ("on_behalf_of__isnull", False),
                    _connector="OR",
                ),
                name="rights_forwarded_to_client",
                violation_error_message="Doorsturen kan alleen aan een opdrachtgever.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("on_behalf_of__isnull", True),
                    ("decision__in", ["", "forwarded", "retracted"]),
                    _connector="OR",
                ),
                name="rights_client_decides",
                violation_error_message="Over dit verzoek beslist de opdrachtgever; stuur het door.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer__isnull", True), ("answered_on__isnull", True), ("answered_way", "")),
                    models.Q(
                        ("answered_on__isnull", False),
                        ("answered_way__in", ["post", "email", "phone", "counter"]),
                        models.Q(("decision", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="rights_answered_after_decision",
                violation_error_message="Beantwoorden kan pas na het besluit.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "kind",
                    "received_at",
                    "received_way",
                    "dossier",
                    "asked",
                    "representative",
                    "on_behalf_of_id",
                    "assigned_to_id",
                    "registered_by_id",
                    "identity_how",
                    "identity_on",
                    "identity_by_id",
                    "identity_note",
                    "extension_reason",
                    "extended_on",
                    "extension_told_on",
                    "extension_told_way",
                    "decision",
                    "decision_provision",
                    "decision_reason",
                    "decision_evidence",
                    "decided_by_id",
                    "decided_at",
                    "answered_on",
                    "answered_way",
                    "answer_id",
                ),
                digest="7dae3d952b07ae23",
                name="history_sharing_rightsrequest",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightspause",
            constraint=sharing.core.kept.Kept(
                digest="be38c188c0ae0423",
                name="kept_sharing_rightspause",
                sentence="Een verzoek van een betrokkene wordt nooit verwijderd: het laat zien dat op tijd is geantwoord. Leg vast dat de betrokkene het introk, of corrigeer het met een reden.",
                when="true",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightspause",
            constraint=sharing.rights.triggers.BeforeDecision(
                digest="fcb3a356a309cd42", name="rights_pause_before_decision"
            ),
        ),
        migrations.AddConstraint(
            model_name="rightspause",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground__in", ["identity", "clarify", "other"])),
                name="rights_pause_ground",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightspause",
            constraint=models.CheckConstraint(
                condition=models.Q(("note", ""), _negated=True), name="rights_pause_explained"
            ),
        ),
        migrations.AddConstraint(
            model_name="rightspause",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="rights_pause_period",
                violation_error_message="Het antwoord kwam niet voor de dag waarop wij het vroegen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightspause",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("request",),
                name="rights_one_pause",
                violation_error_message="Wij wachten al op de betrokkene.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightspause",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "request_id", "ground", "since", "until", "note"),
                digest="2920d4a4ab65ec0b",
                name="history_sharing_rightspause",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsdocument",
            constraint=sharing.core.kept.Kept(
                digest="0525849f5e48b286",
                name="kept_sharing_rightsdocument",
                sentence="Een document van een verzoek blijft bewaard: het laat zien wat is gevraagd of geantwoord. Is er een andere versie, kies dan een nieuw bestand; het oude blijft leesbaar.",
                when="true",
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsdocument",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "title", "file", "sha256", "request_id"),
                digest="10312ef5ced7a7c0",
                name="history_sharing_rightsdocument",
            ),
        ),
        migrations.AddIndex(
            model_name="historicalrightspause",
            index=models.Index(fields=["id", "-history_date", "-history_id"], name="hist_rightspause_moment"),
        ),
        migrations.AddIndex(
            model_name="historicalrightspause",
            index=django.contrib.postgres.indexes.BrinIndex(fields=["history_date"], name="when_rightspause"),
        ),
        migrations.AddConstraint(
            model_name="historicalrightspause",
            constraint=sharing.core.constraints.AppendOnly(
                digest="50662e8ab4a0f4a8", name="evidence_sharing_rightspause"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalrightsdocument",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_rightsdocument_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalrightsdocument",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_rightsdocument"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalrightsdocument",
            constraint=sharing.core.constraints.AppendOnly(
                digest="183dd79a9fc3610a", name="evidence_sharing_rightsdocument"
            ),
        ),
    ]
