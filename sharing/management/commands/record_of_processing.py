from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from sharing.activities.choices import ProcessingRole
from sharing.article_30.choices import RecordFormat
from sharing.article_30.saving import save_record
from sharing.core.actor import system_user
from sharing.core.commands import RegisterCommand, day_argument, file_to_write
from sharing.core.exceptions import Refused


class Command(RegisterCommand):
    help = (
        "Schrijft het register van verwerkingsactiviteiten van een dag: als verwerkingsverantwoordelijke (artikel 30, "
        "lid 1, AVG) of als verwerker (lid 2). De naam van het bestand zegt in welke vorm: .xlsx, .pdf (PDF/UA) of "
        ".jsonld (DPV). Wat ontbreekt, staat erin. Dat het bestand is gemaakt, komt in de lijst van exports."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "file",
            type=file_to_write(*RecordFormat.values),
            metavar="BESTAND",
            help="Het bestand: .xlsx, .pdf of .jsonld.",
        )
        parser.add_argument(
            "--role",
            choices=ProcessingRole.values,
            default=ProcessingRole.CONTROLLER.value,
            help="controller (artikel 30, lid 1; zonder deze) of processor (lid 2).",
        )
        parser.add_argument(
            "--on",
            type=day_argument,
            metavar="JJJJ-MM-DD",
            help="De verwerkingen van deze dag, zoals het register aan het eind ervan was; zonder deze: van vandaag.",
        )

    def perform(  # type: ignore[override]  # each command has options of its own
        self, *, file: Path, role: str, on: date | None, **options: Any
    ) -> dict[str, Any]:
        form = RecordFormat(file.suffix.lower().lstrip("."))
        try:
            with self.progress("Verwerkingsregister schrijven"):
                made = save_record(
                    file, role=ProcessingRole(role), form=form, on=on, by=system_user(), at=timezone.now()
                )
        except OSError as error:
            raise Refused(f"{file} kan niet worden geschreven: {error.strerror}.") from error
        self.say(
            f"{made['activities']} verwerkingen geschreven naar {file} ({made['size']} bytes, "
            f"SHA-256 {made['sha256']})."
        )
        if made["missing"]:
            self.say(f"Er ontbreken {len(made['missing'])} gegevens; zij staan in het bestand genoemd.")
        return {"file": str(file), "role": role, "on": on.isoformat() if on else None, **made}
