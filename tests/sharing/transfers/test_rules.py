"""Chapter V as a truth table: what a transfer rests on, per day."""

from datetime import date, timedelta
from itertools import permutations

import pytest

from sharing.transfers.choices import DEROGATIONS, SAFEGUARDS, Mechanism, TransferStatus
from sharing.transfers.rules import Membership, assess
from tests.sharing.facts import DAY, MEMBERSHIPS, decision, tia, transfer

ONE = timedelta(days=1)
SCOPED = decision(scope="data privacy framework participants")
NAMED = {"mechanism": "adequacy", "decision": SCOPED.reference}
INSIDE = transfer(**NAMED, inside_scope=True)
SCC = transfer(mechanism="scc_module_2")
DEROGATION = transfer(mechanism="art_49_d")

EEA, ADEQUATE = TransferStatus.EEA, TransferStatus.ADEQUATE
SAFE, DEROGATED, NONE = TransferStatus.SAFEGUARDS, TransferStatus.DEROGATION, TransferStatus.NONE


def assessed(decisions=(), transfers=(), tias=(), country="US", day=DAY, party="gemeente", **options):
    """The assessment, which must be the same for every order of the facts."""
    found = {
        assess(country, party, day, MEMBERSHIPS, some, others, made, **options)
        for some in permutations(decisions)
        for others in permutations(transfers)
        for made in permutations(tias)
    }
    assert len(found) == 1
    return found.pop()


@pytest.mark.parametrize(
    ("decisions", "transfers", "tias", "status", "adequate", "safeguarded", "tia_ok"),
    [
        ([], [], [], NONE, False, False, True),
        ([decision()], [], [], ADEQUATE, True, False, True),
        ([SCOPED], [], [], NONE, False, False, True),
        ([SCOPED], [INSIDE], [], ADEQUATE, True, False, True),
        ([SCOPED], [transfer(**NAMED, inside_scope=False)], [], NONE, False, False, True),
        ([SCOPED], [transfer(**NAMED, inside_scope=None)], [], NONE, False, False, True),
        ([SCOPED], [transfer(mechanism="adequacy", inside_scope=True)], [], NONE, False, False, True),
        ([], [INSIDE], [], NONE, False, False, True),
        ([], [SCC], [], SAFE, False, True, False),
        ([], [SCC], [tia()], SAFE, False, True, True),
        ([], [SCC, transfer(mechanism="bcr")], [tia()], SAFE, False, True, True),
        ([], [DEROGATION], [], DEROGATED, False, False, True),
        ([], [SCC, DEROGATION], [], DEROGATED, False, True, True),
        ([], [SCC, DEROGATION], [tia()], SAFE, False, True, True),
        ([decision()], [SCC], [], ADEQUATE, True, True, True),
        ([SCOPED], [SCC], [], SAFE, False, True, False),
        ([SCOPED], [SCC, INSIDE], [], ADEQUATE, True, True, True),
        ([SCOPED, decision(reference="later")], [], [], ADEQUATE, True, False, True),
        ([SCOPED], [DEROGATION], [], DEROGATED, False, False, True),
    ],
)
def test_the_strongest_ground_counts(decisions, transfers, tias, status, adequate, safeguarded, tia_ok):
    found = assessed(decisions, transfers, tias)
    assert (found.status, found.adequate, found.safeguarded, found.tia_ok) == (
        status,
        adequate,
        safeguarded,
        tia_ok,
    )
    assert found.mechanism_ok is (status != NONE)


OLD = {Mechanism.SCC_2001, Mechanism.SCC_2004, Mechanism.SCC_2010}
MODULES = {Mechanism(f"scc_module_{number}") for number in range(1, 5)}


@pytest.mark.parametrize("mechanism", sorted(SAFEGUARDS - OLD))
def test_every_article_46_mechanism_is_a_safeguard_that_needs_a_tia(mechanism):
    registered = [transfer(mechanism=mechanism.value)]
    assert assessed(transfers=registered).tia_ok is False
    assert assessed(transfers=registered, tias=[tia()]).tia_ok is True


