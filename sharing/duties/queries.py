"""Which moments to act there are: read at once, a bounded number of statements for however many records."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeAlias

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, DateField, Exists, F, OuterRef, Q, QuerySet, When

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.choices import AGREEMENT_REQUIRED, KINDS_FOR_CAPACITY
from sharing.agreements.models import Agreement
from sharing.agreements.queries import LAST_DAY, NOTICE_DAY, in_force_on
from sharing.core.gathering import values_together
from sharing.core.models import holding_on
from sharing.duties.choices import FURTHEST, MomentKind
from sharing.duties.rules import Moment
from sharing.measures.models import Confidentiality, SecurityMeasure
from sharing.parties.models import PartyCapacity
from sharing.parties.queries import for_organisation, organisation, organisation_field
from sharing.reference.rules import last_day_of_decision
from sharing.transfers.choices import SAFEGUARDS, Mechanism
from sharing.transfers.models import ImpactAssessment, Transfer

Owners = dict[int, set[int]]
# Whose a row is: the organisation, whichever of its records is meant.
_ORGANISATION = {"_party": organisation(), "_name": organisation_field("party", "name")}
# Of many rows about organisations which these are: a row per record would take most of the time of the start page.
_PARTIES = ArrayAgg(organisation(), distinct=True)
# A set of values and what each of its rows comes down to: all sets are read together.
Asked: TypeAlias = tuple[QuerySet[Any, Any], Callable[[dict[str, Any]], Iterable[Moment]]]


def moments(*, on: date, within: int = FURTHEST, agreement: int | None = None) -> list[Moment]:
    """Everything that somebody has to do at most ``within`` days after that day, or should have done; by day.

    Of one ``agreement`` (a key) only what is about it, without reading all others. An agreement is looked after by
    its owner; a transfer, and the assessment of one, by the owners of the agreements in force with that party, or in
    whose chain of sub-processors it is.
    """
    until = on + timedelta(days=within)
    owners: Owners = defaultdict(set)
    asked = [*_of_agreements(on, until), *_of_objections(on, until), *_of_audits(on, until)]
    if agreement is not None:
        own = [{"pk" if rows.model is Agreement else "agreement": agreement} for rows, _make in asked]
        asked = [(rows.filter(**of), make) for (rows, make), of in zip(asked, own, strict=True)]
    else:
        asked[:0] = _of_owners(on, owners)  # first: the others ask whose it is
        asked += [*_of_transfers(on, until, owners), *_of_reviews(on, until, owners), *_of_checks(on, until)]
    read = values_together([rows for rows, _make in asked])
    return sorted(
        moment
        for (_rows, make), rows in zip(asked, read, strict=True)
        for row in rows
        for moment in make(row)
    )


def _of_owners(on: date, found: Owners) -> list[Asked]:
    """What fills in who looks after a party."""

    def fill(row: dict[str, Any]) -> tuple[Moment, ...]:
        owner, parties = row.values()
        for party in parties:
            found[party].add(owner)
        return ()

    owned = Agreement.objects.filter(in_force_on(on), owner__isnull=False).order_by()
    engaged = SubProcessor.objects.filter(holding_on(on), agreement__in=owned).order_by()
    return [
        (owned.values("owner_id").annotate(_parties=_PARTIES), fill),
        (engaged.values("agreement__owner_id").annotate(_parties=_PARTIES), fill),
    ]


def ended_and_used(*, on: date) -> QuerySet[Agreement]:
    """Agreements that ended before that day, the last of its kind, while the party still is what needs one.

    Not where another agreement is in force, nor where one was signed to succeed it.
    """
    found = Q()
    for capacity in sorted(AGREEMENT_REQUIRED):
        kinds = sorted(KINDS_FOR_CAPACITY[capacity])
        same = Agreement.objects.filter(kind__in=kinds).order_by()
        later = same.alias(_end=LAST_DAY).filter(signed_on__isnull=False, _end__gt=OuterRef("_end"))
        found |= Q(
            for_organisation(held_by_those_in_use(on).filter(capacity=capacity), "party"),
            ~for_organisation(same.filter(in_force_on(on)), "party"),
            ~for_organisation(later, "party"),
            kind__in=kinds,
        )
    ended = Agreement.objects.alias(_end=LAST_DAY).filter(signed_on__isnull=False, _end__lt=on)
    return ended.filter(found).exclude(_succeeded())


def held_by_those_in_use(on: date) -> QuerySet[PartyCapacity]:
    """What parties in use hold that day; a record that went into another is in use as that one is."""
    in_use = Q(party__active=True) | Q(party__merged_into__active=True)
    return PartyCapacity.objects.filter(holding_on(on), in_use).order_by()


def engaged_on(on: date) -> QuerySet[SubProcessor]:
    """Where parties stand that day in the chain of a processor, by agreements in force."""
    in_force = Agreement.objects.filter(in_force_on(on))
    return SubProcessor.objects.filter(holding_on(on), agreement__in=in_force).order_by()


def _succeeded() -> Q:
    """What a signed agreement replaces needs nobody's attention any more."""
    return Q(Exists(Agreement.objects.filter(replaces=OuterRef("pk"), signed_on__isnull=False).order_by()))


