"""Rows of history are called in Dutch; nothing changes in the database."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0007_signing_in"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="historicaldirectpermission",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van recht buiten de rollen om",
                "verbose_name_plural": "wijzigingen van rechten buiten de rollen om",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalmembership",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van rol van een gebruiker",
                "verbose_name_plural": "wijzigingen van rollen",
            },
        ),
        migrations.AlterModelOptions(
            name="historicaluser",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van gebruiker",
                "verbose_name_plural": "wijzigingen van gebruikers",
            },
        ),
    ]
