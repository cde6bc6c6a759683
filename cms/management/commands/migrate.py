from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connection

from cms.database import as_owner, refuse_old_server
from cms.database.held import held
from cms.database.rendering import only_what_changed
from sharing.public import grant_application_role, locks, operating


class Command(DjangoMigrate):
    """Django's migrate as the owner of the tables, then the application role gets its rights again."""

    def handle(self, *args: Any, **options: Any) -> None:
        role = connection.settings_dict["USER"]
        try:
            with as_owner(), held(locks.MIGRATION, longest="0", wait=self._say_waiting):
                refuse_old_server()
                with operating("Bijwerken van de tabellen (migrate)"), only_what_changed():
                    super().handle(*args, **options)
                if not (options["plan"] or options["check_unapplied"]):
                    grant_application_role(connection=connection, role=role)
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error

    def _say_waiting(self) -> None:
        self.stderr.write("Een ander proces werkt de tabellen al bij; daarop wordt gewacht …")
