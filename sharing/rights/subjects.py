"""Reads of complaints: what each is about, and who had a part in that and therefore does not deal with it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Min, QuerySet
from django.utils.translation import gettext as _

from sharing.core.admin.policies import possible_owners
from sharing.core.dossiers import unseal
from sharing.core.dutch import instant_in_words
from sharing.core.exceptions import InputError
from sharing.core.gathering import values_together
from sharing.core.normalising.queries import seals_of
from sharing.core.periods import amsterdam_day
from sharing.core.readable import named
from sharing.disclosures.models import Disclosure
from sharing.rights.choices import RightKind
from sharing.rights.complaint_models import ComplaintSubject
from sharing.rights.complaint_triggers import CONCERNED
from sharing.rights.models import RightsRequest
from sharing.rights.words import concern_in_words

Subject = RightsRequest | Disclosure


@dataclass(frozen=True, slots=True)
class Concerned:
    """An account that had a part in what a complaint is about: a code of ``Concern`` and the number of the record."""

    person: int
    what: str
    number: int


def concerned_in(complaint: RightsRequest) -> list[Concerned]:
    """Who had a part in what it is about, once each; the database refuses by the same function."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT who, what, number FROM {CONCERNED}(%s)", [complaint.pk])  # noqa: S608 - a name of ours
        rows = cursor.fetchall()
    return list({row[0]: Concerned(*row) for row in reversed(rows)}.values())


def in_words(concerned: Collection[Concerned]) -> dict[int, str]:
    """Per account why it does not deal with the complaint, with its name."""
    people: Any = get_user_model()
    known = people.objects.in_bulk([one.person for one in concerned])
    return {
        one.person: concern_in_words(named(known[one.person]), one.what, one.number)
        for one in concerned
        if one.person in known
    }


def possible_handlers(complaint: RightsRequest) -> QuerySet[Any]:
    """Who may deal with requests and had no part in what this complaint is about."""
    able = possible_owners(RightsRequest, complaint.assigned_to_id)
    return able.exclude(pk__in=[one.person for one in concerned_in(complaint)])


def seen_on(complaint: RightsRequest, subjects: Collection[ComplaintSubject]) -> dict[int, date]:
    """Per subject (by key) the day as of which what the complaint is about is read.

    That of the complaint, or the first on which it was recorded after.
    """
    day = amsterdam_day(complaint.received_at)
    kinds = ((RightsRequest, "about_request_id"), (Disclosure, "about_disclosure_id"))
    states = values_together(
        [
            model.history.filter(id__in={getattr(one, name) for one in subjects} - {None})
            .order_by()
            .values("id")
            .annotate(first=Min("history_date"))
            for model, name in kinds
        ]
    )
    known = {
        (name, row["id"]): amsterdam_day(row["first"])
        for (_model, name), rows in zip(kinds, states, strict=True)
        for row in rows
    }
    return {
        one.pk: max(
            [day, *(known[key] for _model, name in kinds if (key := (name, getattr(one, name))) in known)]
        )
        for one in subjects
    }


def may_be_about(complaint: RightsRequest) -> tuple[QuerySet[RightsRequest], QuerySet[Disclosure]]:
    """Requests and disclosures of the person who complains, from before the complaint; without a number of none."""
    if complaint.dossier is None:
        return RightsRequest.objects.none(), Disclosure.objects.none()
    seals, before = seals_of(unseal(complaint.dossier)), complaint.received_at
    asked = RightsRequest.objects.filter(dossier__in=seals, received_at__lte=before).exclude(pk=complaint.pk)
    told = Disclosure.objects.filter(dossier__in=seals, disclosed_at__lte=before)
    return (
        asked.exclude(kind=RightKind.COMPLAINT).order_by("-received_at"),
        told.select_related("recipient").order_by("-disclosed_at"),
    )


def why_not_by(complaint: RightsRequest, person: int | None, field: str) -> list[InputError]:
    """This account had a part in what the complaint is about: who, and which part."""
    why = in_words([one for one in concerned_in(complaint) if one.person == person]) if person else {}
    message = _(
        "Een klacht wordt behandeld en beoordeeld door wie er niet bij betrokken was: %(why)s. Kies een ander."
    )
    return [InputError(message % {"why": words}, field, "invalid") for words in why.values()]


def why_not_about(complaint: RightsRequest, about: Subject) -> list[InputError]:
    """What this complaint cannot be about: of another person, itself, or later than it."""
    asked, told = may_be_about(complaint)
    rows: Any = asked if isinstance(about, RightsRequest) else told
    if complaint.dossier is None:
        message = _(
            "Vul eerst het dossiernummer in bij de klacht; dan staat vast dat het om dezelfde persoon gaat."
        )
        return [InputError(message, "about", "invalid")]
    if rows.filter(pk=about.pk).exists():
        return []
    seals = seals_of(unseal(complaint.dossier))
    since = about.received_at if isinstance(about, RightsRequest) else about.disclosed_at
    if since > complaint.received_at and type(about).objects.filter(pk=about.pk, dossier__in=seals).exists():
        message = _(
            "De klacht kwam binnen op %(received)s, en “%(what)s” is van daarna: %(since)s. Een klacht gaat over wat "
            "er al was; verbeter “Ontvangen op” van de klacht, of kies waar zij wel over gaat."
        )
        moments = {"received": instant_in_words(complaint.received_at), "since": instant_in_words(since)}
        return [InputError(message % {"what": about, **moments}, "received_at", "invalid")]
    message = _("Dit is van een ander dossier dan de klacht. Kies iets van hetzelfde dossier.")
    return [InputError(message, "about", "invalid")]
