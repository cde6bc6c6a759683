"""Requests as they stood at the end of a day: the list, its filters and the one screen."""

from datetime import UTC, date, timedelta

import pytest
from django.utils import timezone

from sharing.access.choices import LAWYER
from sharing.core.actor import acting
from sharing.core.periods import amsterdam_day
from sharing.models import Disclosure
from tests import factories as make
from tests.questions import at_most
from tests.sharing.rights.test_screens import address, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def today() -> str:
    return f"{amsterdam_day(timezone.now()):%d-%m-%Y}"


@pytest.fixture
def waits():
    """A request that came in long ago, for which we wait."""
    request = make.RightsRequestFactory(received_at=timezone.now() - timedelta(days=60), known=True)
    make.RightsPauseFactory(request=request, ground="other", since=amsterdam_day(timezone.now()))
    return request


@pytest.mark.parametrize(
    ("state", "shown"), [("", True), ("open", True), ("overdue", True), ("waiting", True), ("done", False)]
)
def test_the_list_and_its_filters(waits, today, state, shown):
    page = signed_in(LAWYER).get(address("index"), {"peildatum": today, "state": state})
    assert (str(waits) in words(page)) == shown


def test_the_list_of_before_it_was_there_is_empty(waits):
    page = signed_in(LAWYER).get(address("index"), {"peildatum": "01-01-2020", "state": "overdue"})
    assert str(waits) not in words(page)


def test_the_screen_says_what_came_next_then_and_offers_nothing(waits, today):
    page = signed_in(LAWYER).get(address("inspect", waits), {"peildatum": today})
    assert "Wij wachten sinds" in words(page)
    assert address("stop_waiting", waits) not in page.content.decode()


def test_what_was_done_later_stood_open_then(waits, today):
    other = make.UserFactory()
    moment = timezone.now()
    with acting(by=other, reason=""):
        type(waits).objects.filter(pk=waits.pk).update(
            decision="retracted", decided_by=other, decided_at=moment
        )
    assert str(waits) not in words(signed_in(LAWYER).get(address("index"), {"state": "open"}))


def test_an_export_as_it_stood(waits, today):
    answer = signed_in(LAWYER).get(address("index"), {"peildatum": today, "export": "csv"})
    sheet = b"".join(answer.streaming_content).decode()
    assert "Wacht op de betrokkene" in sheet and "Inzage" in sheet


def test_who_knew_of_a_decision_then_is_asked_for_all_at_once(today):
    make.AgreementFactory(as_processor=True, breach_notice_hours=24)
    make.RightsRequestFactory(on_behalf_of=make.PartyFactory())
    for number in ("d-0001", "d-0002"):
        make.DisclosureFactory(number=number)
        request = make.granted_request(number=number)
    client = signed_in(LAWYER)
    client.get(address("index"), {"peildatum": today})
    with at_most():
        assert "Ontvangers te informeren" in words(client.get(address("index"), {"peildatum": today}))
    shown = words(client.get(address("inspect", request), {"peildatum": today}))
    assert (
        "Er waren nog ontvangers die dit besluit moesten horen" in shown
        and "Ontvangers te informeren" in shown
    )


@pytest.mark.django_db(transaction=True)
def test_where_it_stood_is_the_same_in_the_list_and_on_the_screen():
    request, follows = make.granted_request(), "Beantwoord, nog uit te voeren"
    with make.recorded():
        type(request).objects.filter(pk=request.pk).update(
            answered_on=amsterdam_day(request.decided_at), answered_way="post"
        )
    then = {"peildatum": f"{timezone.now().astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"}
    make.DisclosureFactory(disclosed_at=request.received_at)
    client = signed_in(LAWYER)
    for place in (address("index_results"), address("inspect", request)):
        assert follows not in words(client.get(place, then)), place
        assert follows in words(client.get(place)), place


def test_its_history_and_what_was_deleted_are_there(waits):
    client = signed_in(LAWYER)
    assert "Vastgelegd" in words(client.get(address("history", waits)))
    assert client.get(address("deleted")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_the_filters_ask_what_was_known_then_of_pauses_notices_and_contracts():
    client, party = signed_in(LAWYER), make.PartyFactory()
    long_ago = timezone.now() - timedelta(days=60)
    waits = make.RightsRequestFactory(received_at=long_ago, known=True, number="d-0003")
    pause = make.RightsPauseFactory(request=waits, ground="other", since=amsterdam_day(long_ago))
    make.DisclosureFactory(disclosed_at=long_ago - timedelta(days=1))
    tells = make.granted_request(received_at=long_ago)
    forwards = make.RightsRequestFactory(on_behalf_of=party, number="", kind="question", received_at=long_ago)
    then = {"peildatum": f"{timezone.now().astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"}

    def found(state, **asked):
        shown = words(client.get(address("index_results"), {"state": state, **asked}))
        return {one for one in (waits, tells, forwards) if str(one) in shown}

    with make.recorded():
        type(pause).objects.filter(pk=pause.pk).update(until=amsterdam_day(timezone.now()))
    make.RecipientNoticeFactory(
        request=tells, recipient=Disclosure.objects.get().recipient, told_on=amsterdam_day(timezone.now())
    )
    make.AgreementFactory(
        as_processor=True,
        party=party,
        breach_notice_hours=24,
        signed_on=date(2020, 1, 1),
        first_day=date(2020, 1, 1),
    )
    assert found("waiting", **then) == {waits} and found("waiting") == set()
    assert found("inform", **then) == {tells} and found("inform") == set()
    assert forwards not in found("overdue", **then) and forwards in found("overdue")
    assert found("open", **then) == found("open") == {waits, tells, forwards}


@pytest.mark.django_db(transaction=True)
def test_what_the_screen_says_next_and_the_complaints_are_of_then():
    request = make.granted_request(kind="rectification")
    row = make.DisclosureFactory(disclosed_at=request.received_at)
    notice = make.RecipientNoticeFactory(request=request, recipient=row.recipient)
    with make.recorded():
        type(request).objects.filter(pk=request.pk).update(
            answered_on=amsterdam_day(request.decided_at), answered_way="post"
        )
    then = {"peildatum": f"{timezone.now().astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"}
    with make.recorded():
        type(notice).objects.filter(pk=notice.pk).update(person_told_on=date(2026, 4, 2))
    make.ComplaintSubjectFactory(about_request=request)
    client = signed_in(LAWYER)
    shown = words(client.get(address("inspect", request), then))
    assert "wist nog niet welke ontvangers" in shown and "Klachten hierover" not in shown
    shown = words(client.get(address("inspect", request)))
    assert "Afgehandeld op" in shown and "Klachten hierover" in shown
