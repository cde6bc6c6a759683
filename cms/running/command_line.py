"""The command line of `manage.py`: what would use erased records waits until the database is level (ADR 0051)."""

import sys
from collections.abc import Sequence
from typing import Any

from django.core.management import ManagementUtility
from django.db import DatabaseError

# What brings it level, keeps the tables and the program's own files, or helps whoever repairs; and the two that stay on
# and look themselves at every round.
ALLOWED = frozenset(
    {
        *(
            "replay_erasures",
            "migrate",
            "make_ready",
            "showmigrations",
            "sqlmigrate",
            "makemigrations",
            "check",
        ),
        *("collectstatic", "findstatic", "compilemessages", "makemessages", "diffsettings", "dbshell"),
        *("run_jobs", "run_tasks"),
    }
)
BEHIND = (
    "Geweigerd: deze database is hersteld uit een back-up en bevat nog wat sindsdien is vernietigd. Voer eerst "
    "bin/manage replay_erasures uit."
)


class CommandLine(ManagementUtility):
    """Django's, which asks that before it hands out a command."""

    def fetch_command(self, subcommand: str) -> Any:
        """The command of that name; ends the program with a sentence for one that has to wait."""
        command = super().fetch_command(subcommand)
        if subcommand not in ALLOWED and is_behind():
            sys.exit(BEHIND)
        return command


def is_behind() -> bool:
    """Whether the journal has erasures that this database has not. A database that cannot say so is not."""
    from sharing.public import is_level  # only when Django was set up, which the command line does itself

    try:
        return not is_level()
    except DatabaseError:
        return False  # away, or without tables yet: each command says so itself


def execute(arguments: Sequence[str]) -> None:
    """Run a command of `manage.py`."""
    CommandLine(list(arguments)).execute()
