"""What holds for every judgement, whatever the facts."""

from dataclasses import asdict, replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from sharing.agreements.choices import AgreementKind
from sharing.commitments.choices import SpecialCategoriesPolicy, TransferPolicy
from sharing.gate.facts import HeldCapacity
from sharing.gate.findings import ORDER, WARNINGS
from sharing.gate.rules import (
    combined,
    judge,
    judge_personal,
    judge_shared,
    judge_without_records,
)
from sharing.parties.choices import Capacity
from sharing.reference.choices import LegalBasis
from sharing.transfers.choices import Mechanism
from tests.sharing.facts import (
    DAY,
    NOON,
    agreement,
    consent,
    decision,
    entry,
    facts,
    objection,
    promise,
    request,
    transfer,
)

PURPOSES = {"plaatsing": ("plaatsing", "reintegratie"), "reintegratie": ("reintegratie",), "hr": ("hr",)}
CATEGORIES = ("naam", "verzuim", "gezondheid")

days = st.integers(-2, 2).map(lambda shift: DAY + timedelta(days=shift))
instants = st.integers(-2, 2).map(lambda shift: NOON + timedelta(seconds=shift))
maybe = lambda values: st.none() | values  # noqa: E731
codes_of = lambda choices: st.sampled_from([choice.value for choice in choices])  # noqa: E731
categories = st.frozensets(st.sampled_from(CATEGORIES), min_size=1)
purposes = st.sampled_from(sorted(PURPOSES))
recipients = st.sampled_from(["gemeente", "uwv"])
provisions = st.sampled_from(["", " ", "artikel 64 Participatiewet", "rechtsvordering"])

promises = st.builds(
    promise,
    transfer_policy=codes_of(TransferPolicy),
    special_categories=codes_of(SpecialCategoriesPolicy),
    capacities=st.frozensets(codes_of(Capacity)),
    purposes=st.frozensets(purposes),
    consent_for_all_else=st.booleans(),
)
agreements = st.builds(
    agreement,
    id=st.integers(1, 9),
    reference=st.sampled_from("ABC"),
    kind=codes_of(AgreementKind),
    first_day=days,
    last_day=maybe(days),
    terminated_per=maybe(days),
    notice_days=maybe(st.integers(0, 3)),
    purposes=st.frozensets(purposes),
    data_categories=categories,
)
decisions = st.builds(
    decision,
    scope=st.sampled_from(["", "deelnemers"]),
    reference=st.sampled_from("AB"),
    first_day=days,
    last_day=maybe(days),
    under_review=st.booleans(),
)
transfers = st.builds(
    transfer,
    party=recipients,
    mechanism=codes_of(Mechanism),
    inside_scope=maybe(st.booleans()),
    first_day=days,
    last_day=maybe(days),
    tia_date=maybe(days),
    tia_positive=maybe(st.booleans()),
)
consents = st.builds(
    consent,
    recipient=maybe(recipients),
    purpose=maybe(purposes),
    categories=categories,
    explicit=st.booleans(),
    given_at=instants,
    withdrawn_at=maybe(instants),
)
objections = st.builds(
    objection,
    kind=st.sampled_from(["objection", "restriction"]),
    recipient=maybe(recipients),
    purpose=maybe(purposes),
    upheld=st.booleans(),
    start=instants,
    until=maybe(instants),
)
requests = st.builds(
    request,
    authority=recipients,
    assessed_by=maybe(st.integers(1, 2)),
    confirmed_by=maybe(st.integers(1, 2)),
    confirmed_at=maybe(instants),
    granted=st.booleans(),
)


@st.composite
def entries(draw):
    purpose, chosen = draw(purposes), draw(categories)
    return entry(
        capacity=draw(codes_of(Capacity)),
        purpose=purpose,
        purpose_line=PURPOSES[purpose],
        data_categories=chosen,
        special_categories=chosen & {"gezondheid"},
        legal_basis=draw(codes_of(LegalBasis)),
        legal_provision=draw(provisions),
        destination_country=draw(st.sampled_from(["NL", "US", "US", "IN"])),
        authority_request=draw(maybe(requests)),
    )


def few(values):
    return st.lists(values, max_size=3).map(tuple)


