"""The first page of who writes and who judges asks little, also with all that is said of a draft that waits."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.models import StatementPage

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
