"""The report of conflicts in pages, with filters, and made again only when a register has changed."""

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from benchmarks.register import fill_register
from home.conflicts import memory
from sharing.core.stamp import register_stamp
from tests import factories

URL = "/beheer/verschillen/"


@pytest.fixture
def manager(sample):
    user = get_user_model().objects.get(username="contractbeheerder")
    fill_register(by=user, parties=90, agreements=60, today=timezone.localdate())
    client = Client()
    client.force_login(user)
    return client


def test_a_page_holds_twenty_five_and_leads_to_the_next(manager):
    page = manager.get(URL)
    [text] = page.context["texts"]
    assert text["all"] > 25
    assert len(text["page"].object_list) == 25
    html = page.content.decode()
    assert html.count('class="conflict conflict--') == 25
    assert 'href="?p1=2"' in html
    second = manager.get(URL, {"p1": 2}).context["texts"][0]["page"]
    assert second.number == 2
    assert not {one.fact for one in text["page"]} & {one.fact for one in second}


def test_filters_narrow_by_kind_weight_and_what_it_is_about(manager):
    def found(**query):
        text = manager.get(URL, query).context["texts"][0]
        return text["page"].paginator.count, text["page"].object_list

    count, rows = found(soort="agreement-missing")
    assert count and {one.code for one in rows} == {"agreement-missing"}
    assert {one.severity for one in found(gewicht="warning")[1]} <= {"warning"}
    count, rows = found(over="meting-bestaat-niet")
    assert count == 0
    assert "Geen verschil past bij wat u zoekt." in manager.get(URL, {"over": "xyzzy"}).content.decode()
    name = next(one.about[-1].label for one in found(soort="agreement-missing")[1])
    assert 0 < found(over=name)[0] < found()[0]
    # Who filtered goes on at what was found, not at the page's start.
    assert [b"autofocus" in manager.get(URL, query).content for query in ({}, {"over": name})] == [
        False,
        True,
    ]


def test_the_report_is_made_again_when_a_register_has_changed_and_not_before(manager, monkeypatch):
    made = []
    real = memory.conflicts_of_version
    monkeypatch.setattr(
        memory, "conflicts_of_version", lambda *args, **rest: made.append(1) or real(*args, **rest)
    )
    first = manager.get(URL).context["texts"][0]["all"]
    assert manager.get(URL).context["texts"][0]["all"] == first
    assert len(made) == 1
    factories.PartyFactory(name="Nieuwe opdrachtgever", client=True)
    assert manager.get(URL).context["texts"][0]["all"] == first + 1
    assert len(made) == 2


@pytest.mark.usefixtures("sample")
def test_a_change_that_is_under_way_is_another_stamp(owner_connection):
    """It may bring a number that is lower than the newest."""
    with owner_connection.transaction():
        [[change]] = owner_connection.execute("SELECT pg_current_xact_id()::text").fetchall()
        assert change in str(register_stamp()[0]).split(",")
    after = register_stamp()
    assert change not in str(after[0]).split(",")
    factories.PartyFactory()
    assert register_stamp()[1:] != after[1:]


@pytest.mark.parametrize("in_a", ["db", "transactional_db"])
def test_what_is_written_in_another_database_of_the_server_is_no_other_stamp(in_a, request, worker_database):
    """Also of who came after our own transaction began."""
    request.getfixturevalue(in_a)
    factories.PartyFactory()
    before = register_stamp()
    with psycopg.connect(worker_database["urls"].owner, dbname="postgres") as neighbour:
        neighbour.execute("SELECT pg_current_xact_id()")
        assert register_stamp() == before
