"""The manifest of a dossier and the letter that comes with it. Pure; evidence, so in Dutch."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sharing.core.dutch import day_in_words, instant_in_words
from sharing.core.periods import amsterdam_day
from sharing.inspection.parts import Asked

MANIFEST, README = "MANIFEST.json", "LEESMIJ.txt"


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was written, with ``missing`` instead of size and hash when there is none."""

    path: str
    about: str
    size: int | None = None
    sha256: str = ""
    missing: str = ""
    registered: str = ""

    @property
    def as_told(self) -> dict[str, Any]:
        """What the manifest says of a file that is there."""
        told: dict[str, Any] = {
            "path": self.path,
            "about": self.about,
            "size": self.size,
            "sha256": self.sha256,
        }
        if self.registered:
            told |= {"registered_sha256": self.registered, "as_registered": self.registered == self.sha256}
        return told


def manifest_of(asked: Asked, organisation: str, files: Sequence[Written]) -> bytes:
    """JSON: ``organisation``, ``on``, ``known_at``, ``made_at``, ``files: [{path, about, size, sha256}]``, ``missing``.

    ``known_at`` is null when all is told as it was at ``made_at``. A document has ``registered_sha256`` as well, and
    whether it is still so (``as_registered``). The manifest cannot name itself.
    """
    there = [one for one in files if not one.missing]
    told = {
        "organisation": organisation,
        "on": asked.day.isoformat(),
        "known_at": asked.moment.isoformat() if asked.moment else None,
        "made_at": asked.at.isoformat(),
        "files": [one.as_told for one in there],
        "missing": [
            {"path": one.path, "about": one.about, "reason": one.missing} for one in files if one.missing
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def readme_of(
    asked: Asked, organisation: str, left_out: Sequence[str], *, since: datetime | None = None
) -> bytes:
    """What the dossier is and how to check it, in words; ``since`` when something was first registered."""
    known = (
        f"zoals het register aan het eind van {day_in_words(asked.day)} was"
        if asked.moment
        else "zoals het register was op het moment van maken"
    )
    lines = [
        f"Dossier voor de toezichthouder van {organisation or 'een organisatie zonder naam in de instellingen'}",
        "",
        f"Dag: {day_in_words(asked.day)}, {known}.",
        f"Gemaakt op {instant_in_words(asked.at)}.",
        "",
        "verwerkingsregister/   het register van artikel 30 AVG, in beide rollen, elk als PDF, Excel en JSON-LD",
        "register.xlsx          partijen, overeenkomsten, doorgiften en lijsten, als werkmap",
        "overeenkomsten/        alle overeenkomsten met wat er van elk is vastgelegd, en de bewaarde documenten",
        "doorgiften/            elke doorgifte met haar stand en reden op die dag, en de beoordelingen",
        "maatregelen/           beveiligingsmaatregelen, geheimhouding en beoordelingen van rollen, met de controles",
        "rechten/               verzoeken in aantallen, elke klacht zonder namen, en de klachtenregelingen",
        "datalekken/            elk datalek, gemeld of niet, met de meldingen en de brieven aan betrokkenen",
        "brieven/               de teksten van brieven; de brieven zelf gaan over personen en staan er niet in",
        "privacyverklaring/     de versie die toen gold, waar zij van het register verschilt, en haar volledigheid",
        "",
        f"{MANIFEST} noemt elk bestand met zijn SHA-256, en wat er hoort te zijn en ontbreekt. Zo is te zien dat er na",
        "het maken niets is gewijzigd. Verstrekkingen over personen en dossiernummers staan hier niet in.",
    ]
    if asked.moment and since and asked.moment < since:
        began = day_in_words(amsterdam_day(since))
        lines += [
            "",
            f"LET OP: het register van partijen en overeenkomsten wordt bijgehouden sinds {began}.",
            f"Van {day_in_words(asked.day)} staat er dus niets in: een lege lijst zegt niet dat er toen niets was.",
        ]
    if left_out:
        lines += ["", f"Wie dit maakte, ziet deze bladen van register.xlsx niet: {', '.join(left_out)}."]
    return "\n".join([*lines, ""]).encode()
