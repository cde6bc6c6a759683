"""The English edition of the sample's last version."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from django.utils import timezone
from wagtail.models import Locale

from home.core.languages import ENGLISH
from home.models import HomePage, StatementPage
from home.publication.operations import publish
from home.reading import ReadStatement, read_text
from home.reading.stream import stream_of
from home.versions.models import StatementTranslation, StatementVersion
from sharing.public import Actor

TEXT = Path(__file__).parent / "statement.en.txt"
INTRODUCTION = (
    "<p>We guide people to work. For that we need information about them, and we are careful with it. "
    "The privacy statement tells you how.</p>"
)
NOTE = (
    "You can now also read which organisations we share data with and which suppliers work for us. New is on which "
    "legal basis we use data, whom we get them from and how to reach the data protection officer, that earlier "
    "versions of this statement stay readable, that it says what partners receive at most, and when the law lets us "
    "use data about health. Some sentences have become clearer."
)


def load_sample_translation(version: StatementVersion, *, by: Actor) -> StatementTranslation:
    """Publish the English text of the sample as an edition of ``version``, as ``by``."""
    english = Locale.objects.get(language_code=ENGLISH)
    home = HomePage.objects.english().get()
    home.title = version.page.get_parent().title
    home.introduction = INTRODUCTION
    home.save_revision(user=by).publish(user=by, skip_permission_checks=True)

    page: StatementPage = version.page.copy_for_translation(english)
    text = read_text(TEXT.read_text(encoding="utf-8"))
    page.title = page.draft_title = text.title
    page.body = json.dumps(translated(version.body, text))
    page.change_note = NOTE
    made = publish(
        page,
        revision=page.save_revision(user=by),
        by=by,
        at=timezone.now(),
        archive="Voorbeeld.",
    )
    return cast(StatementTranslation, made)


def translated(body: list[dict[str, Any]], text: ReadStatement) -> list[dict[str, Any]]:
    """The raw value of a version's ``body`` with the words of ``text``: its promises, facts and anchors stay.

    Raises ValueError when the two have other sections or other blocks of text.
    """
    sections = []
    for section, words in zip(body, stream_of(text), strict=True):
        parts = iter(words["value"]["body"])
        blocks = [_translated_block(block, parts) for block in section["value"]["body"]]
        if left := list(parts):
            raise ValueError(f"{words['value']['heading']}: {len(left)} texts without a place")
        value = {**section["value"], "heading": words["value"]["heading"], "body": blocks}
        sections.append({"type": section["type"], "value": value})
    return sections


def _translated_block(block: dict[str, Any], parts: Iterator[Any]) -> dict[str, Any]:
    value = block["value"]
    if isinstance(value, str):
        value = next(parts)["value"]
    elif "text" in value:
        value = {**value, "text": next(parts)["value"]}
    return {"type": block["type"], "value": value}