def _of_agreements(on: date, until: date) -> list[Asked]:
    """What still runs and ends, by the day on which notice can be given; and what ended and is used all the same.

    Of what was terminated only the end is left; so of what has no notice period.
    """
    running = (
        Agreement.objects.annotate(
            _end=LAST_DAY,
            _act=Case(
                When(Q(terminated_per__isnull=False) | Q(notice_days__isnull=True), then=LAST_DAY),
                default=NOTICE_DAY,
                output_field=DateField(),
            ),
        )
        .filter(signed_on__isnull=False, _end__gte=on, _act__lte=until)
        .exclude(_succeeded())
    )

    def ends(row: dict[str, Any]) -> Iterator[Moment]:
        kind = MomentKind.NOTICE if row["_act"] < row["_end"] else MomentKind.AGREEMENT_ENDS
        yield _about_agreement(row, kind, row["_act"])

    def ended(row: dict[str, Any]) -> Iterator[Moment]:
        yield _about_agreement(row, MomentKind.AGREEMENT_ENDED, row["_last"])

    return [
        (_values(running, "_act", "_end"), ends),
        (_values(ended_and_used(on=on).annotate(_last=LAST_DAY), "_last"), ended),
    ]


def _values(agreements: QuerySet[Any], *days: str) -> QuerySet[Any, Any]:
    return agreements.order_by().values("pk", "reference", "owner_id", *days, **_ORGANISATION)


def _about_agreement(row: dict[str, Any], kind: MomentKind, day: date) -> Moment:
    owners = frozenset({row["owner_id"]} if row["owner_id"] else ())
    return Moment(
        day, kind.value, row["pk"], row["reference"], row["_name"], row["_party"], row["pk"], owners
    )


def _of_objections(on: date, until: date) -> list[Asked]:
    """Until when the engagement of a sub-processor that nobody decided on can be objected to; after it nothing is."""
    open_ones = SubProcessor.objects.filter(
        objection_until__gte=on,
        objection_until__lte=until,
        approved_on__isnull=True,
        objected_on__isnull=True,
        agreement__in=Agreement.objects.filter(in_force_on(on)),
    )
    values = open_ones.order_by().values(
        *("pk", "objection_until", "agreement_id", "agreement__reference", "agreement__owner_id"),
        **_ORGANISATION,
    )

    def until_when(row: dict[str, Any]) -> Iterator[Moment]:
        owner = row["agreement__owner_id"]
        yield Moment(
            row["objection_until"],
            MomentKind.OBJECTION.value,
            row["pk"],
            f"{row['_name']} ({row['agreement__reference']})",
            row["_name"],
            row["_party"],
            row["agreement_id"],
            frozenset({owner} if owner else ()),
        )

    return [(values, until_when)]


def _of_audits(on: date, until: date) -> list[Asked]:
    """When the next audit under an agreement in force is due; not where one was held on that day or later."""
    due = Agreement.objects.filter(in_force_on(on), audit_due__lte=until)

    def held(row: dict[str, Any]) -> Iterator[Moment]:
        yield _about_agreement(row, MomentKind.AUDIT, row["audit_due"])

    return [(_values(due.exclude(audited_on__gte=F("audit_due")), "audit_due"), held)]


def _of_transfers(on: date, until: date, owners: Owners) -> list[Asked]:
    """Transfers that end, or whose decision does, and that no other transfer takes over; the party still receives."""
    later = Transfer.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gt=OuterRef("last_day")),
        country=OuterRef("country"),
        first_day__lte=until,
    )
    ending = Transfer.objects.filter(~for_organisation(later, "party"), last_day__lte=until)
    deciding = Transfer.objects.filter(
        holding_on(on), mechanism=Mechanism.ADEQUACY, decision__ends__isnull=False, decision__ends__lte=until
    )
    return [
        _about_transfers(ending, on, owners, MomentKind.TRANSFER_ENDS),
        _about_transfers(deciding, on, owners, MomentKind.DECISION_ENDS),
    ]


