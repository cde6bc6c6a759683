"""What happened to a record, as people read it."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from sharing.agreements.models import AgreementDocument
from sharing.core.actor import acting
from sharing.core.dossiers import seal
from sharing.core.readable import AccountNames
from sharing.core.timeline import Timeline, deleted_rows
from sharing.models import Agreement, Consent, DataCategory, Disclosure, Party, PartyCapacity, Source
from sharing.roles import AUDITOR
from tests import factories
from tests.sharing.core.visitors import signed_in, text

pytestmark = pytest.mark.django_db


def tell(record, **kwargs) -> list:
    return Timeline(type(record), record.pk, **kwargs)[:100]


def told(moment) -> list[tuple]:
    """Everything of a moment, flat."""
    return [
        (event.kind, event.subject, change.label, change.old, change.new)
        for event in moment.events
        for change in event.changes
    ]


@pytest.fixture
def user():
    return factories.UserFactory(first_name="Carla", last_name="Contract")


def test_values_are_words(user):
    transfer = factories.TransferFactory(first_day=date(2024, 1, 1), inside_scope=None)
    other = factories.PartyFactory(name="Ander BV")
    with acting(by=user, reason="Verhuisd"):
        transfer.party = other
        transfer.last_day = date(2026, 12, 31)
        transfer.mechanism = "bcr"
        transfer.inside_scope = False
        transfer.save()
    newest = tell(transfer)[0]
    assert (newest.actor, newest.reason, newest.kind) == (
        f"Carla Contract ({user.username})",
        "Verhuisd",
        "~",
    )
    assert told(newest) == [
        ("~", "", "Partij", transfer.history.last().party.name, "Ander BV"),
        (
            "~",
            "",
            "Mechanisme",
            "Modelcontractbepalingen, module 2 (art. 46)",
            "Bindende bedrijfsvoorschriften (art. 47)",
        ),
        ("~", "", "Ontvanger valt binnen de reikwijdte van het besluit", "–", "nee"),
        ("~", "", "Tot en met", "–", "31 december 2026"),
    ]


def test_moments_within_one_minute_are_told_with_their_seconds(user):
    consent = factories.ConsentFactory()
    first = consent.given_at.replace(second=22)
    for reason, moment in [
        ("a", first),
        ("b", first.replace(second=40)),
        ("c", first - timedelta(minutes=5)),
    ]:
        with acting(by=user, reason=reason):
            Consent.objects.filter(pk=consent.pk).update(given_at=moment)
    said = {moment.reason: told(moment)[0][-2:] for moment in tell(consent)[:3]}
    assert [one[-3:] for one in said["b"]] == [":22", ":40"]
    assert not any(re.search(r":\d\d:\d\d$", one) for one in said["c"])


def test_a_number_has_its_thousands_and_a_file_its_own_name(user):
    agreement = factories.AgreementFactory(notice_days=30)
    with acting(by=user, reason="Langer, en getekend"):
        Agreement.objects.filter(pk=agreement.pk).update(notice_days=1250)
        AgreementDocument.objects.create(
            agreement=agreement, title="Contract", file="overeenkomsten/2026/getekend.pdf", sha256="0" * 64
        )
    said = told(tell(agreement)[0])
    assert ("~", "", "Opzegtermijn in dagen", "30", "1.250") in said
    assert ("+", "Document “Contract”", "Bestand", "–", "getekend.pdf") in said


def test_parts_are_told_with_the_record_in_one_moment(user):
    party = factories.PartyFactory(name="Oud", client=True)
    with acting(by=user, reason="Fusie"):
        Party.objects.filter(pk=party.pk).update(name="Nieuw")
        PartyCapacity.objects.filter(party=party).update(last_day=date(2026, 6, 30))
        PartyCapacity.objects.create(party=party, capacity="processor", first_day=date(2026, 7, 1))
    newest = tell(party)[0]
    assert told(newest) == [
        ("~", "", "Naam", "Oud", "Nieuw"),
        ("~", "Hoedanigheid “Opdrachtgever”", "Tot en met", "–", "30 juni 2026"),
        ("+", "Hoedanigheid “Verwerker”", "Hoedanigheid", "–", "Verwerker"),
        ("+", "Hoedanigheid “Verwerker”", "Vanaf", "–", "1 juli 2026"),
    ]


def test_through_rows_of_an_agreement_are_part_of_its_history(user):
    purpose = factories.PurposeFactory(description="Re-integratie")
    agreement = factories.AgreementFactory(covers=[purpose])
    with acting(by=user, reason="Uitgebreid"):
        agreement.purposes.set([factories.PurposeFactory(description="Salaris")])
        agreement.data_categories.set([factories.DataCategoryFactory(name="Adres")])
    subjects = {(event.kind, event.subject) for event in tell(agreement)[0].events}
    assert subjects == {
        ("-", "Doeleinde van de overeenkomst “Re-integratie”"),
        ("+", "Doeleinde van de overeenkomst “Salaris”"),
        ("+", "Gegevenscategorie van de overeenkomst “Adres”"),
    }


def test_several_saves_in_one_transaction_read_as_one_change(user):
    party = factories.PartyFactory(name="een")
    with acting(by=user, reason="Twee keer"):
        Party.objects.filter(pk=party.pk).update(name="twee")
        Party.objects.filter(pk=party.pk).update(name="drie")
        capacity = PartyCapacity.objects.create(party=party, capacity="client", first_day=date(2024, 1, 1))
        capacity.delete()
    assert told(tell(party)[0]) == [("~", "", "Naam", "een", "drie")]


def test_a_save_without_a_difference_says_so(user):
    party = factories.PartyFactory()
    with acting(by=user, reason="Niets"):
        party.save()
    assert tell(party)[0].nothing_changed


def test_different_reasons_in_one_transaction_are_different_moments(user):
    party = factories.PartyFactory()
    with acting(by=user, reason="buiten"):
        Party.objects.filter(pk=party.pk).update(name="twee")
        with acting(by=user, reason="binnen"):
            Party.objects.filter(pk=party.pk).update(name="drie")
    assert {moment.reason for moment in tell(party)} == {"buiten", "binnen", "Testgegevens"}


@pytest.mark.parametrize("screen", ["parties:history", "parties:inspect"])
def test_what_changed_in_one_second_has_names_of_its_own(user, screen):
    party = factories.PartyFactory()
    for reason in ("een", "twee"):
        with acting(by=user, reason=reason):
            rows = (
                PartyCapacity(
                    party=party, capacity="client", first_day=date(year, 1, 1), last_day=date(year, 2, 1)
                )
                for year in ((2021, 2022) if reason == "een" else (2023, 2024))
            )
            PartyCapacity.objects.bulk_create(rows)
    page = text(signed_in(AUDITOR).get(reverse(screen, args=[party.pk])))
    names = re.findall(r'role="region" aria-label="(Wijzigingen[^"]*)"', page)
    assert len(names) == 5 and len(set(names)) == 5, names


def test_deletion_is_told_and_listed(user):
    party = factories.PartyFactory(name="Weg", client=True)
    key = party.pk
    with acting(by=user, reason="Opgeheven"):
        party.delete()
    newest = Timeline(Party, key)[:1][0]
    assert newest.kind == "-"
    assert ("-", "Hoedanigheid “Opdrachtgever”", "Hoedanigheid", "Opdrachtgever", "–") in told(newest)
    assert [row.instance.name for row in deleted_rows(Party)] == ["Weg"]
    assert Timeline(Party, key).last_state.name == "Weg"


def test_arrays_of_keys_read_as_names(user):
    consent = factories.ConsentFactory(data=[factories.DataCategoryFactory(name="Adres")])
    other = factories.DataCategoryFactory(name="Telefoon")
    with acting(by=user, reason=""):
        Consent.objects.filter(pk=consent.pk).update(data_categories=[*consent.data_categories, other.pk])
    assert told(tell(consent)[0]) == [("~", "", "Gegevenscategorieën", "Adres", "Adres, Telefoon")]


def test_a_dossier_is_shown_only_when_asked_for(user):
    disclosure = factories.DisclosureFactory(number="d-1")
    with acting(by=user, reason="Verkeerd dossier"):
        Disclosure.objects.filter(pk=disclosure.pk).update(dossier=seal("d-2"))
    assert told(tell(disclosure, dossiers=True)[0]) == [("~", "", "Dossier", "d-1", "d-2")]
    assert told(tell(disclosure)[0]) == [("~", "", "Dossier", "(niet getoond)", "(niet getoond)")]


def test_a_token_is_never_shown(user):
    source = factories.SourceFactory(token_hash="a" * 64, expires_at=factories.NOON)
    with factories.as_operator("Nieuw token"):
        Source.objects.filter(pk=source.pk).update(token_hash="b" * 64)
    changes = told(tell(source)[0])
    assert [row[2:] for row in changes] == [
        ("Controlegetal van het token", "(niet getoond)", "(vervangen, niet getoond)")
    ]
    assert "aaaa" not in str(tell(source))


def test_names_are_those_of_the_moment(user, django_assert_max_num_queries):
    category = factories.DataCategoryFactory(name="Oude naam")
    consent = factories.ConsentFactory(data=[category])
    with acting(by=user, reason=""):
        DataCategory.objects.filter(pk=category.pk).update(name="Nieuwe naam")
    first = tell(consent)[-1]
    # All of this test is one transaction, so one moment: the name at its end.
    assert [row[4] for row in told(first) if row[2] == "Gegevenscategorieën"] == ["Nieuwe naam"]
    with django_assert_max_num_queries(5):
        tell(consent)


def test_a_long_history_is_leafed_through(user):
    party = factories.PartyFactory()
    for number in range(60):
        with acting(by=user, reason=f"Stap {number:02}"):
            Party.objects.filter(pk=party.pk).update(name=f"Naam {number}")
    auditor = signed_in(AUDITOR)
    url = reverse("parties:history", args=[party.pk])
    pages = [auditor.get(f"{url}?p={number}") for number in (1, 2, 3)]
    assert [len(page.context["moments"]) for page in pages] == [25, 25, 11]
    shown = text(auditor.get(reverse("parties:inspect", args=[party.pk])))
    assert "Bekijk de hele historie" in shown


def test_renaming_does_not_rewrite_the_past(transactional_db):
    user = factories.UserFactory(username="eva", first_name="Eva", last_name="Eerst")
    party = factories.PartyFactory()
    with acting(by=user, reason="x"):
        Party.objects.filter(pk=party.pk).update(name="x")
    with factories.as_operator():
        type(user).objects.filter(pk=user.pk).update(last_name="Later")
    assert tell(party)[0].actor == "Eva Eerst (eva)"
    with acting(by=user, reason="y"):
        Party.objects.filter(pk=party.pk).update(name="y")
    assert [moment.actor for moment in tell(party)[:2]] == ["Eva Later (eva)", "Eva Eerst (eva)"]
    names, first = AccountNames([user.pk]), user.history.last().history_date
    assert names.at(user.pk, first - timedelta(days=1)) == "Eva Eerst (eva)", "as it was first known"
    assert names.at(user.pk) == "Eva Later (eva)"
    assert names.at(424242) == "account 424242"


def test_what_people_type_is_escaped():
    auditor = signed_in(AUDITOR)
    party = factories.PartyFactory(name="<script>alert(1)</script>")
    with acting(by=factories.tester(), reason="<img src=x onerror=alert(2)>"):
        Party.objects.filter(pk=party.pk).update(address="<b>x</b>")
    for action in ("inspect", "history"):
        page = text(auditor.get(reverse(f"parties:{action}", args=[party.pk])))
        assert "<script>alert(1)" not in page
        assert "<img src=x" not in page
        assert "<b>x</b>" not in page


def test_agreements_show_their_whole_history():
    auditor = signed_in(AUDITOR)
    agreement = factories.AgreementFactory(processing=True)
    factories.SubProcessorFactory(agreement=agreement, service="Opslag")
    page = auditor.get(reverse("agreements:inspect", args=[agreement.pk]))
    assert page.status_code == 200
    assert "Subverwerker" in text(page)
    assert Agreement.history.count() == 1
