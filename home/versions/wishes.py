"""What a reader may come to do, and the paragraph of a version that tells how.

Found by words, since a text is the organisation's own: by those of a heading first, else in the paragraph that speaks
of it most. What the text does not speak of is not offered.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.core.languages import ENGLISH, SOURCE
from home.text.rendering import Section


@dataclass(frozen=True, slots=True)
class Wish:
    """Something to do: ``title`` and ``hint`` are for readers, ``anchor`` is the paragraph that tells how."""

    title: str
    hint: str
    anchor: str


_WORDS = {
    SOURCE: {
        "access": r"\binzage|\binzien\b",
        "objection": r"\bbezwaar",
        "withdrawal": r"toestemming[^.!?]*\b(?:intrek|in te trek|ingetrok)"
        r"|\b(?:intrek|in te trek|ingetrok)[^.!?]*toestemming",
        "complaint": r"\bklacht",
        "question": r"\bcontact\b|\bvra(?:ag|gen)\b",
    },
    ENGLISH: {
        "access": r"\baccess\b|\bsee your\b|\bview your\b",
        "objection": r"\bobject(?:ion|ions|ing)?\b",
        "withdrawal": r"consent[^.!?]*\bwithdr[ae]w|\bwithdr[ae]w[^.!?]*consent",
        "complaint": r"\bcomplain",
        "question": r"\bcontact\b|\bquestions?\b",
    },
}
_CONTACT_DETAILS = "<address>"  # as the block with contact details writes them


def wishes_of(
    sections: Sequence[Section],
    *,
    language: str,
    commitments: Mapping[str, Any],
    by_mail: bool,
    by_post: bool,
) -> list[Wish]:
    """What can be done, in the order in which people ask for it.

    ``commitments`` are those of the version; ``by_mail`` and ``by_post`` say how the organisation can be reached.
    """
    words = _WORDS.get(language, _WORDS[SOURCE])
    ways = [
        ("access", _("Gegevens inzien"), _term(commitments.get("response_weeks"))),
        ("objection", _("Bezwaar maken"), _("Tegen ons gebruik ervan")),
        ("withdrawal", _("Toestemming intrekken"), _("Kan op elk moment")),
        ("complaint", _("Een klacht indienen"), _("Bij ons of bij de toezichthouder")),
        ("question", _("Een vraag stellen"), _reached(by_mail=by_mail, by_post=by_post)),
    ]
    found = ((title, hint, _place(words[code], sections, code)) for code, title, hint in ways)
    return [Wish(title, hint, place.anchor) for title, hint, place in found if place]


def _term(weeks: int | None) -> str:
    if not weeks:
        return ""
    return ngettext("Antwoord binnen %(n)s week", "Antwoord binnen %(n)s weken", weeks) % {"n": weeks}


def _reached(*, by_mail: bool, by_post: bool) -> str:
    if by_mail and by_post:
        return _("Per e-mail of per post")
    return _("Per e-mail") if by_mail else _("Per post") if by_post else ""


def _place(pattern: str, sections: Sequence[Section], code: str) -> Section | None:
    expression = re.compile(pattern, re.IGNORECASE)
    held = [section for section in sections if _CONTACT_DETAILS in section.html]
    if code == "question" and held:
        return held[-1]
    for section in sections:
        if expression.search(section.heading):
            return section
    count = {place: len(expression.findall(section.text)) for place, section in enumerate(sections)}
    best = max(count, key=lambda place: (count[place], -place), default=None)
    return sections[best] if best is not None and count[best] else None
