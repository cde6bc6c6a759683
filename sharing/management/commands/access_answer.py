import os
import sys
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.management.base import CommandParser
from django.utils import timezone

from sharing.answers.choices import AnswerFormat
from sharing.answers.operations import make_answer
from sharing.core.commands import RegisterCommand, existing_file, file_to_write
from sharing.core.dossiers import normal_number
from sharing.core.exceptions import NotUnderstood, Refused
from sharing.core.looking.choices import LookReason
from sharing.core.normalising.queries import seals_of
from sharing.core.sealing import unsealed

STANDARD_INPUT = "-"
LONGEST = 4_096  # bytes; a number is far shorter


def number_file(text: str) -> Path | None:
    """An argument that names a file that is there, or standard input (None)."""
    return None if text == STANDARD_INPUT else existing_file(text)


class Command(RegisterCommand):
    help = (
        "Maakt het antwoord op een inzageverzoek (artikel 15 AVG) voor één dossier, als PDF of JSON. Het dossiernummer "
        "staat in een bestand of komt van de standaardinvoer, nooit op de opdrachtregel. Dat het antwoord is gemaakt, "
        "door wie en waarom, wordt bewaard, met een verzegeld afschrift van het bestand."
    )
    permissions = ("sharing.add_accessanswer",)

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--dossier-file",
            required=True,
            type=number_file,
            metavar="BESTAND.txt",
            help="Bestand met alleen het dossiernummer; “-” is de standaardinvoer.",
        )
        parser.add_argument(
            "out", type=file_to_write(*AnswerFormat.values), metavar="UIT.pdf|UIT.json", help="Het antwoord."
        )
        parser.add_argument(
            "--reason", required=True, metavar="TEKST", help="Waarom het antwoord wordt gemaakt."
        )

    def perform(  # type: ignore[override]  # each command has options of its own
        self, *, dossier_file: Path | None, out: Path, reason: str, by: AbstractUser, **options: Any
    ) -> dict[str, Any]:
        if not by.has_perms(self.permissions):  # whoever operates the machine does not see persons for that
            raise Refused(
                f"“{by.get_username()}” mag geen antwoord maken; geef met --by een account van juridische zaken."
            )
        answer = make_answer(
            seals=seals_of(_number(dossier_file)),
            form=AnswerFormat(out.suffix.lower().lstrip(".")),
            reason=LookReason.OTHER,
            note=reason,
            by=by,
            at=timezone.now(),
        )
        # Only for who runs this: it is about one person.
        handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file, answer.open() as sealed:
            os.fchmod(file.fileno(), 0o600)
            for part in unsealed(sealed):
                file.write(part)
        self.say(
            f"Antwoord {answer.pk} is gemaakt en staat in {out}: {answer.disclosures} verstrekkingen. "
            f"SHA-256: {answer.sha256}"
        )
        return {
            "answer": answer.pk,
            "file": str(out),
            "sha256": answer.sha256,
            "disclosures": answer.disclosures,
        }


def _number(path: Path | None) -> str:
    """The number in the file or on standard input, as it was typed; Refused, without the number, when it is none."""
    raw = path.read_bytes()[: LONGEST + 1] if path else sys.stdin.buffer.read(LONGEST + 1)
    try:
        typed = raw.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise Refused("Het bestand met het dossiernummer is geen tekst in UTF-8.") from None
    if len(raw) > LONGEST:
        raise Refused("Het bestand met het dossiernummer is te groot; er hoort alleen het nummer in.")
    try:
        normal_number(typed)
    except NotUnderstood as error:
        raise Refused(str(error)) from None
    return typed
