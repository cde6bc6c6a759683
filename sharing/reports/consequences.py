"""What a change in the registers means: which conflicts with the statement came and went, what is missing and next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sharing.agreements.choices import AgreementKind
from sharing.agreements.models import Agreement
from sharing.commitments.queries import commitments_on
from sharing.conflicts.findings import Conflict
from sharing.conflicts.memory import facts_as_they_are
from sharing.conflicts.rules import conflicts_between
from sharing.core.admin.tables import short_day
from sharing.core.dutch import day_in_words
from sharing.core.periods import amsterdam_day
from sharing.duties.choices import GapKind
from sharing.duties.gaps import gap_rows
from sharing.duties.links import address_of
from sharing.duties.queries import moments
from sharing.parties.models import Party
from sharing.parties.queries import of_organisation
from sharing.reports.contract_work import gap_words

# The kinds of gap that a record of this model can have.
GAPS: dict[type[Any], tuple[GapKind, ...]] = {
    Party: (GapKind.NO_AGREEMENT, GapKind.NO_CONTACT),
    Agreement: (GapKind.UNSIGNED, GapKind.MISMATCH, GapKind.ENDED, GapKind.ART_28),
}
Standing = Mapping[str, str]
DAYS_AHEAD = 366


@dataclass(frozen=True, slots=True)
class Change:
    """Sentences about conflicts that came and went with a change."""

    came: list[str]
    gone: list[str]

    def __bool__(self) -> bool:
        return bool(self.came or self.gone)


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is left to do, and where."""

    words: str
    url: str


def standing_conflicts(*, at: datetime) -> Standing:
    """Every conflict between the statement in force and the registers now: what tells it apart, and its fact."""
    return {f"{one.code} {one.subject}": one.fact for one in _conflicts(at)}


def conflicts_of(party: int, agreement: int | None, *, at: datetime) -> list[str]:
    """What of these conflicts is about this party, or about this agreement (keys), as sentences."""
    own = {(kind, party) for kind in ("party", "transfers", "disclosures")} | {("agreement", agreement)}
    return [one.fact for one in _conflicts(at) if own & {(about.kind, about.id) for about in one.about}]


def _conflicts(at: datetime) -> list[Conflict]:
    today = amsterdam_day(at)
    version = commitments_on(today)
    if version is None:
        return []
    _number, promised = version
    return conflicts_between(promised, facts_as_they_are(until=today), on=today)


def change_between(before: Standing, after: Standing) -> Change:
    """What came and what went."""
    return Change(
        came=[fact for key, fact in after.items() if key not in before],
        gone=[fact for key, fact in before.items() if key not in after],
    )


def missing_of(record: Any, *, on: date) -> list[Step]:
    """What is still missing of this record, each with where it is added."""
    steps = [
        Step(_gap(kind, record, on), _edit(record))
        for kind in GAPS.get(type(record), ())
        if gap_rows(kind.value, on=on).filter(pk=record.pk).exists()
    ]
    if isinstance(record, Agreement):
        if record.owner_id is None:
            words = _("Niemand is beheerder: dan krijgt niemand in het bijzonder een herinnering.")
            steps.append(Step(words, _edit(record)))
        if record.signed_on and not record.documents.exists():
            steps.append(Step(_("Het ondertekende document is niet bewaard."), _edit(record)))
        steps += _ends(record, on)
    if isinstance(record, Party) and not record.capacities.exists():
        steps.append(Step(_("De partij heeft nog geen hoedanigheid."), _edit(record)))
    return steps


def _gap(kind: GapKind, record: Any, on: date) -> str:
    """What lacks, as a sentence; of an agreement that is there and begins later it says from when."""
    if kind == GapKind.NO_AGREEMENT:
        coming = Agreement.objects.filter(
            of_organisation("party", record.pk),
            kind=AgreementKind.PROCESSING,
            signed_on__isnull=False,
            first_day__gt=on,
        )
        if first := coming.order_by("first_day", "pk").first():
            return _(
                "Tot %(day)s is er met deze verwerker geen overeenkomst van kracht: %(what)s geldt vanaf die dag."
            ) % {"day": day_in_words(first.first_day), "what": first.reference}
    return _sentence(gap_words(kind.value, 1))


def next_step_of(record: Any, *, on: date) -> Step | None:
    """What comes next by its day, when nothing is missing: the first moment to act on this record."""
    of = record.pk if isinstance(record, Agreement) else None
    for moment in moments(on=on, within=DAYS_AHEAD, agreement=of):
        if of is not None or moment.party_id == record.pk:
            return Step(f"{moment.to_do(on)}: {moment.day_words} {short_day(moment.day)}", address_of(moment))
    return None


def _ends(agreement: Agreement, on: date) -> list[Step]:
    """Notice that can be given no longer, said where the term was just filled in."""
    late = moments(on=on, within=-1, agreement=agreement.pk)
    return [Step(one.to_do(on), address_of(one)) for one in late]


def _edit(record: Any) -> str:
    register = "agreements" if isinstance(record, Agreement) else "parties"
    return reverse(f"{register}:edit", args=[record.pk])


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
