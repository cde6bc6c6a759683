from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from sharing.core.actor import Actor
from sharing.core.commands import RegisterCommand, day_argument
from sharing.core.exceptions import Refused
from sharing.log.logfiles import LDV, VNG, write_log_file


def _oin(text: str) -> str:
    if len(text) != 20 or not (text.isascii() and text.isdigit()):
        raise ArgumentTypeError("een OIN heeft precies 20 cijfers.")
    return text


class Command(RegisterCommand):
    help = (
        "Schrijft het logboek van een periode in een bestand: als verwerkingsacties van VNG, of als Logius' logboek "
        "dataverwerkingen 1.0 (OTLP JSON). Dossiernummers staan er niet in: een betrokkene heeft een pseudoniem. Wat "
        "elk formaat weglaat, staat in docs/logformaten.md. Dat het bestand is gemaakt, komt in de lijst van exports."
    )
    permissions = ("sharing.view_disclosure",)

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=Path, metavar="BESTAND.json")
        parser.add_argument("--format", choices=(VNG, LDV), required=True, dest="kind")
        parser.add_argument(
            "--from",
            type=day_argument,
            required=True,
            dest="first",
            metavar="JJJJ-MM-DD",
            help="Eerste dag van verstrekken.",
        )
        parser.add_argument(
            "--until",
            type=day_argument,
            required=True,
            dest="last",
            metavar="JJJJ-MM-DD",
            help="Laatste dag, die meetelt.",
        )
        parser.add_argument(
            "--oin",
            type=_oin,
            help="OIN van de organisatie, 20 cijfers; komt in `uitvoerder` (vng).",
        )

    def perform(  # type: ignore[override]  # each command has options of its own
        self, *, file: Path, kind: str, first: date, last: date, oin: str | None, by: Actor, **options: Any
    ) -> dict[str, Any]:
        if last < first:
            raise Refused(
                f"De laatste dag ({last}) ligt voor de eerste ({first}); keer --from en --until om."
            )
        try:
            with self.progress("Schrijven") as move:
                made = write_log_file(
                    file,
                    kind=kind,
                    first=first,
                    last=last,
                    by=by,
                    at=timezone.now(),
                    oin=oin or "",
                    progress=move,
                )
        except OSError as error:
            raise Refused(f"{file} kan niet worden geschreven: {error.strerror}.") from error
        self.say(
            f"{made['rows']} verstrekkingen geschreven naar {file} ({made['size']} bytes, SHA-256 {made['sha256']})."
        )
        return {"file": str(file), "format": kind, **made}
