from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connection

from cms.database import as_owner, refuse_old_server
from cms.database.migrating import only_migration
from sharing.public import grant_application_role


class Command(DjangoMigrate):
    """Django's migrate as the owner of the tables, then the application role gets its rights again."""

    def handle(self, *args: Any, **options: Any) -> None:
        role = connection.settings_dict["USER"]
        try:
            with as_owner(), only_migration(self.stderr.write):
                refuse_old_server()
                super().handle(*args, **options)
                if not (options["plan"] or options["check_unapplied"]):
                    grant_application_role(connection=connection, role=role)
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
