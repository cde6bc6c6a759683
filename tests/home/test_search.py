"""What the statement adds to the search of the admin."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from home.reusable.models import ReusableText
from sharing.roles import AUDITOR, EDITOR
from tests.sharing.core.visitors import signed_in

pytestmark = pytest.mark.django_db


def found(client: Client, words: str) -> list[str]:
    """The addresses of what is found."""
    kinds = client.get(f"{reverse('register_search')}?{urlencode({'q': words})}").context["kinds"]
    return [hit.url for kind in kinds for hit in kind.hits]


@pytest.fixture
def published(publish):
    return publish(change_note="Nu ook over caféhouders.")


def test_who_may_write_finds_the_page(published, statement_page, editor, client):
    client.force_login(editor)
    edit = reverse("wagtailadmin_pages:edit", args=[statement_page.pk])
    assert edit in found(client, statement_page.title[:8].upper())
    assert edit not in found(signed_in(AUDITOR), statement_page.title)


def test_a_version_is_found_by_what_readers_saw_and_by_its_note(published):
    url = reverse("statement_versions:inspect", args=[published.pk])
    for words in ("cafehouders", "naam adres", published.title):
        assert url in found(signed_in(AUDITOR), words), words


def test_a_reusable_text_is_found_by_a_word_of_it(db):
    text = ReusableText.objects.create(title="Bel ons", body="<p>Wij zijn bereikbaar op werkdagen.</p>")
    assert reverse(text.snippet_viewset.get_url_name("edit"), args=[text.pk]) in found(
        signed_in(EDITOR), "werkdagen"
    )
