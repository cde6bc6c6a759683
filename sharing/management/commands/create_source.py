from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import CommandParser

from sharing.core.commands import RegisterCommand
from sharing.sources.choices import Scope
from sharing.sources.operations import create_source


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

    def perform(  # type: ignore[override]  # each command has options of its own
        self, *, name: str, scopes: list[str], **options: Any
    ) -> dict[str, Any]:
        source, token = create_source(name=name, scopes=scopes, reason="Gemaakt op de opdrachtregel")
        self.say(f"Bronsysteem “{source}” is gemaakt. Het token, dat niet opnieuw wordt getoond:\n{token}")
        return {"name": source.name, "scopes": source.scopes, "token": token}
