"""A version stays what it was, whatever happens to the page, its drafts and the blocks it was written with."""

import hashlib
import json
from datetime import date

import pytest
from django.test import Client
from wagtail.models import Page

from home.core.refusals import PublicationRefused
from home.models import HomePage, StatementPage
from home.text.blocks import SectionBodyBlock
from home.text.rendering import Section, whole_html, whole_text
from home.versions.models import StatementVersion
from tests import factories
from tests.home.conftest import BODY, paragraph, section

ADDRESSES = (
    "/privacyverklaring/",
    "/privacyverklaring/versies/",
    "/privacyverklaring/versies/1/",
    "/privacyverklaring/versies/2/",
    "/privacyverklaring/versies/1.json",
    "/privacyverklaring/versies/2.json",
    "/privacyverklaring/versies/2.pdf",
    "/privacyverklaring/versies/2/verschil/1/",
    "/privacyverklaring/feed/",
    "/sitemap.xml",
)


@pytest.fixture
def versions(publish):
    definition = {"type": "definitions", "value": [{"term": "AVG", "text": "<p>De privacywet.</p>"}]}
    facts = {"type": "recipients", "value": {"with_names": True}}
    factories.PartyFactory(name="Gemeente Voorbeeldstad", client=True)
    publish(date(2025, 1, 1), body=[*BODY, section("Begrippen", definition)], conflict_reason="Zie onder.")
    publish(
        date(2026, 1, 1),
        body=[*BODY, section("Ontvangers", facts), section("Slot", paragraph("Dat was het."))],
        conflict_reason="De overeenkomst volgt.",
    )


def stored() -> list[dict]:
    return list(StatementVersion.objects.order_by("number").values())


def shown() -> dict[str, bytes]:
    answers = {address: Client().get(address) for address in ADDRESSES}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {address: answer.content for address, answer in answers.items()}


def forget_all_drafts(page):
    StatementPage.objects.filter(pk=page.pk).update(latest_revision=None, live_revision=None)


def move(page):
    page.move(Page.objects.get(depth=1), pos="last-child")


def rename(page):
    page.title, page.slug = "Hernoemd", "elders"
    page.save()


def unpublish(page):
    with pytest.raises(PublicationRefused, match="blijft gelden"):
        page.unpublish()


def unpublish_the_front_page(page):
    HomePage.objects.source().get().unpublish()


def write_on(page):
    page.body = json.dumps([section("Heel anders", paragraph("Nieuwe woorden."))])
    page.title = "Anders"
    page.save_revision()
    page.save()


def rename_a_block(page):
    """The stored stream speaks of a block that the code no longer knows."""
    raw = json.dumps(list(page.body.get_prep_value())).replace('"definitions"', '"verdwenen"')
    StatementPage.objects.filter(pk=page.pk).update(body=raw.replace('"recipients"', '"verdwenen_ook"'))


def change_the_register(page):
    factories.PartyFactory(name="Gemeente Nieuw", client=True)


EVENTS = [
    forget_all_drafts,
    move,
    rename,
    unpublish,
    unpublish_the_front_page,
    write_on,
    rename_a_block,
    change_the_register,
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_every_word_and_byte_stays(versions, event):
    before, pages = stored(), shown()
    event(StatementPage.objects.source().get())
    assert stored() == before
    # The front page names the site; it may be gone, the statement may not.
    after = shown()
    if event is change_the_register:  # beside the text that holds, readers are told of it
        del after["/privacyverklaring/"], pages["/privacyverklaring/"]
    assert after == pages


def test_a_block_type_may_vanish_from_the_code(versions, monkeypatch):
    before = shown()
    for name in ("definitions", "recipients", "paragraph"):
        monkeypatch.delitem(SectionBodyBlock.base_blocks, name)
    block = StatementPage._meta.get_field("body").stream_block.child_blocks["section"].child_blocks["body"]
    for name in ("definitions", "recipients", "paragraph"):
        monkeypatch.delitem(block.child_blocks, name)
    assert shown() == before


def test_a_version_can_be_made_again_from_what_is_stored(versions):
    for version in StatementVersion.objects.all():
        sections = [Section(**one) for one in version.sections]
        assert whole_html(sections) == version.html
        assert whole_text(version.title, sections) == version.text
        assert hashlib.sha256(version.text.encode()).hexdigest() == version.sha256
    assert "Gemeente Voorbeeldstad" in version.text or version.number == 1
