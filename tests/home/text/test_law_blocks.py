"""Blocks with what the law asks: their words, in both languages, and what is kept of them."""

from datetime import date

import pytest
from django.utils import translation
from wagtail.blocks import StreamBlockValidationError
from wagtail.models import Site

from home.text.blocks import SectionBodyBlock, StatementBodyBlock
from home.text.plain import html_to_text
from sharing.organisation.models import OrganisationSettings
from tests import factories as make
from tests.home.conftest import section

DAY = date(2026, 3, 31)
KINDS = (
    "officer",
    "legal_bases",
    "legitimate_interests",
    "sources",
    "automated_decisions",
    "rights",
    "complaint",
)


@pytest.fixture
def settings_of_the_organisation(statement_page):
    return OrganisationSettings.objects.create(
        site=Site.objects.get(),
        email="privacy@example.org",
        dpo_name="Mr. F. Gee",
        dpo_email="fg@example.org",
    )


@pytest.fixture
def activity(db):
    found = make.ProcessingActivityFactory(
        name="Trajecten",
        legal_bases=["legitimate_interests", "legal_obligation"],
        provision=make.LegalProvisionFactory(citation="art. 7 Participatiewet"),
        legitimate_interest="Het werk <goed> verdelen",
        origin="De gemeente",
        automated_decisions="Een score; die weegt mee",
    )
    make.ActivityPurposeFactory(
        activity=found, purpose=make.PurposeFactory(code="a", description="Begeleiden")
    )
    make.ActivityDataCategoryFactory(activity=found, data_category=make.DataCategoryFactory(name="Namen"))
    return found


def shown(kind: str, on: date = DAY) -> str:
    block = SectionBodyBlock.base_blocks[kind]
    return block.render(block.to_python({}), {"on": on})


def lines(kind: str) -> list[str]:
    block = SectionBodyBlock.base_blocks[kind]
    return list(block.lines(block.to_python({}), DAY))


def test_facts_of_an_activity(activity):
    assert html_to_text(shown("legal_bases")).endswith(
        "Begeleiden | - Wettelijke verplichting (art. 7 Participatiewet)\n- Gerechtvaardigd belang"
    )
    assert "<td>Het werk &lt;goed&gt; verdelen</td>" in shown("legitimate_interests")
    assert html_to_text(shown("sources")).endswith("Trajecten | Namen | De gemeente")
    assert "Trajecten | Een score; die weegt mee" in html_to_text(shown("automated_decisions"))
    assert lines("legal_bases") == [
        "Begeleiden: Wettelijke verplichting (art. 7 Participatiewet), Gerechtvaardigd belang"
    ]
    assert lines("sources") == ["Trajecten: Namen (De gemeente)"]


def test_what_comes_from_the_person_is_said_so(activity):
    other = make.ProcessingActivityFactory(name="Werving")
    make.ActivityDataCategoryFactory(activity=other, data_category=make.DataCategoryFactory(name="Brieven"))
    assert html_to_text(shown("sources")).endswith("Werving | Brieven | Van uzelf")


def test_only_activities_of_that_day_and_of_our_own(activity):
    make.ProcessingActivityFactory(as_processor=True, name="Voor een ander", origin="Elders")
    assert "Voor een ander" not in shown("sources")
    before = date(1990, 1, 1)
    assert "geen grondslag" in shown("legal_bases", before)
    assert "geen besluit over mensen" in shown("automated_decisions", before)
    assert "geen gegevens op grond van een gerechtvaardigd belang" in shown("legitimate_interests", before)


def test_facts_of_the_settings(settings_of_the_organisation):
    assert html_to_text(shown("officer")).endswith("Mr. F. Gee\nfg@example.org")
    assert "privacy@example.org" in shown("rights")
    assert '<a href="/uw-rechten/">' in shown("rights")
    with translation.override("en"):
        assert '<a href="/uw-rechten/en/">' in shown("rights")
    assert "Postbus 93374, 2509 AJ Den Haag" in shown("complaint")
    assert "<address>" not in shown("complaint") + shown(
        "officer"
    )  # the way to ask a question leads elsewhere
    assert lines("officer") == ["Mr. F. Gee", "fg@example.org"]


@pytest.mark.parametrize("kind", KINDS)
def test_in_english_the_words_are_english_and_the_registers_own_are_marked(
    kind, activity, settings_of_the_organisation
):
    dutch = shown(kind)
    with translation.override("en"):
        english = shown(kind)
    assert 'lang="nl"' not in dutch
    assert english != dutch
    if kind in ("legal_bases", "legitimate_interests", "sources", "automated_decisions", "complaint"):
        assert 'lang="nl"' in english


def test_an_officer_that_nobody_filled_in_is_refused(statement_page):
    block = StatementBodyBlock()
    with pytest.raises(StreamBlockValidationError) as refused:
        block.clean(block.to_python([section("Kop", {"type": "officer", "value": {}})]))
    assert "nog geen functionaris" in str(refused.value.as_json_data())
