"""Whom we told of a decision, and about which data it is; nothing is erased before that (AVG art. 19)."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import modelcluster.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sharing.core.constraints
import sharing.core.kept
import sharing.retention.triggers
import sharing.rights.recipient_triggers
import sharing.rights.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0056_english_names_of_lists"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalRecipientNotice",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("told_on", models.DateField(blank=True, null=True, verbose_name="verteld op")),
                (
                    "told_way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("post", "Per post"),
                            ("email", "Per e-mail"),
                            ("phone", "Per telefoon"),
                            ("counter", "Aan de balie"),
                        ],
                        max_length=7,
                        verbose_name="hoe verteld",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=255, verbose_name="verteld aan")),
                ("acknowledged_on", models.DateField(blank=True, null=True, verbose_name="bevestigd op")),
                (
                    "exception",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("impossible", "Onmogelijk"),
                            ("effort", "Kost onevenredig veel inspanning"),
                            (
                                "inquiry",
                                "Autoriteit in een bepaald onderzoek: geen ontvanger (art. 4, onder 9, AVG)",
                            ),
                        ],
                        max_length=10,
                        verbose_name="niet verteld",
                    ),
                ),
                ("explanation", models.TextField(blank=True, verbose_name="waarom niet verteld")),
                ("excepted_on", models.DateField(blank=True, null=True, verbose_name="besloten op")),
                (
                    "person_told_on",
                    models.DateField(blank=True, null=True, verbose_name="betrokkene hoorde dit op"),
                ),
                (
                    "kept_from_person",
                    models.BooleanField(default=False, verbose_name="geheim voor de betrokkene"),
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
                "verbose_name": "wijziging van kennisgeving aan een ontvanger",
                "verbose_name_plural": "wijzigingen van kennisgevingen aan ontvangers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RecipientNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("told_on", models.DateField(blank=True, null=True, verbose_name="verteld op")),
                (
                    "told_way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("post", "Per post"),
                            ("email", "Per e-mail"),
                            ("phone", "Per telefoon"),
                            ("counter", "Aan de balie"),
                        ],
                        max_length=7,
                        verbose_name="hoe verteld",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=255, verbose_name="verteld aan")),
                ("acknowledged_on", models.DateField(blank=True, null=True, verbose_name="bevestigd op")),
                (
                    "exception",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("impossible", "Onmogelijk"),
                            ("effort", "Kost onevenredig veel inspanning"),
                            (
                                "inquiry",
                                "Autoriteit in een bepaald onderzoek: geen ontvanger (art. 4, onder 9, AVG)",
                            ),
                        ],
                        max_length=10,
                        verbose_name="niet verteld",
                    ),
                ),
                ("explanation", models.TextField(blank=True, verbose_name="waarom niet verteld")),
                ("excepted_on", models.DateField(blank=True, null=True, verbose_name="besloten op")),
                (
                    "person_told_on",
                    models.DateField(blank=True, null=True, verbose_name="betrokkene hoorde dit op"),
                ),
                (
                    "kept_from_person",
                    models.BooleanField(default=False, verbose_name="geheim voor de betrokkene"),
                ),
            ],
            options={
                "verbose_name": "kennisgeving aan een ontvanger",
                "verbose_name_plural": "kennisgevingen aan ontvangers",
                "ordering": ["id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="destruction",
            name="destroyed_by_two",
        ),
        migrations.RemoveConstraint(
            model_name="rightsrequest",
            name="history_sharing_rightsrequest",
        ),
        migrations.RemoveConstraint(
            model_name="rightsrequest",
            name="rights_request_stands",
        ),
        migrations.AddField(
            model_name="historicalrightsrequest",
            name="data_categories",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.SmallIntegerField(),
                blank=True,
                db_default=[],
                default=list,
                editable=False,
                size=None,
                verbose_name="gegevens waarover is beslist",
            ),
        ),
        migrations.AddField(
            model_name="rightsrequest",
            name="data_categories",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.SmallIntegerField(),
                blank=True,
                db_default=[],
                default=list,
                editable=False,
                size=None,
                verbose_name="gegevens waarover is beslist",
            ),
        ),
        migrations.AddConstraint(
            model_name="destruction",
            constraint=sharing.retention.triggers.DestroyedByTwo(
                digest="be83297baef89c6d", name="destroyed_by_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=sharing.rights.triggers.RequestStands(
                digest="99305306e153fcfe", name="rights_request_stands"
            ),
        ),
        migrations.AddConstraint(
            model_name="rightsrequest",
            constraint=sharing.core.constraints.SetReferences(
                columns=("data_categories[]>sharing_datacategory",),
                digest="a091994e1e99027a",
                name="refs_rightsrequest",
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
                    "data_categories",
                    "decided_by_id",
                    "decided_at",
                    "answered_on",
                    "answered_way",
                    "answer_id",
                ),
                digest="3829e031369fc180",
                name="history_sharing_rightsrequest",
            ),
        ),
        migrations.AddField(
            model_name="historicalrecipientnotice",
            name="excepted_by",
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
            model_name="historicalrecipientnotice",
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
            model_name="historicalrecipientnotice",
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
            model_name="recipientnotice",
            name="excepted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="besloten door",
            ),
        ),
        migrations.AddField(
            model_name="recipientnotice",
            name="recipient",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rights_notices",
                to="sharing.party",
                verbose_name="ontvanger",
            ),
        ),
        migrations.AddField(
            model_name="recipientnotice",
            name="request",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to="sharing.rightsrequest",
                verbose_name="verzoek",
            ),
        ),
        migrations.AddIndex(
            model_name="historicalrecipientnotice",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_recipientnotice_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalrecipientnotice",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_recipientnotice"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalrecipientnotice",
            constraint=sharing.core.constraints.AppendOnly(
                digest="5535b5758a69333c", name="evidence_sharing_recipientnotice"
            ),
        ),
        migrations.AddConstraint(
            model_name="recipientnotice",
            constraint=sharing.core.kept.Kept(
                digest="0bbb4e92ef830e45",
                name="kept_sharing_recipientnotice",
                sentence="Een kennisgeving wordt nooit verwijderd: zij laat zien wie van het besluit weet. Klopt zij niet, leg haar dan opnieuw vast met een reden; de oude stand blijft in de historie.",
                when="true",
            ),
        ),
        migrations.AddConstraint(
            model_name="recipientnotice",
            constraint=sharing.rights.recipient_triggers.NoticeStands(
                digest="48f36bdae2fb4e36", name="recipient_notice_stands"
            ),
        ),
        migrations.AddConstraint(
            model_name="recipientnotice",
            constraint=models.UniqueConstraint(fields=("request", "recipient"), name="recipient_notice_once"),
        ),
        migrations.AddConstraint(
            model_name="recipientnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("excepted_by__isnull", True),
                        ("excepted_on__isnull", True),
                        ("exception", ""),
                        ("explanation", ""),
                        ("told_on__isnull", False),
                        ("told_way__in", ["post", "email", "phone", "counter"]),
                    ),
                    models.Q(
                        ("acknowledged_on__isnull", True),
                        ("address", ""),
                        ("told_on__isnull", True),
                        ("told_way", ""),
                        ("excepted_by__isnull", False),
                        ("excepted_on__isnull", False),
                        ("exception__in", ["impossible", "effort", "inquiry"]),
                        models.Q(("explanation", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="recipient_notice_told_or_not",
                violation_error_message="Vul in wanneer en hoe de ontvanger dit hoorde, of waarom niet en wie dat besloot.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recipientnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("acknowledged_on__isnull", True),
                    ("acknowledged_on__gte", models.F("told_on")),
                    _connector="OR",
                ),
                name="recipient_notice_acknowledged",
                violation_error_message="De bevestiging kwam niet voor de dag waarop wij het vertelden.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recipientnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("person_told_on__isnull", True),
                    models.Q(("kept_from_person", False), ("person_told_on__gte", models.F("told_on"))),
                    models.Q(("kept_from_person", False), ("person_told_on__gte", models.F("excepted_on"))),
                    _connector="OR",
                ),
                name="recipient_notice_person",
                violation_error_message="De betrokkene hoort wie het weet op of na de dag waarop dat is verteld of besloten.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recipientnotice",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "request_id",
                    "recipient_id",
                    "told_on",
                    "told_way",
                    "address",
                    "acknowledged_on",
                    "exception",
                    "explanation",
                    "excepted_by_id",
                    "excepted_on",
                    "person_told_on",
                    "kept_from_person",
                ),
                digest="a08b5c3e6c1468b8",
                name="history_sharing_recipientnotice",
            ),
        ),
    ]
