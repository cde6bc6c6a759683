"""What roles may do, with its history and rules, and what takes two people."""

import django.contrib.postgres.functions
import django.contrib.postgres.indexes
import django.core.serializers.json
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sharing.access.constraints
import sharing.core.constraints
from sharing.core.constraints import HistoryTriggers, TriggerConstraint

FOLLOWED = ("role", "roleright", "rolepageright", "rolecollectionright")

# What there was before the history began, as found now.
FIRST_ROWS = """
INSERT INTO sharing_historical{model} ({columns}, history_date, history_change_reason, history_type, history_user_id)
SELECT {columns}, transaction_timestamp(), 'Beginstand: de historie van rollen begint hier', '+',
    (SELECT id FROM cms_user WHERE username = 'systeem')
FROM {table}
"""


def follow(apps, schema_editor):
    """Put the triggers on tables that Django does not let a migration of ours change, and begin their history."""
    for name in FOLLOWED:
        model = apps.get_model("sharing", name)
        triggers = [one for one in model._meta.constraints if isinstance(one, TriggerConstraint)]
        (history,) = [one for one in triggers if isinstance(one, HistoryTriggers)]
        columns = ", ".join(history.columns)
        schema_editor.execute(
            FIRST_ROWS.format(model=name, columns=columns, table=model._meta.db_table), params=None
        )
        for constraint in triggers:
            schema_editor.execute(constraint.create_sql(model, schema_editor), params=None)


