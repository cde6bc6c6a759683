"""What holds for every judgement, whatever the facts."""

from dataclasses import asdict, replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sharing.core.periods import next_day
from sharing.gate.codes import GRACE, ORDER, WARNINGS
from sharing.gate.rules import (
    combined,
    judge,
    judge_personal,
    judge_shared,
    judge_without_records,
)
from tests.sharing.gate.strategies import (
    consents,
    days,
    entries,
    everything,
    few,
    grounds,
    instants,
    maybe,
    objections,
    provisions,
    requests,
)


@given(entries(), everything)
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
def test_codes_that_exclude_each_other_never_meet(one, known):
    found = {finding.code for finding in judge(one, known).findings}
    outside = found & {
        "purpose-outside-agreement",
        "categories-outside-agreement",
        "subjects-outside-agreement",
    }
    assert len(found & {"no-agreement", "agreement-not-in-force"}) + bool(outside) <= 1
    assert len(found & {"no-consent", "consent-withdrawn"}) <= 1
    assert len(found & {"transfer-without-mechanism", "transfer-without-tia"}) <= 1
    by_statement = {
        "capacity-not-stated",
        "purpose-not-stated",
        "category-not-stated",
        "outside-eea",
        "special-without-explicit-consent",
    }
    assert not ("no-statement-in-force" in found and found & by_statement)
    assert not {"obligation-without-provision", "authority-without-obligation"} <= found


@given(entries(), everything, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_is_irrelevant(one, known, random):
    def shuffled(values):
        return tuple(random.sample(values, len(values)))

    party = replace(
        known.party,
        capacities=shuffled(known.party.capacities),
        agreements=shuffled(known.party.agreements),
        transfers=shuffled(known.party.transfers),
        assessments=shuffled(known.party.assessments),
    )
    other = replace(
        known,
        party=party,
        memberships=shuffled(known.memberships),
        decisions=shuffled(known.decisions),
        consents=shuffled(known.consents),
        objections=shuffled(known.objections),
        provisions=shuffled(known.provisions),
        grounds=shuffled(known.grounds),
    )
    expected = judge(one, known)
    assert judge(one, known) == expected
    assert judge(one, other) == expected


@given(entries(), everything)
def test_the_two_layers_together_are_the_judgement(one, known):
    common = judge_shared(one, known)
    personal = judge_personal(one, known, common)
    assert combined(common, personal) == judge(one, known)
    assert not {finding.code for finding in common.findings} & {finding.code for finding in personal}


@given(entries(), everything, instants, maybe(requests), few(consents), few(objections))
def test_entries_that_ask_the_same_have_one_shared_judgement(one, known, instant, asked, agreed, opposed):
    """What ``Judge`` asks once for all entries with the same question and day, however a provision is spelled."""
    spelled = f" {one.legal_provision.upper()} " if one.legal_provision else ""
    other = replace(
        one,
        legal_provision=spelled,
        disclosed_at=instant,
        authority_request=asked,
        dossier=b"d-9",
        restriction_exception="",
    )
    person = replace(known, consents=agreed, objections=opposed)
    assert judge_shared(other, person) == judge_shared(one, known)
    assert judge_without_records(other, person) == judge_without_records(one, known)


CONSENT = {
    "no-consent",
    "consent-withdrawn",
    "derogation-without-consent",
    "special-without-explicit-consent",
    "special-without-ground",
    "criminal-without-ground",
    "transfer-without-tia",
}


def blocking(one, known) -> set[str]:
    """The codes that block; a consent that was withdrawn is one that is missing."""
    found = {finding.code for finding in judge(one, known).findings if finding.blocks}
    return {"no-consent" if code == "consent-withdrawn" else code for code in found}


@given(entries(), everything, grounds)
def test_a_ground_more_never_blocks_and_never_warns(one, known, more):
    codes = {finding.code for finding in judge(one, known).findings}
    richer = judge(one, replace(known, grounds=(*known.grounds, more)))
    assert {finding.code for finding in richer.findings} <= codes | {"consent-names-no-recipient"}
    assert blocking(one, replace(known, grounds=(*known.grounds, more))) <= blocking(one, known)


@given(entries(), everything, consents)
def test_a_consent_more_never_blocks(one, known, more):
    richer = replace(known, consents=(*known.consents, more))
    assert blocking(one, richer) <= blocking(one, known)
    assert blocking(one, known) - blocking(one, richer) <= CONSENT


@given(entries(), everything, provisions)
def test_a_provision_more_never_blocks_for_want_of_one(one, known, more):
    richer = replace(known, provisions=(*known.provisions, more))
    assert blocking(one, richer) <= blocking(one, known)


@given(entries(), everything)
def test_time_to_arrange_grounds_softens_the_four_codes_and_changes_nothing_else(one, known):
    strict = judge(one, replace(known, lenient=False)).findings
    lenient = judge(one, replace(known, lenient=True)).findings
    assert [(each.code, each.message) for each in strict] == [(each.code, each.message) for each in lenient]
    assert {each.code for each in strict if each.blocks} - {
        each.code for each in lenient if each.blocks
    } <= GRACE


@given(entries(), everything, st.data())
def test_a_judgement_changes_only_on_the_days_that_turn_it(one, known, data):
    """Between two turning days the same is found, apart from the day that sentences name."""
    ends = [
        *((each.first_day, each.last_day) for each in known.party.capacities),
        *((each.first_day, each.last_day) for each in known.party.transfers),
        *((each.first_day, each.last_day) for each in known.decisions),
        *((each.first_day, each.last_day) for each in known.provisions),
        *((each.first_day, each.last_day) for each in known.grounds),
        *((each.day, None) for each in known.party.assessments),
    ]
    sides = [*known.party.agreements, *(known.client.agreements if known.client else ())]
    ends += [
        period
        for each in sides
        for period in (
            (each.first_day, each.last_day),
            (each.signed_on, each.terminated_per),
            *((link.first_day, link.last_day) for link in each.sub_processors),
            *((link.approved_on, link.objection_until) for link in each.sub_processors),
        )
    ]
    request_of = one.authority_request
    if request_of:
        ends.append((request_of.period_from, request_of.period_until))
    turns = {first for first, _ in ends} | {next_day(last) for _, last in ends if last}
    for each in sides:
        last = min((day for day in (each.last_day, each.terminated_per) if day), default=None)
        if last and each.notice_days is not None:
            turns.add(last - timedelta(days=each.notice_days))
    day = data.draw(days)
    if next_day(day) not in turns:
        found, following = (
            [(each.code, each.severity) for each in judge(replace(one, day=some), known).findings]
            for some in (day, next_day(day))
        )
        assert found == following


@given(entries(), everything)
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
    assert [each.code for each in quiet.findings if each.blocks] == [
        each.code for each in loud.findings if each.blocks
    ]


@given(entries(), everything, st.integers(-800, 800))
def test_any_day_can_be_judged(one, known, shift):
    day = date(2028, 2, 29) + timedelta(days=shift)
    assert judge(replace(one, day=day), known).findings is not None
