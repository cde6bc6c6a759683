"""Attempts are counted per name, place and device; what went wrong is kept for the auditor."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import sharing.access.constraints


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0006_account_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="AttemptLimit",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("started_at", models.DateTimeField(db_index=True)),
                ("count", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="SignInEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        db_index=True,
                        verbose_name="moment",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("wrong", "Verkeerd wachtwoord, of geen account"),
                            ("waits", "Moet wachten na te veel pogingen"),
                            ("reset", "Link voor een nieuw wachtwoord gevraagd"),
                            ("reset-waits", "Te vaak een link gevraagd"),
                        ],
                        max_length=11,
                        verbose_name="wat",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=45, verbose_name="adres")),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "aanmeldpoging",
                "verbose_name_plural": "aanmeldpogingen",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.DeleteModel(
            name="SignInFailure",
        ),
        migrations.AddConstraint(
            model_name="signinevent",
            constraint=sharing.access.constraints.KeptFor(
                columns=("at>90",), name="kept_cms_signinevent", digest="a1797ada2c808e67"
            ),
        ),
    ]