def unfollow(apps, schema_editor):
    """Take the triggers away again."""
    for name in FOLLOWED:
        model = apps.get_model("sharing", name)
        for constraint in model._meta.constraints:
            if isinstance(constraint, TriggerConstraint):
                schema_editor.execute(constraint.remove_sql(model, schema_editor), params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("cms", "0005_system_account"),
        ("sharing", "0008_search"),
        # What these packages give to groups when they are installed was there before the history.
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Role",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=150, unique=True, verbose_name="naam")),
            ],
            options={
                "verbose_name": "rol",
                "verbose_name_plural": "rollen",
                "db_table": "auth_group",
                "constraints": [
                    sharing.access.constraints.RoleRules(
                        columns=(
                            "Redacteur",
                            "Contractbeheerder",
                            "Juridisch medewerker",
                            "Auditor",
                            "Beheerder",
                        ),
                        name="rules_sharing_role",
                        digest="bd5a085565779d24",
                    ),
                    HistoryTriggers(
                        columns=("id", "name"), name="history_sharing_role", digest="32d8ec2bf4c8a236"
                    ),
                ],
                "ordering": ["name"],
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="RoleCollectionRight",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="collection_rights",
                        to="sharing.role",
                        verbose_name="rol",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="auth.permission",
                        verbose_name="recht",
                    ),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.collection",
                        verbose_name="verzameling",
                    ),
                ),
            ],
            options={
                "verbose_name": "recht van een rol op een verzameling",
                "verbose_name_plural": "rechten van rollen op verzamelingen",
                "db_table": "wagtailcore_groupcollectionpermission",
                "constraints": [
                    sharing.access.constraints.RightRules(
                        name="rules_sharing_rolecollectionright", digest="5e2baa5962faabbc"
                    ),
                    HistoryTriggers(
                        columns=("id", "group_id", "permission_id", "collection_id"),
                        name="history_sharing_rolecollectionright",
                        digest="dca7cc88dcad0c58",
                    ),
                ],
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="RolePageRight",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="page_rights",
                        to="sharing.role",
                        verbose_name="rol",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="auth.permission",
                        verbose_name="recht",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="pagina",
                    ),
                ),
            ],
            options={
                "verbose_name": "recht van een rol op een pagina",
                "verbose_name_plural": "rechten van rollen op pagina’s",
                "db_table": "wagtailcore_grouppagepermission",
                "constraints": [
                    sharing.access.constraints.RightRules(
                        name="rules_sharing_rolepageright", digest="408f8cd38e316e4f"
                    ),
                    HistoryTriggers(
                        columns=("id", "group_id", "permission_id", "page_id"),
                        name="history_sharing_rolepageright",
                        digest="464e133c819f09de",
                    ),
                ],
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="RoleRight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rights",
                        to="sharing.role",
                        verbose_name="rol",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="auth.permission",
                        verbose_name="recht",
                    ),
                ),
            ],
            options={
                "verbose_name": "recht van een rol",
                "verbose_name_plural": "rechten van rollen",
                "db_table": "auth_group_permissions",
                "constraints": [
                    sharing.access.constraints.RightRules(
                        name="rules_sharing_roleright", digest="d8a8494c5ddfa808"
                    ),
                    HistoryTriggers(
                        columns=("id", "group_id", "permission_id"),
                        name="history_sharing_roleright",
                        digest="9ae9ff98063a9339",
                    ),
                ],
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalRole",
            fields=[
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("id", models.IntegerField(blank=True)),
                ("name", models.CharField(max_length=150, verbose_name="naam")),
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
                "verbose_name": "historical rol",
                "verbose_name_plural": "historical rollen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "-history_date", "-history_id"], name="hist_role_moment"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["history_date"], name="when_role"),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        name="evidence_sharing_role", digest="0960518aed345740"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="AccessProposal",
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
                            ("roles", "Rollen of adres van een account"),
                            ("group", "Rechten van een rol"),
                            ("token", "Rechten van een token"),
                        ],
                        max_length=6,
                        verbose_name="soort",
                    ),
                ),
                ("subject_id", models.BigIntegerField(editable=False, verbose_name="nummer")),
                ("subject_name", models.CharField(max_length=255, verbose_name="waarover")),
                (
                    "before",
                    models.JSONField(
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="toen",
                    ),
                ),
                (
                    "after",
                    models.JSONField(
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="voorgesteld",
                    ),
                ),
                ("explanation", models.TextField(verbose_name="reden")),
                (
                    "proposed_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(),
                        verbose_name="voorgesteld op",
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("confirmed", "Bevestigd"),
                            ("rejected", "Afgewezen"),
                            ("withdrawn", "Ingetrokken"),
                        ],
                        max_length=9,
                        verbose_name="besluit",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="besloten op")),
                ("decision_note", models.TextField(blank=True, verbose_name="toelichting bij het besluit")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="besloten door",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="voorgesteld door",
                    ),
                ),
            ],
            options={
                "verbose_name": "voorstel",
                "verbose_name_plural": "voorstellen",
                "ordering": ["-proposed_at", "-id"],
                "permissions": [("decide_accessproposal", "Over een voorstel beslissen")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decision", "")),
                        fields=("kind", "subject_id"),
                        name="proposal_one_open",
                        violation_error_message="Hierover is al een voorstel gedaan. Laat daar eerst over beslissen, of trek het in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True), ("decided_by__isnull", True), ("decision", "")
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("decision__in", ["confirmed", "rejected", "withdrawn"]),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_decided_in_full",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "confirmed"), _negated=True),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="proposal_two_people",
                        violation_error_message="Wie iets voorstelt, bevestigt het niet zelf.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["roles", "group", "token"])),
                        name="proposal_kind_known",
                    ),
                    sharing.access.constraints.ProposalRules(
                        columns=(
                            "kind",
                            "subject_id",
                            "subject_name",
                            "before",
                            "after",
                            "explanation",
                            "proposed_by_id",
                            "proposed_at",
                        ),
                        name="rules_sharing_accessproposal",
                        digest="93acd315818b62b8",
                    ),
                    sharing.core.constraints.HistoryTriggers(
                        columns=(
                            "id",
                            "kind",
                            "subject_id",
                            "subject_name",
                            "before",
                            "after",
                            "explanation",
                            "proposed_by_id",
                            "proposed_at",
                            "decision",
                            "decided_by_id",
                            "decided_at",
                            "decision_note",
                        ),
                        name="history_sharing_accessproposal",
                        digest="6199d03583347e48",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAccessProposal",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("roles", "Rollen of adres van een account"),
                            ("group", "Rechten van een rol"),
                            ("token", "Rechten van een token"),
                        ],
                        max_length=6,
                        verbose_name="soort",
                    ),
                ),
                ("subject_id", models.BigIntegerField(editable=False, verbose_name="nummer")),
                ("subject_name", models.CharField(max_length=255, verbose_name="waarover")),
                (
                    "before",
                    models.JSONField(
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="toen",
                    ),
                ),
                (
                    "after",
                    models.JSONField(
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="voorgesteld",
                    ),
                ),
                ("explanation", models.TextField(verbose_name="reden")),
                (
                    "proposed_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(),
                        verbose_name="voorgesteld op",
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("confirmed", "Bevestigd"),
                            ("rejected", "Afgewezen"),
                            ("withdrawn", "Ingetrokken"),
                        ],
                        max_length=9,
                        verbose_name="besluit",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="besloten op")),
                ("decision_note", models.TextField(blank=True, verbose_name="toelichting bij het besluit")),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
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
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="voorgesteld door",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical voorstel",
                "verbose_name_plural": "historical voorstellen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_accessproposal_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_accessproposal"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        name="evidence_sharing_accessproposal", digest="b062767375f20e7f"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRoleCollectionRight",
            fields=[
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("id", models.IntegerField(blank=True)),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "collection",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="wagtailcore.collection",
                        verbose_name="verzameling",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.role",
                        verbose_name="rol",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="auth.permission",
                        verbose_name="recht",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical recht van een rol op een verzameling",
                "verbose_name_plural": "historical rechten van rollen op verzamelingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_rolecollectionright_momen"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_rolecollectionright"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        name="evidence_sharing_rolecollectionright", digest="68d6684ea9a44fe3"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRolePageRight",
            fields=[
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                ("id", models.IntegerField(blank=True)),
                ("history_id", models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                ("history_date", models.DateTimeField()),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.role",
                        verbose_name="rol",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="pagina",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="auth.permission",
                        verbose_name="recht",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical recht van een rol op een pagina",
                "verbose_name_plural": "historical rechten van rollen op pagina’s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["id", "-history_date", "-history_id"], name="hist_rolepageright_moment"
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["history_date"], name="when_rolepageright"
                    ),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        name="evidence_sharing_rolepageright", digest="189f3ad6f97c7461"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRoleRight",
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
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.role",
                        verbose_name="rol",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="auth.permission",
                        verbose_name="recht",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical recht van een rol",
                "verbose_name_plural": "historical rechten van rollen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "-history_date", "-history_id"], name="hist_roleright_moment"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["history_date"], name="when_roleright"),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(
                        name="evidence_sharing_roleright", digest="b29f0c6acff28864"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RunPython(follow, unfollow),
    ]
