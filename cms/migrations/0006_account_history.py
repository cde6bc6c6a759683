"""Accounts and roles become registers: every change is kept, by the database."""

import django.contrib.auth.validators
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sharing.access.constraints
import sharing.core.constraints

# What there was before the history began, as found now.
FIRST_ROWS = """
INSERT INTO {history} ({columns}, history_date, history_change_reason, history_type, history_user_id)
SELECT {columns}, transaction_timestamp(), 'Beginstand: de historie van accounts begint hier', '+',
    (SELECT id FROM cms_user WHERE username = 'systeem')
FROM {table}
"""
ACCOUNT = "id, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined, password_changed_at"


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("cms", "0005_system_account"),
        ("sharing", "0009_access"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="password_changed_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="wachtwoord"),
        ),
        # The tables are there; only Django now knows their rows as models of ours.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="DirectPermission",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "permission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="auth.permission",
                                verbose_name="recht",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="direct_permissions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gebruiker",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "recht buiten de rollen om",
                        "verbose_name_plural": "rechten buiten de rollen om",
                        "db_table": "cms_user_user_permissions",
                    },
                ),
                migrations.AlterField(
                    model_name="user",
                    name="user_permissions",
                    field=models.ManyToManyField(
                        blank=True,
                        related_name="user_set",
                        related_query_name="user",
                        through="cms.DirectPermission",
                        to="auth.permission",
                        verbose_name="rechten buiten de rollen om",
                    ),
                ),
                migrations.CreateModel(
                    name="Membership",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="auth.group",
                                verbose_name="rol",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="roles",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gebruiker",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rol van een gebruiker",
                        "verbose_name_plural": "rollen",
                        "db_table": "cms_user_groups",
                    },
                ),
                migrations.AlterField(
                    model_name="user",
                    name="groups",
                    field=models.ManyToManyField(
                        blank=True,
                        related_name="user_set",
                        related_query_name="user",
                        through="cms.Membership",
                        to="auth.group",
                        verbose_name="rollen",
                    ),
                ),
                migrations.AlterUniqueTogether(
                    name="directpermission",
                    unique_together={("user", "permission")},
                ),
                migrations.AlterUniqueTogether(
                    name="membership",
                    unique_together={("user", "group")},
                ),
            ],
        ),
        migrations.CreateModel(
            name="HistoricalDirectPermission",
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
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gebruiker",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical recht buiten de rollen om",
                "verbose_name_plural": "historical rechten buiten de rollen om",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMembership",
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
                        to="auth.group",
                        verbose_name="rol",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gebruiker",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical rol van een gebruiker",
                "verbose_name_plural": "historical rollen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalUser",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined"),
                ),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_user_id", models.BigIntegerField()),
                (
                    "password_changed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="wachtwoord"),
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
                "verbose_name": "historical gebruiker",
                "verbose_name_plural": "historical gebruikers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(fields=["id", "-history_date", "-history_id"], name="hist_user_moment"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["history_date"], name="when_user"),
                ],
                "constraints": [
                    sharing.core.constraints.AppendOnly(name="evidence_cms_user", digest="1a611fd302b2aefd")
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RunSQL(
            FIRST_ROWS.format(history="cms_historicaluser", table="cms_user", columns=ACCOUNT),
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            FIRST_ROWS.format(
                history="cms_historicalmembership", table="cms_user_groups", columns="id, user_id, group_id"
            ),
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            FIRST_ROWS.format(
                history="cms_historicaldirectpermission",
                table="cms_user_user_permissions",
                columns="id, user_id, permission_id",
            ),
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=sharing.access.constraints.AccountRules(
                columns=(
                    "publish_page",
                    "change_disclosure",
                    "decide_accessproposal",
                    "add_user",
                    "change_user",
                ),
                name="rules_cms_user",
                digest="00d9f2f46a1de7a3",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "is_superuser",
                    "username",
                    "first_name",
                    "last_name",
                    "email",
                    "is_staff",
                    "is_active",
                    "date_joined",
                    "password_changed_at",
                ),
                name="history_cms_user",
                digest="3b1ba74c1fa33223",
            ),
        ),
        migrations.AddConstraint(
            model_name="directpermission",
            constraint=sharing.access.constraints.OperatorOnly(
                name="rules_cms_directpermission", digest="e33d6c5b8b641918"
            ),
        ),
        migrations.AddConstraint(
            model_name="directpermission",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "user_id", "permission_id"),
                name="history_cms_directpermission",
                digest="204319ada72d2a37",
            ),
        ),
        migrations.AddIndex(
            model_name="historicaldirectpermission",
            index=models.Index(
                fields=["id", "-history_date", "-history_id"], name="hist_directpermission_moment"
            ),
        ),
        migrations.AddIndex(
            model_name="historicaldirectpermission",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["history_date"], name="when_directpermission"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicaldirectpermission",
            constraint=sharing.core.constraints.AppendOnly(
                name="evidence_cms_directpermission", digest="50d9087318c5c8ee"
            ),
        ),
        migrations.AddIndex(
            model_name="historicalmembership",
            index=models.Index(fields=["id", "-history_date", "-history_id"], name="hist_membership_moment"),
        ),
        migrations.AddIndex(
            model_name="historicalmembership",
            index=django.contrib.postgres.indexes.BrinIndex(fields=["history_date"], name="when_membership"),
        ),
        migrations.AddConstraint(
            model_name="historicalmembership",
            constraint=sharing.core.constraints.AppendOnly(
                name="evidence_cms_membership", digest="07dfb76e83bcc99b"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=sharing.access.constraints.MembershipRules(
                columns=(
                    "publish_page",
                    "change_disclosure",
                    "decide_accessproposal",
                    "add_user",
                    "change_user",
                ),
                name="rules_cms_membership",
                digest="bc0c2a3267a8c406",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=("id", "user_id", "group_id"),
                name="history_cms_membership",
                digest="b03e0a87980b066c",
            ),
        ),
    ]
