from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from sharing.core.actor import system_user
from sharing.core.commands import RegisterCommand, day_argument, file_to_write
from sharing.core.exceptions import Refused
from sharing.workbook.saving import save_register


class Command(RegisterCommand):
    help = (
        "Schrijft het hele register als werkmap (.xlsx): zoals het nu is, of zoals het aan het eind van een dag was. "
        "Met import_register is zij terug te lezen; dat verandert niets. Wat in de werkmap geen kolom heeft, zoals "
        "documenten, staat er niet in. Dat het bestand is gemaakt, komt in de lijst van exports."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=file_to_write("xlsx"), metavar="BESTAND.xlsx", help="De werkmap.")
        parser.add_argument(
            "--on",
            type=day_argument,
            metavar="JJJJ-MM-DD",
            help="Zoals het register aan het eind van deze dag was; zonder deze: zoals het nu is.",
        )

    def perform(self, *, file: Path, on: date | None, **options: Any) -> dict[str, Any]:  # type: ignore[override]
        try:
            with self.progress("Register schrijven") as move:
                made = save_register(file, on=on, by=system_user(), at=timezone.now(), progress=move)
        except OSError as error:
            raise Refused(f"{file} kan niet worden geschreven: {error.strerror}.") from error
        self.say(
            f"{made['rows']} rijen geschreven naar {file} ({made['size']} bytes, SHA-256 {made['sha256']})."
        )
        return {"file": str(file), "on": on.isoformat() if on else None, **made}
