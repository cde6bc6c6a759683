"""Reference dates: what they mean, and the register as it stood."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from sharing.core.actor import acting
from sharing.core.asof import parse_moment, rows_at
from sharing.core.completing import record_at
from sharing.models import Agreement, Country, Party, PartyCapacity, Transfer
from sharing.roles import AUDITOR, LAWYER
from tests import factories
from tests.sharing.core.visitors import signed_in, text


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("2026-03-03", datetime(2026, 3, 3, 22, 59, 59, 999999, tzinfo=UTC)),
        ("03-03-2026", datetime(2026, 3, 3, 22, 59, 59, 999999, tzinfo=UTC)),
        ("3 maart 2026", datetime(2026, 3, 3, 22, 59, 59, 999999, tzinfo=UTC)),
        ("3-3-2026 14.05", datetime(2026, 3, 3, 13, 5, tzinfo=UTC)),
        ("2026-07-01", datetime(2026, 7, 1, 21, 59, 59, 999999, tzinfo=UTC)),
        ("2026-10-25", datetime(2026, 10, 25, 22, 59, 59, 999999, tzinfo=UTC)),
        ("2026-03-03T14:05", datetime(2026, 3, 3, 13, 5, tzinfo=UTC)),
        ("2026-03-03 14:05:30", datetime(2026, 3, 3, 13, 5, 30, tzinfo=UTC)),
        ("2026-10-25T02:30:00+01:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2026-10-25T02:30:00Z", datetime(2026, 10, 25, 2, 30, tzinfo=UTC)),
    ],
)
def test_what_a_reference_date_means(asked, meant):
    assert parse_moment(asked) == meant


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "boe",
        "2026-02-30",
        "31-02-2026",
        "3 maart",
        "2026-03-03T25:00",
        "2026-10-25T02:30",
        "2027-03-28T02:30",
        "0001-01-01",
        "9999-12-31",
        "2026-03-03\x00",
        "٢٠٢٦-٠٣-٠٣",
        "2026-03-03; DROP TABLE",
    ],
)
def test_a_reference_date_that_means_nothing_is_refused_in_words(asked):
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        parse_moment(asked)


@pytest.mark.django_db(transaction=True)
class TestTheRegisterAsItStood:
    """Each write is a transaction of its own, so that each has its own moment."""

    def test_record_and_parts(self):
        party = factories.PartyFactory(name="Oud", client=True)
        key, first = party.pk, self.now()
        with acting(by=factories.tester(), reason=""):
            Party.objects.filter(pk=party.pk).update(name="Nieuw")
            Country.objects.filter(pk="NL").update(name="Holland")
            PartyCapacity.objects.all().delete()
        second = self.now()
        with acting(by=factories.tester(), reason=""):
            party.delete()
        third = self.now()

        old = record_at(Party, key, first)
        assert (old.name, old.country.name, [row.capacity for row in old.capacities.all()]) == (
            "Oud",
            "Nederland",
            ["client"],
        )
        newer = record_at(Party, key, second)
        assert (newer.name, newer.country.name, list(newer.capacities.all())) == ("Nieuw", "Holland", [])
        assert record_at(Party, key, third) is None
        assert record_at(Party, key, first - timedelta(days=1)) is None

    def test_many_to_many_and_what_it_leads_to(self):
        purpose, other = factories.PurposeFactory(description="Eerst"), factories.PurposeFactory()
        agreement = factories.AgreementFactory(covers=[purpose])
        before = self.now()
        with acting(by=factories.tester(), reason=""):
            agreement.purposes.set([other])
            type(purpose).objects.filter(pk=purpose.pk).update(description="Later")
        shown = record_at(Agreement, agreement.pk, before)
        assert [str(one) for one in shown.purposes.all()] == ["Eerst"]
        assert [str(row) for row in shown.covered_purposes.all()] == ["Eerst"]
        assert [str(one) for one in record_at(Agreement, agreement.pk, self.now()).purposes.all()] == [
            str(other)
        ]

    def test_what_it_referred_to_and_is_gone_now_keeps_its_name(self):
        transfer = factories.TransferFactory(party__name="Weg BV", assessed_on=None)
        key, before = transfer.pk, self.now()
        with acting(by=factories.tester(), reason=""):
            party = transfer.party
            transfer.delete()
            party.delete()
        assert str(record_at(Transfer, key, before).party) == "Weg BV"
        auditor = signed_in(AUDITOR)
        url = reverse("transfers:index") + f"?peildatum={before:%Y-%m-%dT%H:%M:%S.%fZ}"
        for query in ("", "&ordering=party", "&ordering=-country", "&q=weg+bv"):
            rows = auditor.get(url + query).context["object_list"]
            assert [str(row.party) for row in rows] == ["Weg BV"], query
        assert list(auditor.get(url + "&q=anders").context["object_list"]) == []

    def test_lists_and_filters(self):
        auditor = signed_in(AUDITOR)
        party = factories.PartyFactory(name="Oud", client=True)
        gone = factories.PartyFactory(name="Verdwenen", processor=True)
        before = self.now()
        with acting(by=factories.tester(), reason=""):
            Party.objects.filter(pk=party.pk).update(name="Nieuw")
            gone.delete()
        asked = before.strftime("%Y-%m-%dT%H:%M:%S.%fZ").replace(":", "%3A")

        def names(query: str = "", moment: str | None = None) -> list[str]:
            url = reverse("parties:index") + f"?peildatum={moment or asked}{query}"
            return [one.name for one in auditor.get(url).context["object_list"]]

        assert names() == ["Oud", "Verdwenen"]
        assert names("&q=oud") == ["Oud"]
        assert names("&q=nieuw") == []
        assert names("&capacity=processor") == ["Verdwenen"]
        assert names("&country=NL&ordering=-name") == ["Verdwenen", "Oud"]
        assert names(moment="2019-01-01") == []
        page = auditor.get(reverse("parties:index") + f"?peildatum={asked}")
        assert "Stand van" in text(page)
        assert "2 partijen" in text(page)
        assert "historical" not in text(page)
        assert reverse("parties:edit", args=[party.pk]) not in text(page)
        export = auditor.get(reverse("parties:index") + f"?peildatum={asked}&export=csv")
        assert "Verdwenen" in b"".join(export.streaming_content).decode()

    def test_equal_timestamps_give_one_state(self):
        party = factories.PartyFactory(name="een")
        with acting(by=factories.tester(), reason=""):
            for name in ("twee", "drie"):
                Party.objects.filter(pk=party.pk).update(name=name)
        moment = party.history.first().history_date
        assert [one.name for one in rows_at(Party, moment)] == ["drie"]
        assert record_at(Party, party.pk, moment - timedelta(microseconds=1)).name == "een"

    @staticmethod
    def now() -> datetime:
        return datetime.now(UTC)


@pytest.mark.django_db
def test_the_screen_of_a_record_on_a_reference_date():
    auditor = signed_in(AUDITOR)
    party = factories.PartyFactory(name="Organisatie X")
    url = reverse("parties:inspect", args=[party.pk])
    assert "Stand van 1 januari 2090" in text(auditor.get(url + "?peildatum=2090-01-01"))
    before = text(auditor.get(url + "?peildatum=2019-12-31"))
    assert "bestond dit gegeven niet" in before
    assert "Terug naar de stand van nu" in before


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["boe", "31-02-2026", "2026-10-25T02:30", "3-3", "9999-12-31"])
def test_a_reference_date_that_is_not_understood_is_said(asked):
    auditor = signed_in(AUDITOR)
    party = factories.PartyFactory()
    for url in (reverse("parties:inspect", args=[party.pk]), reverse("parties:index"), "/beheer/landen/"):
        response = auditor.get(f"{url}?peildatum={asked}")
        assert response.status_code == 200
        assert 'role="alert"' in text(response)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("screen", "query"),
    [
        (reverse("parties:index"), "peildatum=31-02-2026"),
        (reverse("parties:index_results"), "peildatum=31-02-2026"),
        (reverse("disclosures:index"), "period_from=31-02-2026"),
        (reverse("disclosures:index"), "period_to=31-02-2026"),
        ("/beheer/landen/", "peildatum=31-02-2026"),
        (reverse("changes:index"), "first=31-02-2026"),
    ],
)
def test_a_list_whose_filter_is_not_understood_says_why_and_is_empty(screen, query):
    factories.DisclosureFactory(recipient=factories.PartyFactory(name="Organisatie X"))
    lawyer = signed_in(LAWYER)
    page = lawyer.get(f"{screen}?{query}")
    assert "31-02-2026 bestaat niet: februari 2026 heeft 28 dagen." in text(page)
    assert not (page.context["rows"] if "rows" in page.context else page.context["object_list"])
