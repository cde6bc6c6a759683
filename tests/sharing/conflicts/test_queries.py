"""The facts of the conflict report as the database holds them: counts at the right side of a day, and no persons."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from sharing.agreements.choices import AgreementKind
from sharing.conflicts.findings import Reference
from sharing.conflicts.links import may_open, register_url
from sharing.conflicts.queries import register_facts
from sharing.gate.snapshot import load_register
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests import factories as make
from tests.sharing.core.visitors import signed_in

UNTIL, MARCH = date(2026, 3, 31), date(2026, 3, 1)


def flows(*, until=UNTIL):
    return [(one.count, one.permitted, one.obliged, one.month) for one in register_facts(until=until).flows]


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        (datetime(2025, 2, 28, 22, 59, tzinfo=UTC), False),  # 23:59 in Amsterdam on the last day before
        (datetime(2025, 2, 28, 23, 0, tzinfo=UTC), True),  # 00:00 in Amsterdam on the first day
        (datetime(2026, 3, 31, 21, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 31, 22, 0, tzinfo=UTC), False),
    ],
)
def test_the_log_counts_days_in_amsterdam(db, at, counts):
    make.DisclosureFactory(disclosed_at=at)
    assert bool(flows()) == counts


def test_disclosures_that_are_alike_are_one_count(db):
    party, purpose, data = make.PartyFactory(client=True), make.PurposeFactory(), make.DataCategoryFactory()
    same = {"recipient": party, "purpose": purpose, "data": [data]}
    for number in range(3):
        make.DisclosureFactory(number=f"d-{number}", **same)
    make.DisclosureFactory(deviation=True, **same)
    make.LegalProvisionFactory(code="wet-1", citation="artikel 1")
    obliged = {"legal_basis": "legal_obligation", **same}
    make.DisclosureFactory(legal_provision="Artikel 1", **obliged)
    make.DisclosureFactory(legal_provision="wet-1", **obliged)
    make.DisclosureFactory(legal_provision="een artikel dat niemand kent", **obliged)
    assert sorted(flows()) == sorted(
        [
            *((3, True, False, MARCH), (1, False, False, MARCH)),
            *((1, True, True, MARCH), (1, True, True, MARCH), (1, True, False, MARCH)),
        ]
    )
    [first] = [one for one in register_facts(until=UNTIL).flows if one.count == 3]
    assert (first.recipient, first.purpose) == (party.code, purpose.code)
    assert first.data_categories == {data.code}
    assert first.last == date(2026, 3, 31)


def test_months_begin_at_midnight_in_amsterdam(db):
    same = {
        "recipient": make.PartyFactory(client=True),
        "purpose": make.PurposeFactory(),
        "data": [make.DataCategoryFactory()],
    }
    for at in (
        datetime(2026, 2, 28, 22, 59, tzinfo=UTC),
        datetime(2026, 2, 28, 23, 0, tzinfo=UTC),
        datetime(2025, 3, 1, tzinfo=UTC),
    ):
        make.DisclosureFactory(disclosed_at=at, **same)
    assert sorted(month for *_, month in flows()) == [
        date(2025, 3, 1),
        date(2026, 2, 1),
        date(2026, 3, 1),
    ]


def test_chains_and_agreements_are_there(db):
    agreement = make.AgreementFactory(processing=True)
    link = make.SubProcessorFactory(agreement=agreement)
    below = make.SubProcessorFactory(agreement=agreement, parent=link, last_day=MARCH)
    facts = register_facts(until=UNTIL)
    [known] = facts.organisations[agreement.party.code].facts.agreements
    assert (known.id, known.kind) == (agreement.pk, AgreementKind.PROCESSING)
    chain, deeper = facts.sub_processing
    assert (chain.agreement, chain.party, chain.service) == (agreement.pk, link.party.code, "Hosting")
    assert (chain.id, chain.parent, chain.standing.approved_on) == (link.pk, None, link.approved_on)
    assert (deeper.party, deeper.parent, deeper.standing.last_day) == (below.party.code, link.pk, MARCH)


def test_the_number_of_queries_does_not_grow(db, django_assert_num_queries):
    for number in range(3):
        make.DisclosureFactory(number=f"d-{number}")
        make.SubProcessorFactory()
    with django_assert_num_queries(3):
        register_facts(until=UNTIL)


def test_what_is_recorded_while_the_facts_are_read_waits_for_the_next_time(db, monkeypatch):
    def meanwhile():
        make.DisclosureFactory()
        make.SubProcessorFactory()
        return load_register()

    monkeypatch.setattr("sharing.conflicts.queries.load_register", meanwhile)
    facts = register_facts(until=UNTIL)
    assert (facts.flows, facts.sub_processing) == ((), ())
    assert len(register_facts(until=UNTIL).flows) == 1


@pytest.mark.parametrize(
    ("role", "opens"),
    [
        (EDITOR, set()),
        (CONTRACT_MANAGER, {"agreement", "party", "transfers"}),
        (LAWYER, {"agreement", "party", "transfers", "disclosures"}),
        (AUDITOR, {"agreement", "party", "transfers", "disclosures"}),
        (ADMINISTRATOR, {"agreement", "party", "transfers"}),
    ],
)
def test_links_lead_to_screens_that_answer_those_who_may(db, role, opens):
    row = make.TransferFactory()
    agreement = make.AgreementFactory(party=row.party)
    visitor = signed_in(role)
    for kind in ("agreement", "party", "transfers", "disclosures"):
        about = Reference(kind, agreement.pk if kind == "agreement" else row.party_id, "naam")
        assert may_open(visitor.user, kind) == (kind in opens)
        assert (visitor.get(register_url(about)).status_code == 200) == (kind in opens), kind


def test_the_list_of_transfers_is_that_of_the_party(db):
    row, other = make.TransferFactory(), make.TransferFactory()
    url = register_url(Reference("transfers", row.party_id, ""))
    assert url.startswith(reverse("transfers:index"))
    listed = signed_in(LAWYER).get(url).context["object_list"]
    assert row in listed and other not in listed
