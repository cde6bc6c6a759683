"""The gate as truth tables: what leaves the EEA, by the promise and by the law."""

from dataclasses import replace
from datetime import date

import pytest

from sharing.core.periods import start_of_day
from sharing.gate.facts import HeldCapacity
from sharing.transfers.rules import Membership
from tests.sharing.facts import (
    NOON,
    agreement,
    consent,
    decision,
    entry,
    facts,
    promise,
    tia,
    transfer,
)
from tests.sharing.gate.cases import (
    ABROAD,
    ASSESSED,
    INSIDE,
    OBLIGED,
    SCOPED,
    codes,
    finding,
)

# Outside the EEA: the promise's layer and the law's

SCC = transfer(mechanism="scc_module_1")
NO_MECHANISM, NO_TIA, OUTSIDE = "transfer-without-mechanism", "transfer-without-tia", "outside-eea"


@pytest.mark.parametrize(
    ("decisions", "transfers", "tias", "strict", "adequate", "safeguards"),
    [
        ([], [], [], [OUTSIDE, NO_MECHANISM], [OUTSIDE, NO_MECHANISM], [OUTSIDE, NO_MECHANISM]),
        ([decision()], [], [], [OUTSIDE], [], []),
        ([SCOPED], [], [], [OUTSIDE, NO_MECHANISM], [OUTSIDE, NO_MECHANISM], [OUTSIDE, NO_MECHANISM]),
        ([SCOPED], [INSIDE], [], [OUTSIDE], [], []),
        ([], [SCC], [tia()], [OUTSIDE], [OUTSIDE], []),
        ([], [SCC], [], [OUTSIDE, NO_TIA], [OUTSIDE, NO_TIA], [NO_TIA]),
        ([], [transfer(mechanism="art_49_d")], [], [OUTSIDE], [OUTSIDE], [OUTSIDE]),
        ([], [transfer(mechanism="art_49_1_slot")], [], [OUTSIDE], [OUTSIDE], [OUTSIDE]),
        ([], [SCC, transfer(mechanism="art_49_d")], [], [OUTSIDE], [OUTSIDE], []),
        ([decision()], [SCC], [], [OUTSIDE], [], []),
    ],
)
def test_policy_and_law_are_separate_layers(decisions, transfers, tias, strict, adequate, safeguards):
    abroad = entry(**ABROAD)
    known = facts(decisions=tuple(decisions), transfers=tuple(transfers), assessments=tuple(tias))
    for policy, expected in (
        ("legal_obligation_only", strict),
        ("adequate_countries", adequate),
        ("appropriate_safeguards", safeguards),
    ):
        assert codes(abroad, replace(known, promise=promise(transfer_policy=policy))) == expected
        # A named legal obligation satisfies the promise, never chapter V.
        obliged = replace(abroad, **OBLIGED)
        law_only = [code for code in expected if code != OUTSIDE]
        assert codes(obliged, replace(known, promise=promise(transfer_policy=policy))) == law_only
    assert codes(entry(), known) == [], "inside the EEA nothing is said of transfers"


@pytest.mark.parametrize(
    ("basis", "provision", "allowed"),
    [
        ("legal_obligation", "artikel 64 Participatiewet", True),
        ("legal_obligation", "", False),
        ("legal_obligation", "  ", False),
        ("public_task", "artikel 64 Participatiewet", False),
        ("legal_obligation", "US CLOUD Act", False),
        ("legal_obligation", "wet-oud", False),
    ],
)
def test_the_strict_policy_asks_for_an_obligation_with_its_provision(basis, provision, allowed):
    one = entry(**ABROAD, legal_basis=basis, legal_provision=provision)
    found = [code for code in codes(one, facts(decisions=(decision(),))) if code in (OUTSIDE, NO_MECHANISM)]
    assert found == ([] if allowed else [OUTSIDE])


