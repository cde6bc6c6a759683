"""The account in whose name the installation and its operator write is there before anything is recorded."""

from django.contrib.auth.hashers import make_password
from django.db import migrations


def make_system_account(apps, schema_editor):
    """Nobody signs in with it: it is not active and has no password."""
    apps.get_model("cms", "User").objects.get_or_create(
        username="systeem",
        defaults={"first_name": "Systeem", "is_active": False, "password": make_password(None)},
    )


class Migration(migrations.Migration):
    dependencies = [("cms", "0004_heartbeat")]
    operations = [migrations.RunPython(make_system_account, migrations.RunPython.noop)]
