"""What readers hear of a version to come, and when it begins to hold."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from home.versions.models import StatementVersion
from sharing import public
from tests.home.public.reading import HIDDEN, LISTS, NEXT_YEAR, TODAY, get, words


class TestAnnounced:
    @pytest.mark.parametrize("path", HIDDEN)
    def test_before_its_announcement_it_is_nowhere(self, announced, on, path):
        on(date(2026, 9, 30))
        assert get(path).status_code == 404
        on(date(2026, 10, 1))
        assert get(path).status_code == 200

    @pytest.mark.parametrize("path", LISTS)
    def test_nothing_hints_at_it_before(self, announced, on, path):
        on(date(2026, 9, 30))
        text = get(path).content.decode()
        for hint in ("2027", "Korter", "versies/3", "ersie 3"):
            assert hint not in text

    def test_from_then_on_readers_hear_of_it_everywhere(self, announced, on):
        on(date(2026, 10, 1))
        for path in ("/", "/privacyverklaring/"):
            answer = get(path)
            assert "Vanaf 1 januari 2027 geldt een nieuwe versie." in words(answer)
            assert 'href="/privacyverklaring/versies/3/"' in answer.content.decode()
            assert 'href="/privacyverklaring/versies/3/verschil/2/"' in answer.content.decode()
        assert "Geldt vanaf 1 januari 2027, nu nog niet." in words(get("/privacyverklaring/versies/"))
        assert "Korter bewaren." in words(get("/privacyverklaring/feed/"))
        assert "/versies/3/" not in get("/sitemap.xml").content.decode()  # that is for what holds
        for path in ("/robots.txt", "/.well-known/security.txt"):
            assert "2027-01-01" not in get(path).content.decode()

    def test_it_says_that_it_does_not_hold_yet(self, announced, on):
        on(date(2026, 12, 31))
        assert "Dit is versie 3. Zij geldt vanaf 1 januari 2027, nu nog niet." in words(
            get("/privacyverklaring/versies/3/")
        )
        current = words(get("/privacyverklaring/versies/2/"))
        assert "Versie 2, geldt sinds 1 januari 2026." in current
        assert "vervangen" not in current

    def test_on_its_day_it_simply_holds(self, announced, on):
        on(NEXT_YEAR)
        text = words(get("/privacyverklaring/"))
        assert "Versie 3, geldt sinds 1 januari 2027." in text
        assert "nieuwe versie" not in text
        assert "op 1 januari 2027 is vervangen" in words(get("/privacyverklaring/versies/2/"))

    def test_a_day_to_come_leads_to_what_readers_may_know(self, announced, on):
        day = "/privacyverklaring/op/2027-03-01/"
        on(date(2026, 9, 30))
        assert get(day)["Location"] == "/privacyverklaring/versies/2/"
        on(date(2026, 10, 1))
        assert get(day)["Location"] == "/privacyverklaring/versies/3/"
        assert get("/privacyverklaring/op/2026-12-31/")["Location"] == "/privacyverklaring/versies/2/"

    def test_the_very_first_version_can_be_announced(self, publish, on):
        on(TODAY)
        publish(NEXT_YEAR, announce_from=TODAY)
        answer = get("/privacyverklaring/")
        assert answer.status_code == 404
        assert "Onze eerste privacyverklaring geldt vanaf 1 januari 2027." in words(answer)
        assert "Lees versie 1" in words(answer)
        assert get("/").status_code == get("/privacyverklaring/versies/").status_code == 200
        assert "De eerste versie geldt vanaf 1 januari 2027." in words(
            get("/privacyverklaring/op/2026-12-31/")
        )

    def test_a_hidden_version_between_public_ones_stays_hidden(self, two, publish, on):
        publish(date(2026, 9, 1), change_note="Nog geheim.")
        publish(NEXT_YEAR, announce_from=TODAY, change_note="Al bekend.")
        text = get("/privacyverklaring/versies/").content.decode()
        assert "Nog geheim." not in text and "/versies/4/verschil/2/" in text
        notes = words(get("/privacyverklaring/versies/4/verschil/2/"))
        assert "Nog geheim." not in notes and "Al bekend." in notes


class TestMidnight:
    """From 00:00 in Amsterdam, whatever the clocks do that day."""

    @pytest.mark.parametrize(
        ("day", "first_moment"),
        [
            (date(2027, 3, 28), datetime(2027, 3, 27, 23, tzinfo=UTC)),
            (date(2027, 3, 29), datetime(2027, 3, 28, 22, tzinfo=UTC)),
            (date(2026, 10, 25), datetime(2026, 10, 24, 22, tzinfo=UTC)),
            (date(2026, 10, 26), datetime(2026, 10, 25, 23, tzinfo=UTC)),
            (date(2027, 1, 1), datetime(2026, 12, 31, 23, tzinfo=UTC)),
        ],
    )
    @pytest.mark.parametrize("announced", [False, True])
    def test_a_version_holds_from_its_first_moment(self, two, publish, day, first_moment, announced):
        publish(day, announce_from=TODAY if announced else None)
        for moment, number in ((first_moment - timedelta(seconds=1), 2), (first_moment, 3)):
            with time_machine.travel(moment, tick=False):
                text = words(get("/privacyverklaring/"))
                assert f"Versie {number}, geldt sinds" in text
                assert get("/gezondheid/").json()["statement_version"] == number
                assert (get("/privacyverklaring/versies/3/").status_code == 200) == (announced or number == 3)

    def test_an_announcement_begins_at_midnight_too(self, announced):
        for moment, status in (
            (datetime(2026, 9, 30, 21, 59, 59, tzinfo=UTC), 404),
            (datetime(2026, 9, 30, 22, tzinfo=UTC), 200),
        ):
            with time_machine.travel(moment, tick=False):
                assert get("/privacyverklaring/versies/3/").status_code == status

    def test_published_as_the_clock_passes_midnight(self, two, publish):
        for second, (moment, day) in enumerate(
            [
                (datetime(2026, 10, 24, 21, 59, 59, tzinfo=UTC), date(2026, 10, 24)),
                (datetime(2026, 10, 24, 22, 0, 0, tzinfo=UTC), date(2026, 10, 25)),
                (datetime(2027, 3, 27, 23, 0, 0, tzinfo=UTC), date(2027, 3, 28)),
                (datetime(2027, 12, 31, 23, 0, 0, tzinfo=UTC), date(2028, 1, 1)),
            ],
            start=3,
        ):
            with time_machine.travel(moment, tick=False):
                version = publish(None)
                assert (version.number, version.effective_from) == (second, day)
                assert f"Versie {second}, geldt sinds" in words(get("/privacyverklaring/"))


def test_one_place_says_what_is_public(two, publish):
    publish(date(2027, 1, 1), announce_from=date(2026, 10, 1))
    publish(date(2028, 1, 1))
    numbers = lambda day: [one.number for one in StatementVersion.objects.public_on(day)]  # noqa: E731
    assert numbers(date(2024, 12, 31)) == []
    assert numbers(date(2026, 9, 30)) == [2, 1]
    assert numbers(date(2026, 10, 1)) == [3, 2, 1]
    assert numbers(date(2028, 1, 1)) == [4, 3, 2, 1]


def test_json_of_an_announced_version_is_the_exchange_format(announced, on):
    on(date(2026, 10, 1))
    data = json.loads(get("/privacyverklaring/versies/3.json").content)
    assert (data["number"], data["effective_from"]) == (3, "2027-01-01")
    assert public.start_of_day(NEXT_YEAR) > datetime(2026, 10, 1, tzinfo=UTC)