def test_outside_the_eea_names_the_country_and_the_promise():
    only = finding(entry(**ABROAD), facts(**ASSESSED))
    assert only.message.startswith(
        "De gegevens gaan naar een land buiten de Europese Economische Ruimte (Verenigde Staten). "
        "De verklaring staat dat alleen bij een wettelijke verplichting met een bepaling uit de lijst toe. "
    )
    assert only.source == "Verklaring versie 3, paragraaf 6"


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2020, 12, 31), []), (date(2021, 1, 1), [NO_MECHANISM]), (date(2021, 6, 28), [])],
)
def test_the_destination_is_judged_by_what_held_on_the_day(day, expected):
    united_kingdom = decision(country="GB", first_day=date(2021, 6, 28), last_day=date(2031, 12, 27))
    one = entry(day=day, disclosed_at=start_of_day(day), destination_country="GB")
    known = facts(
        promise=promise(transfer_policy="adequate_countries", purposes=frozenset({"reintegratie"})),
        decisions=(united_kingdom,),
        agreements=(agreement(first_day=date(2020, 1, 1), signed_on=date(2020, 1, 1)),),
    )
    assert [code for code in codes(one, known) if code != OUTSIDE] == expected


def test_a_decision_under_review_warns_when_it_is_relied_on():
    allowed = {"promise": promise(transfer_policy="adequate_countries")}
    doubted = decision(under_review=True)
    only = finding(entry(**ABROAD), facts(decisions=(doubted,), **allowed))
    assert (only.code, only.severity) == ("adequacy-under-review", "warn")
    assert "(EU) 2023/1795" in only.message
    assert codes(entry(**ABROAD), facts(decisions=(doubted, decision(reference="B")), **allowed)) == []
    assert codes(entry(), facts(decisions=(doubted,), **allowed)) == []
    scoped = replace(doubted, scope="deelnemers")
    assert codes(entry(**ABROAD), facts(decisions=(scoped,), **ASSESSED)) == [OUTSIDE]


BRIDGED = (Membership("NL", None, None), Membership("GB", date(2021, 1, 1), date(2021, 6, 27), "bridge"))


@pytest.mark.parametrize("policy", ["legal_obligation_only", "adequate_countries", "appropriate_safeguards"])
@pytest.mark.parametrize(("day", "law"), [(date(2021, 6, 27), []), (date(2021, 6, 28), [NO_MECHANISM])])
def test_a_bridge_satisfies_the_law_and_no_promise(policy, day, law):
    since = (agreement(first_day=date(2020, 1, 1), signed_on=date(2020, 1, 1)),)
    known = facts(memberships=BRIDGED, agreements=since, promise=promise(transfer_policy=policy))
    assert codes(entry(destination_country="GB", day=day), known) == [OUTSIDE, *law]


@pytest.mark.parametrize(
    ("country", "home", "warned"),
    [("NL", "US", True), ("NL", "BE", False), ("NL", "", False), ("BE", "IN", True), ("US", "US", False)],
)
def test_a_recipient_abroad_is_told_when_the_data_stays(country, home, warned):
    found = codes(entry(destination_country=country, recipient_country=home), facts())
    assert ("recipient-outside-eea" in found) is warned


def test_a_recipient_abroad_only_warns():
    only = finding(entry(recipient_country="US"), facts())
    assert (only.severity, only.source) == ("warn", "Verklaring versie 3, paragraaf 6; hoofdstuk V AVG")
    assert "Gemeente Waterstad is gevestigd in een land daarbuiten (Verenigde Staten)" in only.message


@pytest.mark.parametrize(
    ("changes", "module"),
    [
        ({"capacity": "partner"}, 1),
        ({"capacity": "client"}, 1),
        ({"capacity": "other", "legal_basis": "vital_interests"}, 1),
        ({"capacity": "processor"}, 2),
    ],
)
@pytest.mark.parametrize("registered", [1, 2, 3, 4])
def test_the_module_fits_the_roles(changes, module, registered):
    known = facts(
        promise=promise(transfer_policy="appropriate_safeguards"),
        agreements=(agreement(), agreement(id=2, kind="processing_agreement")),
        transfers=(transfer(mechanism=f"scc_module_{registered}"),),
        assessments=(tia(),),
    )
    found = codes(entry(**ABROAD, **changes), known)
    assert found == ([] if registered == module else ["module-does-not-fit"])
    both = transfer(mechanism=f"scc_module_{module}"), *known.party.transfers
    assert codes(entry(**ABROAD, **changes), replace(known, party=replace(known.party, transfers=both))) == []


