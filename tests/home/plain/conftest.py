"""A plain page to work on, and a way to publish it."""

import json
from datetime import date

import pytest

from home.models import PlainPage
from home.versions.plain_models import PlainVersion
from home.versions.queries import latest_of
from tests.home.conftest import paragraph, section, seen_of

WORDS = [section("", paragraph("Deze site plaatst geen cookies.")), section("Vragen", paragraph("Mail ons."))]


def made(home, title: str = "Cookieverklaring", slug: str = "cookieverklaring") -> PlainPage:
    """A page below the front page, without text."""
    page = PlainPage(title=title, slug=slug, live=False)
    home.add_child(instance=page)
    home.refresh_from_db()
    return page


@pytest.fixture
def cookies(statement_page) -> PlainPage:
    return made(statement_page.get_parent().specific)


@pytest.fixture
def publish_plain(cookies, editor, lawyer):
    """Publish a body of a plain page, written by the editor; the lawyer approves it."""

    def publish(
        effective_from: date | None = date(2025, 1, 1), *, page: PlainPage = cookies, body=None, **fields
    ) -> PlainVersion:
        stored = PlainPage.objects.get(pk=page.pk)
        stored.body = json.dumps(WORDS if body is None else body)
        stored.effective_from = effective_from
        for name, value in fields.items():
            setattr(stored, name, value)
        revision = stored.save_revision(user=editor)
        PlainPage.objects.get(pk=page.pk).publish(revision, user=lawyer, seen=seen_of(revision))
        return latest_of(page)

    return publish
