"""Visits are counted per day and page; nothing of the visitor is kept, programs are left out."""

from datetime import date

import pytest
from django.db import Error

from cms.front.visits import Visits, is_reader
from home.visits.models import PageVisits, record_visits, visits_per_day, visits_per_page
from tests.cms.front.conftest import BROWSER, reader_of
from tests.cms.front.test_cache import PAGE, Known, Site

DAY = date(2026, 11, 24)


def counting(site=None):
    stored = []
    visits = Visits(lambda batch: stored.append(dict(batch)), today=lambda: DAY)
    return reader_of(site or Site(), Known(), visited=visits.visited), visits, stored


def test_every_reading_counts_from_memory_or_not_and_also_when_it_is_unchanged():
    reader, visits, stored = counting()
    etag = reader.get(PAGE).headers["etag"]
    reader.get(PAGE)
    reader.get(PAGE, if_none_match=etag)
    reader.get(PAGE, query="utm=brief")
    visits.flush()
    assert stored == [{(DAY, PAGE): 4}]


@pytest.mark.parametrize(
    "asked",
    [
        {"method": "HEAD"},
        {"user_agent": "Googlebot/2.1 (+http://www.google.com/bot.html)"},
        {"user_agent": "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"},
        {"user_agent": "Mozilla/5.0 (X11) HeadlessChrome/140.0"},
        {"user_agent": "curl/8.5"},
        {"user_agent": ""},
        {"sec_purpose": "prefetch;prerender"},
    ],
)
def test_programs_and_what_nobody_reads_do_not_count(asked):
    reader, visits, stored = counting()
    reader.get(PAGE, **asked)
    visits.flush()
    assert stored == []


@pytest.mark.parametrize(
    "agent",
    [
        BROWSER,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0",
    ],
)
def test_browsers_of_people_count(agent):
    assert is_reader({"HTTP_USER_AGENT": agent})


def test_files_errors_and_other_addresses_do_not_count():
    for site, path in (
        (Site(**{"Content-Type": "application/json"}), "/privacyverklaring/versies/1.json"),
        (Site(status="404 Not Found"), "/privacyverklaring/versies/99/"),
        (Site(), "/beheer/"),
    ):
        reader, visits, stored = counting(site)
        reader.get(path)
        visits.flush()
        assert stored == []


def test_while_the_database_is_away_visits_wait():
    tries = []

    def store(batch):
        tries.append(dict(batch))
        if len(tries) == 1:
            raise Error("weg")

    visits = Visits(store, today=lambda: DAY)
    visits.visited(PAGE, {"HTTP_USER_AGENT": BROWSER})
    with pytest.raises(Error):
        visits.flush()
    visits.visited(PAGE, {"HTTP_USER_AGENT": BROWSER})
    visits.flush()
    visits.flush()
    assert tries == [{(DAY, PAGE): 1}, {(DAY, PAGE): 2}]


@pytest.mark.django_db
def test_batches_of_several_workers_are_added_up():
    record_visits({(DAY, "/"): 2, (DAY, PAGE): 1})
    record_visits({(DAY, PAGE): 3, (date(2026, 11, 25), PAGE): 1})
    record_visits({})
    assert visits_per_page(DAY, date(2026, 11, 30)) == [(PAGE, 5), ("/", 2)]
    assert visits_per_day(DAY, DAY) == {DAY: 6}


@pytest.mark.django_db
def test_nothing_of_the_visitor_is_kept():
    assert {field.name for field in PageVisits._meta.get_fields()} == {"id", "day", "path", "visits"}
