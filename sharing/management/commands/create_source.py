from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from sharing.core.actor import system_user
from sharing.core.commands import RegisterCommand, user_named
from sharing.core.dutch import day_in_words
from sharing.core.periods import amsterdam_day
from sharing.sources.choices import Scope
from sharing.sources.operations import create_source
from sharing.sources.refusals import DAYS, LONGEST_DAYS


def scopes(text: str) -> list[str]:
    """An argument of scopes separated by commas; anything else is wrong usage."""
    given = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [scope for scope in given if scope not in Scope.values]
    if unknown or not given:
        raise ArgumentTypeError(f"kies uit {', '.join(Scope.values)}, gescheiden door komma's.")
    return given


class Command(RegisterCommand):
    help = "Maakt een bronsysteem en toont het token, eenmalig; bewaar het meteen in het bronsysteem."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "name", metavar="NAAM", help="Naam van het bronsysteem, bijvoorbeeld “Dossierportaal”."
        )
        parser.add_argument(
            "--scopes",
            required=True,
            type=scopes,
            metavar="check,record,read",
            help="Wat het token mag: toetsen (check), vastleggen (record), lezen (read).",
        )
        parser.add_argument(
            "--owner", metavar="GEBRUIKER", help="Account van wie voor het token verantwoordelijk is."
        )
        parser.add_argument(
            "--expires-days",
            type=int,
            default=DAYS,
            metavar="N",
            help=f"Hoeveel dagen het token geldig is (1 tot en met {LONGEST_DAYS}, standaard {DAYS}).",
        )
        parser.add_argument(
            "--all-entries",
            action="store_true",
            help="Laat het token ook lezen wat andere bronnen vastlegden; zonder dit alleen het eigene.",
        )

    def perform(  # type: ignore[override]  # each command has options of its own
        self,
        *,
        name: str,
        scopes: list[str],
        owner: str | None,
        expires_days: int,
        all_entries: bool,
        **options: Any,
    ) -> dict[str, Any]:
        at = timezone.now()
        made = create_source(
            name=name,
            scopes=scopes,
            owner=user_named(owner, flag="--owner") if owner else None,
            all_entries=all_entries,
            days=expires_days,
            by=system_user(),
            at=at,
            reason="Opdrachtregel: create_source",
        )
        source, expires_on = made.source, amsterdam_day(made.source.expires_at or at)
        self.say(
            f"Bronsysteem “{source}” is gemaakt. Het token, dat niet opnieuw wordt getoond en geldig is tot en met "
            f"{day_in_words(expires_on)}:\n{made.token}"
        )
        return {
            "name": source.name,
            "scopes": source.scopes,
            "owner": owner,
            "expires_on": expires_on.isoformat(),
            "all_entries": source.all_entries,
            "token": made.token,
        }
