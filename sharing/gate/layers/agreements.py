"""What was agreed, with the recipient or with the client on whose behalf we act (AVG art. 28)."""

from collections.abc import Iterator

from sharing.agreements.choices import AGREEMENT_REQUIRED, KINDS_FOR_CAPACITY, AgreementKind
from sharing.agreements.rules import (
    AgreementFacts,
    Cover,
    best_cover,
    ends_soon,
    last_effective_day,
    nearest,
    sub_processor_in_force,
    unmet_items,
    was_signed_later,
    was_terminated,
)
from sharing.core.dutch import day_in_words, enumerated, sentence
from sharing.gate.facts import Entry, Facts, PartyFacts
from sharing.gate.findings import (
    CAPACITY_NOUNS,
    Finding,
    categories_in_words,
    cite,
    found,
    promise_for,
    purpose_in_words,
)
from sharing.parties.choices import Capacity
from sharing.reference.law import AVG_APPLIES

_NEEDED: dict[str, str] = {
    Capacity.CLIENT: "een opdrachtovereenkomst, een verwerkersovereenkomst waarin wij verwerker zijn of een "
    "gezamenlijke regeling",
    Capacity.PROCESSOR: "een verwerkersovereenkomst waarin zij verwerker zijn",
}
_FOR_CLIENT = frozenset({AgreementKind.PROCESSING_AS_PROCESSOR})


def agreed(entry: Entry, facts: Facts) -> tuple[list[Finding], AgreementFacts | None]:
    """What the agreements say, and the one that is relied on (None: none is in force, or none counts)."""
    other = _other_side(entry, facts)
    kinds = _FOR_CLIENT if entry.on_behalf_of else KINDS_FOR_CAPACITY.get(entry.capacity)
    if not kinds:
        return [], None
    agreements = [one for one in other.agreements if one.kind in kinds]
    cover = best_cover(
        agreements, entry.day, entry.purpose_line, entry.data_categories, entry.subject_category
    )
    if cover is not None:
        return list(_compared(entry, facts, cover)), cover.agreement
    if not entry.on_behalf_of and entry.capacity not in AGREEMENT_REQUIRED:
        return [], None
    if not agreements:
        return [_no_agreement(entry, facts, other)], None
    return [_not_in_force(entry, facts, other, nearest(agreements, entry.day))], None


def _other_side(entry: Entry, facts: Facts) -> PartyFacts:
    """With whom is agreed: the client we act for, else the recipient."""
    if not entry.on_behalf_of:
        return facts.party
    return facts.client or PartyFacts(entry.on_behalf_of, entry.on_behalf_of)


def _compared(entry: Entry, facts: Facts, cover: Cover) -> Iterator[Finding]:
    agreement, other = cover.agreement, _other_side(entry, facts)
    named = f"overeenkomst {agreement.reference} met {other.name}"
    if not cover.purpose:
        yield found(
            "purpose-outside-agreement",
            f"Geen overeenkomst met {other.name} die op {day_in_words(entry.day)} gold, dekt het doeleinde "
            f"{purpose_in_words(entry, facts)}, ook overeenkomst {agreement.reference} niet.",
            f"Overeenkomst {agreement.reference}; artikel 28, lid 3, AVG",
        )
    if cover.excess:
        yield _excess(entry, facts, cover.excess, named)
    if not cover.subject:
        subject = facts.names.subjects.get(entry.subject_category, entry.subject_category)
        yield found(
            "subjects-outside-agreement",
            f"Deze betrokkene ({subject}) valt niet onder {named}.",
            f"Overeenkomst {agreement.reference}; artikel 28, lid 3, AVG",
        )
    if entry.on_behalf_of and not _may_receive(entry, agreement):
        yield found(
            "sub-processor-not-approved",
            f"{facts.party.name} was op {day_in_words(entry.day)} geen goedgekeurde subverwerker onder {named}.",
        )
    gaps = unmet_items(agreement) if agreement.kind == AgreementKind.PROCESSING else []
    if gaps and entry.day >= AVG_APPLIES:
        items = enumerated(item.value for item in gaps)
        yield found(
            "art-28-incomplete",
            f"Van {named} staat niet vast dat zij alles van artikel 28, lid 3, AVG regelt; het gaat om {items}.",
        )
    if was_signed_later(agreement, entry.day) and agreement.signed_on:
        signed = day_in_words(agreement.signed_on)
        yield found(
            "signed-later",
            f"{sentence(named)} is pas op {signed} ondertekend, na {day_in_words(entry.day)}.",
        )
    last = last_effective_day(agreement)
    if last is not None and ends_soon(agreement, entry.day):
        yield found(
            "agreement-ends-soon",
            f"{sentence(named)} loopt af op {day_in_words(last)}, binnen de opzegtermijn "
            f"({agreement.notice_days} dagen).",
            f"Overeenkomst {agreement.reference}",
        )


