"""Read a statement from a file into the statement page, and publish it as the next version when asked."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home import importing
from home.reading import read_statement
from sharing import public


def _day(text: str) -> date:
    try:
        return public.parse_day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” {error}") from error


class Command(BaseCommand):
    help = (
        "Leest een privacyverklaring uit platte tekst (.txt: titel op de eerste regel, koppen als “1. Kop”, lijsten "
        "met “-”, genest met één spatie per niveau, alinea's tussen lege regels) in als concept; met --publish "
        "wordt het de volgende versie. Sluit af met 0 bij succes, 1 als de invoer is geweigerd (er is dan niets "
        "opgeslagen) en 2 bij verkeerd gebruik."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path, help="De tekst van de verklaring (.txt).")
        parser.add_argument(
            "--commitments",
            metavar="FILE.json",
            type=Path,
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
        parser.add_argument("--by", metavar="USER", required=True, help="De gebruikersnaam van wie dit doet.")
        parser.add_argument(
            "--json", action="store_true", help="Geef als laatste regel de uitkomst als JSON."
        )

    def handle(self, *args, **options):
        errors: list[str] = []
        text = self._collect(errors, options["file"], read_statement, options["file"])
        by = self._collect(errors, None, importing.staff_account, options["by"])
        commitments = None
        if options["commitments"]:
            commitments = self._collect(
                errors, options["commitments"], importing.read_commitments, options["commitments"]
            )
        if not errors:
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
                errors += refusal.messages
            except public.Refused as refusal:
                errors.append(str(refusal))
        if errors:
            self._refuse(errors, as_json=options["json"])
        self._report(text, done.version, as_json=options["json"])

    @staticmethod
    def _collect(errors: list[str], path: Path | None, read, argument):
        """What ``read`` gives, or None with its errors added, each with the file it is about."""
        try:
            return read(argument)
        except public.RefusedInput as refusal:
            prefix = f"{path.name}, " if path else ""
            errors += [
                f"{prefix}{error}" if error.place or error.field else f"{prefix}{error.message}"
                for error in refusal.errors
            ]
            return None

    def _refuse(self, errors: list[str], *, as_json: bool) -> None:
        for error in errors:
            self.stderr.write(error)
        self.stderr.write(_("Er is niets opgeslagen."))
        if as_json:
            self.stdout.write(json.dumps({"status": "refused", "errors": errors}, ensure_ascii=False))
        sys.exit(1)

    def _report(self, text, version, *, as_json: bool) -> None:
        count = len([section for section in text.sections if section.number])
        self.stdout.write(
            _("Gelezen: “%(title)s”, %(count)s paragrafen.") % {"title": text.title, "count": count}
        )
        outcome = {"status": "draft", "title": text.title, "sections": count, "version": None}
        if version is None:
            self.stdout.write(_("Opgeslagen als concept. Publiceer het in het beheer of met --publish."))
        else:
            day = date_format(version.effective_from, "j F Y")
            self.stdout.write(
                _("Gepubliceerd als versie %(number)s, geldt vanaf %(day)s.")
                % {"number": version.number, "day": day}
            )
            outcome |= {
                "status": "published",
                "version": version.number,
                "effective_from": version.effective_from.isoformat(),
                "sha256": version.sha256,
            }
        if as_json:
            self.stdout.write(json.dumps(outcome, ensure_ascii=False))
