"""What AVG art. 13 and 14 ask a statement to tell: the items, and how a text shows that it tells one.

An item is told by one of its ``blocks`` (types of blocks in a text, the first of which would fill a gap), or else by
its ``words``: a pattern for one or two sentences, strict enough that a text that speaks of something else is a gap.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Only(StrEnum):
    """What an item is asked for; without it a text that is silent is complete as far as this item goes."""

    ALWAYS = "always"
    OFFICER = "officer"
    INTERESTS = "interests"
    CONSENT = "consent"
    ABROAD = "abroad"
    DECISIONS = "decisions"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that has to be told; ``article`` of the AVG, ``only`` when it is asked at all."""

    code: str
    article: str
    title: Any
    blocks: tuple[str, ...]
    words: re.Pattern[str]
    only: Only = Only.ALWAYS


_REST = r"[^.!?;\n]*"  # of the sentence, or of an item of a list
# Not the questions that somebody has ("Hebt u vragen? Wilt u meer weten?"), nor what we ask of others.
_NOT_AFTER = ("hebt u", "heeft u", "u nog", "bij", "met", "voor", "uw", "geen", "wij", "we")
_YOU_ASK = (
    "".join(rf"(?<!\b{words} )" for words in _NOT_AFTER) + r"(?:vragen|verzoeken)\b(?! (?:wij|we|over)\b)"
)
_ASKS = rf"\b(?:recht\b|vraagt\b|verzoek\b|{_YOU_ASK}){_REST}"


def _item(
    code: str, article: str, title: Any, blocks: tuple[str, ...], words: str, only: Only = Only.ALWAYS
) -> Item:
    return Item(code, article, title, blocks, re.compile(words, re.IGNORECASE), only)


def _right(code: str, article: str, title: Any, named: str, words: str) -> Item:
    """A right: by its name, or by what somebody may ask."""
    return _item(
        code, f"13(2)(b), 14(2)(c), {article}", title, ("rights",), rf"\b(?:{named})|{_ASKS}\b(?:{words})"
    )