@pytest.mark.parametrize("mechanism", sorted(DEROGATIONS))
def test_every_article_49_derogation_stands_without_a_tia(mechanism):
    found = assessed(transfers=[transfer(mechanism=mechanism.value)])
    assert (found.status, found.tia_ok) == (DEROGATED, True)
    where = "tweede alinea" if mechanism == Mechanism.ART_49_COMPELLING else f"onder {mechanism.value[-1]}"
    assert f"artikel 49, lid 1, {where}, AVG" in found.reason
    assert found.consent_needed is (mechanism == Mechanism.ART_49_A)


@pytest.mark.parametrize("mechanism", sorted(OLD))
@pytest.mark.parametrize(("day", "status"), [(date(2022, 12, 27), SAFE), (date(2022, 12, 28), NONE)])
def test_the_clauses_of_before_2021_count_through_27_december_2022(mechanism, day, status):
    registered = [transfer(mechanism=mechanism.value, first_day=date(2015, 1, 1))]
    found = assessed(transfers=registered, tias=[tia(day=date(2020, 8, 1))], day=day)
    assert (found.status, found.safeguarded) == (status, status == SAFE)
    if status == NONE:
        assert "gold tot en met 27 december 2022" in found.reason


@pytest.mark.parametrize("mechanism", sorted(MODULES))
@pytest.mark.parametrize(("day", "status"), [(date(2021, 6, 26), NONE), (date(2021, 6, 27), SAFE)])
def test_the_modules_count_from_27_june_2021(mechanism, day, status):
    registered = [transfer(mechanism=mechanism.value, first_day=date(2021, 1, 1))]
    found = assessed(transfers=registered, tias=[tia(day=date(2021, 1, 1))], day=day)
    assert found.status == status
    if status == NONE:
        assert "gaat in op 27 juni 2021" in found.reason


@pytest.mark.parametrize(("day", "asked"), [(date(2020, 7, 15), False), (date(2020, 7, 16), True)])
def test_an_assessment_is_asked_from_the_day_of_the_judgment(day, asked):
    registered = [transfer(mechanism="scc_2010", first_day=date(2015, 1, 1))]
    found = assessed(transfers=registered, day=day)
    assert (found.status, found.tia_ok) == (SAFE, not asked)
    negative = assessed(transfers=registered, tias=[tia(day=day, positive=False)], day=day)
    assert negative.tia_ok is not asked


def test_every_mechanism_is_a_decision_a_safeguard_or_a_derogation():
    assert set(Mechanism) == {Mechanism.ADEQUACY} | SAFEGUARDS | DEROGATIONS


@pytest.mark.parametrize(
    ("made", "carries"),
    [
        ([], False),
        ([tia(day=DAY)], True),
        ([tia(day=DAY - ONE)], True),
        ([tia(day=DAY + ONE)], False),
        ([tia(day=DAY, positive=False)], False),
        ([tia(day=DAY - ONE), tia(day=DAY, positive=False)], False),
        ([tia(day=DAY - ONE, positive=False), tia(day=DAY)], True),
        ([tia(day=DAY), tia(day=DAY + ONE, positive=False)], True),
        ([tia(day=DAY), tia(day=DAY, positive=False)], False),
        ([tia(party="leverancier")], False),
        ([tia(country="IN")], False),
        ([tia(review_due=DAY - ONE)], True),
    ],
)
def test_the_latest_assessment_at_or_before_the_day_decides(made, carries):
    assert assessed(transfers=[SCC], tias=made).tia_ok is carries


def test_a_review_that_is_due_is_told_and_changes_nothing():
    late = assessed(transfers=[SCC], tias=[tia(review_due=DAY - ONE)])
    assert late.sound and "die voor 30 maart 2026 herzien had moeten zijn" in late.reason
    assert "herzien" not in assessed(transfers=[SCC], tias=[tia(review_due=DAY)]).reason


@pytest.mark.parametrize(
    ("covers_staff", "staff", "adequate"),
    [
        (True, True, True),
        (False, True, False),
        (None, True, False),
        (None, False, True),
        (False, False, True),
    ],
)
def test_data_of_staff_is_covered_when_that_is_recorded(covers_staff, staff, adequate):
    registered = [transfer(**NAMED, inside_scope=True, covers_staff=covers_staff)]
    found = assessed([SCOPED], registered, staff=staff)
    assert (found.status == ADEQUATE, found.adequate) == (adequate, adequate)
    assert assessed([decision()], staff=staff).adequate, "a decision for everybody covers staff too"
    if not adequate:
        assert "niet is vastgelegd dat het ook gegevens van personeel dekt" in found.reason


