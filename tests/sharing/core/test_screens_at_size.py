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
from benchmarks.screens import ADMINISTRATOR, AUDITOR, EXPORTS, LAWYER, MANAGER, QUERIES, SCREENS
from sharing.core.admin.sections import screens
from sharing.models import Agreement
from tests import factories as make
from tests.architecture.examples import Examples
from tests.architecture.routes import all_routes
from tests.questions import questions

# A screen of Wagtail's own: a question for each kind of permission.
WAGTAILS = {"wagtailusers_groups:edit": 30}
# The screens of one record, by the name of their address.
SINGLE = ("inspect", "edit", "history")


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
    return questions(queries)


@pytest.mark.usefixtures("sample")
def test_every_screen_asks_fewer_than_twenty_five_questions_and_no_more_for_more_rows():
    before = {screen: queries_of(*screen) for screen in (*SCREENS, *EXPORTS)}
    manager = get_user_model().objects.get(username="contractbeheerder")
    fill_register(by=manager, parties=120, agreements=240, today=timezone.localdate())
    after = {screen: queries_of(*screen) for screen in (*SCREENS, *EXPORTS)}
    too_many = {(role, path): count for (role, path), count in after.items() if count >= QUERIES}
    assert too_many == {}
    # A few are asked only when there is something to ask them of.
    assert {
        screen: (before[screen], count) for screen, count in after.items() if count > before[screen] + 4
    } == {}


def single_screens() -> list[tuple[str, str]]:
    """Every screen of one record of every register: its name and address."""
    examples = Examples()
    examples.objects[Agreement] = whole_agreement()
    names = {screen.get_url_name(action) for _model, screen in screens() for action in SINGLE}
    return [(route.name, examples.address(route)) for route in all_routes() if route.name in names]


def whole_agreement() -> Agreement:
    """With so much of everything that a question for each of it would be noticed."""
    agreement = make.AgreementFactory(
        processing=True,
        covers=[make.PurposeFactory() for _number in range(6)],
        data=[make.DataCategoryFactory() for _number in range(8)],
    )
    for _number in range(8):
        make.SubProcessorFactory(agreement=agreement)
    return agreement


@pytest.mark.usefixtures("sample")
def test_the_screens_of_one_record_ask_fewer_than_twenty_five_questions():
    user = get_user_model().objects.get
    roles = {role: Client() for role in (MANAGER, LAWYER, AUDITOR, ADMINISTRATOR)}
    for role, client in roles.items():
        client.force_login(user(username=role))
    seen, too_many = 0, {}
    for name, address in single_screens():
        for client in roles.values():
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address)
            if answer.status_code != 200:
                continue
            most = WAGTAILS.get(name, QUERIES - 1)
            if questions(queries) > most:  # what is looked up once for a process
                with CaptureQueriesContext(connection) as queries:
                    client.get(address)
            seen += 1
            if questions(queries) > most:
                too_many[name, address] = questions(queries)
            break
    assert too_many == {}
    assert seen > 70, "every register has screens of one record"


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
