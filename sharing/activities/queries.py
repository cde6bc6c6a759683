"""What others may tell of our own processing activities (AVG art. 13, 14)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from sharing.activities.choices import ProcessingRole
from sharing.activities.models import ProcessingActivity
from sharing.core.models import holding_on
from sharing.core.once import once
from sharing.reference.choices import LegalBasis
from sharing.reference.models import DataCategory, Purpose

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
    held = (
        ProcessingActivity.objects.filter(holding_on(on), role=ProcessingRole.CONTROLLER)
        .select_related("provision")
        .prefetch_related(
            Prefetch("purposes", Purpose.objects.order_by("code")),
            Prefetch("data_categories", DataCategory.objects.order_by("name", "code")),
        )
        .order_by("name", "code")
    )
    return [
        ToldActivity(
            name=row.name,
            name_en=row.name_en,
            purposes=tuple(
                (purpose.code, purpose.description, purpose.description_en) for purpose in row.purposes.all()
            ),
            bases=tuple(basis for basis in LegalBasis if basis in row.legal_bases),
            provision=row.provision.citation if row.provision else "",
            interest=row.legitimate_interest if LegalBasis.LEGITIMATE_INTERESTS in row.legal_bases else "",
            data=tuple((category.name, category.name_en) for category in row.data_categories.all()),
            origin=row.origin,
            decisions=row.automated_decisions,
        )
        for row in held
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
