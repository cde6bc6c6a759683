"""The first page of who writes and who judges asks little, also with all that is said of a draft that waits."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home.models import PlainPage, StatementPage
from tests.questions import questions

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["jurist", "redacteur"])
def test_with_a_text_in_review_it_keeps_within_what_a_page_may_ask(name, sample, client):
    people = get_user_model().objects
    page = StatementPage.objects.source().get()
    page.change_note = "Eén zin is duidelijker."
    writer = people.get(username="redacteur")
    page.save_revision(user=writer)
    page.get_workflow().start(page, writer)
    client.force_login(people.get(username=name))
    client.get(reverse("wagtailadmin_home"))
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(reverse("wagtailadmin_home"))
    assert "Nu toetst iemand van" in answer.content.decode()
    assert len(asked) <= 25


def hand_in_again(number: int) -> None:
    """So many texts that were sent back and handed in again."""
    people = get_user_model().objects
    writer, lawyer = people.get(username="redacteur"), people.get(username="jurist")
    below = StatementPage.objects.source().get().get_parent()
    for one in range(number):
        name = f"tekst-{number}-{one}"
        page = below.add_child(instance=PlainPage(title=name, slug=name, live=False))
        page.save_revision(user=writer)
        with time_machine.travel(timezone.now() - timedelta(days=1)):
            state = page.get_workflow().start(page, writer)
        state.current_task_state.reject(user=lawyer, comment="Nog niet.")
        state.resume(writer)


@pytest.mark.parametrize("name", ["jurist", "redacteur"])
def test_of_texts_that_were_handed_in_again_it_asks_no_more_than_of_one(name, sample, client):
    client.force_login(get_user_model().objects.get(username=name))
    asked = {}
    for more in (1, 4):  # then there are five
        hand_in_again(more)
        client.get(reverse("wagtailadmin_home"))
        with CaptureQueriesContext(connection) as found:
            page = client.get(reverse("wagtailadmin_home")).content.decode()
        asked[more] = questions(found)
        assert page.count("ingediend") >= more
    # Of each that is told apart: who wrote it, out of the history of the page and its drafts.
    assert asked[4] <= asked[1] + 4 * 2, asked
