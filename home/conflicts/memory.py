"""The report of conflicts is made of all registers; it is made again when one of them has changed, and not before."""

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any

from django.utils.translation import get_language

from home.conflicts.queries import Conflict, conflicts_of_version
from home.core.clock import today
from home.versions.models import StatementVersion
from sharing import public

REMEMBERED = 8
_remembered: dict[Hashable, Any] = {}


def facts_until_today() -> public.RegisterFacts:
    """The registers, and the log of the year until now."""
    return public.facts_as_they_are(until=today())


def conflicts_as_they_are(version: StatementVersion, *, on: date) -> list[Conflict]:
    """What a version promises beside the registers on that day."""
    key = ("version", version.pk, on, get_language())
    found: list[Conflict] = _remember(
        key, lambda: conflicts_of_version(version, on=on, facts=facts_until_today())
    )
    return found


def _remember(key: tuple[Hashable, ...], make: Callable[[], Any]) -> Any:
    whole = (key, public.register_stamp(), _organisation())
    made = _remembered.get(whole)
    if made is None:
        made = make()
        for oldest in list(_remembered)[: len(_remembered) - REMEMBERED + 1]:
            _remembered.pop(oldest, None)
        _remembered[whole] = made
    return made


def _organisation() -> Hashable:
    """The settings of the organisation, which a text may show and which are no register."""
    return repr(list(public.OrganisationSettings.objects.order_by("pk").values_list()))  # some hold lists
