"""Reviewing a deviation in the browser."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from sharing.core.readable import named
from sharing.core.records import version_of
from sharing.disclosures.choices import Review
from sharing.disclosures.models import Disclosure
from sharing.roles import LAWYER
from tests import factories
from tests.sharing.core.visitors import signed_in

KNOWN = "1-4-2026 9:00"  # as people type it, after the disclosure


def sent(row, **fields) -> dict:
    """What the browser sends of a form that was opened now."""
    return {"version": version_of(Disclosure, row.pk), **fields}


class TestReviewing:
    @pytest.fixture
    def deviation(self, db):
        return factories.DisclosureFactory(deviation=True)

    @pytest.mark.parametrize("decision", ["accepted", "corrected", "breach"])
    def test_who_decided_what_and_when_is_kept(self, decision, lawyer, deviation):
        url = reverse("disclosures:review", args=[deviation.pk])
        known = {"aware_at": KNOWN} if decision == "breach" else {}
        lawyer.post(url, sent(deviation, decision=decision, note="Besproken met de FG", **known))
        deviation.refresh_from_db()
        assert (deviation.review, deviation.review_note) == (decision, "Besproken met de FG")
        assert deviation.reviewed_by == lawyer.user
        assert abs(timezone.now() - deviation.reviewed_at) < timedelta(minutes=1)
        assert "geen afwijkingen te beoordelen" in lawyer.get(reverse("worklist:index")).content.decode()

    def test_who_recorded_it_is_called_as_on_that_day(self, transactional_db, lawyer):
        recorder = factories.UserFactory(username="eva", first_name="Eva", last_name="Eerst")
        row = factories.DisclosureFactory(deviation=True, recorded_by=recorder)
        with factories.as_operator():
            type(recorder).objects.filter(pk=recorder.pk).update(last_name="Later")
        page = lawyer.get(reverse("disclosures:review", args=[row.pk])).content.decode()
        assert "Eva Eerst (eva)" in page
        assert "Eva Later" not in page

    @pytest.mark.parametrize(
        ("filled", "message"),
        [
            ({"decision": "", "note": "x"}, "Kies een oordeel."),
            ({"decision": "pending", "note": "x"}, "Selecteer een geldige keuze"),
            ({"decision": "accepted", "note": "  "}, "Licht het oordeel toe."),
            ({"decision": "breach", "note": "x"}, "Vul in wanneer het datalek bekend werd"),
            ({"decision": "breach", "note": "x", "aware_at": "gisteren"}, "geen datum"),
            (
                {"decision": "breach", "note": "x", "aware_at": "30-3-2026 10:00"},
                "niet bekend voordat er is verstrekt",
            ),
            ({"decision": "accepted", "note": "x", "aware_at": KNOWN}, "Alleen een datalek wordt bekend"),
        ],
    )
    def test_an_incomplete_decision_is_not_stored(self, filled, message, lawyer, deviation):
        data = sent(deviation, **filled)
        page = lawyer.post(reverse("disclosures:review", args=[deviation.pk]), data).content.decode()
        assert message in page
        deviation.refresh_from_db()
        assert deviation.review == Review.PENDING

    def test_a_moment_that_cannot_be_is_told_at_its_field_with_all_else(self, lawyer, deviation):
        url = reverse("disclosures:review", args=[deviation.pk])
        data = sent(deviation, decision="breach", note="", aware_at="30-3-2026 10:00")
        errors = lawyer.post(url, data).context["form"].errors
        assert "niet bekend voordat er is verstrekt" in errors["aware_at"][0]
        assert errors["note"] == ["Licht het oordeel toe."]
        lawyer.post(url, data | {"note": "Verkeerde lijst", "aware_at": KNOWN})
        url = reverse("disclosures:breach", args=[deviation.pk])
        errors = lawyer.post(url, sent(deviation, note=" ", aware_at="1-1-2199 9:00")).context["form"].errors
        assert list(errors) == ["note", "aware_at"]

    def test_who_comes_second_is_told_what_the_first_decided(self, lawyer, deviation):
        url = reverse("disclosures:review", args=[deviation.pk])
        first = signed_in(LAWYER)
        lawyer.get(url)
        data = sent(deviation, decision="accepted", note="Prima")
        first.post(url, sent(deviation, decision="breach", note="Gemeld", aware_at=KNOWN))
        page = lawyer.post(url, data, follow=True).content.decode()
        assert f"{named(first.user)} heeft deze afwijking al beoordeeld" in page
        deviation.refresh_from_db()
        assert deviation.review == Review.BREACH

    def test_a_permitted_disclosure_has_nothing_to_review(self, lawyer):
        row = factories.DisclosureFactory()
        page = lawyer.get(reverse("disclosures:review", args=[row.pk]), follow=True).content.decode()
        assert "geen afwijking; er valt niets te beoordelen" in page


@pytest.mark.django_db(transaction=True)
def test_of_two_reviews_at_once_one_counts():
    deviation = factories.DisclosureFactory(deviation=True)
    clients = [signed_in(LAWYER), signed_in(LAWYER)]
    url = reverse("disclosures:review", args=[deviation.pk])
    barrier = threading.Barrier(2)
    data = sent(deviation)

    def review(client, decision):
        barrier.wait()
        known = {"aware_at": KNOWN} if decision == "breach" else {}
        client.post(url, data | known | {"decision": decision, "note": f"Besluit {decision}"})
        connection.close()

    threads = [
        threading.Thread(target=review, args=pair)
        for pair in zip(clients, ["accepted", "breach"], strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    deviation.refresh_from_db()
    reviews = deviation.history.exclude(review=Review.PENDING).count()
    assert reviews == 1
    assert deviation.review_note == f"Besluit {deviation.review}"


class TestSecondPerson:
    """On the screens: what is one's own is a colleague's to judge."""

    @pytest.fixture
    def colleague(self, lawyer):
        return signed_in(LAWYER)

    @pytest.fixture
    def own(self, lawyer):
        return factories.DisclosureFactory(deviation=True, recorded_by=lawyer.user)

    def open(self, client, step: str, row, **data):
        url = reverse(f"disclosures:{step}", args=[row.pk])
        answer = client.post(url, data, follow=True) if data else client.get(url, follow=True)
        return answer.content.decode()

    def test_reviews_what_one_did_not_record(self, lawyer, colleague, own):
        assert "Een collega beoordeelt haar." in self.open(lawyer, "review", own)
        assert "Beoordelen" not in self.open(lawyer, "inspect", own)
        assert "Uw collega beoordeelt" in lawyer.get(reverse("worklist:index")).content.decode()
        data = sent(own, decision="accepted", note="Prima")
        self.open(lawyer, "review", own, **data)
        own.refresh_from_db()
        assert own.review == Review.PENDING
        assert "Beoordelen" in self.open(colleague, "inspect", own)
        assert "Het oordeel is vastgelegd." in self.open(colleague, "review", own, **data)

    def test_reopens_with_a_reason(self, lawyer, colleague, own):
        self.open(colleague, "review", own, **sent(own, decision="accepted", note="Prima"))
        assert "Oordeel heropenen" in self.open(lawyer, "inspect", own)
        assert "Vul iets in bij “Waarom opnieuw beoordelen?”" in self.open(
            lawyer, "reopen", own, **sent(own, reason="")
        )
        page = self.open(lawyer, "reopen", own, **sent(own, reason="Nieuw feit"))
        assert "staat weer op de lijst" in page
        own.refresh_from_db()
        assert own.review == Review.PENDING

    def test_adds_to_a_breach_that_it_was_known_earlier(self, lawyer, colleague, own):
        with time_machine.travel("2026-04-04T10:00:00+02:00", tick=False):
            self.add_to_a_breach(lawyer, colleague, own)

    def add_to_a_breach(self, lawyer, colleague, own):
        data = sent(own, decision="breach", note="Verkeerde gemeente", aware_at="4-4-2026 9:00")
        self.open(colleague, "review", own, **data)
        assert "Oordeel heropenen" not in self.open(lawyer, "inspect", own)
        assert "geen oordeel gegeven dat kan worden heropend" in self.open(lawyer, "reopen", own)
        page = self.open(lawyer, "breach", own, **sent(own, note="Eerder", aware_at="31-4-2026 9:00"))
        assert "april 2026 heeft 30 dagen" in page
        page = self.open(lawyer, "breach", own, **sent(own, note="Toch eerder", aware_at="4-4-2026 8:30"))
        assert "De aanvulling is vastgelegd." in page
        assert "4 april 2026 om 08:30" in page

    def test_two_who_add_at_once_both_read_what_the_other_wrote(self, lawyer, colleague, own):
        self.open(
            colleague,
            "review",
            own,
            **sent(own, decision="breach", note="Verkeerde gemeente", aware_at=KNOWN),
        )
        mine, theirs = sent(own, note="Van mij"), sent(own, note="Van hem")
        self.open(lawyer, "breach", own, **mine)
        page = self.open(colleague, "breach", own, **theirs)
        assert "heeft dit intussen gewijzigd" in page
        assert "Van hem" in page