def test_a_registration_of_one_decision_never_serves_another():
    shield = decision(
        scope="privacy shield participants",
        reference="(EU) 2016/1250",
        first_day=date(2016, 7, 12),
        last_day=date(2020, 7, 15),
    )
    registered = transfer(
        mechanism="adequacy", inside_scope=True, decision=shield.reference, first_day=date(2016, 7, 12)
    )
    days = [date(2020, 7, 15), date(2020, 7, 16), SCOPED.first_day]
    assert [assessed([shield, SCOPED], [registered], day=day).status for day in days] == [
        ADEQUATE,
        NONE,
        NONE,
    ]


@pytest.mark.parametrize(
    ("transfers", "excluded"),
    [
        ([], True),
        ([transfer(mechanism="adequacy", decision="(EU) 2023/1795", inside_scope=True)], False),
        ([transfer(mechanism="adequacy", decision="(EU) 2023/1795", inside_scope=False)], True),
        ([transfer(mechanism="adequacy", decision="(EU) 2016/1250", inside_scope=True)], True),
    ],
)
def test_what_a_decision_excludes_is_told_unless_the_recipient_is_inside(transfers, excluded):
    found = assessed([decision(excludes="kerken")], transfers)
    assert (found.status, found.excluded) == (ADEQUATE, excluded)
    assert not assessed([decision(excludes="kerken"), decision(reference="Z")]).excluded


@pytest.mark.parametrize(
    ("transfers", "tias", "needed", "told"),
    [
        ([transfer(mechanism="art_49_a")], [], True, False),
        ([transfer(mechanism="art_49_a"), DEROGATION], [], False, False),
        ([transfer(mechanism="art_49_a"), SCC], [tia()], False, False),
        ([transfer(mechanism="art_49_a"), SCC], [], True, True),
        ([transfer(mechanism="art_49_a"), SCC, DEROGATION], [], False, False),
    ],
)
def test_consent_is_asked_when_nothing_else_carries_the_transfer(transfers, tias, needed, told):
    found = assessed(transfers=transfers, tias=tias)
    assert (found.consent_needed, bool(found.unassessed)) == (needed, told)
    assert not assessed([decision()], transfers, tias).consent_needed


@pytest.mark.parametrize(
    ("kind", "status"),
    [("decision", ADEQUATE), ("inside", ADEQUATE), ("scc", SAFE), ("derogation", DEROGATED)],
)
def test_everything_holds_from_its_first_through_its_last_day(kind, status):
    first, last = date(2026, 10, 25), date(2028, 2, 29)
    period = {"first_day": first, "last_day": last}
    decisions = {"decision": [decision(**period)], "inside": [SCOPED]}.get(kind, [])
    registered = {
        "inside": [transfer(**NAMED, inside_scope=True, **period)],
        "scc": [transfer(**period)],
        "derogation": [transfer(mechanism="art_49_e", **period)],
    }.get(kind, [])
    found = [
        assessed(decisions, registered, [tia()], day=day).status
        for day in (first - ONE, first, last, last + ONE)
    ]
    assert found == [NONE, status, status, NONE]


def test_a_country_is_in_the_eea_on_its_days_only():
    assert assessed(country="NL").status == EEA
    assert assessed(country="GB", day=date(2020, 12, 31)).status == EEA
    assert assessed(country="GB", day=date(2021, 1, 1)).status == NONE
    joined = (Membership("HR", date(2013, 7, 1), None),)
    assert assess("HR", "gemeente", date(2013, 6, 30), joined, (), ()).status == NONE
    assert assess("HR", "gemeente", date(2013, 7, 1), joined, (), ()).status == EEA


BRIDGE = (
    Membership("GB", None, date(2020, 12, 31)),
    Membership("GB", date(2021, 1, 1), date(2021, 6, 27), "bridge"),
)
FIRST = decision(
    country="GB",
    reference="(EU) 2021/1772",
    first_day=date(2021, 6, 28),
    last_day=date(2025, 12, 27),
    excludes="gegevens voor immigratiecontrole",
)
RENEWED = decision(
    country="GB", reference="verlenging", first_day=date(2025, 12, 19), last_day=date(2031, 12, 27)
)


