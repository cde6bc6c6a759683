"""Which recipients readers may find on a public list; none, until the organisation says so."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0054_erasure_journal"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisationsettings",
            name="public_capacities",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("client", "Opdrachtgever"),
                        ("partner", "Samenwerkingspartner"),
                        ("processor", "Verwerker"),
                        ("authority", "Autoriteit"),
                        ("other", "Andere derde"),
                    ],
                    max_length=10,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="wie er op de openbare lijst van ontvangers staan",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisationsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "public_capacities__contained_by",
                        ["client", "partner", "processor", "authority", "other"],
                    )
                ),
                name="public_capacities_known",
            ),
        ),
    ]