@pytest.mark.parametrize(
    ("registered", "fits"), [("scc_module_4", True), ("scc_module_1", False), ("bcr", True)]
)
def test_to_a_client_we_process_for_belongs_module_4(registered, fits):
    known = facts(
        promise=promise(transfer_policy="appropriate_safeguards"),
        agreements=(agreement(kind="processing_agreement_as_processor"),),
        transfers=(transfer(mechanism=registered),),
        assessments=(tia(),),
    )
    assert codes(entry(**ABROAD), known) == ([] if fits else ["module-does-not-fit"])


def test_what_a_decision_excludes_is_told():
    known = facts(
        promise=promise(transfer_policy="adequate_countries"), decisions=(decision(excludes="kerken"),)
    )
    only = finding(entry(**ABROAD), known)
    assert (only.code, only.severity) == ("adequacy-excludes", "warn")
    assert "Uitgezonderd: kerken." in only.message


DEROGATED = {"transfers": (transfer(mechanism="art_49_a"),)}
EXPLICIT = consent(explicit=True)


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        (None, False),
        ({}, True),
        ({"explicit": False}, False),
        ({"recipient": None}, False),
        ({"recipient": "uwv"}, False),
        ({"purpose": None}, True),
        ({"purpose": "reintegratie"}, False),
        ({"categories": frozenset({"verzuim"})}, False),
        ({"withdrawn_at": NOON}, False),
        ({"refused": True}, False),
    ],
)
def test_a_transfer_on_consent_needs_this_persons_that_names_the_recipient(changes, allowed):
    consents = () if changes is None else (replace(EXPLICIT, **changes),)
    found = codes(entry(**ABROAD), facts(consents=consents, **DEROGATED))
    assert found == ([OUTSIDE] if allowed else [OUTSIDE, "derogation-without-consent"])


def test_tia_and_consent_are_asked_only_when_nothing_else_carries_the_transfer():
    both = {"transfers": (SCC, *DEROGATED["transfers"])}
    lacking = [OUTSIDE, NO_TIA, "derogation-without-consent"]
    assert codes(entry(**ABROAD), facts(**both)) == lacking
    assert codes(entry(**ABROAD), facts(consents=(EXPLICIT,), **both)) == [OUTSIDE]
    assert codes(entry(**ABROAD), facts(assessments=(tia(),), **both)) == [OUTSIDE]
    other = {"transfers": (*both["transfers"], transfer(mechanism="art_49_e"))}
    assert codes(entry(**ABROAD), facts(**other)) == [OUTSIDE]


@pytest.mark.parametrize(("day", "asked"), [(date(2018, 5, 24), False), (date(2018, 5, 25), True)])
def test_consent_to_a_transfer_is_asked_since_the_avg(day, asked):
    since = date(2015, 1, 1)
    known = facts(
        agreements=(agreement(first_day=since, signed_on=since),),
        capacities=(HeldCapacity("client", since, None),),
        transfers=(transfer(mechanism="art_49_a", first_day=since),),
    )
    found = codes(entry(**ABROAD, day=day), known)
    assert ("derogation-without-consent" in found) is asked


def test_staff_data_counts_for_the_law_and_for_the_promise():
    staff = {**ABROAD, "subject_category": "medewerker", "subject_is_staff": True}
    known = facts(
        promise=promise(transfer_policy="adequate_countries"), decisions=(SCOPED,), transfers=(INSIDE,)
    )
    assert codes(entry(**ABROAD), known) == []
    assert codes(entry(**staff), known) == [OUTSIDE, NO_MECHANISM]
    covered = (replace(INSIDE, covers_staff=True),)
    assert codes(entry(**staff), replace(known, party=replace(known.party, transfers=covered))) == []
