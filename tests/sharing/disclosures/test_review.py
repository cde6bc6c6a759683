"""Reviewing a deviation in the browser."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from sharing.core.readable import named
from sharing.disclosures.choices import Review
from sharing.roles import LAWYER
from tests import factories
from tests.sharing.core.visitors import signed_in


class TestReviewing:
    @pytest.fixture
    def deviation(self, db):
        return factories.DisclosureFactory(deviation=True)

    @pytest.mark.parametrize("decision", ["accepted", "corrected", "breach"])
    def test_who_decided_what_and_when_is_kept(self, decision, lawyer, deviation):
        url = reverse("disclosures:review", args=[deviation.pk])
        lawyer.post(url, {"decision": decision, "note": "Besproken met de FG"})
        deviation.refresh_from_db()
        assert (deviation.review, deviation.review_note) == (decision, "Besproken met de FG")
        assert deviation.reviewed_by == lawyer.user
        assert abs(timezone.now() - deviation.reviewed_at) < timedelta(minutes=1)
        assert "geen afwijkingen te beoordelen" in lawyer.get(reverse("worklist:index")).content.decode()

    @pytest.mark.parametrize(
        ("sent", "message"),
        [
            ({"decision": "", "note": "x"}, "Kies een oordeel."),
            ({"decision": "pending", "note": "x"}, "Selecteer een geldige keuze"),
            ({"decision": "accepted", "note": "  "}, "Licht het oordeel toe."),
        ],
    )
    def test_an_incomplete_decision_is_not_stored(self, sent, message, lawyer, deviation):
        page = lawyer.post(reverse("disclosures:review", args=[deviation.pk]), sent).content.decode()
        assert message in page
        deviation.refresh_from_db()
        assert deviation.review == Review.PENDING

    def test_who_comes_second_is_told_what_the_first_decided(self, lawyer, deviation):
        url = reverse("disclosures:review", args=[deviation.pk])
        first = signed_in(LAWYER)
        lawyer.get(url)
        first.post(url, {"decision": "breach", "note": "Gemeld"})
        page = lawyer.post(url, {"decision": "accepted", "note": "Prima"}, follow=True).content.decode()
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

    def review(client, decision):
        barrier.wait()
        client.post(url, {"decision": decision, "note": f"Besluit {decision}"})
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
