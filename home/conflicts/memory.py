"""The report of conflicts is made of all registers; it is made again when one of them has changed, and not before."""

from collections.abc import Hashable
from datetime import date

from django.utils.translation import get_language

from home.conflicts.queries import Conflict, conflicts_of_version
from home.core.clock import today
from home.versions.models import StatementVersion
from sharing import public

_conflicts = public.UntilChanged[list[Conflict]](8)


def facts_until_today() -> public.RegisterFacts:
    """The registers, and the log of the year until now."""
    return public.facts_as_they_are(until=today())


def conflicts_as_they_are(version: StatementVersion, *, on: date) -> list[Conflict]:
    """What a version promises beside the registers on that day."""
    key = (version.pk, on, get_language(), _organisation())
    return _conflicts.get(key, lambda: conflicts_of_version(version, on=on, facts=facts_until_today()))


def _organisation() -> Hashable:
    """The settings of the organisation, which a text may show and which are no register."""
    return repr(list(public.OrganisationSettings.objects.order_by("pk").values_list()))  # some hold lists
