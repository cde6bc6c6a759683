"""The gate as truth tables: agreements, what they cover and when they end."""

from dataclasses import replace
from datetime import date

import pytest

from sharing.agreements.rules import SubProcessorFacts
from sharing.gate.facts import HeldCapacity, PartyFacts
from sharing.gate.rules import judge
from tests.sharing.facts import (
    ARRANGED,
    DAY,
    agreement,
    consent,
    entry,
    facts,
    promise,
    tia,
    transfer,
)
from tests.sharing.gate.cases import AUTHORITY, ONE, OTHER, finding

# Agreements


@pytest.mark.parametrize(
    ("capacity", "kind", "counts"),
    [
        ("client", "service_agreement", True),
        ("client", "processing_agreement_as_processor", True),
        ("client", "joint_controllers", True),
        ("client", "processing_agreement", False),
        ("client", "cooperation_agreement", False),
        ("processor", "processing_agreement", True),
        ("processor", "processing_agreement_as_processor", False),
        ("processor", "service_agreement", False),
        ("processor", "cooperation_agreement", False),
        ("processor", "joint_controllers", False),
    ],
)
def test_only_agreements_of_the_right_kind_count(capacity, kind, counts):
    found = judge(entry(capacity=capacity), facts(agreements=(agreement(kind=kind),)))
    assert [one.code for one in found.findings] == ([] if counts else ["no-agreement"])
    assert found.relied_on == (1 if counts else None)


def test_without_an_agreement_the_kinds_that_would_do_are_named():
    only = finding(entry(capacity="processor"), facts(agreements=()))
    assert only.message.startswith(
        "Met Gemeente Waterstad is geen overeenkomst vastgelegd die bij een verwerker hoort. Nodig is een "
        "verwerkersovereenkomst waarin zij verwerker zijn. "
    )
    assert only.source == "Verklaring versie 3, paragraaf 6; artikel 28, lid 3, AVG"
    assert "gezamenlijke regeling" in finding(entry(), facts(agreements=())).message


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"first_day": DAY}, None),
        ({"last_day": DAY}, None),
        ({"terminated_per": DAY}, None),
        ({"signed_on": DAY}, None),
        ({"signed_on": None}, "heeft geen datum van ondertekening en is dus nog een concept"),
        (
            {"signed_on": None, "last_day": DAY - ONE},
            "heeft geen datum van ondertekening en is dus nog een concept",
        ),
        ({"first_day": DAY + ONE}, "gaat pas in op 1 april 2026 en gold op 31 maart 2026 nog niet"),
        ({"last_day": DAY - ONE}, "liep tot en met 30 maart 2026 en gold op 31 maart 2026 niet meer"),
        ({"terminated_per": DAY - ONE}, "is opgezegd per 30 maart 2026 en gold op 31 maart 2026 niet meer"),
    ],
)
def test_an_agreement_must_be_in_force_on_the_day(changes, words):
    found = judge(entry(), facts(agreements=(agreement(**changes),)))
    assert [one.code for one in found.findings] == (["agreement-not-in-force"] if words else [])
    assert found.relied_on == (None if words else 1)
    assert all(
        one.message.startswith(f"Overeenkomst VO-2024-01 met Gemeente Waterstad {words}. ")
        for one in found.findings
    )


def test_an_agreement_in_force_makes_up_for_one_that_ended():
    ended = agreement(id=1, last_day=DAY - ONE)
    assert judge(entry(), facts(agreements=(ended, agreement(id=2, reference="B")))).relied_on == 2


def test_more_than_agreed_names_the_excess():
    much = entry(data_categories=frozenset({"naam", "bsn", "gezondheid"}))
    only = finding(much, facts())
    assert only.message.endswith(" Laat dit weg of pas de overeenkomst aan.")
    assert only.code == "categories-outside-agreement"
    assert "Niet overeengekomen: BSN en Gezondheid." in only.message
    assert "overeenkomst VO-2024-01 met Gemeente Waterstad" in only.message
    assert only.source == "Verklaring versie 3, paragraaf 6; artikel 5, lid 1, onder c, AVG"


def test_a_purpose_that_no_agreement_covers_is_named():
    only = finding(entry(), facts(agreements=(agreement(purposes=frozenset({"hr"})),)))
    assert only.code == "purpose-outside-agreement"
    assert "‘Plaatsing op een werkplek’" in only.message
    assert only.source == "Overeenkomst VO-2024-01; artikel 28, lid 3, AVG"


def test_both_may_lie_outside_the_agreement_that_covers_most():
    much = entry(data_categories=frozenset({"naam", "bsn"}))
    closest = agreement(id=7, reference="B", purposes=frozenset({"hr"}))
    least = agreement(id=8, reference="A", purposes=frozenset({"hr"}), data_categories=frozenset())
    found = judge(much, facts(agreements=(least, closest)))
    assert [one.code for one in found.findings] == [
        "purpose-outside-agreement",
        "categories-outside-agreement",
    ]
    assert found.relied_on == 7