def _may_receive(entry: Entry, agreement: AgreementFacts) -> bool:
    """Whether data of a client may go there: to himself, to an authority, or to a sub-processor he approved."""
    if entry.recipient == entry.on_behalf_of or entry.capacity == Capacity.AUTHORITY:
        return True
    return sub_processor_in_force(agreement, entry.recipient, entry.day)


def _no_agreement(entry: Entry, facts: Facts, other: PartyFacts) -> Finding:
    if entry.on_behalf_of:
        what = (
            f"Met {other.name}, namens wie wordt verstrekt, is geen verwerkersovereenkomst vastgelegd waarin wij "
            "verwerker zijn."
        )
    else:
        what = (
            f"Met {other.name} is geen overeenkomst vastgelegd die bij een {CAPACITY_NOUNS[entry.capacity]} "
            f"hoort. Nodig is {_NEEDED[entry.capacity]}."
        )
    return found("no-agreement", what, _cite(entry, facts))


def _not_in_force(entry: Entry, facts: Facts, other: PartyFacts, agreement: AgreementFacts) -> Finding:
    last, day, remedy = last_effective_day(agreement), day_in_words(entry.day), ""
    if agreement.signed_on is None:
        why = "heeft geen datum van ondertekening en is dus nog een concept."
        remedy = "Laat haar ondertekenen, of leg vast wanneer dat is gebeurd."
    elif last is not None and last < entry.day:
        how = "is opgezegd per" if was_terminated(agreement) else "liep tot en met"
        why = f"{how} {day_in_words(last)} en gold op {day} niet meer."
    else:
        why = f"gaat pas in op {day_in_words(agreement.first_day)} en gold op {day} nog niet."
    what = f"Overeenkomst {agreement.reference} met {other.name} {why}"
    return found("agreement-not-in-force", what, _cite(entry, facts), remedy=remedy)


def _excess(entry: Entry, facts: Facts, excess: frozenset[str], named: str) -> Finding:
    what = f"Dit is meer dan {named} toestaat. Niet overeengekomen: {categories_in_words(excess, facts)}."
    source = cite(promise_for(entry, facts), 6, "artikel 5, lid 1, onder c, AVG")
    return found("categories-outside-agreement", what, source, remedy=_remedy_for(entry, excess))


def _remedy_for(entry: Entry, excess: frozenset[str]) -> str:
    """An agreement makes room for ordinary data only; for the rest there must be a ground in law first."""
    if excess & entry.national_id_categories:
        return (
            "Laat dit weg: een identificatienummer mag alleen als een wet dat voorschrijft (artikel 46 UAVG), en een "
            "overeenkomst verandert dat niet."
        )
    if excess & (entry.special_categories | entry.criminal_categories):
        return (
            "Laat dit weg: bijzondere en strafrechtelijke gegevens mogen alleen als de wet een uitzondering geeft "
            "(artikelen 9 en 10 AVG), en een overeenkomst verandert dat niet."
        )
    return "Laat dit weg of pas de overeenkomst aan."


def _cite(entry: Entry, facts: Facts) -> str:
    return cite(promise_for(entry, facts), 6, "artikel 28, lid 3, AVG")
