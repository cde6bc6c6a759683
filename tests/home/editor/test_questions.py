"""How many questions the screens of a text ask the database."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from home.models import StatementPage
from tests.questions import at_most, ours_at_most


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("role", ["redacteur", "jurist"])
def test_the_editor_asks_few_questions_of_its_own(role):
    """Wagtail asks some forty by itself: the page and what lies above it, its revisions, workflow, comments, who edits
    it now, and permissions of each kind. Ours are about the register of which the text shows facts, the versions, and
    who wrote what.
    """
    client, page = Client(), StatementPage.objects.source().get()
    client.force_login(get_user_model().objects.get(username=role))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.get(address)  # what is looked up once for a process
    with ours_at_most(30), at_most(75):
        assert client.get(address).status_code == 200


@pytest.mark.usefixtures("sample")
def test_the_review_asks_few_questions_of_its_own():
    """It judges what readers would get, so it reads what the editor does; Wagtail adds the workflow and its menus."""
    user, page = get_user_model().objects.get, StatementPage.objects.source().get()
    editor = user(username="redacteur")
    page.title = f"{page.title} (herzien)"
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)
    client = Client()
    client.force_login(user(username="jurist"))
    address = reverse("statement_review:review", args=[page.pk])
    client.get(address)  # what is looked up once for a process
    with ours_at_most(33), at_most(65):
        assert "(herzien)" in client.get(address).content.decode()
