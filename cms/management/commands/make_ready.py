import hashlib
import io
import json
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import BaseCommand, CommandError, call_command, get_commands
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from cms.database import as_owner, refuse_old_server
from cms.embedded.location import write_private
from cms.running.readiness import remember_ready
from sharing.public import grant_application_role


class Command(BaseCommand):
    help = (
        "Zet de installatie klaar: migraties, vaste gegevens, accounts en statische bestanden. Herhaalbaar."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--no-static", action="store_true", help="laat de statische bestanden zoals ze zijn"
        )

    def handle(self, **options: Any) -> None:
        try:
            refuse_old_server()
        except (OperationalError, ImproperlyConfigured) as error:
            raise CommandError(f"De database is niet te gebruiken: {error}") from error
        self._update_tables()
        if "prepare" in get_commands():
            self._say("Vaste gegevens en accounts nakijken …")
            self._keep_accounts()
        if not options["no_static"]:
            self._collect_static()
            if settings.DATABASE_OWNER is not None:
                with as_owner():
                    connection.ensure_connection()
                    remember_ready(connection.connection, os.environ)

    def _update_tables(self) -> None:
        """Migrate; or only give the application its rights, which a migrate that was broken off did not."""
        if settings.DATABASE_OWNER is None:
            if self._unapplied():
                call_command("migrate", verbosity=0)  # says why it cannot
            return
        role = connection.settings_dict["USER"]
        with as_owner():
            unapplied = self._unapplied()
            if not unapplied:
                grant_application_role(connection=connection, role=role)
        if unapplied:
            self._say("Tabellen bijwerken …")
            call_command("migrate", verbosity=0, interactive=False)

    def _unapplied(self) -> bool:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _keep_accounts(self) -> None:
        """Passwords made for this installation are shown at every start, so they are kept (mode 600)."""
        answer = io.StringIO()
        call_command("prepare", stdout=answer)
        made = json.loads(answer.getvalue() or "{}")
        file = settings.VAR_DIR / "accounts.json"
        known = json.loads(file.read_text()) if file.exists() else {}
        if made and known | made != known:
            write_private(file, json.dumps(known | made, indent=1))

    def _collect_static(self) -> None:
        """Only when a file changed: compressing all of them takes longer than the rest of a start."""
        note, state = Path(settings.STATIC_ROOT) / ".state", _state_of_static_files()
        if note.exists() and note.read_text() == state:
            return
        self._say("Statische bestanden verzamelen …")
        call_command("collectstatic", verbosity=0, interactive=False)
        for folder, _folders, files in os.walk(settings.STATIC_ROOT):
            os.chmod(folder, 0o755)  # noqa: S103  everybody gets these from the web server, which is another user
            for file in files:
                os.chmod(Path(folder, file), 0o644)
        note.write_text(state)


def _state_of_static_files() -> str:
    digest = hashlib.sha256(b"readable")
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