@pytest.mark.parametrize(
    ("agreements", "expected", "relied_on"),
    [
        ((), [], None),
        ((agreement(kind="service_agreement", purposes=frozenset()),), [], None),
        ((agreement(kind="cooperation_agreement"),), [], 1),
        ((agreement(kind="cooperation_agreement", last_day=DAY - ONE, purposes=frozenset()),), [], None),
        ((agreement(kind="cooperation_agreement", first_day=DAY + ONE, purposes=frozenset()),), [], None),
        ((agreement(kind="cooperation_agreement", purposes=frozenset()),), ["purpose-outside-agreement"], 1),
        (
            (agreement(kind="cooperation_agreement", data_categories=frozenset()),),
            ["categories-outside-agreement"],
            1,
        ),
    ],
)
def test_a_partner_needs_no_agreement_but_is_limited_by_one_in_force(agreements, expected, relied_on):
    found = judge(entry(capacity="partner"), facts(agreements=agreements))
    assert [one.code for one in found.findings] == expected
    assert found.relied_on == relied_on


@pytest.mark.parametrize("one", [entry(**AUTHORITY), entry(**OTHER)])
def test_authorities_and_others_have_no_agreement(one):
    narrow = agreement(purposes=frozenset(), data_categories=frozenset())
    found = judge(one, facts(agreements=(narrow,), consents=(consent(),)))
    assert (found.findings, found.relied_on) == ((), None)


@pytest.mark.parametrize("field", ["last_day", "terminated_per"])
@pytest.mark.parametrize(
    ("left", "notice", "warned"),
    [(30, 30, True), (31, 30, False), (0, 30, True), (0, 0, True), (1, 0, False), (0, None, False)],
)
def test_an_agreement_that_ends_within_its_notice_period_warns(field, left, notice, warned):
    one = agreement(notice_days=notice, **{field: DAY + left * ONE})
    found = judge(entry(), facts(agreements=(one,)))
    assert [each.code for each in found.findings] == (["agreement-ends-soon"] if warned else [])
    assert found.allowed


def test_the_warning_names_the_agreement_and_its_end():
    only = finding(entry(), facts(agreements=(agreement(notice_days=60, last_day=date(2026, 4, 30)),)))
    assert only.severity == "warn"
    assert only.message.startswith(
        "Overeenkomst VO-2024-01 met Gemeente Waterstad loopt af op 30 april 2026, "
        "binnen de opzegtermijn (60 dagen). "
    )


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ({"national_id_categories": frozenset({"bsn"})}, "artikel 46 UAVG"),
        ({"special_categories": frozenset({"bsn"})}, "artikelen 9 en 10 AVG"),
        ({"criminal_categories": frozenset({"bsn"})}, "artikelen 9 en 10 AVG"),
    ],
)
def test_an_agreement_is_never_advised_where_the_law_asks_a_ground(kinds, words):
    one = entry(data_categories=frozenset({"naam", "bsn"}), **kinds)
    (excess,) = [each for each in judge(one, facts()).findings if each.code == "categories-outside-agreement"]
    assert words in excess.message and "pas de overeenkomst aan" not in excess.message


@pytest.mark.parametrize(("signed_on", "warned"), [(DAY - ONE, False), (DAY, False), (DAY + ONE, True)])
def test_an_agreement_that_was_signed_later_warns(signed_on, warned):
    found = judge(entry(), facts(agreements=(agreement(signed_on=signed_on),)))
    assert [one.code for one in found.findings] == (["signed-later"] if warned else [])
    assert found.allowed and found.relied_on == 1


@pytest.mark.parametrize(
    ("clauses", "day", "items"),
    [
        (ARRANGED, DAY, None),
        ({}, DAY, "a, b, c, d, e, f, g en h"),
        (ARRANGED | {"d": "not_met", "h": "not_met"}, DAY, "d en h"),
        (ARRANGED | {"d": "not_applicable"}, DAY, None),
        ({}, date(2018, 5, 25), "a, b, c, d, e, f, g en h"),
        ({}, date(2018, 5, 24), None),
    ],
)
def test_a_processors_agreement_arranges_all_of_article_28(clauses, day, items):
    since = date(2015, 1, 1)
    one = agreement(kind="processing_agreement", clauses=clauses, first_day=since, signed_on=since)
    known = facts(agreements=(one,), capacities=(HeldCapacity("processor", since, None),))
    found = judge(entry(capacity="processor", day=day), known).findings
    assert [each.code for each in found] == (["art-28-incomplete"] if items else [])
    assert all(f"het gaat om {items}." in each.message and not each.blocks for each in found)


