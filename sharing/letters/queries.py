"""Reads of letters: the text of a kind and language, and the versions that it had."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from sharing.core.exceptions import Refused
from sharing.letters.models import LetterTemplate


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
