"""Who looked at which dossier; answers to requests for access, and what is blacked out in them."""

import django.contrib.postgres.indexes
import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.datetime
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sharing.answers.models
import sharing.core.constraints
import sharing.core.looking.triggers


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0025_entry_templates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dossier", models.BinaryField(verbose_name="dossier")),
                (
                    "made_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="gemaakt op",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("access", "Inzageverzoek van de betrokkene"),
                            ("other_right", "Ander verzoek van de betrokkene (verbeteren, wissen, bezwaar)"),
                            ("complaint", "Vraag of klacht van de betrokkene"),
                            ("recording", "Verstrekking of toestemming vastleggen of verbeteren"),
                            ("review", "Afwijking of datalek beoordelen"),
                            ("authority", "Verzoek van een autoriteit"),
                            ("audit", "Controle"),
                            ("other", "Anders"),
                            ("nature", "Volgt uit de handeling"),
                        ],
                        max_length=11,
                        verbose_name="waarom",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="toelichting")),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF, om te printen of te mailen"),
                            ("json", "JSON, om in een ander systeem te lezen"),
                        ],
                        max_length=4,
                        verbose_name="soort bestand",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=255,
                        storage=sharing.answers.models.private_storage,
                        upload_to="inzage/%Y/",
                        verbose_name="bestand",
                    ),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("size", models.PositiveBigIntegerField(verbose_name="grootte in bytes")),
                ("disclosures", models.PositiveIntegerField(verbose_name="verstrekkingen in het antwoord")),
                (
                    "blacked_out",
                    models.PositiveIntegerField(verbose_name="verstrekkingen met zwart gemaakte tekst"),
                ),
                (
                    "withheld",
                    models.JSONField(
                        default=list,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="geheim gehouden",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gemaakt door",
                    ),
                ),
            ],
            options={
                "verbose_name": "antwoord op een inzageverzoek",
                "verbose_name_plural": "antwoorden op inzageverzoeken",
                "ordering": ["-made_at", "-id"],
                "default_permissions": ("add", "view"),
                "indexes": [
                    models.Index(fields=["dossier", "-made_at", "-id"], name="answer_dossier"),
                    models.Index(fields=["-made_at", "-id"], name="answer_newest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("format__in", ["pdf", "json"])), name="answer_format_known"
                    ),
                    sharing.core.looking.triggers.AsItHappened(
                        columns=("made_by_id", "made_at"),
                        digest="90edb9f5124f3bd7",
                        name="answer_as_it_happened",
                    ),
                    sharing.core.constraints.AppendOnly(
                        digest="928c89c341742da0", name="immutable_sharing_accessanswer"
                    ),
                    sharing.core.constraints.ActorNeeded(
                        digest="c20e7ac80d9d498d", name="actor_sharing_accessanswer"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BlackOut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("passage", models.CharField(max_length=2000, verbose_name="zwart in een antwoord")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("others", "Gaat over een ander"),
                            ("secret", "Bedrijfsgeheim van een ander"),
                        ],
                        max_length=6,
                        verbose_name="grond",
                    ),
                ),
                (
                    "disclosure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="black_outs",
                        to="sharing.disclosure",
                        verbose_name="verstrekking",
                    ),
                ),
            ],
            options={
                "verbose_name": "zwart gemaakte tekst",
                "verbose_name_plural": "zwart gemaakte teksten",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ground__in", ["others", "secret"])),
                        name="black_out_ground_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("passage", ""), _negated=True), name="black_out_names_words"
                    ),
                    models.UniqueConstraint(
                        fields=("disclosure", "passage"),
                        name="black_out_once",
                        violation_error_message="Deze woorden zijn al zwart gemaakt.",
                    ),
                    sharing.core.constraints.HistoryTriggers(
                        columns=("id", "disclosure_id", "passage", "ground"),
                        digest="71ca398adb413bd7",
                        name="history_sharing_blackout",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalBlackOut",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("passage", models.CharField(max_length=2000, verbose_name="zwart in een antwoord")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("others", "Gaat over een ander"),
                            ("secret", "Bedrijfsgeheim van een ander"),
                        ],
                        max_length=6,
                        verbose_name="grond",
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
                (
                    "disclosure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.disclosure",
                        verbose_name="verstrekking",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van zwart gemaakte tekst",
                "verbose_name_plural": "wijzigingen van zwart gemaakte teksten",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "-history_date", "-history_id"], name="hist_blackout_moment"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["history_date"], name="when_blackout"),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        digest="e8c085b4128186f9", name="evidence_sharing_blackout"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "looked_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="gekeken op",
                    ),
                ),
                ("dossier", models.BinaryField(verbose_name="dossier")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("searched", "Gezocht"),
                            ("opened", "Dossier bekeken"),
                            ("record", "Eén gegeven bekeken"),
                            ("exported", "Gedownload"),
                            ("answered", "Antwoord op inzageverzoek gemaakt"),
                            ("fetched", "Bewaard antwoord opgehaald"),
                            ("api", "Gelezen door een bronsysteem"),
                        ],
                        max_length=8,
                        verbose_name="wat",
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=100, verbose_name="welk gegeven")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("access", "Inzageverzoek van de betrokkene"),
                            ("other_right", "Ander verzoek van de betrokkene (verbeteren, wissen, bezwaar)"),
                            ("complaint", "Vraag of klacht van de betrokkene"),
                            ("recording", "Verstrekking of toestemming vastleggen of verbeteren"),
                            ("review", "Afwijking of datalek beoordelen"),
                            ("authority", "Verzoek van een autoriteit"),
                            ("audit", "Controle"),
                            ("other", "Anders"),
                            ("nature", "Volgt uit de handeling"),
                        ],
                        max_length=11,
                        verbose_name="waarom",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="toelichting")),
                (
                    "looked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="eigenaar van het token",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.source",
                        verbose_name="bronsysteem",
                    ),
                ),
            ],
            options={
                "verbose_name": "raadpleging",
                "verbose_name_plural": "raadplegingen",
                "ordering": ["-looked_at", "-id"],
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["dossier", "-looked_at", "-id"], name="look_dossier"),
                    models.Index(fields=["-looked_at", "-id"], name="look_newest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "act__in",
                                ["searched", "opened", "record", "exported", "answered", "fetched", "api"],
                            )
                        ),
                        name="look_act_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "access",
                                    "other_right",
                                    "complaint",
                                    "recording",
                                    "review",
                                    "authority",
                                    "audit",
                                    "other",
                                    "nature",
                                ],
                            )
                        ),
                        name="look_reason_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", "other"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="look_other_explained",
                        violation_error_message="Schrijf op waarom u dit dossier bekijkt.",
                    ),
                    sharing.core.looking.triggers.AsItHappened(
                        columns=("looked_by_id", "looked_at"),
                        digest="695a1aea3fea1561",
                        name="look_as_it_happened",
                    ),
                    sharing.core.constraints.AppendOnly(
                        digest="0c327694f2341367", name="immutable_sharing_look"
                    ),
                    sharing.core.constraints.ActorNeeded(
                        digest="fa0bd21f2d3f79f3", name="actor_sharing_look"
                    ),
                ],
            },
        ),
    ]
