"""What waits for a judgement, by cause: the same findings about the same recipient and purpose are one question."""

from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, CharField, Count, Func, Max, Min, QuerySet, Value, When

from sharing.disclosures.choices import Review
from sharing.disclosures.models import Disclosure
from sharing.disclosures.queries import TO_JUDGE


class _Blocking(Func):
    """The codes of the findings that block, in alphabetical order, with a space between them."""

    template = (
        "(SELECT coalesce(string_agg(DISTINCT f->>'code', ' ' ORDER BY f->>'code'), '')"
        " FROM jsonb_array_elements(%(expressions)s) f WHERE f->>'severity' = 'block')"
    )
    output_field = CharField()


_WITHDRAWN = Case(
    When(withdrawn_consent__isnull=False, then=Value(True)),
    default=Value(False),
    output_field=BooleanField(),
)


@dataclass(frozen=True, slots=True)
class Cause:
    """``codes`` of findings that block, with a space between them; ``withdrawn``: a consent turned out withdrawn.

    ``recipient`` and ``purpose`` are keys.
    """

    codes: str
    withdrawn: bool
    recipient: int
    purpose: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait for one cause, the first of them, and the days (instants) of the first and the last."""

    cause: Cause
    count: int
    example: Disclosure
    first: Any
    last: Any


def to_judge() -> QuerySet[Disclosure]:
    """Deviations and what rested on a withdrawn consent that wait for a judgement and of which nothing is proposed."""
    return Disclosure.objects.counting().filter(TO_JUDGE, review=Review.PENDING, proposal__isnull=True)


def by_cause() -> QuerySet[Any]:
    """The causes of what waits, the oldest first: rows for ``waiting_of``."""
    return (
        to_judge()
        .order_by()
        .annotate(codes=_Blocking("findings"), withdrawn=_WITHDRAWN)
        .values("codes", "withdrawn", "recipient_id", "purpose_id")
        .annotate(number=Count("*"), first=Min("disclosed_at"), last=Max("disclosed_at"), example=Min("id"))
        .order_by("first", "example")
    )


def waiting_of(rows: "list[dict[str, Any]]") -> list[Waiting]:
    """A page of ``by_cause`` with an example of each."""
    keys = [row["example"] for row in rows]
    examples = Disclosure.objects.prefetch_related("recipient", "purpose").in_bulk(keys)
    return [
        Waiting(
            Cause(row["codes"], row["withdrawn"], row["recipient_id"], row["purpose_id"]),
            row["number"],
            examples[row["example"]],
            row["first"],
            row["last"],
        )
        for row in rows
        if row["example"] in examples
    ]


def of_cause(cause: Cause) -> QuerySet[Disclosure]:
    """What waits for one cause, the oldest first."""
    return (
        to_judge()
        .annotate(codes=_Blocking("findings"))
        .filter(
            codes=cause.codes,
            withdrawn_consent__isnull=not cause.withdrawn,
            recipient=cause.recipient,
            purpose=cause.purpose,
        )
        .order_by("disclosed_at", "id")
    )
