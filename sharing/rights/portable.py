"""What the register has of a person that can be taken along (AVG art. 20), and what it knows of the conditions."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from sharing.activities.choices import ProcessingRole
from sharing.activities.models import ProcessingActivity
from sharing.answers.queries import with_ancestors
from sharing.consents.models import Consent
from sharing.consents.queries import withheld_on
from sharing.core.dossiers import unseal
from sharing.core.gathering import values_together
from sharing.core.models import holding_on
from sharing.core.normalising.queries import seals_of
from sharing.core.periods import amsterdam_day, on_the_clock
from sharing.disclosures.choices import Channel
from sharing.disclosures.models import Disclosure
from sharing.organisation.models import OrganisationSettings
from sharing.reference.choices import DataKind
from sharing.reference.models import DataCategory
from sharing.rights.models import RightsRequest
from sharing.rights.portability import GROUNDS, Processed

SCHEMA = "static/sharing/overdracht.schema.json"
_DIGITAL = frozenset({Channel.PORTAL.value, Channel.API.value, Channel.SECURE_MAIL.value})


def _consents(request: RightsRequest) -> QuerySet[Consent]:
    seals = seals_of(unseal(request.dossier)) if request.dossier else []
    return Consent.objects.filter(dossier__in=seals, refused=False)


def _counting(request: RightsRequest) -> QuerySet[Disclosure]:
    """Of this person, for ourselves, that count; also what is secret."""
    seals = seals_of(unseal(request.dossier)) if request.dossier else []
    return Disclosure.objects.counting().filter(dossier__in=seals, on_behalf_of=None)


def _disclosures(request: RightsRequest, on: date) -> QuerySet[Disclosure]:
    """Those of this person; what is secret that day is not among them (UAVG art. 41)."""
    return _counting(request).exclude(authority_request_id__in=list(withheld_on(on)))


def processed_of(request: RightsRequest, *, on: date) -> list[Processed]:
    """Per activity and category what the register knows, by name.

    The activities are those for purposes of what was disclosed or consented to; where none is known, those on consent
    or contract.
    """
    purposes: set[int] = set()
    digital: Counter[int] = Counter()
    paper: Counter[int] = Counter()
    consents: Counter[int] = Counter()
    explicit: Counter[int] = Counter()
    given = _consents(request).filter(withdrawn_at__isnull=True).order_by()
    disclosed, consented = values_together(
        [
            _counting(request)
            .order_by()
            .values("purpose_id", "data_categories", "channel", "authority_request_id"),
            given.values("purpose_id", "data_categories", "explicit"),
        ]
    )
    asked = any(row["authority_request_id"] for row in disclosed)
    secret = withheld_on(on) if asked else {}
    for row in disclosed:
        if row["authority_request_id"] not in secret:
            purposes.add(row["purpose_id"])
            (digital if row["channel"] in _DIGITAL else paper).update(row["data_categories"])
    for row in consented:
        if row["purpose_id"] is not None:
            purposes.add(row["purpose_id"])
        consents.update(row["data_categories"])
        explicit.update(row["data_categories"] if row["explicit"] else ())
    return [
        Processed(
            activity=activity.code,
            activity_name=activity.name,
            category=category.pk,
            category_name=category.name,
            bases=frozenset(activity.legal_bases),
            special=category.kind == DataKind.SPECIAL,
            origins=tuple(filter(None, (activity.origin, category.origin))),
            digital=digital[category.pk],
            paper=paper[category.pk],
            consents=consents[category.pk],
            explicit=explicit[category.pk],
        )
        for activity in _activities(purposes, on)
        for category in sorted(activity.data_categories.all(), key=lambda one: one.name.casefold())
    ]


def _activities(purposes: set[int], on: date) -> list[ProcessingActivity]:
    own = ProcessingActivity.objects.filter(holding_on(on), role=ProcessingRole.CONTROLLER)
    about = Q(covered_purposes__purpose__in=with_ancestors(purposes))
    rows = own.filter(about) if purposes else own.filter(legal_bases__overlap=sorted(GROUNDS))
    return list(rows.distinct().order_by("name", "code").prefetch_related("data_categories"))


def contents_of(
    request: RightsRequest, chosen: Collection[Processed], *, at: datetime
) -> tuple[dict[str, Any], int]:
    """What the file says, in the form of the published schema, and how many records are in it.

    Only what qualifies: consents about a chosen category, and disclosures on consent or contract with of their
    categories only the chosen ones.
    """
    names = dict(DataCategory.objects.values_list("pk", "name"))
    wanted = {one.category for one in chosen}

    def told(categories: Collection[int]) -> list[str]:
        return sorted((names[key] for key in wanted & set(categories)), key=str.casefold)

    consents = [
        {
            "given_at": _moment(one.given_at),
            "withdrawn_at": _moment(one.withdrawn_at) if one.withdrawn_at else None,
            "recipient": str(one.recipient.organisation) if one.recipient else None,
            "purpose": str(one.purpose) if one.purpose else None,
            "data_categories": told(one.data_categories),
        }
        for one in _consents(request)
        .select_related("recipient__merged_into", "purpose")
        .order_by("given_at", "id")
        if wanted & set(one.data_categories)
    ]
    rows = _disclosures(request, amsterdam_day(at)).filter(
        legal_basis__in=sorted(GROUNDS), data_categories__overlap=sorted(wanted)
    )
    disclosures = [
        {
            "disclosed_at": _moment(one.disclosed_at),
            "recipient": one.recipient.organisation.name,
            "purpose": one.purpose.description,
            "legal_basis": one.legal_basis,
            "data_categories": told(one.data_categories),
        }
        for one in rows.prefetch_related("recipient__merged_into", "purpose").order_by("disclosed_at", "id")
    ]
    found = {
        "$schema": f"{settings.BASE_URL}/{SCHEMA}",
        "made_at": _moment(at),
        "controller": OrganisationSettings.current().contact.organisation,
        "dossier_reference": unseal(request.dossier) if request.dossier else "",
        "qualifying": [{"activity": one.activity_name, "data_category": one.category_name} for one in chosen],
        "consents": consents,
        "disclosures": disclosures,
    }
    return found, len(consents) + len(disclosures)


def _moment(instant: datetime) -> str:
    return on_the_clock(instant).isoformat()