held = st.builds(HeldCapacity, codes_of(Capacity), days, maybe(days))
everything = st.builds(
    facts,
    promise=maybe(promises),
    capacities=few(held),
    agreements=few(agreements),
    transfers=few(transfers),
    decisions=few(decisions),
    consents=few(consents),
    objections=few(objections),
)


@given(entries(), everything)
@settings(max_examples=300)
def test_findings_come_in_order_once_and_as_plain_strings(one, known):
    found = judge(one, known)
    positions = [ORDER[finding.code] for finding in found.findings]
    assert positions == sorted(set(positions))
    assert all(
        type(value) is str and value for finding in found.findings for value in asdict(finding).values()
    )
    blocking = {finding.code for finding in found.findings if finding.severity == "block"}
    assert not blocking & WARNINGS
    assert found.allowed is (not blocking)


@given(entries(), everything)
@settings(max_examples=300)
def test_codes_that_exclude_each_other_never_meet(one, known):
    found = {finding.code for finding in judge(one, known).findings}
    outside = found & {"purpose-outside-agreement", "categories-outside-agreement"}
    assert len(found & {"no-agreement", "agreement-not-in-force"}) + bool(outside) <= 1
    assert len(found & {"no-consent", "consent-withdrawn"}) <= 1
    assert len(found & {"transfer-without-mechanism", "transfer-without-tia"}) <= 1
    by_statement = {
        "capacity-not-stated",
        "purpose-not-stated",
        "outside-eea",
        "special-without-explicit-consent",
    }
    assert not ("no-statement-in-force" in found and found & by_statement)


@given(entries(), everything, st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_the_order_of_the_facts_is_irrelevant(one, known, random):
    def shuffled(values):
        return tuple(random.sample(values, len(values)))

    party = replace(
        known.party,
        capacities=shuffled(known.party.capacities),
        agreements=shuffled(known.party.agreements),
        transfers=shuffled(known.party.transfers),
    )
    other = replace(
        known,
        party=party,
        memberships=shuffled(known.memberships),
        decisions=shuffled(known.decisions),
        consents=shuffled(known.consents),
        objections=shuffled(known.objections),
    )
    expected = judge(one, known)
    assert judge(one, known) == expected
    assert judge(one, other) == expected


@given(entries(), everything)
@settings(max_examples=300)
def test_the_two_layers_together_are_the_judgement(one, known):
    shared, personal = judge_shared(one, known), judge_personal(one, known)
    assert combined(shared, personal) == judge(one, known)
    assert not {finding.code for finding in shared.findings} & {finding.code for finding in personal}


@given(entries(), everything, provisions, instants, maybe(requests), few(consents), few(objections))
@settings(max_examples=300)
def test_entries_that_ask_the_same_have_one_shared_judgement(
    one, known, provision, instant, asked, agreed, opposed
):
    """What ``Judge`` asks once for all entries with the same question, provision or none, and day."""
    other = replace(one, legal_provision=provision, disclosed_at=instant, authority_request=asked)
    if other.has_provision != one.has_provision:
        return
    person = replace(known, consents=agreed, objections=opposed)
    assert judge_shared(other, person) == judge_shared(one, known)
    assert judge_without_records(other, person) == judge_without_records(one, known)


@given(entries(), everything)
@settings(max_examples=200)
def test_a_warning_never_changes_what_is_allowed(one, known):
    calm = replace(
        known,
        decisions=tuple(replace(each, under_review=False) for each in known.decisions),
        party=replace(
            known.party, agreements=tuple(replace(each, notice_days=None) for each in known.party.agreements)
        ),
    )
    alarmed = replace(
        known,
        decisions=tuple(replace(each, under_review=True) for each in known.decisions),
        party=replace(
            known.party, agreements=tuple(replace(each, notice_days=9999) for each in known.party.agreements)
        ),
    )
    quiet, loud = judge(one, calm), judge(one, alarmed)
    assert quiet.allowed == loud.allowed
    assert [each.code for each in quiet.findings] == [each.code for each in loud.findings if each.blocks]


@given(entries(), everything, st.integers(-800, 800))
@settings(max_examples=200)
def test_any_day_can_be_judged(one, known, shift):
    day = date(2028, 2, 29) + timedelta(days=shift)
    assert judge(replace(one, day=day), known).findings is not None