def _about_transfers(rows: QuerySet[Any], on: date, owners: Owners, kind: MomentKind) -> Asked:
    used = rows.filter(_still_receives(on)).order_by()

    def ends(row: dict[str, Any]) -> Iterator[Moment]:
        decided = last_day_of_decision(row["decision__ends"], annulled=bool(row["decision__annulled"]))
        day = row["last_day"] if kind == MomentKind.TRANSFER_ENDS else decided
        if day is not None:
            yield _about_party(row, kind, day, owners)

    values = used.values(
        *("pk", "last_day", "country__name", "decision__ends", "decision__annulled"),
        **_ORGANISATION,
    )
    return values, ends


def _still_receives(on: date) -> Q:
    """Who holds a capacity that day, or is in a chain of sub-processors that holds."""
    held, engaged = (for_organisation(rows, "party") for rows in (held_by_those_in_use(on), engaged_on(on)))
    return held | engaged


def _about_party(row: Any, kind: MomentKind, day: date, owners: Owners) -> Moment:
    what = f"{row['_name']} – {row['country__name']}"
    return Moment(
        day,
        kind.value,
        row["pk"],
        what,
        row["_name"],
        row["_party"],
        owners=frozenset(owners.get(row["_party"], ())),
    )


def _of_reviews(on: date, until: date, owners: Owners) -> list[Asked]:
    """The latest assessment of a party in a country, where a safeguard of art. 46 rests on it."""
    newer = ImpactAssessment.objects.filter(
        country=OuterRef("country"), assessed_on__gt=OuterRef("assessed_on")
    )
    resting = Transfer.objects.filter(
        holding_on(on), country=OuterRef("country"), mechanism__in=sorted(SAFEGUARDS)
    )
    due = ImpactAssessment.objects.filter(
        for_organisation(resting, "party"),
        ~for_organisation(newer, "party"),
        _still_receives(on),
        review_due__lte=until,
    ).order_by()

    def reviewed(row: dict[str, Any]) -> Iterator[Moment]:
        yield _about_party(row, MomentKind.REVIEW, row["review_due"], owners)

    return [(due.values("pk", "review_due", "country__name", **_ORGANISATION), reviewed)]


def _of_checks(on: date, until: date) -> list[Asked]:
    """When measures, and declarations of confidentiality, that hold are to be checked again."""

    def due(row: dict[str, Any]) -> Iterator[Moment]:
        owners = frozenset({row["owner_id"]} if row["owner_id"] else ())
        yield Moment(
            row["next_check"], MomentKind.MEASURE.value, row["pk"], row["name"], "", 0, owners=owners
        )

    def declared(row: dict[str, Any]) -> Iterator[Moment]:
        what, kind = row["group"] or row["party__name"], MomentKind.CONFIDENTIALITY.value
        owners = frozenset({row["owner_id"]} if row["owner_id"] else ())
        party = (row["party__name"] or "", row["party_id"] or 0)
        yield Moment(row["next_check"], kind, row["pk"], what, *party, owners=owners)

    near = {"next_check__lte": until}
    measures = SecurityMeasure.objects.filter(holding_on(on), **near).order_by()
    declarations = Confidentiality.objects.filter(holding_on(on), **near).order_by()
    return [
        (measures.values("pk", "next_check", "owner_id", "name"), due),
        (
            declarations.values("pk", "next_check", "owner_id", "group", "party_id", "party__name"),
            declared,
        ),
    ]


class LookedAfter(NamedTuple):
    """Keys of the agreements of a person, whatever their status, and of the parties to them and in their chains."""

    parties: frozenset[int]
    agreements: frozenset[int]


def looked_after(person: int) -> LookedAfter:
    """What this account (a key) looks after."""
    own = Agreement.objects.filter(owner=person).order_by().values("owner_id")
    chains = SubProcessor.objects.filter(agreement__owner=person).order_by().values("agreement__owner_id")
    owned, engaged = values_together(
        [own.annotate(_parties=_PARTIES, _agreements=ArrayAgg("pk")), chains.annotate(_parties=_PARTIES)]
    )
    return LookedAfter(
        frozenset(key for row in (*owned, *engaged) for key in row["_parties"]),
        frozenset(key for row in owned for key in row["_agreements"]),
    )
