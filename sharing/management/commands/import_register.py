from typing import Any

from django.core.management.base import CommandParser

from sharing.core.actor import Actor
from sharing.core.commands import OPERATORS, RegisterCommand, existing_file
from sharing.workbook.operations import import_workbook


class Command(RegisterCommand):
    help = (
        "Leest de werkmap van het register (.xlsx): alle rijen of geen. Rijen die er al zijn worden "
        "bijgewerkt. Een kolom die er is en leeg is, maakt het gegeven leeg; een kolom die ontbreekt, laat het "
        "zoals het is."
    )
    permissions = ("wagtailadmin.access_admin",)

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=existing_file, metavar="BESTAND.xlsx", help="de werkmap")
        parser.add_argument(
            "--dry-run", action="store_true", help="toon wat er zou veranderen en sla niets op"
        )

    def perform(  # type: ignore[override]  # each command has options of its own
        self, *, file: Any, by: Actor, dry_run: bool, **options: Any
    ) -> dict[str, Any]:
        with self.progress("Werkmap inlezen"):
            report = import_workbook(
                file,
                name=file.name,
                by=by,
                dry_run=dry_run,
                as_operator=by.groups.filter(name=OPERATORS).exists(),
            )
        for sentence in report.sentences():
            self.say(sentence)
        if dry_run:
            self.say("Dit was een proef; er is niets opgeslagen.")
        return report.as_json()