ITEMS = (
    _item(
        "identity",
        "13(1)(a), 14(1)(a)",
        _("Wie wij zijn en hoe u ons bereikt"),
        ("contact",),
        r"\S@\S+\.\w|\bpostbus \d|\b[1-9]\d{3}\s?(?-i:[A-Z]{2})\b",
    ),
    _item(
        "dpo",
        "13(1)(b), 14(1)(b)",
        _("De functionaris gegevensbescherming"),
        ("officer",),
        r"functionaris (?:voor )?(?:de )?gegevensbescherming|\b(?-i:FG)\b",
        Only.OFFICER,
    ),
    _item(
        "purposes",
        "13(1)(c), 14(1)(c)",
        _("Waarvoor wij gegevens gebruiken"),
        ("purposes_tree", "purposes", "legal_bases"),
        r"doeleind|\bwaarvoor (?:wij|we)\b|\bdoel(?:en)? van de verwerking",
    ),
    _item(
        "legal-basis",
        "13(1)(c), 14(1)(c)",
        _("De grondslag van elk doel"),
        ("legal_bases",),
        r"\bgrondslag|\brechtsgrond",
    ),
    _item(
        "legitimate-interests",
        "13(1)(d), 14(2)(b)",
        _("Welke gerechtvaardigde belangen wij hebben"),
        ("legitimate_interests",),
        r"gerechtvaardigde? belang",
        Only.INTERESTS,
    ),
    _item(
        "recipients",
        "13(1)(e), 14(1)(e)",
        _("Wie gegevens ontvangt"),
        ("recipients", "capacities", "processors"),
        rf"\bontvangers\b|\b(?:delen|verstrekken|geven) (?:wij|we)\b{_REST}gegevens"
        rf"|\b(?:wij|we) (?:delen|verstrekken)\b{_REST}gegevens",
    ),
    _item(
        "transfers",
        "13(1)(f), 14(1)(f)",
        _("Of gegevens buiten de EER komen"),
        ("transfers", "transfer_policy"),
        r"buiten (?:de )?(?:EER|EU\b|Europa|Europese)|\bderde land",
        Only.ABROAD,
    ),
    _item(
        "transfer-safeguards",
        "13(1)(f), 14(1)(f)",
        _("Wat gegevens buiten de EER beschermt"),
        ("transfers",),
        r"\bpassende waarborg|\badequaatheidsbesluit|\bmodelcontract|\bbindende bedrijfsvoorschrift",
        Only.ABROAD,
    ),
    _item(
        "retention",
        "13(2)(a), 14(2)(a)",
        _("Hoe lang wij gegevens bewaren"),
        ("retention_terms", "retention"),
        rf"bewaartermijn|\b(?:bewaar|bewaart|bewaren|bewaard)\b{_REST}"
        r"\b(?:dag|dagen|weken?|maand|maanden|jaar|jaren|langer|zolang|termijn)\b",
    ),
    _right("right-access", "15", _("Recht op inzage"), "recht (?:op|van|tot) inzage", "inzage|inzien|weten"),
    _right(
        "right-rectification",
        "16",
        _("Recht op verbetering"),
        "recht op (?:aanvul|verbeter|correctie|corrig|rectific)",
        "verbeteren|corrigeren|aan te vullen|aanvullen|rectific",
    ),
    _right(
        "right-erasure",
        "17",
        _("Recht op wissing"),
        r"recht op (?:gegevens)?(?:wis|verwijder)|vergetelheid",
        "wissen|verwijderen",
    ),
    _right("right-restriction", "18", _("Recht op beperking"), "recht op beperk", "beperken|beperking"),
    _right(
        "right-portability",
        "20",
        _("Recht om gegevens mee te nemen"),
        r"recht (?:op|om)[^.!?;\n]{0,40}(?:overdra|mee te nemen)|gegevensoverdra|dataportabiliteit",
        "mee te nemen|meenemen|over te dragen|overdraagba",
    ),
    _right(
        "right-objection",
        "21",
        _("Recht van bezwaar"),
        r"recht (?:op|van|om) bezwaar|bezwaar (?:te )?maken",
        "bezwaar|te verzetten",
    ),
    _item(
        "consent-withdrawal",
        "13(2)(c), 14(2)(d)",
        _("Toestemming intrekken"),
        ("rights",),
        rf"toestemming{_REST}[.!?]?{_REST}\b(?:intrek|in te trek|ingetrok)",
        Only.CONSENT,
    ),
    _item(
        "complaint",
        "13(2)(d), 14(2)(e)",
        _("Een klacht indienen bij de toezichthouder"),
        ("complaint",),
        rf"\bklacht{_REST}(?:Autoriteit Persoonsgegevens|toezichthoud)"
        rf"|(?:Autoriteit Persoonsgegevens|toezichthoud){_REST}\bklacht",
    ),
    _item(
        "obligation-to-provide",
        "13(2)(e)",
        _("Of u gegevens moet geven, en wat er gebeurt als u dat niet doet"),
        (),
        rf"\bu\b{_REST}\b(?:verplicht|hoeft|moet)\b{_REST}gegevens{_REST}\b(?:geven|verstrekken|leveren)\b"
        rf"|\b(?:geeft|verstrekt) u\b{_REST}(?:gegevens{_REST}\bniet\b|\b(?:niet|geen)\b{_REST}gegevens)"
        rf"|gegevens{_REST}\bniet (?:geeft|verstrekt)\b",
    ),
    _item(
        "automated-decisions",
        "13(2)(f), 14(2)(g)",
        _("Besluiten die een computer neemt"),
        ("automated_decisions",),
        rf"geautomatiseerde (?:individuele )?(?:besluit|beslissing)|\bprofilering|\bbesluit\w*{_REST}computer",
        Only.DECISIONS,
    ),
    _item(
        "data-categories",
        "14(1)(d)",
        _("Welke gegevens wij van anderen krijgen"),
        ("sources", "data_categories"),
        rf"\b(?:categorieën|soorten) (?:van )?(?:persoons)?gegevens|\b(?:naam|NAW)\b{_REST}\b(?:adres|telefoon)",
        Only.SOURCES,
    ),
    _item(
        "source",
        "14(2)(f)",
        _("Van wie wij gegevens krijgen"),
        ("sources",),
        rf"\bherkomst\b|\bafkomstig van\b|gegevens{_REST}\b(?:ontvangen|krijgen|kregen|verkregen) (?:wij|we)\b{_REST}"
        rf"\bvan\b|\b(?:wij|we) (?:ontvangen|krijgen|kregen)\b{_REST}gegevens{_REST}\bvan (?!u\b|uzelf)",
        Only.SOURCES,
    ),
)
BY_CODE = {item.code: item for item in ITEMS}
