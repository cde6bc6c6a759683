"""A way to publish an English text."""

import json

import pytest

from home.models import StatementPage
from home.versions.models import StatementTranslation
from tests.home.conftest import approve
from tests.home.translation.english import ENGLISH_BODY, make_translation


@pytest.fixture
def translate(editor, lawyer):
    """Publish an English text by the editor, made from the Dutch one when there is none yet; the lawyer approves."""

    def translate(body: list | None = None, *, by=None, **fields) -> StatementTranslation:
        page = StatementPage.objects.english().first() or make_translation()
        page.body = json.dumps(ENGLISH_BODY if body is None else body)
        page.title = fields.pop("title", "Privacy statement")
        for name, value in fields.items():
            setattr(page, name, value)
        approve(page.save_revision(user=editor), by or lawyer)
        return page.translated_versions.order_by("-pk").first()

    return translate
