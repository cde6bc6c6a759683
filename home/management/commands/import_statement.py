"""Read a statement from a file into the statement page, and publish it as the next version when asked."""

import argparse
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandParser
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home.importing import operations as importing
from home.reading import ReadStatement, read_statement
from sharing import public


def _day(text: str) -> date:
    try:
        return public.read_day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


class Command(public.RegisterCommand):
    help = (
        "Leest een privacyverklaring in als concept; met --publish wordt het de volgende versie. Het bestand is "
        "een Word-bestand (.docx: titel in de stijl Titel, paragraafkoppen in de stijl Kop 1), een webpagina "
        "(.html: titel in h1, paragraafkoppen in h2) of platte tekst (.txt: de titel op de eerste regel, koppen "
        "als “1. Kop”, lijsten met “-”, één spatie dieper per niveau, en alinea's tussen lege regels). Wat niet "
        "geplaatst kon worden, staat in het verslag. De uitkomst is 0 bij succes, 1 als de invoer is geweigerd "
        "(er is dan niets opgeslagen) en 2 bij verkeerd gebruik."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            metavar="FILE",
            type=public.existing_file,
            help="De tekst van de verklaring (.docx, .html of .txt).",
        )
        parser.add_argument(
            "--commitments",
            metavar="FILE.json",
            type=public.existing_file,
            help="De toezeggingen als JSON. Anders die van de vorige versie, of anders de strengste.",
        )
        parser.add_argument("--publish", action="store_true", help="Publiceer de tekst als volgende versie.")
        parser.add_argument(
            "--effective-from",
            metavar="YYYY-MM-DD",
            type=_day,
            help="De dag waarop de versie ingaat, na die van de vorige versie. Mag in het verleden liggen.",
        )
        parser.add_argument(
            "--change-note", metavar="TEXT", default="", help="Wat er is veranderd, voor lezers."
        )
        parser.add_argument(
            "--by", metavar="USER", required=True, help="De gebruikersnaam van wie dit schrijft."
        )
        super().add_arguments(parser)

    def perform(self, **options: Any) -> dict[str, Any]:
        by = public.user_named(options["by"])
        errors: list[public.InputError] = []
        text = _collect(errors, read_statement, options["file"])
        commitments = None
        if options["commitments"]:
            commitments = _collect(errors, importing.read_commitments, options["commitments"])
        if errors:
            raise public.RefusedInput(errors)
        try:
            done = importing.import_statement(
                text=text,
                by=by,
                commitments=commitments,
                publish=options["publish"],
                effective_from=options["effective_from"],
                change_note=options["change_note"],
            )
        except ValidationError as refusal:
            raise public.Refused(" ".join(refusal.messages)) from refusal
        return self._report(text, done)

    def _report(self, text: ReadStatement, done: importing.Imported) -> dict[str, Any]:
        count = sum(section.number is not None for section in text.sections)
        title, version = done.page.title, done.version
        self.say(
            _("Gelezen: “%(title)s”, %(count)s genummerde paragrafen.") % {"title": title, "count": count}
        )
        for lost, heading in ((True, _("Niet overgenomen:")), (False, _("Anders dan in het bestand:"))):
            notes = [note for note in text.notes if note.lost == lost]
            for line in [heading, *map(str, notes)] if notes else []:
                self.say(line)
        outcome = {
            "status": "draft",
            "title": title,
            "sections": count,
            "version": None,
            "notes": [asdict(note) for note in text.notes],
        }
        if version is None:
            self.say(_("Opgeslagen als concept. Publiceer het in het beheer, of met --publish."))
            return outcome
        words = {"number": version.number, "day": date_format(version.effective_from, "j F Y")}
        self.say(_("Gepubliceerd als versie %(number)s, geldt vanaf %(day)s.") % words)
        return outcome | {
            "status": "published",
            "version": version.number,
            "effective_from": version.effective_from.isoformat(),
            "sha256": version.sha256,
        }


def _collect(errors: list[public.InputError], read: Callable[..., Any], path: Path) -> Any:
    """What ``read`` makes of the file, or None with its errors added, each with the name of the file."""
    try:
        return read(path)
    except public.RefusedInput as refusal:
        errors += [
            replace(error, place=", ".join(filter(None, [path.name, error.place])))
            for error in refusal.errors
        ]
        return None
