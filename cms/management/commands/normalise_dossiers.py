"""Bring the sealed dossier numbers to the one form in which they are looked for (ADR 0022)."""

import os
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandParser

from cms.database import as_owner
from sharing import public

LIST = "dossiernummers-te-bevestigen.txt"
_EXPLANATION = """\
# Dossiernummers die op meer manieren zijn geschreven en één nummer worden.
# VERTROUWELIJK: verwijder dit bestand na gebruik.
# Eén regel per nummer: het nummer zoals het wordt, en daarachter zoals het nu is geschreven, met tabs ertussen.
# Gaat het telkens om één persoon? Bevestig met: bin/manage normalise_dossiers --confirm DIT-BESTAND
# Zijn het twee personen? Haal de regel weg en geef een van beiden eerst een ander nummer (Corrigeren, in het scherm).
"""
_STRANGE = """\
# Deze nummers zouden nu worden geweigerd (meer nummers in één veld, een BSN, E+): corrigeer ze in het scherm.
"""


class Command(public.RegisterCommand):
    help = (
        "Brengt alle vastgelegde dossiernummers, ook in de historie, in de vorm waarin ze worden gezocht: “W-77” en "
        "“w-77” zijn één nummer. Alles of niets; nog een keer uitvoeren kan geen kwaad. Nummers die daardoor één "
        f"worden, komen in een afgeschermd bestand ({LIST}) en vragen om --confirm met dat bestand. Tijdens het "
        "uitvoeren wacht wie iets over personen vastlegt."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--dry-run", action="store_true", help="Toon wat er zou veranderen en wijzig niets."
        )
        parser.add_argument(
            "--confirm",
            type=public.existing_file,
            metavar="BESTAND",
            help="Het nagelopen bestand met nummers die één worden: het gaat telkens om één persoon.",
        )
        parser.add_argument(
            "--list",
            type=Path,
            metavar="BESTAND",
            default=settings.VAR_DIR / LIST,
            help="Waar die nummers komen te staan (standaard %(default)s).",
        )

    def perform(  # type: ignore[override]  # each command has options of its own
        self, *, dry_run: bool, confirm: Path | None, list: Path, **options: Any
    ) -> dict[str, Any]:
        confirmed = read_list(confirm) if confirm else {}
        try:
            with as_owner():
                found = public.normalise_numbers(confirmed=confirmed, dry_run=dry_run)
        except ImproperlyConfigured as error:
            raise public.Refused(str(error)) from error
        except public.NotConfirmed as refused:
            write_list(list, refused.found)
            self.say(f"Loop {list} na en geef het mee met --confirm. Er is niets gewijzigd.")
            raise
        if (dry_run and (found.merged or found.strange)) or (not dry_run and found.strange):
            write_list(list, found)
        done = "zouden in de vaste vorm komen" if dry_run else "zijn in de vaste vorm gebracht"
        self.say(
            f"{found.numbers} dossiernummers {done}: {found.rows} regels en {found.history_rows} regels historie. "
            f"Nummers die één worden of werden: {len(found.merged)}."
        )
        if found.strange:
            self.say(f"{len(found.strange)} nummers zouden nu worden geweigerd; ze staan in {list}.")
        return {
            "dry_run": dry_run,
            "numbers": found.numbers,
            "rows": found.rows,
            "history_rows": found.history_rows,
            "merged": len(found.merged),
            "strange": len(found.strange),
        }


def write_list(path: Path, found: public.Normalised) -> None:
    """The numbers that become one, and those that are strange; readable by nobody else, whatever was there."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lines = ["\t".join([number, *sorted(kept)]) for number, kept in found.merged.items()]
    strange = [_STRANGE, *(f"# {number}\n" for number in found.strange)] if found.strange else []
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(_EXPLANATION)
        file.writelines(f"{line}\n" for line in lines)
        file.writelines(strange)
    new.replace(path)


def read_list(path: Path) -> Mapping[str, frozenset[str]]:
    """The numbers that somebody confirmed to be one, by what they become."""
    confirmed: dict[str, set[str]] = defaultdict(set)
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError:
        raise public.Refused(
            f"{path.name} is geen UTF-8; geef het bestand dat dit commando schreef."
        ) from None
    for line in lines:
        if "\t" in line:  # what is explained has none
            number, *kept = line.rstrip("\r").split("\t")
            confirmed[number].update(kept)
    return {number: frozenset(kept) for number, kept in confirmed.items()}
