"""Reads of the agreement register."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    ExpressionWrapper,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Least
from django.db.models.lookups import Exact, LessThan, LessThanOrEqual
from django.utils.translation import gettext as _

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.choices import AgreementKind, AgreementStatus, ObjectionOutcome
from sharing.agreements.models import Agreement
from sharing.agreements.rules import AgreementFacts, SubProcessorFacts, last_effective_day, on_a_circle
from sharing.agreements.succession import Overlap
from sharing.core.dutch import enumerated
from sharing.core.exceptions import Refused
from sharing.core.models import holding_on
from sharing.core.once import asked_once
from sharing.parties.queries import of_organisation
from sharing.reference.models import Purpose


def in_force_on(day: date) -> Q:
    """Condition on agreements: signed, and they hold on that day; a termination date is the last day."""
    return (
        Q(signed_on__isnull=False)
        & holding_on(day)
        & (Q(terminated_per__isnull=True) | Q(terminated_per__gte=day))
    )


@asked_once
def processors(*, on: date) -> list[dict[str, Any]]:
    """Processors with agreements in force that day and the sub-processors they engage that day.

    Each ``{"party", "service", "service_en", "country"}``; the last but one is empty where nobody wrote it in English.
    """
    agreements = Agreement.objects.filter(in_force_on(on), kind=AgreementKind.PROCESSING).select_related(
        "party__country", "party__merged_into__country"
    )
    rows = [
        {
            "party": row.party.organisation.name,
            "service": row.description or row.reference,
            "service_en": row.description_en,
            "country": row.party.organisation.country.name_for_readers,
        }
        for row in agreements
    ]
    engaged = SubProcessor.objects.filter(holding_on(on), agreement__in=agreements)
    # Announced, objected to, and therefore left out by the processor.
    engaged = engaged.exclude(objection_outcome=ObjectionOutcome.NOT_ENGAGED)
    chain = engaged.select_related("party__merged_into", "country")
    rows += [
        {
            "party": row.party.organisation.name,
            "service": row.service,
            "service_en": row.service_en,
            "country": row.country.name_for_readers,
        }
        for row in chain
    ]
    return sorted(rows, key=lambda row: (row["party"].casefold(), row["service"].casefold(), row["country"]))


def facts_of(
    agreement: Agreement, *, purposes: Collection[Any] = (), data_categories: Collection[Any] = ()
) -> AgreementFacts:
    """What the rules need of an agreement; its dates alone when nothing is said of what it covers."""
    return AgreementFacts(
        id=agreement.pk,
        reference=agreement.reference,
        kind=agreement.kind,
        signed_on=agreement.signed_on,
        first_day=agreement.first_day,
        last_day=agreement.last_day,
        terminated_per=agreement.terminated_per,
        notice_days=agreement.notice_days,
        purposes=frozenset(purposes),
        data_categories=frozenset(data_categories),
    )


def facts_of_link(link: SubProcessor) -> SubProcessorFacts:
    """What the rules need of a sub-processor; its party is read with it."""
    return SubProcessorFacts(
        party=link.party.code,
        first_day=link.first_day,
        last_day=link.last_day,
        approved_on=link.approved_on,
        objection_until=link.objection_until,
        objected_on=link.objected_on,
        objection_outcome=link.objection_outcome,
    )


# The last day on which an agreement holds, termination included; NULL when it is indefinite. LEAST passes over NULL.
LAST_DAY = Least("last_day", "terminated_per")
# The day that lies the notice period before the end, whatever brings that end.
_BEFORE_END = ExpressionWrapper(LAST_DAY - F("notice_days"), output_field=DateField())
# The last day on which notice can be given; NULL when there is no end or no notice period, and once it was given.
NOTICE_DAY = Case(When(terminated_per__isnull=True, then=_BEFORE_END), output_field=DateField())


def status_conditions(on: date) -> dict[AgreementStatus, Q]:
    """Per status the condition on agreements, in the order in which they are asked: ``rules.status_on`` in SQL."""
    unsigned = Q(signed_on__isnull=True)
    ended = Q(LessThan(LAST_DAY, on))
    waiting = Q(first_day__gt=on)
    terminated = Q(Exact(F("terminated_per"), LAST_DAY))
    return {
        AgreementStatus.DRAFT: unsigned | (waiting & Q(signed_on__gt=on)),
        AgreementStatus.TERMINATED: ended & terminated,
        AgreementStatus.ENDED: ended,
        AgreementStatus.SIGNED_NOT_STARTED: waiting,
        AgreementStatus.TERMINATING: terminated,
        AgreementStatus.ENDS_SOON: Q(LessThanOrEqual(_BEFORE_END, on)),
    }


def status_in_sql(on: date) -> Case:
    """The status of an agreement on that day, as a code of ``AgreementStatus``."""
    whens = [When(condition, then=Value(status.value)) for status, condition in status_conditions(on).items()]
    return Case(*whens, default=Value(AgreementStatus.IN_FORCE.value), output_field=CharField())


def status_order(on: date) -> Case:
    """The place of that status in the life of an agreement, to order by."""
    places = {status: place for place, status in enumerate(AgreementStatus)}
    whens = [
        When(condition, then=Value(places[status])) for status, condition in status_conditions(on).items()
    ]
    return Case(*whens, default=Value(places[AgreementStatus.IN_FORCE]), output_field=IntegerField())


def with_status(agreements: QuerySet[Any], status: AgreementStatus, *, on: date) -> QuerySet[Any]:
    """Those of the agreements that have this status that day."""
    wanted: QuerySet[Any] = agreements.alias(_status=status_in_sql(on))
    return wanted.filter(_status=AgreementStatus(status).value)


def successor_of(agreement: Agreement) -> Agreement | None:
    """What replaces the agreement, the first one to begin; None when nothing does."""
    return Agreement.objects.filter(replaces=agreement).order_by("first_day", "pk").first()


def overlapping(agreement: Agreement) -> list[Overlap]:
    """Agreements for the same purpose that hold on days of this one too, by reference; drafts included.

    A purpose is shared when it is the same, or falls under the other's.
    """
    purposes = Purpose.objects.in_bulk()
    above = {key: purpose.parent_id for key, purpose in purposes.items()}
    own = {_line(key, above) for key in agreement.covered_purposes.values_list("purpose", flat=True)}
    others = (
        Agreement.objects.filter(of_organisation("party", agreement.party_id), kind=agreement.kind)
        .exclude(pk=agreement.pk)
        .prefetch_related("covered_purposes")
        .order_by("reference")
    )
    found = []
    for other in others:
        first = max(agreement.first_day, other.first_day)
        ends = [day for one in (agreement, other) if (day := last_effective_day(facts_of(one)))]
        last = min(ends, default=None)
        shared = sorted(
            purposes[row.purpose_id].description
            for row in other.covered_purposes.all()
            if any(row.purpose_id in line or line[0] in _line(row.purpose_id, above) for line in own)
        )
        if shared and (last is None or first <= last):
            found.append(Overlap(agreement.reference, other.pk, other.reference, tuple(shared), first, last))
    return found


def _line(purpose: int, above: Mapping[int, int | None]) -> tuple[int, ...]:
    """The purpose and what it falls under, from below."""
    line: list[int] = []
    key: int | None = purpose
    while key is not None and key not in line:
        line.append(key)
        key = above.get(key)
    return tuple(line)


def ending_within(agreements: QuerySet[Any], days: int, *, on: date) -> QuerySet[Any]:
    """Those of the agreements whose last day is that day or at most so many days later."""
    last = {"_last__gte": on, "_last__lte": on + timedelta(days=days)}
    ending: QuerySet[Any] = agreements.alias(_last=LAST_DAY)
    return ending.filter(first_day__lte=on, **last)


def refuse_circles(agreement: Agreement) -> None:
    """Raise Refused when, as the chain is stored now, parties engage each other in a circle."""
    links = SubProcessor.objects.filter(agreement=agreement).select_related("party").order_by("pk")
    if circle := on_a_circle({one.pk: one.parent_id for one in links if one.parent_id is not None}):
        raise Refused(
            _(
                "Zo schakelen %(parties)s langs een omweg elkaar in. Kies bij een van hen wie haar echt inschakelt."
            )
            % {"parties": enumerated(str(one) for one in links if one.pk in circle)}
        )
