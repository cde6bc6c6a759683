"""Organisations are found by their other names, and everything without accents."""

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations, models

import sharing.core.constraints


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0007_normal_dossier_numbers"),
    ]

    operations = [
        UnaccentExtension(),
        migrations.RemoveConstraint(
            model_name="party",
            name="history_sharing_party",
        ),
        migrations.AddField(
            model_name="historicalparty",
            name="aliases",
            field=models.TextField(
                blank=True,
                help_text="Handelsnamen, afkortingen en vroegere namen, elk op een eigen regel. Er wordt op gezocht.",
                verbose_name="andere namen",
            ),
        ),
        migrations.AddField(
            model_name="party",
            name="aliases",
            field=models.TextField(
                blank=True,
                help_text="Handelsnamen, afkortingen en vroegere namen, elk op een eigen regel. Er wordt op gezocht.",
                verbose_name="andere namen",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=sharing.core.constraints.HistoryTriggers(
                columns=(
                    "id",
                    "code",
                    "name",
                    "aliases",
                    "kvk_number",
                    "foreign_register_number",
                    "address",
                    "country_id",
                    "contact_name",
                    "email",
                    "website",
                    "dpo_contact",
                ),
                digest="70543dbe48deebe4",
                name="history_sharing_party",
            ),
        ),
    ]