@pytest.mark.parametrize(
    ("day", "status", "bridged", "relied"),
    [
        (date(2020, 12, 31), EEA, False, None),
        (date(2021, 1, 1), ADEQUATE, True, None),
        (date(2021, 6, 27), ADEQUATE, True, None),
        (date(2021, 6, 28), ADEQUATE, False, FIRST),
        (date(2025, 12, 18), ADEQUATE, False, FIRST),
        (date(2025, 12, 19), ADEQUATE, False, RENEWED),
        (date(2025, 12, 27), ADEQUATE, False, RENEWED),
        (date(2025, 12, 28), ADEQUATE, False, RENEWED),
        (date(2031, 12, 28), NONE, False, None),
    ],
)
def test_the_united_kingdom_on_every_boundary(day, status, bridged, relied):
    found = assess("GB", "gemeente", day, BRIDGE, (FIRST, RENEWED), ())
    assert (found.status, found.bridged, found.decision) == (status, bridged, relied)
    assert found.adequate is (relied is not None), "a bridge is no decision, whatever the law makes of it"
    if bridged:
        assert (found.label, found.sound) == ("Overgangsregeling", True)


@pytest.mark.parametrize("country", ["RE", "GP", "MQ", "GF", "YT", "MF", "AX"])
def test_a_territory_is_inside(country):
    territory = (Membership(country, date(2014, 1, 1), None, "territory"),)
    assert assess(country, "gemeente", DAY, territory, (), ()).status == EEA


def test_grounds_of_other_parties_and_countries_do_not_count():
    others = [transfer(party="leverancier"), transfer(country="IN", mechanism="art_49_a")]
    assert assessed([decision(country="CH")], others, [tia()]).status == NONE


def test_an_international_organisation_is_treated_as_a_country():
    office = decision(country="XX-EPO", scope="European Patent Organisation", first_day=date(2025, 7, 15))
    inside = transfer(country="XX-EPO", mechanism="adequacy", inside_scope=True, decision=office.reference)
    assert assessed([office], country="XX-EPO").status == NONE
    assert assessed([office], [inside], country="XX-EPO").status == ADEQUATE


def test_a_decision_that_is_not_under_review_is_relied_on_first():
    doubted, sure = decision(reference="A", under_review=True), decision(reference="B")
    assert assessed([doubted, sure]).decision is sure
    assert assessed([doubted]).decision.under_review


def test_a_decision_for_every_recipient_is_relied_on_before_one_with_a_scope():
    everyone = decision(reference="Z")
    found = assessed([SCOPED, everyone], [INSIDE])
    assert (found.decision, found.transfer) == (everyone, None)
    assert assessed([SCOPED], [INSIDE]).transfer is INSIDE


@pytest.mark.parametrize(
    ("decisions", "transfers", "tias", "words"),
    [
        ([], [], [], "Verenigde Staten) was op 31 maart 2026 geen adequaatheidsbesluit, passende waarborg"),
        ([SCOPED], [], [], "alleen ontvangers binnen de reikwijdte (data privacy framework participants)"),
        ([SCOPED], [INSIDE], [], "(EU) 2023/1795 en de ontvanger valt binnen de reikwijdte"),
        ([decision()], [], [], "gold adequaatheidsbesluit (EU) 2023/1795."),
        (
            [],
            [transfer(last_day=date(2026, 3, 30))],
            [],
            "module 2 (artikel 46 AVG) gold tot en met 30 maart 2026",
        ),
        ([], [transfer(first_day=date(2026, 4, 1))], [], "module 2 (artikel 46 AVG) gaat in op 1 april 2026"),
        ([], [SCC], [], "maar een positieve TIA met datum ontbreekt"),
        (
            [],
            [SCC],
            [tia(day=DAY, positive=False)],
            "maar de TIA van 31 maart 2026 had geen positieve conclusie",
        ),
        ([], [SCC], [tia(day=DAY + ONE)], "TIA is van na die dag (1 april 2026)"),
        ([], [SCC], [tia()], "met een positieve TIA"),
    ],
)
def test_the_reason_names_what_was_found(decisions, transfers, tias, words):
    found = assess("US", "gemeente", DAY, (), decisions, transfers, tias, country_name="Verenigde Staten")
    assert words in found.reason
