"""Reads of retention: what is due and why, what is kept longer, what was destroyed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, TruncDate, TruncMonth

from sharing.consents.choices import ObjectionDecision
from sharing.consents.models import Objection
from sharing.core.dossiers import unseal
from sharing.core.gathering import counts_together, values_together
from sharing.core.models import holding_on
from sharing.core.normalising.queries import seals_of
from sharing.core.periods import AMSTERDAM, last_instant_of, start_of_day
from sharing.disclosures.choices import Review
from sharing.disclosures.models import Disclosure
from sharing.reference.queries import below
from sharing.retention.choices import RecordKind, StartingEvent
from sharing.retention.gathering import MODELS
from sharing.retention.models import Destruction, RetentionHold, RetentionRule
from sharing.retention.rules import last_event_over
from sharing.rights.choices import Decision
from sharing.rights.erasures import undestroyed
from sharing.rights.models import RightsRequest
from sharing.rights.queries import holding
from sharing.rights.recipients import untold

# What stands for the day of a record, as an expression on it; None where it has none (yet). What never held or was
# taken back ended on the day of that: it would have no other, and would stay for good (art. 5(1)(e)).
_MOMENTS: dict[tuple[RecordKind, StartingEvent], Any] = {
    (RecordKind.DISCLOSURE, StartingEvent.OWN): F("disclosed_at"),
    (RecordKind.CONSENT, StartingEvent.OWN): F("given_at"),
    (RecordKind.CONSENT, StartingEvent.ENDED): Coalesce(
        "withdrawn_at", Case(When(refused=True, then="given_at"))
    ),
    (RecordKind.OBJECTION, StartingEvent.OWN): Coalesce("received_at", "in_force_from"),
    (RecordKind.OBJECTION, StartingEvent.ENDED): Coalesce(
        "in_force_until", Case(When(decision=ObjectionDecision.REJECTED, then="in_force_from"))
    ),
    (RecordKind.REQUEST, StartingEvent.OWN): F("received_at"),
    (RecordKind.REQUEST, StartingEvent.ENDED): Coalesce(
        "answered_on",
        Case(When(decision=Decision.RETRACTED, then=TruncDate("decided_at", tzinfo=AMSTERDAM))),
    ),
    (RecordKind.ANSWER, StartingEvent.OWN): F("made_at"),
    (RecordKind.WORK, StartingEvent.OWN): F("asked_at"),
    (RecordKind.LOOK, StartingEvent.OWN): F("looked_at"),
}
_DAYS = {(RecordKind.REQUEST, StartingEvent.ENDED)}  # a day, not an instant


# What tells that a dossier is there; somebody may have looked for a number that was typed wrong.
_TELLING = (
    *(RecordKind.DISCLOSURE, RecordKind.CONSENT, RecordKind.OBJECTION),
    *(RecordKind.REQUEST, RecordKind.REQUESTED),
)


def is_on_record(seals: Sequence[bytes]) -> bool:
    """Whether something of a dossier (under any of its seals) is kept."""
    return any(counts_together([MODELS[kind].objects.filter(dossier__in=seals) for kind in _TELLING]))


def lone_dossiers(seals: Sequence[bytes]) -> int:
    """Of how many of these dossiers one record is kept, or none: what was just written, and nothing else."""
    first, *others = (
        MODELS[kind].objects.filter(dossier__in=seals).order_by().values("dossier").annotate(kept=Count("pk"))
        for kind in _TELLING
    )
    kept: dict[bytes, int] = dict.fromkeys(seals, 0)
    for row in first.union(*others, all=True):
        kept[bytes(row["dossier"])] += row["kept"]
    return sum(number <= 1 for number in kept.values())


def rules_on(day: date) -> QuerySet[RetentionRule]:
    """The rules that work on that day: of a term that is in force, and has a length."""
    in_force = Q(term__first_day__lte=day) & (Q(term__last_day__isnull=True) | Q(term__last_day__gte=day))
    return (
        RetentionRule.objects.filter(holding_on(day), in_force, term__length__isnull=False)
        .select_related("term")
        .prefetch_related("term__covered_purposes", "term__covered_categories")
    )


def governed(rule: RetentionRule) -> Q:
    """Which records of its kind the rule is about, by the lists of its term; an empty list means all."""
    term, kind = rule.term, RecordKind(rule.record_kind)
    found = Q(pk__isnull=False)  # an empty condition would count as none beside others
    if kind in (RecordKind.DISCLOSURE, RecordKind.CONSENT):
        categories = [one.data_category_id for one in term.covered_categories.all()]
        if categories:
            found &= Q(data_categories__overlap=categories)
    if kind in (RecordKind.DISCLOSURE, RecordKind.CONSENT, RecordKind.OBJECTION):
        purposes = [one.purpose_id for one in term.covered_purposes.all()]
        if purposes:
            found &= Q(purpose__in=below(purposes))
    if kind == RecordKind.DISCLOSURE and term.subject_category_id is not None:
        found &= Q(subject_category=term.subject_category_id)
    return found


def _over(rule: RetentionRule, today: date) -> Q:
    """Of which records the term of this rule is over."""
    last = last_event_over(today, length=rule.term.length or 0, unit=rule.term.unit)
    if last is None:
        return Q(pk__in=[])
    key = (RecordKind(rule.record_kind), StartingEvent(rule.counted_from))
    name = "last_of_dossier" if key[1] == StartingEvent.DOSSIER else f"moment_{key[1].value}"
    value: Any = last if key in _DAYS else last_instant_of(last)
    return Q(**{f"{name}__lte": value})


def with_moments(kind: RecordKind) -> QuerySet[Any]:
    """Records of a kind with the days from which a term of theirs may be counted."""
    records: QuerySet[Any] = MODELS[kind].objects.annotate(
        **{f"moment_{event.value}": value for (of, event), value in _MOMENTS.items() if of == kind}
    )
    if kind == RecordKind.DISCLOSURE:
        same = Disclosure.objects.filter(dossier=OuterRef("dossier")).order_by().values("dossier")
        records = records.annotate(
            last_of_dossier=Subquery(same.annotate(last=Max("disclosed_at")).values("last"))
        )
    return records


def over(kind: RecordKind, *, on: date, rules: Iterable[RetentionRule] | None = None) -> QuerySet[Any]:
    """Records of which every term that is about them was over before that day, kept longer or not.

    What no rule is about, stays. Consents and objections stay as long as there is a disclosure of their dossier.
    ``rules`` are those that work that day, for who has read them.
    """
    rules = [rule for rule in (rules_on(on) if rules is None else rules) if rule.record_kind == kind]
    none: QuerySet[Any] = MODELS[kind].objects.none()
    if not rules:
        return none
    about, running = Q(pk__in=[]), Q(pk__in=[])
    for rule in rules:
        about |= governed(rule)
        running |= governed(rule) & ~_over(rule, on)
    found = with_moments(kind).filter(about).exclude(running).filter(dossier__isnull=False)
    for rule in rules:
        # A comparison with nothing is no answer: what has no such day yet, stays.
        key = (kind, StartingEvent(rule.counted_from))
        if key in _MOMENTS:
            found = found.exclude(governed(rule) & Q(**{f"moment_{rule.counted_from}__isnull": True}))
    if kind in (RecordKind.CONSENT, RecordKind.OBJECTION):
        found = found.exclude(Exists(Disclosure.objects.filter(dossier=OuterRef("dossier"))))
    return found


def due(rule: RetentionRule, *, on: date, rules: Iterable[RetentionRule] | None = None) -> QuerySet[Any]:
    """What this rule is about that can be destroyed: over, and not kept longer; the oldest first."""
    kind = RecordKind(rule.record_kind)
    return over(kind, on=on, rules=rules).filter(governed(rule)).exclude(_held()).order_by("pk")


UNDECIDED = Q(review=Review.PENDING) | ~Q(proposes="") | Q(review=Review.BREACH, breach_report="")


def keeping() -> dict[str, QuerySet[Any]]:
    """What keeps its dossier, by a code: blocked, asked about, or to be decided about."""
    return {
        "hold": RetentionHold.objects.filter(released_at__isnull=True),
        "request": holding(RightsRequest.objects.filter(dossier__isnull=False)),
        "undecided": Disclosure.objects.filter(UNDECIDED),
        "objection": Objection.objects.filter(decision=ObjectionDecision.PENDING),
    }


def _held() -> Q:
    """Of a dossier of which nothing is destroyed now."""
    found = Q(pk__in=[])
    for rows in keeping().values():
        found |= Q(dossier__in=rows.order_by().values("dossier"))
    return found


def why_held(seals: Sequence[bytes], *, but_for: RightsRequest | None = None) -> list[str]:
    """Why nothing of this dossier is destroyed now, in codes: ``hold``, ``request``, ``undecided``, ``objection``."""
    found = keeping()
    if but_for is not None:
        found["request"] = found["request"].exclude(pk=but_for.pk)
    return [code for code, rows in found.items() if rows.filter(dossier__in=list(seals)).exists()]


def held_of(requests: Iterable[RightsRequest]) -> dict[int, list[str]]:
    """Per request (a key) why nothing of its dossier is destroyed now, in codes; one question for all of them."""
    asked = [(one.pk, seals_of(unseal(one.dossier))) for one in requests if one.dossier is not None]
    seals = [seal for _key, some in asked for seal in some]
    codes = keeping()
    found = values_together(
        [rows.filter(dossier__in=seals).order_by().values("dossier").distinct() for rows in codes.values()]
    )
    held = {code: {bytes(row["dossier"]) for row in rows} for code, rows in zip(codes, found, strict=True)}
    return {key: [code for code in codes if not held[code].isdisjoint(some)] for key, some in asked}


@dataclass(frozen=True, slots=True)
class DueOfRule:
    """How much of a rule is due, and how much more is kept longer; the last day of the newest that is due."""

    rule: RetentionRule
    due: int
    held: int
    proposed: bool


COUNTED_AT_MOST = 10_000


def due_per_rule(*, on: date) -> list[DueOfRule]:
    """The worklist: per rule that works what is due, each counted to ``COUNTED_AT_MOST``."""
    waiting = set(open_destructions().values_list("rule_id", flat=True))
    rules = list(rules_on(on).order_by("record_kind", "term__description"))
    sets: list[QuerySet[Any]] = []
    for rule in rules:
        everything = over(RecordKind(rule.record_kind), on=on, rules=rules).filter(governed(rule))
        for some in (due(rule, on=on, rules=rules), everything.filter(_held())):
            sets.append(some.order_by().values("pk")[:COUNTED_AT_MOST])
    numbers = counts_together(sets)
    return [
        DueOfRule(rule, number, held, rule.pk in waiting)
        for rule, number, held in zip(rules, numbers[::2], numbers[1::2], strict=True)
    ]


def open_destructions() -> QuerySet[Destruction]:
    """Proposals on which nobody decided yet."""
    return Destruction.objects.filter(approved_at__isnull=True, declined_at__isnull=True)


def erasures_to_tell() -> QuerySet[RightsRequest]:
    """Requests for erasure that were upheld, of which recipients do not know yet (art. 19): that goes first."""
    return _upheld().filter(untold())


def erasures_to_answer() -> QuerySet[RightsRequest]:
    """Requests for erasure that were upheld and told to recipients, and not to the person: that goes first too."""
    return _upheld().filter(~untold(), answered_on=None)


def erasures_to_propose() -> QuerySet[RightsRequest]:
    """Requests for erasure that were upheld and told to everybody, of which no proposal waits."""
    return _upheld().filter(~untold(), answered_on__isnull=False)


def waiting(*, person: int) -> dict[str, QuerySet[Any]]:
    """Lists that this person (a key) can approve, and erasures that were granted for which nobody proposed one yet."""
    return {"to_approve": open_destructions().exclude(proposed_by=person), "erasures": _upheld()}


def _upheld() -> QuerySet[RightsRequest]:
    """Of which nothing was destroyed yet and no proposal waits."""
    waiting = open_destructions().filter(request__isnull=False).order_by().values("request")
    return RightsRequest.objects.filter(undestroyed()).exclude(pk__in=waiting).order_by("decided_at")


def destruction_figures(since: date, until: date) -> list[dict[str, Any]]:
    """What was destroyed from one day through another (Amsterdam), per month, basis and rule; without persons.

    ``{"month": the first day, "basis": code, "term": in words, "destructions": how many lists, "records": how many}``.
    """
    done = (
        Destruction.objects.filter(
            carried_out_at__gte=start_of_day(since), carried_out_at__lte=last_instant_of(until)
        )
        .annotate(month=TruncMonth("carried_out_at", tzinfo=AMSTERDAM))
        .order_by("carried_out_at")
    )
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for one in done:
        key = (one.month.date(), one.basis, one.term)
        row = found.setdefault(
            key,
            {"month": key[0], "basis": one.basis, "term": one.term, "destructions": 0, "records": 0},
        )
        row["destructions"] += 1
        row["records"] += one.total
    return list(found.values())


def term_in_words(rule: RetentionRule) -> str:
    """The term with the ground on which it rests, as it is kept with a destruction."""
    said = f"{rule.term.description}: {rule.term.in_words}"
    return f"{said} ({rule.term.legal_ground})" if rule.term.legal_ground else said
