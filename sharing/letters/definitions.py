"""The fields of each kind of letter: a closed list, the same in every language, and what stands there in an example."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from sharing.letters.choices import WAY_OUT, LetterKind


@dataclass(frozen=True, slots=True)
class LetterField:
    """What can be named in a letter as ``{{name}}``.

    ``is_words``: who makes the letter may put it otherwise, in the language of the letter. ``needed``: the letter does
    not tell what the law asks without it.
    """

    name: str
    label: Any
    example: Mapping[str, str]
    is_words: bool = False
    needed: bool = False


def _said(nl: str, en: str) -> dict[str, str]:
    return {"nl": nl, "en": en}


_DAY = _said("31 maart 2026", "31 March 2026")
_ASKED = LetterField("gevraagd", _("wat is gevraagd"), _said("Inzage (art. 15)", "Access (Art. 15)"))
_RECEIVED = LetterField("ontvangen_op", _("de dag van ontvangst"), _DAY)
_DUE = LetterField(
    "uiterlijk_op", _("de dag waarop er uiterlijk antwoord is"), _said("28 april 2026", "28 April 2026")
)
_OUTCOME = LetterField("besluit", _("het besluit"), _said("Toegewezen", "Granted"))
_DECIDED = LetterField("besloten_op", _("de dag van het besluit"), _said("20 april 2026", "20 April 2026"))
_REASON = LetterField(
    "reden",
    _("waarom, in woorden die de betrokkene begrijpt"),
    _said("Hier staat de reden.", "The reason stands here."),
    is_words=True,
    needed=True,
)
_GROUND = LetterField(
    "grond",
    _("het artikel waarop het besluit rust"),
    _said("artikel 17, lid 3, onder b, AVG", "Article 17(3)(b) GDPR"),
    is_words=True,
    needed=True,
)
_WAY_OUT = LetterField(
    WAY_OUT,
    _("de weg naar de Autoriteit Persoonsgegevens en de rechter"),
    _said("", ""),
    needed=True,
)
# What is known of every letter.
COMMON = (
    LetterField("datum", _("de dag van de brief"), _said("1 april 2026", "1 April 2026")),
    LetterField("kenmerk", _("het nummer bij ons"), _said("Verzoek 12", "Request 12")),
    LetterField("organisatie", _("onze naam"), _said("", "")),
    LetterField("contact", _("hoe men ons bereikt"), _said("", "")),
    LetterField("fg", _("hoe men de functionaris gegevensbescherming bereikt"), _said("", "")),
)


def _words(name: str, label: Any, nl: str, en: str) -> LetterField:
    return LetterField(name, label, _said(nl, en), is_words=True, needed=True)


OWN: dict[LetterKind, tuple[LetterField, ...]] = {
    LetterKind.RECEIPT: (_ASKED, _RECEIVED, _DUE),
    LetterKind.IDENTITY: (_ASKED, _RECEIVED, _DUE),
    LetterKind.EXTENSION: (
        _ASKED,
        _RECEIVED,
        _REASON,
        LetterField("eerste_termijn", _("tot wanneer de eerste termijn liep"), _DAY),
        LetterField("uiterlijk_op", _DUE.label, _DUE.example, needed=True),
    ),
    LetterKind.DECISION: (
        *(_ASKED, _RECEIVED, _DECIDED, _OUTCOME),
        LetterField("reden", _REASON.label, _REASON.example, is_words=True),
    ),
    LetterKind.REFUSAL: (_ASKED, _RECEIVED, _DECIDED, _OUTCOME, _REASON, _GROUND, _WAY_OUT),
    LetterKind.COMPLAINT: (_RECEIVED, _DECIDED, _OUTCOME, _REASON, _WAY_OUT),
    LetterKind.RECIPIENT: (
        LetterField("ontvanger", _("wie de gegevens kreeg"), _said("de ontvanger", "the recipient")),
        LetterField("dossier", _("om wiens gegevens het gaat"), _said("T-000001", "T-000001"), needed=True),
        LetterField(
            "gevolg",
            _("wat met de gegevens is gebeurd"),
            _said("gewist", "erased"),
            needed=True,
        ),
        LetterField("gegevens", _("welke gegevens"), _said("naam en adres", "name and address"), needed=True),
        LetterField(
            "wanneer",
            _("wanneer de ontvanger ze kreeg"),
            _said("Op 31 maart 2026.", "On 31 March 2026."),
        ),
        LetterField("overeenkomst", _("op welke overeenkomst"), _said("OVK-1", "OVK-1")),
        LetterField(
            "wat_wij_vragen",
            _("wat wij de ontvanger vragen"),
            _said("Wis deze gegevens ook bij u.", "Erase these data as well."),
            needed=True,
        ),
        _DECIDED,
    ),
    LetterKind.BREACH: (
        _words(
            "wat_er_gebeurde",
            _("wat er is gebeurd, in gewone woorden"),
            "Hier staat wat er is gebeurd.",
            "What happened stands here.",
        ),
        _words("gegevens", _("om welke gegevens het gaat"), "naam en adres", "name and address"),
        _words(
            "gevolgen",
            _("wat er door kan gebeuren"),
            "Hier staat wat de gevolgen kunnen zijn.",
            "What the consequences may be stands here.",
        ),
        _words(
            "maatregelen",
            _("wat wij hebben gedaan"),
            "Hier staat wat wij deden.",
            "What we did stands here.",
        ),
        LetterField("bekend_op", _("de dag waarop wij het ontdekten"), _DAY),
    ),
}
# Where to ask more is part of what the law wants told of a breach (art. 34(2), 33(3)(b)).
ONE_OF_NEEDED: dict[LetterKind, tuple[str, ...]] = {LetterKind.BREACH: ("fg", "contact")}


def fields_of(kind: str) -> dict[str, LetterField]:
    """What can stand in a letter of this kind, by name."""
    return {one.name: one for one in (*OWN[LetterKind(kind)], *COMMON)}


def words_of(kind: str) -> list[LetterField]:
    """What who makes the letter may put otherwise."""
    return [one for one in OWN[LetterKind(kind)] if one.is_words]
