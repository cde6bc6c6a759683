"""Reads of the reference lists."""

from collections import defaultdict
from datetime import date

from django.db.models import Q

from sharing.reference.models import EeaMembership, Purpose


def known_purposes() -> tuple[str, ...]:
    """Codes of all purposes, sorted."""
    return tuple(Purpose.objects.order_by("code").values_list("code", flat=True))


def purposes_tree() -> list[dict]:
    """The purposes as nested ``{"code", "description", "children"}``, sorted by code."""
    children = defaultdict(list)
    for purpose in Purpose.objects.order_by("code"):
        children[purpose.parent_id].append(purpose)

    def below(parent_id) -> list[dict]:
        return [
            {"code": purpose.code, "description": purpose.description, "children": below(purpose.pk)}
            for purpose in children[parent_id]
        ]

    return below(None)


def countries_in_eea(*, on: date) -> set[str]:
    """Codes of the countries in the EEA on that day."""
    held = EeaMembership.objects.filter(
        Q(first_day__isnull=True) | Q(first_day__lte=on), Q(last_day__isnull=True) | Q(last_day__gte=on)
    )
    return set(held.values_list("country_id", flat=True))
