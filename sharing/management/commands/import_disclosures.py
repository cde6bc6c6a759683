from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from sharing.core.actor import Actor
from sharing.core.commands import RegisterCommand, existing_file
from sharing.disclosures.imports import COLUMNS, REQUIRED_COLUMNS, import_disclosures


class Command(RegisterCommand):
    help = (
        "Leest verstrekkingen uit een CSV-bestand (UTF-8, gescheiden door ; of ,) en toetst elke rij. Alle rijen "
        "of geen; wat al eerder zo is ingelezen, wordt overgeslagen. Verplichte kolommen: "
        f"{', '.join(REQUIRED_COLUMNS)}. Verder: {', '.join(sorted(set(COLUMNS) - set(REQUIRED_COLUMNS)))}."
    )
    permissions = ("sharing.add_disclosure",)

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=existing_file, metavar="BESTAND.csv")
        parser.add_argument("--dry-run", action="store_true", help="Alles toetsen en niets opslaan.")

    def perform(  # type: ignore[override]  # each command has options of its own
        self, *, file: Path, dry_run: bool, by: Actor, **options: Any
    ) -> dict[str, Any]:
        with self.progress("Inlezen", total=file.stat().st_size) as move:
            report = import_disclosures(file, by=by, at=timezone.now(), dry_run=dry_run, progress=move)
        done = "zouden worden vastgelegd" if dry_run else "vastgelegd"
        self.say(
            f"{report.rows} rijen gelezen: {report.stored} {done} (waarvan {report.deviations} als "
            f"afwijking), {report.stored_before} al eerder vastgelegd."
            if report.rows
            else "Het bestand heeft geen rijen; er was niets te doen."
        )
        return {"dry_run": dry_run, **asdict(report)}
