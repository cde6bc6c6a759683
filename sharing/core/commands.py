"""What the commands of the register share: who runs them, how they refuse, and their machine-readable last
line.

Exit codes: 0 done, 1 refused (every error listed, nothing stored), 2 wrong usage.
"""

import json
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import InterfaceError, OperationalError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sharing.core.dutch import enumerated
from sharing.core.exceptions import InputError, NotUnderstood, Refused, counted
from sharing.core.memory import settle
from sharing.core.periods import parse_day

OPERATORS = "Beheerder"


def existing_file(text: str) -> Path:
    """An argument that names a file that is there; otherwise wrong usage."""
    path = Path(text)
    if not path.is_file():
        raise ArgumentTypeError(f"bestand “{text}” bestaat niet; controleer de naam en de map.")
    return path


def file_to_write(*endings: str) -> Callable[[str], Path]:
    """An argument that names a file to write, with one of these endings, in a folder that is there."""
    allowed = enumerated([f".{one}" for one in endings], last="of")

    def path_of(text: str) -> Path:
        path = Path(text)
        if path.suffix.lower().lstrip(".") not in endings:
            raise ArgumentTypeError(f"“{text}” moet eindigen op {allowed}.")
        if not path.resolve().parent.is_dir():
            raise ArgumentTypeError(f"de map van “{text}” bestaat niet; maak haar eerst.")
        if path.is_dir():
            raise ArgumentTypeError(f"“{text}” is een map; noem een bestand.")
        return path

    return path_of


def day_argument(text: str) -> date:
    """An argument that is a day, as YYYY-MM-DD; otherwise wrong usage."""
    try:
        return parse_day(text)
    except NotUnderstood as error:
        raise ArgumentTypeError(f"“{text}” {error}") from None


def user_named(username: str, *permissions: str, flag: str = "--by") -> AbstractUser:
    """The active user with all of these permissions, or an operator (group Beheerder); any without permissions.

    Raises Refused with a sentence for people, that names the option.
    """
    user = get_user_model().objects.filter(username=username).first()
    if user is None:
        raise Refused(
            f"Er is geen account “{username}”; geef met {flag} de naam waarmee iemand zich aanmeldt."
        )
    if not user.is_active:
        raise Refused(f"Account “{username}” is niet actief; geef met {flag} een actief account op.")
    if not user.has_perms(permissions) and not user.groups.filter(name=OPERATORS).exists():
        raise Refused(
            f"“{username}” mag dit niet; geef met {flag} een account dat deze taak in zijn rol heeft."
        )
    return user


class RegisterCommand(BaseCommand):
    """A command that does one operation: subclasses give ``perform`` and return what ``--json`` shows."""

    #: Permissions that the account of --by needs; without any there is no --by.
    permissions: Sequence[str] = ()
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        if self.permissions:
            parser.add_argument(
                "--by",
                required=True,
                metavar="GEBRUIKER",
                help="Account op wiens naam dit in de historie komt.",
            )
        parser.add_argument(
            "--json",
            action="store_true",
            help="Sluit af met één regel JSON over de uitkomst, voor programma's.",
        )

    def perform(self, **options: Any) -> Any:
        """Do the work and report it with ``self.say``; raise Refused or RefusedInput when it may not be."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        self.as_json = options["json"]
        try:
            settle()
            if self.permissions:
                options["by"] = user_named(options["by"], *self.permissions)
            outcome = self.perform(**options)
        except Refused as refused:
            self._refuse(refused.errors, refused.total)
        except (OperationalError, InterfaceError) as error:
            message = f"De database is niet bereikbaar of brak af; er is niets opgeslagen. ({error})".strip()
            self._refuse([InputError(message, code="database-unavailable")])
        else:
            if self.as_json:
                self.stdout.write(json.dumps({"ok": True, **outcome}, ensure_ascii=False))

    def say(self, text: str) -> None:
        """A line for people."""
        self.stdout.write(text)

    @contextmanager
    def progress(self, what: str, total: float | None = None) -> Iterator[Any]:
        """A function that moves a progress bar to a position; there is only a bar on a terminal."""
        console = Console(stderr=True)
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            task = progress.add_task(what, total=total)
            yield lambda done, total=None: progress.update(task, completed=done, total=total)

    def _refuse(self, errors: Sequence[InputError], total: int = 1) -> None:
        more = total - len(errors)
        lines = [*map(str, errors), *([f"En nog {counted(more)}, die niet zijn genoemd."] if more else [])]
        self.stderr.write("\n".join(lines))
        if self.as_json:
            listed = [
                {"place": one.place, "field": one.field, "code": one.code, "message": one.message}
                for one in errors
            ]
            answer = {"ok": False, "errors": listed, "more_errors": more}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        raise CommandError(f"Geweigerd ({counted(total)}); er is niets opgeslagen.", returncode=1)
