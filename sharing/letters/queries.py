"""Reads of letters: the text of a kind and language, and the versions that it had."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from sharing.core.dates import to_come
from sharing.core.exceptions import InputError, Refused
from sharing.core.periods import amsterdam_day
from sharing.letters.models import LetterTemplate, SentLetter


@dataclass(frozen=True, slots=True)
class TemplateVersion:
    """One version of a text, with its number."""

    number: int
    title: str
    body: str
    dated: date
    at: datetime


def versions_of(template: LetterTemplate) -> Sequence[TemplateVersion]:
    """Every version, the first first."""
    rows = LetterTemplate.history.filter(id=template.pk).order_by("history_id")
    return [
        TemplateVersion(number, row.title, row.body, row.dated, row.history_date)
        for number, row in enumerate(rows, start=1)
    ]


def version_number(template: LetterTemplate) -> int:
    """The number of the version that counts now."""
    return int(LetterTemplate.history.filter(id=template.pk).count())


def template_for(kind: str, language: str, *, lock: bool = False) -> LetterTemplate:
    """The text that counts now; with ``lock`` nobody changes it until the transaction ends."""
    rows = LetterTemplate.objects.select_for_update() if lock else LetterTemplate.objects
    found = rows.filter(kind=kind, language=language).first()
    if found is None:
        raise Refused(_("Voor deze brief is er nog geen tekst. Vraag de beheerder."))
    return found


def why_not_sent(letter: SentLetter, on: date | None, *, at: datetime) -> list[InputError]:
    """What is wrong with the day on which a letter went out; what is not known is not judged."""
    if on and on > amsterdam_day(at):
        return [InputError(to_come(on), "sent_on", "invalid")]
    if on and on < amsterdam_day(letter.made_at):
        message = _("De brief is later gemaakt; hij is niet eerder verstuurd.")
        return [InputError(message, "sent_on", "invalid")]
    return []
