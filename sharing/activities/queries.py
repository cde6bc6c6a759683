"""What others may tell of our own processing activities (AVG art. 13, 14)."""

from dataclasses import dataclass
from datetime import date

from sharing.activities.choices import ProcessingRole
from sharing.activities.models import ActivityDataCategory, ActivityPurpose, ProcessingActivity
from sharing.core.gathering import rows_together
from sharing.core.models import holding_on
from sharing.core.once import once
from sharing.reference.choices import LegalBasis
from sharing.reference.models import DataCategory, LegalProvision, Purpose

WITH_PROVISION = (LegalBasis.LEGAL_OBLIGATION, LegalBasis.PUBLIC_TASK)


@dataclass(frozen=True, slots=True)
class ToldActivity:
    """An activity of ours as a controller.

    ``purposes`` as (code, in Dutch, in English), ``bases`` as codes, ``data`` as (in Dutch, in English). ``interest``,
    ``origin`` and ``decisions`` are empty when there is nothing to tell, and what is in English where nobody wrote it.
    """

    name: str
    name_en: str
    purposes: tuple[tuple[str, str, str], ...]
    bases: tuple[LegalBasis, ...]
    provision: str
    interest: str
    data: tuple[tuple[str, str], ...]
    origin: str
    decisions: str


def activities_told(*, on: date) -> list[ToldActivity]:
    """Our own activities that go on that day, by name."""
    return list(once((activities_told, on), lambda: _read_told(on)))


def _read_told(on: date) -> list[ToldActivity]:
    held = ProcessingActivity.objects.filter(holding_on(on), role=ProcessingRole.CONTROLLER)
    keys = held.order_by().values("pk")
    for_what = ActivityPurpose.objects.filter(activity__in=keys).order_by()
    which = ActivityDataCategory.objects.filter(activity__in=keys).order_by()
    activities, provisions, covered, purposes, contained, categories = rows_together(
        [
            held.order_by("name", "code"),
            LegalProvision.objects.filter(pk__in=held.order_by().values("provision")).order_by(),
            for_what,
            Purpose.objects.filter(pk__in=for_what.values("purpose")).order_by("code"),
            which,
            DataCategory.objects.filter(pk__in=which.values("data_category")).order_by("name", "code"),
        ]
    )
    citations = {row.pk: row.citation for row in provisions}
    purposes_of = {(row.activity_id, row.purpose_id) for row in covered}
    data_of = {(row.activity_id, row.data_category_id) for row in contained}
    return [
        ToldActivity(
            name=row.name,
            name_en=row.name_en,
            purposes=tuple(
                (purpose.code, purpose.description, purpose.description_en)
                for purpose in purposes
                if (row.pk, purpose.pk) in purposes_of
            ),
            bases=tuple(basis for basis in LegalBasis if basis in row.legal_bases),
            provision=citations.get(row.provision_id, ""),
            interest=row.legitimate_interest if LegalBasis.LEGITIMATE_INTERESTS in row.legal_bases else "",
            data=tuple((one.name, one.name_en) for one in categories if (row.pk, one.pk) in data_of),
            origin=row.origin,
            decisions=row.automated_decisions,
        )
        for row in activities
    ]


@dataclass(frozen=True, slots=True)
class PurposeBasis:
    """On what a purpose rests: ``bases`` as (label, provision), the provision empty where none is named.

    ``purpose_en`` is empty where nobody wrote it in English.
    """

    purpose: str
    bases: tuple[tuple[str, str], ...]
    purpose_en: str = ""


def legal_bases_by_purpose(*, on: date) -> list[PurposeBasis]:
    """Each purpose of our own activities that day with its legal bases (art. 13(1)(c)), in the order of their codes."""
    found: dict[tuple[str, str, str], dict[tuple[LegalBasis, str], None]] = {}
    for activity in activities_told(on=on):
        for purpose in activity.purposes:
            bases = found.setdefault(purpose, {})
            for basis in activity.bases:
                bases[basis, activity.provision if basis in WITH_PROVISION else ""] = None
    order = list(LegalBasis)
    return [
        PurposeBasis(
            description,
            tuple(
                (str(basis.label), provision)
                for basis, provision in sorted(bases, key=lambda one: (order.index(one[0]), one[1]))
            ),
            description_en,
        )
        for (_code, description, description_en), bases in sorted(found.items())
        if bases
    ]
