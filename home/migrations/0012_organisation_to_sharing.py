"""The organisation's settings are no model of home any more; their table is that of sharing's 0005 already."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0010_tell_of_shown_changes"),
        ("sharing", "0005_organisation"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="OrganisationSettings")]
        ),
    ]