def test_other_agreements_are_not_asked_for_article_28():
    assert judge(entry(), facts(agreements=(agreement(clauses={}),))).findings == ()


@pytest.mark.parametrize(
    ("named", "outside"), [((), False), (("deelnemer",), False), (("medewerker",), True)]
)
def test_an_agreement_that_names_subjects_covers_no_others(named, outside):
    one = agreement(subject_categories=frozenset(named))
    found = judge(entry(), facts(agreements=(one,))).findings
    assert [each.code for each in found] == (["subjects-outside-agreement"] if outside else [])
    assert all(
        "Deze betrokkene (Deelnemers) valt niet onder overeenkomst VO-2024-01" in each.message
        for each in found
    )


# On behalf of a client


CHAIN = (SubProcessorFacts("gemeente", DAY, DAY, approved_on=DAY),)
CLIENT = agreement(
    id=5,
    reference="WB-1",
    kind="processing_agreement_as_processor",
    authorisation="specific",
    sub_processors=CHAIN,
)
FOR_CLIENT = {"on_behalf_of": "opdrachtgever", "capacity": "processor"}


def client(*agreements) -> PartyFacts:
    return PartyFacts("opdrachtgever", "Gemeente Elders", agreements=agreements)


def judged_for_client(*agreements, known=None, **changes):
    return judge(entry(**FOR_CLIENT | changes), facts(client=client(*agreements), **known or {}))


def test_what_is_done_for_a_client_is_compared_with_that_clients_agreement():
    found = judged_for_client(CLIENT, known={"agreements": ()})
    assert (found.findings, found.relied_on) == ((), 5)


@pytest.mark.parametrize(
    ("agreements", "codes"),
    [
        ((), ["no-agreement"]),
        ((agreement(kind="service_agreement"),), ["no-agreement"]),
        ((agreement(kind="processing_agreement"),), ["no-agreement"]),
        ((replace(CLIENT, signed_on=None),), ["agreement-not-in-force"]),
        ((replace(CLIENT, last_day=DAY - ONE),), ["agreement-not-in-force"]),
        ((replace(CLIENT, purposes=frozenset({"hr"})),), ["purpose-outside-agreement"]),
        ((replace(CLIENT, data_categories=frozenset()),), ["categories-outside-agreement"]),
        ((replace(CLIENT, subject_categories=frozenset({"medewerker"})),), ["subjects-outside-agreement"]),
        ((replace(CLIENT, sub_processors=()),), ["sub-processor-not-approved"]),
        ((replace(CLIENT, clauses={}),), []),
        ((replace(CLIENT, signed_on=DAY + ONE),), ["signed-later"]),
    ],
)
def test_the_clients_agreement_is_asked_everything(agreements, codes):
    found = judged_for_client(*agreements).findings
    assert [one.code for one in found] == codes
    assert all("Gemeente Elders" in one.message for one in found)


@pytest.mark.parametrize(("day", "approved"), [(DAY - ONE, False), (DAY, True), (DAY + ONE, False)])
def test_the_recipient_is_in_the_clients_tree_that_day(day, approved):
    found = judged_for_client(CLIENT, day=day).findings
    assert [one.code for one in found] == ([] if approved else ["sub-processor-not-approved"])


def test_the_client_himself_is_no_sub_processor():
    one = entry(**FOR_CLIENT | {"on_behalf_of": "gemeente", "capacity": "client"})
    bare = replace(CLIENT, sub_processors=())
    known = facts(agreements=(bare,))
    assert judge(one, replace(known, client=known.party)).findings == ()


def test_the_statement_consent_and_grounds_are_the_clients_to_answer_for():
    one = {
        "data_categories": frozenset({"gezondheid", "vog", "bsn"}),
        "special_categories": frozenset({"gezondheid"}),
        "criminal_categories": frozenset({"vog"}),
        "national_id_categories": frozenset({"bsn"}),
        "legal_basis": "consent",
        "capacity": "other",
    }
    agreed = replace(CLIENT, data_categories=frozenset({"gezondheid", "vog", "bsn"}))
    nothing_stated = promise(
        capacities=frozenset(), purposes=frozenset(), data_categories={"other": frozenset()}
    )
    assert judged_for_client(agreed, known={"promise": nothing_stated}, **one).findings == ()
    assert judged_for_client(agreed, known={"promise": None}, **one).findings == ()


def test_the_law_of_transfers_speaks_for_a_client_and_the_promise_does_not():
    abroad = {"destination_country": "US"}
    assert [one.code for one in judged_for_client(CLIENT, **abroad).findings] == [
        "transfer-without-mechanism"
    ]
    module = {"transfers": (transfer(mechanism="scc_module_3"),), "assessments": (tia(),)}
    assert judged_for_client(CLIENT, known=module, **abroad).findings == ()
