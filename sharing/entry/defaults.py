"""What a form may begin with once the recipient is known: as the last time, else as was agreed.

It is a beginning and no decision: whoever records looks it over, and the gate judges what he sends. Sensitive data are
filled in only when they were in the last entry itself; an agreement that allows them does not say that they were sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sharing.agreements.choices import KINDS_FOR_CAPACITY, AgreementKind
from sharing.agreements.rules import AgreementFacts, is_in_force
from sharing.consents.choices import Assessment
from sharing.consents.request_models import AuthorityRequest
from sharing.core.dutch import day_in_words
from sharing.core.models import holding_on
from sharing.core.periods import amsterdam_day, holds_on
from sharing.disclosures.models import Disclosure
from sharing.gate.snapshot import RegisterSnapshot, register_about
from sharing.parties.choices import Capacity
from sharing.parties.models import Party, PartyCapacity
from sharing.parties.queries import of_organisation
from sharing.reference.choices import LegalBasis
from sharing.reference.models import DataCategory


@dataclass(frozen=True, slots=True)
class Defaults:
    """Values by the name of the form's field, in the words of the exchange format (codes); where they come from."""

    values: dict[str, Any] = field(default_factory=dict)
    words: str = ""


def defaults_for(recipient: Party, *, on: date) -> Defaults:
    """What to begin with for this recipient on a day."""
    held = list(
        PartyCapacity.objects.filter(holding_on(on), of_organisation("party", recipient.pk))
        .values_list("capacity", flat=True)
        .distinct()
    )
    last = (
        Disclosure.objects.counting()
        .filter(of_organisation("recipient", recipient.pk))
        .select_related("purpose", "subject_category", "on_behalf_of")
        .order_by("-disclosed_at", "-id")
        .first()
    )
    found = _as_agreed(recipient, held, on) if last is None else _as_last_time(last, held, recipient)
    if Capacity.AUTHORITY in held and found.values.get("capacity") == Capacity.AUTHORITY:
        found.values.update(_as_asked(recipient, on))
    return found


def _as_last_time(last: Disclosure, held: list[str], recipient: Party) -> Defaults:
    codes = dict(DataCategory.objects.filter(pk__in=last.data_categories).values_list("pk", "code"))
    values: dict[str, Any] = {
        "subject_category": last.subject_category.code,
        "data_categories": sorted(codes.values()),
        "purpose": last.purpose.code,
        "legal_basis": last.legal_basis,
        "legal_provision": last.legal_provision,
        "channel": last.channel,
    }
    if last.capacity in held:
        values["capacity"] = last.capacity
    elif len(held) == 1:
        values["capacity"] = held[0]
    if last.destination_country_id != recipient.country_id:
        values["destination_country"] = last.destination_country_id
    client = last.on_behalf_of
    if client is not None:
        values["on_behalf_of"] = client.code
    day = day_in_words(amsterdam_day(last.disclosed_at))
    words = (
        _(
            "Ingevuld zoals op %(day)s, de vorige keer dat %(party)s iets kreeg (toen namens %(client)s). Kijk het na."
        )
        if client is not None
        else _("Ingevuld zoals op %(day)s, de vorige keer dat %(party)s iets kreeg. Kijk het na.")
    )
    return Defaults(
        values, words % {"day": day, "party": recipient.name, "client": client.name if client else ""}
    )


def _as_agreed(recipient: Party, held: list[str], on: date) -> Defaults:
    values: dict[str, Any] = {}
    if len(held) == 1:
        values["capacity"] = held[0]
    register = register_about([recipient.pk])
    kinds = {kind for capacity in held for kind in KINDS_FOR_CAPACITY.get(capacity, ())}
    in_force = [
        one
        for one in register.parties[recipient.code].facts.agreements
        if one.kind in kinds and is_in_force(one, on)
    ]
    # What we process for a client is done on his behalf; what we give him is under the other one.
    own = [one for one in in_force if one.kind != AgreementKind.PROCESSING_AS_PROCESSOR] or in_force
    if len(own) != 1:
        return Defaults(values, _("%(party)s kreeg nog niet eerder iets.") % {"party": recipient.name})
    [agreement] = own
    values |= _agreed(agreement, register)
    return Defaults(
        values,
        _("Ingevuld volgens overeenkomst %(agreement)s. Haal weg wat niet is verstrekt.")
        % {"agreement": agreement.reference},
    )


def _agreed(agreement: AgreementFacts, register: RegisterSnapshot) -> dict[str, Any]:
    sensitive = register.special_categories | register.criminal_categories | register.national_id_categories
    values = {
        "purpose": _only(agreement.purposes),
        "subject_category": _only(agreement.subject_categories),
        "data_categories": sorted(agreement.data_categories - sensitive),
    }
    return {name: value for name, value in values.items() if value}


def _only(codes: Iterable[str]) -> str:
    """The one that there is; nothing when there are more to choose from."""
    codes = list(codes)
    return codes[0] if len(codes) == 1 else ""


def _as_asked(authority: Party, on: date) -> dict[str, Any]:
    """What follows from the one confirmed request of this authority that holds that day."""
    values: dict[str, Any] = {"legal_basis": LegalBasis.LEGAL_OBLIGATION.value}
    granted = AuthorityRequest.objects.filter(
        of_organisation("authority", authority.pk), assessment=Assessment.GRANTED, confirmed_by__isnull=False
    )
    holding = [one for one in granted if holds_on(one.period_from, one.period_until, on)]
    if len(holding) == 1:
        values |= {"authority_request": holding[0].reference, "legal_provision": holding[0].legal_provision}
    return values
