"""Parties that may be the organisation that somebody is about to enter a second time."""

import re
import unicodedata
from difflib import SequenceMatcher

from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from sharing.core.dutch import enumerated
from sharing.parties.models import Party

NAMED_AT_MOST = 3
# Beyond this two names are nearly the same; a name that is shorter says too little.
ALIKE, SHORTEST = 0.91, 6
_LEGAL_FORMS = re.compile(
    r"\b(b\.?\s?v|n\.?\s?v|v\.?o\.?f|c\.?v|u\.?a|inc|ltd|llc|gmbh|s\.?a|plc)\b\.?", re.ASCII
)
_WORDS = re.compile(r"[a-z0-9]+")
_DIGITS = re.compile(r"\d+")
CODE_LENGTH = 40


def normal_name(name: str) -> str:
    """A name without capitals, accents, punctuation and legal form."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return " ".join(_WORDS.findall(_LEGAL_FORMS.sub(" ", plain)))


def names_alike(one: str, other: str) -> bool:
    """Whether two names in their normal form are the same, or nearly: not when they differ in a number."""
    if not one or not other:
        return False
    if one == other:
        return True
    if min(len(one), len(other)) < SHORTEST or abs(len(one) - len(other)) > 2:
        return False
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def doubles_of(*, name: str, kvk_number: str, foreign_number: str, but: int | None = None) -> list[Party]:
    """Parties with one of these numbers, or with nearly this name (or such an alias), the best reason first.

    Not a record that went into another: that one has its names, and is found by them.
    """
    others = Party.objects.filter(merged_into__isnull=True).exclude(pk=but or 0)
    numbers = Q(kvk_number=kvk_number) if kvk_number else Q()
    if foreign_number:
        numbers |= Q(foreign_register_number__iexact=foreign_number)
    found = list(others.filter(numbers).order_by("name")[:NAMED_AT_MOST]) if numbers else []
    wanted = normal_name(name)
    alike = [
        key
        for key, own, aliases in others.values_list("pk", "name", "aliases").order_by("name")
        if any(names_alike(wanted, normal_name(one)) for one in (own, *aliases.splitlines()))
    ]
    found += Party.objects.filter(pk__in=alike).exclude(pk__in=[one.pk for one in found]).order_by("name")
    return found[:NAMED_AT_MOST]


def question_about(found: list[Party]) -> str:
    """What is asked of who enters a party that looks like these."""
    named = [
        f"“{one.name}” ({one.code}{f', KvK {one.kvk_number}' if one.kvk_number else ''})" for one in found
    ]
    return _(
        "Staat deze organisatie er al? Het nummer of de naam lijkt op %(found)s. Gebruik die partij, of vink hier aan "
        "dat dit een andere is."
    ) % {"found": enumerated(named)}


def proposed_code(name: str) -> str:
    """A code that no party has, made from the name."""
    stem = slugify(normal_name(name))[:CODE_LENGTH].strip("-") or "partij"
    taken = set(Party.objects.filter(code__startswith=stem).values_list("code", flat=True))
    code, number = stem, 2
    while code in taken:
        code, number = f"{stem}-{number}", number + 1
    return code
