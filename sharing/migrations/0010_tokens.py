"""A token has an owner and an end, and reads its own entries only."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sharing.access.constraints
import sharing.core.constraints

EXISTING = """
SELECT set_config('register.actor', id::text, true), set_config('register.reason', 'Bijwerken: een token heeft een einde', true)
    FROM cms_user WHERE username = 'systeem';
UPDATE sharing_source SET expires_at = transaction_timestamp() + interval '365 days' WHERE token_hash IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0009_access"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="source",
            name="history_sharing_source",
        ),
        migrations.AddField(
            model_name="historicalsource",
            name="all_entries",
            field=models.BooleanField(
                default=False,
                help_text="Zonder dit leest het token alleen zijn eigen verstrekkingen. Dit geven doen twee personen.",
                verbose_name="leest ook wat andere bronnen vastlegden",
            ),
        ),
        migrations.AddField(
            model_name="historicalsource",
            name="expires_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="token verloopt op"),
        ),
        migrations.AddField(
            model_name="historicalsource",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                help_text="Wie weet waar het token staat en het op tijd laat vernieuwen.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="eigenaar",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="all_entries",
            field=models.BooleanField(
                default=False,
                help_text="Zonder dit leest het token alleen zijn eigen verstrekkingen. Dit geven doen twee personen.",
                verbose_name="leest ook wat andere bronnen vastlegden",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="expires_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="token verloopt op"),
        ),
        migrations.AddField(
            model_name="source",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                help_text="Wie weet waar het token staat en het op tijd laat vernieuwen.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="owned_sources",
                to=settings.AUTH_USER_MODEL,
                verbose_name="eigenaar",
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
                    "active",
                ),
                name="history_sharing_source",
                digest="f5435b6b5bc3b467",
            ),
        ),
        # A token that was made without an end gets a year; told in the history, and in the notes of this release.
        migrations.RunSQL(EXISTING, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("token_hash__isnull", True), ("expires_at__isnull", False), _connector="OR"
                ),
                name="source_token_expires",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=sharing.access.constraints.TokenRules(
                name="rules_sharing_source", digest="bcc68ee09288db69"
            ),
        ),
    ]
