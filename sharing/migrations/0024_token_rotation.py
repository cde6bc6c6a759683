"""A token may be replaced while it is in use, and what was sent under a key is recognised by a keyed hash."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sharing.access.constraints
import sharing.core.constraints
from sharing.core.dossiers import fingerprint

AT_ONCE = 5_000
_PLAIN = "SELECT id, body_hash FROM sharing_idempotency WHERE octet_length(body_hash) = 32 LIMIT %s"
_KEYED = """
UPDATE sharing_idempotency i SET body_hash = decode(k.digest, 'hex')
FROM unnest(%s::bigint[], %s::text[]) AS k (id, digest) WHERE i.id = k.id
"""


def with_a_key(apps, schema_editor):
    """From a plain hash of what was sent, whoever knows all of it but the dossier number could find that out."""
    with schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(_PLAIN, [AT_ONCE])
            rows = cursor.fetchall()
            if not rows:
                return
            digests = [fingerprint(bytes(digest)).hex() for _, digest in rows]
            cursor.execute(_KEYED, [[key for key, _ in rows], digests])


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0023_requests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TokenUse",
            fields=[
                ("token_hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("used_at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.RemoveConstraint(
            model_name="source",
            name="history_sharing_source",
        ),
        migrations.RemoveConstraint(
            model_name="source",
            name="rules_sharing_source",
        ),
        migrations.AddField(
            model_name="historicalsource",
            name="old_all_entries",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                verbose_name="oude token leest ook wat andere bronnen vastlegden",
            ),
        ),
        migrations.AddField(
            model_name="historicalsource",
            name="old_expires_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="oude token werkt tot"),
        ),
        migrations.AddField(
            model_name="historicalsource",
            name="old_scopes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[("check", "Toetsen"), ("record", "Vastleggen"), ("read", "Lezen")], max_length=6
                ),
                db_default=[],
                default=list,
                editable=False,
                size=None,
                verbose_name="rechten van het oude token",
            ),
        ),
        migrations.AddField(
            model_name="historicalsource",
            name="old_token_hash",
            field=models.CharField(
                editable=False, max_length=64, null=True, verbose_name="controlegetal van het oude token"
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="old_all_entries",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                verbose_name="oude token leest ook wat andere bronnen vastlegden",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="old_expires_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="oude token werkt tot"),
        ),
        migrations.AddField(
            model_name="source",
            name="old_scopes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[("check", "Toetsen"), ("record", "Vastleggen"), ("read", "Lezen")], max_length=6
                ),
                db_default=[],
                default=list,
                editable=False,
                size=None,
                verbose_name="rechten van het oude token",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="old_token_hash",
            field=models.CharField(
                editable=False,
                max_length=64,
                null=True,
                unique=True,
                verbose_name="controlegetal van het oude token",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("old_expires_at__isnull", True), ("old_token_hash__isnull", True)),
                    models.Q(("old_expires_at__isnull", False), ("old_token_hash__isnull", False)),
                    _connector="OR",
                ),
                name="source_old_token_expires",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=sharing.access.constraints.TokenRules(
                digest="eb89f40e347f60f4", name="rules_sharing_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "name",
                    "token_hash",
                    "scopes",
                    "user_id",
                    "owner_id",
                    "expires_at",
                    "all_entries",
                    "old_token_hash",
                    "old_expires_at",
                    "old_scopes",
                    "old_all_entries",
                    "active",
                ),
                digest="956b3e438b44af76",
                name="history_sharing_source",
            ),
        ),
        migrations.AddField(
            model_name="tokenuse",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="uses", to="sharing.source"
            ),
        ),
        migrations.RunPython(with_a_key, migrations.RunPython.noop),
    ]
