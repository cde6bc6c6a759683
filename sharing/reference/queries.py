"""Reads of the reference lists."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Count

from sharing.core.asof import rows_at
from sharing.core.models import holding_on
from sharing.core.once import asked_once
from sharing.reference.choices import Confidence, MembershipKind
from sharing.reference.models import Country, DataCategory, EeaMembership, LegalProvision, Purpose
from sharing.reference.procedures import ComplaintProcedure
from sharing.reference.rules import ProvisionFacts, SpansInEea, provision_in_force
from sharing.reference.terms import RetentionTerm


@asked_once
def _purposes() -> list[Purpose]:
    return list(Purpose.objects.order_by("code"))


@asked_once
def _category_names() -> list[tuple[str, str, str]]:
    return list(DataCategory.objects.order_by("name", "code").values_list("code", "name", "name_en"))


def known_purposes() -> tuple[str, ...]:
    """Codes of all purposes, sorted."""
    return tuple(purpose.code for purpose in _purposes())


def known_data_categories() -> dict[str, str]:
    """Names of all data categories by code, sorted by name."""
    return {code: name for code, name, _english in _category_names()}


def data_categories_in_english() -> dict[str, str]:
    """The English names of data categories by code, empty where nobody wrote one."""
    return {code: english for code, _name, english in _category_names()}


def purposes_tree() -> list[dict[str, Any]]:
    """The purposes as nested ``{"code", "description", "description_en", "children"}``, sorted by code."""
    children = defaultdict(list)
    for purpose in _purposes():
        children[purpose.parent_id].append(purpose)

    def below(parent_id: int | None) -> list[dict[str, Any]]:
        return [
            {
                "code": purpose.code,
                "description": purpose.description,
                "description_en": purpose.description_en,
                "children": below(purpose.pk),
            }
            for purpose in children[parent_id]
        ]

    return below(None)


def in_tree_order(purposes: Iterable[Purpose]) -> list[tuple[Purpose, int]]:
    """The purposes with their depth, each after the one it falls under; one whose parent is absent stands on top."""
    rows = sorted(purposes, key=lambda purpose: purpose.code)
    present = {purpose.pk for purpose in rows}
    below = defaultdict(list)
    for purpose in rows:
        below[purpose.parent_id if purpose.parent_id in present else None].append(purpose)
    ordered, waiting = [], [(purpose, 0) for purpose in reversed(below[None])]
    while waiting:
        purpose, depth = waiting.pop()
        ordered.append((purpose, depth))
        waiting += [(child, depth + 1) for child in reversed(below[purpose.pk])]
    return ordered


def provision_facts() -> list[ProvisionFacts]:
    """The provisions of the list, of all days and every law."""
    return [
        ProvisionFacts(
            row.code,
            row.citation,
            row.jurisdiction,
            row.first_day,
            row.last_day,
            unchecked=row.confidence == Confidence.TO_CHECK,
        )
        for row in LegalProvision.objects.all()
    ]


def provision_that_holds(text: str, *, on: date) -> ProvisionFacts | None:
    """The provision that a text names by code or citation: of Union or Dutch law, and in force that day."""
    return provision_in_force(text, provision_facts(), on)


@asked_once
def countries_in_eea(*, on: date) -> set[str]:
    """Codes of the countries and territories in the EEA on that day; a bridge satisfies the law and lies outside."""
    held = EeaMembership.objects.filter(holding_on(on)).exclude(kind=MembershipKind.BRIDGE)
    return set(held.values_list("country_id", flat=True))


def in_eea_at(moment: datetime | None, *, on: date) -> set[str]:
    """``countries_in_eea`` as far as the register knew at the moment (None: now)."""
    held = rows_at(EeaMembership, moment).filter(holding_on(on)).exclude(kind=MembershipKind.BRIDGE)
    return set(held.order_by().values_list("country_id", flat=True))


def established() -> type[Any]:
    """The register of what is established in countries; it knows of this list, not the other way round."""
    field: Any = Country._meta.get_field("parties")
    kind: type[Any] = field.related_model
    return kind


def parties_per_country(moment: datetime | None) -> dict[str, int]:
    """Per country (its code) how many parties in use are established there, now or as it stood."""
    rows = rows_at(established(), moment).filter(active=True).order_by()
    return dict(rows.values_list("country_id").annotate(number=Count("id")))


def spans_in_eea(moment: datetime | None = None) -> SpansInEea:
    """When each country lay in the EEA, as far as the register knew at the moment (None: now)."""
    held = rows_at(EeaMembership, moment).exclude(kind=MembershipKind.BRIDGE).order_by()
    return SpansInEea.of_days(held.values_list("country_id", "first_day", "last_day"))


@asked_once
def retention_terms(*, on: date) -> list[dict[str, Any]]:
    """How long what is kept on that day: ``{"code", "what", "what_en", "term", "term_en", "ground"}``.

    In English ``what_en`` and ``term_en`` are empty where nobody wrote them.
    """
    held = RetentionTerm.objects.filter(holding_on(on))
    return [
        {
            "code": row.code,
            "what": row.description,
            "what_en": row.description_en,
            "term": row.in_words,
            "term_en": row.in_words_en,
            "ground": row.legal_ground,
        }
        for row in held
    ]


@asked_once
def complaint_procedure(*, on: date) -> ComplaintProcedure | None:
    """How a complaint that comes in on that day is dealt with; None where nothing was published."""
    return ComplaintProcedure.objects.filter(holding_on(on)).first()


def parents_of_purposes() -> dict[int, int | None]:
    """Per purpose (by key) the one that it falls under."""
    return {purpose.pk: purpose.parent_id for purpose in _purposes()}


def falls_under(purpose: Purpose, other: Purpose) -> bool:
    """Whether the purpose is the other one, or lies below it in the tree."""
    above = parents_of_purposes()
    key: int | None = purpose.pk
    seen = set()
    while key is not None and key not in seen:
        if key == other.pk:
            return True
        seen.add(key)
        key = above.get(key)
    return False


def below(purposes: Iterable[int]) -> set[int]:
    """Keys of these purposes and of all that fall under them."""
    found: set[int] = set()
    new = set(purposes)
    if not new:
        return found
    children = defaultdict(set)
    for key, parent in parents_of_purposes().items():
        children[parent].add(key)
    while new:
        found |= new
        new = {child for key in new for child in children[key]} - found
    return found
