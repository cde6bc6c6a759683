"""The disclosure log in the browser: what each role sees and may do, and what happens to bad input."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sharing.core.dossiers import seal
from sharing.disclosures.choices import Outcome, Review
from sharing.disclosures.models import Disclosure
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from sharing.sources.operations import BY_HAND
from tests import factories
from tests.sharing.core.visitors import signed_in
from tests.sharing.disclosures.screens import ADD, INDEX, filled, hidden


@pytest.mark.parametrize(
    ("role", "listed", "adds", "sources"),
    [
        (EDITOR, 403, 403, 403),
        (CONTRACT_MANAGER, 403, 403, 403),
        (LAWYER, 200, 200, 200),
        (AUDITOR, 200, 403, 200),
        (ADMINISTRATOR, 403, 403, 200),
    ],
)
def test_who_sees_what(role, listed, adds, sources, register):
    row = factories.DisclosureFactory(deviation=True, number="D-GEHEIM")
    client = signed_in(role)
    pages = [
        INDEX,
        reverse("disclosures:inspect", args=[row.pk]),
        reverse("disclosures:history", args=[row.pk]),
    ]
    for page in pages:
        answer = client.get(page)
        assert (302 if answer.status_code == 302 else answer.status_code) in {
            listed,
            302 if listed == 403 else 200,
        }, page
        assert ("D-GEHEIM" in answer.content.decode()) == (listed == 200), page
    changing = [ADD, reverse("disclosures:edit", args=[row.pk]), reverse("disclosures:review", args=[row.pk])]
    for page in changing:
        assert (client.get(page).status_code == 200) == (adds == 200), page
    assert (client.get(reverse("sources:index")).status_code == 200) == (sources == 200)
    assert (client.get(reverse("worklist:index")).status_code == 200) == (adds == 200)


def test_there_is_no_way_to_delete_a_disclosure(lawyer):
    row = factories.DisclosureFactory()
    assert lawyer.post(f"{INDEX}{row.pk}/verwijderen/", {"reason": "weg"}).status_code == 404


def test_an_auditor_finds_no_buttons_to_change(auditor):
    row = factories.DisclosureFactory(deviation=True)
    page = auditor.get(reverse("disclosures:inspect", args=[row.pk])).content.decode()
    assert "Corrigeren" not in page
    assert "Beoordelen" not in page
    assert "Verstrekking vastleggen" not in auditor.get(INDEX).content.decode()


class TestRecording:
    def test_a_permitted_disclosure_is_stored(self, lawyer, register):
        answer = lawyer.post(ADD, filled(store="1"), follow=True)
        row = Disclosure.objects.get()
        assert answer.redirect_chain[-1][0] == reverse("disclosures:inspect", args=[row.pk])
        assert "De verstrekking is vastgelegd." in answer.content.decode()
        assert row.disclosed_at == datetime(2026, 3, 31, 12, 5, tzinfo=UTC)
        assert (row.outcome, row.recorded_by, row.source.name) == (Outcome.PERMITTED, lawyer.user, BY_HAND)
        assert bytes(row.dossier) == seal("d-2026-0001")
        assert row.destination_country_id == "NL"

    def test_asking_whether_it_may_stores_nothing_and_keeps_all_input(self, lawyer, register):
        page = lawyer.post(ADD, filled(check="1", description="Rapport over voortgang")).content.decode()
        assert "Dit mag." in page
        assert not Disclosure.objects.exists()
        assert "d-2026-0001</textarea>" in page
        assert "Rapport over voortgang" in page
        assert 'value="31-03-2026 14:05"' in page

    def test_a_contract_is_one_with_the_person_and_the_form_says_so(self, lawyer, register):
        page = lawyer.get(ADD).content.decode()
        assert '<option value="contract">Overeenkomst met de betrokkene</option>' in page
        assert "Onze overeenkomst met de ontvanger is geen grondslag." in page

    def test_asking_may_look_ahead(self, lawyer, register):
        ahead = timezone.localdate() + timedelta(days=30)
        page = lawyer.post(ADD, filled(check="1", disclosed_at=f"{ahead:%d-%m-%Y} 10.12")).content.decode()
        assert "Dit mag." in page

    def test_what_is_not_allowed_says_why_and_where_that_stands(self, lawyer, register):
        page = lawyer.post(ADD, filled(check="1", data_categories=["naam", "gezondheid"])).content.decode()
        assert "Dit mag niet" in page
        assert "meer dan overeenkomst OV-1" in page
        assert "artikel 9, lid 2, onder a, AVG" in page
        assert not Disclosure.objects.exists()

    def test_blocked_without_a_reason_asks_for_one_and_puts_the_focus_there(self, lawyer, register):
        page = lawyer.post(ADD, filled(store="1", data_categories=["gezondheid"])).content.decode()
        assert "Niet vastgelegd" in page
        field = page[page.index('name="deviation_reason"') - 60 :][:400]
        assert "autofocus" in field
        assert not Disclosure.objects.exists()

    def test_blocked_with_a_reason_is_a_deviation_on_the_worklist(self, lawyer, register):
        sent = filled(store="1", data_categories=["gezondheid"], deviation_reason="Spoed:\r\nambulance")
        page = lawyer.post(ADD, sent, follow=True).content.decode()
        row = Disclosure.objects.get()
        assert (row.outcome, row.review, row.deviation_reason) == (
            Outcome.DEVIATION,
            Review.PENDING,
            "Spoed:\nambulance",
        )
        assert "Vastgelegd als afwijking" in page
        assert "uitdrukkelijke toestemming" in page
        assert "Gemeente Voorbeeldstad" in lawyer.get(reverse("worklist:index")).content.decode()

    def test_a_form_sent_twice_is_stored_once(self, lawyer, register):
        lawyer.post(ADD, filled(store="1"))
        page = lawyer.post(ADD, filled(store="1"), follow=True).content.decode()
        assert "was al verzonden" in page
        assert Disclosure.objects.count() == 1

    def test_every_new_form_has_a_key_of_its_own(self, lawyer, register):
        keys = {lawyer.get(ADD).context["form_key"] for _ in range(3)}
        assert len(keys) == 3

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"dossier": "123456782"}, "burgerservicenummer"),
            ({"dossier": ""}, "Vul het dossiernummer in."),
            ({"recipient": "onbekend"}, "Er is geen partij die “onbekend” heet"),
            ({"data_categories": []}, "Kies minstens één soort gegevens."),
            ({"disclosed_at": "31-12-1994 14:05"}, "ligt voor 1995"),
            ({"disclosed_at": "01-01-2999 14:05"}, "ligt in de toekomst"),
            ({"disclosed_at": "28-03-2027 02:30"}, "bestond 02:30 niet"),
            ({"disclosed_at": "26-10-2025 02:30"}, "twee keer 02:30"),
            ({"disclosed_at": "31-03-2026"}, "“31-03-2026” mist de tijd."),
            ({"description": "x" * 2001}, "2.000 tekens"),
            ({"description": "een\x00nul"}, "Null-tekens"),
            ({"legal_provision": "een\x07bel"}, "stuurteken"),
        ],
    )
    def test_bad_input_is_named_at_its_field_and_nothing_is_stored(self, changes, message, lawyer, register):
        page = lawyer.post(ADD, filled(store="1", **changes)).content.decode()
        assert message in page
        assert not Disclosure.objects.exists()

    def test_the_first_field_with_an_error_has_the_focus(self, lawyer, register):
        page = lawyer.post(ADD, filled(store="1", recipient="", dossier="")).content.decode()
        assert page.count("autofocus") == 1
        assert "autofocus" in page[page.index('name="recipient"') :][:300]

    @pytest.mark.parametrize(("which", "hour"), [("0", 0), ("1", 1)])
    def test_the_hour_that_comes_twice_is_asked_for(self, which, hour, lawyer, register):
        twice = {"disclosed_at": "26-10-2025 02:30"}
        assert "Welke van de twee is het?" in lawyer.post(ADD, filled(store="1", **twice)).content.decode()
        lawyer.post(ADD, filled(store="1", disclosed_at_which=which, **twice))
        assert Disclosure.objects.get().disclosed_at == datetime(2025, 10, 26, hour, 30, tzinfo=UTC)

    def test_a_forged_form_key_gets_another(self, lawyer, register):
        lawyer.post(ADD, filled(store="1", form_key="x" * 300))
        assert len(Disclosure.objects.get().external_id) == 22


class TestCorrecting:
    @pytest.fixture
    def stored(self, lawyer, register):
        lawyer.post(ADD, filled(store="1"))
        return Disclosure.objects.get()

    def send(self, client, row, **changes):
        page = client.get(reverse("disclosures:edit", args=[row.pk]))
        version = page.context["form"]["version"].value()
        sent = filled(store="1", reason="Verkeerd dossier", version=version) | changes
        return client.post(reverse("disclosures:edit", args=[row.pk]), sent, follow=True)

    def test_the_new_state_stands_and_the_old_one_stays_readable(self, lawyer, stored):
        page = self.send(lawyer, stored, dossier="d-2026-0002").content.decode()
        stored.refresh_from_db()
        assert bytes(stored.dossier) == seal("d-2026-0002")
        assert "Verkeerd dossier" in page
        assert "d-2026-0001" in page

    def test_a_correction_needs_a_reason(self, lawyer, stored):
        page = self.send(lawyer, stored, dossier="d-2026-0002", reason="").content.decode()
        assert "de reden komt in de historie" in page
        stored.refresh_from_db()
        assert bytes(stored.dossier) == seal("d-2026-0001")

    def test_asking_first_needs_no_reason(self, lawyer, stored):
        url = reverse("disclosures:edit", args=[stored.pk])
        version = lawyer.get(url).context["form"]["version"].value()
        assert "Dit mag." in lawyer.post(url, filled(check="1", reason="", version=version)).content.decode()

    def test_the_gate_judges_again(self, lawyer, stored):
        page = self.send(lawyer, stored, data_categories=["gezondheid"]).content.decode()
        assert "Niet vastgelegd" in page
        self.send(lawyer, stored, data_categories=["gezondheid"], deviation_reason="Het was toch zo")
        stored.refresh_from_db()
        assert (stored.outcome, stored.review) == (Outcome.DEVIATION, Review.PENDING)

    def test_somebody_elses_correction_meanwhile_is_not_overwritten_unseen(self, lawyer, stored):
        url = reverse("disclosures:edit", args=[stored.pk])
        version = lawyer.get(url).context["form"]["version"].value()
        colleague = signed_in(LAWYER)
        self.send(colleague, stored, channel="post")
        page = lawyer.post(
            url, filled(store="1", reason="Ook ik", version=version, dossier="d-3")
        ).content.decode()
        assert "heeft dit intussen gewijzigd" in page
        stored.refresh_from_db()
        assert bytes(stored.dossier) == seal("d-2026-0001")
        sent = filled(store="1", reason="Ook ik", dossier="d-3", version=hidden(page, "version"))
        page = lawyer.post(url, sent).content.decode()
        assert "heeft dit intussen gewijzigd" in page  # storing again is no choice
        seen = re.search(r'type="checkbox" name="overtaken" value="([\d.]+)"', page)
        assert lawyer.post(url, sent | {"overtaken": seen[1]}).status_code == 302
