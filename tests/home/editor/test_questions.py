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
    with ours_at_most(28), at_most(75):
        assert client.get(address).status_code == 200
