"""Whoever asks about an organisation gets all its records; whoever is told about it hears its name once."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from sharing.activities.choices import ProcessingRole
from sharing.agreements.changing import replace_agreement
from sharing.agreements.queries import processors
from sharing.answers.queries import Told
from sharing.article_30.queries import record_on
from sharing.conflicts.queries import register_facts
from sharing.core.actor import system_user
from sharing.core.dossiers import seal
from sharing.disclosures.intake.channels import JSON, Raw
from sharing.disclosures.intake.entries import EntryReader
from sharing.dossiers.queries import per_month, recipients_of
from sharing.duties.choices import GapKind
from sharing.duties.gaps import gap_rows
from sharing.duties.queries import moments
from sharing.gate.snapshot import load_register, register_about
from sharing.log.figures import Period, figures
from sharing.models import Agreement, Disclosure, RightsRequest
from sharing.parties.doubles import doubles_of
from sharing.parties.queries import recipients_by_capacity
from sharing.recipients.queries import public_list
from sharing.relations.queries import disclosures_per_month
from sharing.rights import recipients as art_19
from sharing.roles import CONTRACT_MANAGER, LAWYER
from sharing.transfers.queries import transfer_on
from tests import factories as make
from tests.sharing.core.visitors import signed_in, text
from tests.sharing.parties.steps import merge

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 31)
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def pair() -> tuple[Any, Any]:
    """The record that went and the one that stays, each with a disclosure, a capacity and an agreement."""
    make.EeaMembershipFactory(country=make.CountryFactory(code="NL"))
    gone = make.PartyFactory(code="wolk-2", name="Wolkbouwers", processor=True, kvk_number="")
    kept = make.PartyFactory(
        code="wolk", name="Wolkbouwers BV", processor=True, notice_address="m@wolk.example"
    )
    for party in (gone, kept):
        make.DisclosureFactory(recipient=party, capacity="processor", disclosed_at=AT)
        make.AgreementFactory(
            processing=True, party=party, reference=f"VW-{party.code}", description="Hosting"
        )
    merge(gone, kept)
    cache.clear()
    return gone, kept


def test_the_gate_knows_both_codes_and_all_agreements(pair):
    gone, kept = pair
    for register in (load_register(), register_about([gone.pk]), register_about([kept.pk])):
        row = register.parties["wolk-2"]
        assert row == register.parties["wolk"]
        assert (row.id, set(row.records)) == (kept.pk, {gone.pk, kept.pk})
        assert {one.reference for one in row.facts.agreements} == {"VW-wolk", "VW-wolk-2"}


def test_what_is_posted_under_the_old_code_arrives_and_is_the_same_as_before(pair):
    purpose, category, subject = (
        make.PurposeFactory(),
        make.DataCategoryFactory(),
        make.SubjectCategoryFactory(),
    )
    raw = Raw(
        external_id="E-1",
        disclosed_at=AT.isoformat(),
        dossier="d-1",
        recipient="wolk-2",
        capacity="processor",
        subject_category=subject.code,
        purpose=purpose.code,
        data_categories=(category.code,),
        legal_basis="contract",
    )
    reader = EntryReader(load_register(), JSON, at=AT, ahead=True)
    entry = reader.read(raw, 0)
    assert entry is not None, list(reader.errors)
    assert entry.shared.recipient.id == pair[1].pk
    assert "wolk-2" in entry.canonical("d-1")  # as it was said, so that sending it again is the same


def test_the_conflict_report_counts_the_organisation_once(pair):
    facts = register_facts(until=ON)
    assert [code for code in facts.organisations if code.startswith("wolk")] == ["wolk"]
    assert {flow.recipient for flow in facts.flows} == {"wolk"}
    assert sum(flow.count for flow in facts.flows) == 2


def test_the_log_and_its_figures(pair):
    gone, kept = pair
    lawyer = signed_in(LAWYER)
    for asked in (str(kept.pk), "wolk-2", "wolk"):
        found = lawyer.get(reverse("disclosures:index"), {"recipient": asked}).context["object_list"]
        assert {row.recipient_id for row in found} == {gone.pk, kept.pk}, asked
    lines = figures(Period(date(2026, 1, 1), date(2026, 12, 31))).recipients
    assert [(one.label, one.count) for one in lines] == [("Wolkbouwers BV", 2)]
    assert dict(disclosures_per_month([gone.pk, kept.pk], on=ON))[date(2026, 3, 1)] == 2


def test_a_dossier_and_an_answer_name_it_once(pair):
    seals = [seal("d-0001")]
    assert [(one.name, one.count) for one in recipients_of(seals)] == [("Wolkbouwers BV", 2)]
    assert set(per_month(seals)) == {pair[1].pk}
    shown = list(Told(seals, day=ON).shown())
    assert {(one.recipient, one.name) for one in shown} == {(pair[1].pk, "Wolkbouwers BV")}
    assert len(shown) == 2


def test_article_19_tells_it_once(pair):
    _gone, kept = pair
    request = make.granted_request(kind="erasure", received_at=datetime(2026, 3, 3, tzinfo=UTC))
    (one,) = art_19.recipients_of(request, on=ON)
    assert (one.party, one.count) == (kept, 2)
    untold = RightsRequest.objects.filter(art_19.untold())
    assert list(untold) == [request]
    make.RecipientNoticeFactory(request=request, recipient=kept)
    assert not untold.all().exists()
    assert art_19.recipients_told(request)


def test_who_was_told_before_is_told(pair_before):
    gone, kept, request = pair_before
    make.RecipientNoticeFactory(request=request, recipient=gone)
    make.RecipientNoticeFactory(request=request, recipient=kept)
    merge(gone, kept)
    (one,) = art_19.recipients_of(request, on=ON)
    assert one.party == kept and one.is_told
    assert not RightsRequest.objects.filter(art_19.untold()).exists()


@pytest.fixture
def pair_before() -> tuple[Any, Any, Any]:
    gone, kept = make.PartyFactory(name="Beta", kvk_number=""), make.PartyFactory(name="Alfa")
    for party in (gone, kept):
        make.DisclosureFactory(recipient=party, disclosed_at=AT)
    return gone, kept, make.granted_request(kind="erasure", received_at=datetime(2026, 3, 3, tzinfo=UTC))


def test_readers_of_the_statement_see_one_name(pair):
    assert {row["party"] for row in processors(on=ON)} == {"Wolkbouwers BV"}
    held = {row["capacity"]: row["parties"] for row in recipients_by_capacity(on=ON)}
    assert [one["name"] for one in held["processor"]] == ["Wolkbouwers BV"]
    (listed,) = public_list(on=ON, capacities=["processor"]).recipients
    assert listed.name == "Wolkbouwers BV"


def test_article_30_names_it_once(pair):
    activity = make.ProcessingActivityFactory()
    # Both stood there before they were one.
    gone, kept = make.PartyFactory(name="Dubbel", kvk_number=""), make.PartyFactory(name="Enkel")
    for party in (gone, kept):
        make.ActivityRecipientFactory(activity=activity, recipient=party)
        make.ConfidentialityFactory(processor=True, party=party)
    merge(gone, kept)
    (told,) = record_on(ProcessingRole(activity.role), on=ON, moment=None, at=AT).activities
    assert [one.name for one in told.recipients] == ["Enkel"]
    assert list(told.declared) == ["Geheimhouding: verklaard door Enkel."]


def test_a_safeguard_of_either_protects_both(pair_abroad):
    gone, kept = pair_abroad
    for party in (gone, kept):
        assert transfer_on(party, on=ON).transfer is not None
    assert not doubles_of(name=gone.name, kvk_number="", foreign_number="", but=kept.pk)


@pytest.fixture
def pair_abroad() -> tuple[Any, Any]:
    gone, kept = (make.PartyFactory(abroad=True, name=f"Overzee {one}", processor=True) for one in "ab")
    make.TransferFactory(party=gone)
    merge(gone, kept)
    return gone, kept


def test_an_agreement_of_either_record_is_no_gap_of_the_other():
    gone, kept = make.PartyFactory(processor=True, kvk_number=""), make.PartyFactory()
    make.AgreementFactory(processing=True, party=kept)
    mismatch, missing = (gap_rows(kind.value, on=ON) for kind in (GapKind.MISMATCH, GapKind.NO_AGREEMENT))
    assert mismatch.exists() and missing.exists()
    merge(gone, kept)
    assert not mismatch.exists() and not missing.exists()


def test_an_end_of_an_agreement_of_the_record_that_went_is_still_told():
    gone, kept = make.PartyFactory(processor=True, kvk_number=""), make.PartyFactory(name="Blijft")
    ended = make.AgreementFactory(processing=True, party=gone, last_day=date(2026, 1, 1))
    merge(gone, kept)
    assert list(gap_rows(GapKind.ENDED.value, on=ON)) == [ended]
    assert [(one.party, one.party_id) for one in moments(on=ON) if one.agreement == ended.pk] == [
        ("Blijft", kept.pk)
    ]


def test_its_page_shows_all_of_both(pair):
    gone, kept = pair
    manager = signed_in(CONTRACT_MANAGER)
    shown = text(manager.get(reverse("parties:inspect", args=[kept.pk])))
    for words in ("VW-wolk-2", "Samengevoegd in deze partij", "Wolkbouwers (wolk-2)", "Verstrekkingen (2)"):
        assert words in shown, words
    went = text(manager.get(reverse("parties:inspect", args=[gone.pk])))
    assert "Deze partij is samengevoegd met Wolkbouwers BV (wolk)" in went
    assert reverse("parties:edit", args=[gone.pk]) not in went
    assert manager.get(reverse("parties:edit", args=[gone.pk]))["Location"] == reverse(
        "parties:inspect", args=[kept.pk]
    )
    found = manager.get(reverse("agreements:index"), {"party": kept.pk}).context["object_list"]
    assert {one.reference for one in found} == {"VW-wolk", "VW-wolk-2"}


def test_an_extension_of_an_old_agreement_goes_to_who_stays(pair):
    old = Agreement.objects.get(reference="VW-wolk-2")
    made = replace_agreement(
        old,
        reference="VW-nieuw",
        first_day=date(2027, 1, 1),
        last_day=None,
        signed_on=None,
        covers={"purposes": [], "data_categories": [], "subject_categories": []},
        by=system_user(),
        reason="Opvolger",
    )
    assert made.party == pair[1]


@pytest.mark.usefixtures("pair")
def test_nothing_of_the_log_is_written():
    assert set(Disclosure.objects.values_list("recipient__code", flat=True)) == {"wolk", "wolk-2"}
    assert Disclosure.history.count() == 2
