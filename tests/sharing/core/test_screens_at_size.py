"""Every list and page asks the database a bounded number of questions, however many rows the register has."""

import csv
import io

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.register import fill_register
from benchmarks.screens import EXPORTS, QUERIES, SCREENS

# One question for each kind of record that was changed on the page: bounded by the number of registers, not of rows.
MORE_REGISTERS = {
    # All that somebody has to do, of seven registers, beside what Wagtail asks for its own panels.
    "/beheer/": 35,
    "/beheer/wijzigingen/": 35,
    # Two moments of every register that somebody may read.
    "/beheer/wijzigingen/vergelijken/?first=01-01-2020": 45,
}


def queries_of(role: str, path: str) -> int:
    client = Client()
    client.force_login(get_user_model().objects.get(username=role))
    address = path.format(day=timezone.localdate().isoformat())
    client.get(address)  # what is looked up once for a process
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
        assert answer.status_code == 200, address
        if answer.streaming:
            list(answer.streaming_content)
    return len(queries)


@pytest.mark.usefixtures("sample")
def test_every_screen_asks_less_than_twenty_five_questions_and_no_more_for_more_rows():
    before = {screen: queries_of(*screen) for screen in (*SCREENS, *EXPORTS)}
    manager = get_user_model().objects.get(username="contractbeheerder")
    fill_register(by=manager, parties=120, agreements=240, today=timezone.localdate())
    after = {screen: queries_of(*screen) for screen in (*SCREENS, *EXPORTS)}
    too_many = {
        (role, path): count
        for (role, path), count in after.items()
        if count >= MORE_REGISTERS.get(path, QUERIES)
    }
    assert too_many == {}
    # A few are asked only when there is something to ask them of.
    assert {
        screen: (before[screen], count)
        for screen, count in after.items()
        if count > max(before[screen] + 4, MORE_REGISTERS.get(screen[1], 0))
    } == {}


@pytest.mark.usefixtures("sample")
def test_exports_are_streamed_and_hold_every_row_also_of_a_day_that_was():
    manager = get_user_model().objects.get(username="contractbeheerder")
    fill_register(by=manager, parties=30, agreements=60, today=timezone.localdate())
    client = Client()
    client.force_login(manager)
    today = timezone.localdate().isoformat()
    total = client.get("/beheer/overeenkomsten/").context["paginator"].count
    sheets = []
    for query in ("?export=csv", f"?export=csv&peildatum={today}"):
        answer = client.get(f"/beheer/overeenkomsten/{query}")
        assert answer.streaming
        sheets.append(list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode()))))
    assert [len(sheet) - 1 for sheet in sheets] == [total, total]
    # What it was like on a day says so on every line, in a last column.
    assert sheets[0] == [line[:-1] for line in sheets[1]]
    assert client.get("/beheer/overeenkomsten/?export=xlsx").streaming
