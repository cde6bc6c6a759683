"""The workbench: what is to be done after a new version, and what becomes of it when it is stored."""

import re
from datetime import date
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.formats import date_format
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.models import StatementPage
from sharing.roles import ensure_accounts, ensure_roles
from tests.days import to_come
from tests.home.conftest import BODY, paragraph, section
from tests.home.translation.english import term

SECOND = [
    {**BODY[0], "value": {**BODY[0]["value"], "anchor": "inleiding"}},
    section("Welke gegevens", paragraph("Wij vragen alleen een naam."), anchor="welke-gegevens"),
    section("Hoe lang", paragraph("Twee jaar."), term(4), anchor="hoe-lang"),
]


@pytest.fixture
def people(statement_page):
    ensure_roles(page=statement_page.get_parent())
    ensure_accounts(password="Een-lang-wachtwoord-9")
    return {user.username: user for user in get_user_model().objects.all()}


@pytest.fixture
def page(publish, translate, people, client):
    """An edition of version 1, and a version 2: one section changed, one gone, one new with a promise."""
    translate(translates=publish(date(2025, 1, 1)), change_note="First.")
    publish(
        date(2025, 6, 1), body=SECOND, change_note="Minder gegevens.", conflict_reason="Zie het register."
    )
    client.force_login(people["redacteur"])
    return StatementPage.objects.english().get()


def address(page) -> str:
    return reverse("statement_workbench:index", args=[page.pk])


def draft(page) -> StatementPage:
    return StatementPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def seen(page) -> str:
    return str(StatementPage.objects.get(pk=page.pk).latest_revision_id)


def follow(client, page, **data) -> str:
    sent = {"action": "follow", "seen": seen(page), **data}
    return unescape(client.post(address(page), sent, follow=True).content.decode())


def written(page, texts: dict[str, tuple[str, str]], **data) -> dict:
    """What the browser sends when these sections, by address, get this heading and text."""
    body = {one.value["anchor"]: one.value for one in draft(page).body}
    sections = {}
    for place, anchor in enumerate(one for one in body if one in texts):
        heading, words = texts[anchor]
        blocks = [("paragraph", rich_text(f"<p>{words}</p>"))]
        blocks += [
            (
                part.block_type,
                {"text": rich_text("<p>Soon.</p>"), "response_weeks": "4", "extension_months": "2"},
            )
            for part in body[anchor]["body"]
            if part.block_type == "response_term"
        ]
        sections[f"section-{place}"] = {"heading": heading, "anchor": anchor, "body": streamfield(blocks)}
    return {
        **nested_form_data({"title": "Privacy statement", "change_note": "Less data.", **sections}),
        "written": list(texts),
        "seen": seen(page),
        **data,
    }


def test_a_new_version_is_followed_and_only_what_changed_is_asked(client, page):
    text = unescape(client.get(address(page)).content.decode())
    assert "Uw vertaling hoort nog bij versie 1; de nieuwste versie is 2." in text
    told = follow(client, page)
    assert "De vertaling volgt nu versie 2. Toegevoegd, nog in het Nederlands: “Hoe lang”." in told
    assert "Weggehaald, want dit staat niet meer in de Nederlandse tekst: “Who we share with”." in told
    made = draft(page)
    assert [one.value["anchor"] for one in made.body] == ["inleiding", "welke-gegevens", "hoe-lang"]
    assert made.body[1].value["heading"] == "Which data" and made.translates.number == 2
    assert made.body[2].value["body"][1].value["response_weeks"] == 4
    assert "Nog 2 paragrafen te doen." in told
    assert re.findall(r'name="written" value="([^"]+)"', told) == ["welke-gegevens", "hoe-lang"]
    assert re.search(r"<del>.*adres", told, re.DOTALL) and "<ins>" in told
    whole = client.get(address(page), {"alles": ""}).content.decode()
    assert whole.count('name="written"') == 3


def test_the_last_english_text_is_not_said_to_be_what_readers_have_before_its_day(
    client, page, publish, translate
):
    assert "sinds versie 1, de laatste met een Engelse tekst." in client.get(address(page)).content.decode()
    coming = publish(to_come(), change_note="Later.")
    translate(translates=coming, change_note="Later.")
    text = client.get(address(page)).content.decode()
    day = date_format(to_come(), "j F Y")
    assert "Van deze versie is er al een Engelse tekst (uitgave 1)." in text and "sinds versie" not in text
    assert f"Deze versie geldt vanaf {day}." in text
    assert "Later." not in client.get("/privacyverklaring/en/").content.decode()


def test_what_is_written_is_stored_and_can_be_published(client, page, people):
    follow(client, page)
    texts = {"welke-gegevens": ("Which data", "Only a name."), "hoe-lang": ("How long", "Two years.")}
    told = unescape(client.post(address(page), written(page, texts), follow=True).content.decode())
    assert "De vertaling is bewaard." in told and "Alle paragrafen zijn bijgewerkt." in told
    made = draft(page)
    assert made.change_note == "Less data." and "Only a name." in str(made.body)
    assert "This is how we handle data." in str(made.body)
    assert made.get_latest_revision().user == people["redacteur"]
    from home.translation.queries import departures_of

    assert not [one for one in departures_of(made) if one.blocks]
    assert client.get(address(page)).content.decode().count('name="written"') == 0


def test_a_second_person_is_not_overwritten_unasked(client, page, editor):
    follow(client, page)
    data = written(page, {"welke-gegevens": ("Which data", "Only a name.")})
    other = draft(page)
    other.title = "Somebody else's title"
    other.save_revision(user=editor)
    told = unescape(client.post(address(page), data).content.decode())
    assert "heeft de vertaling intussen gewijzigd; er is niets bewaard" in told
    assert "Only a name." in told and draft(page).title == "Somebody else's title"
    again = unescape(client.post(address(page), {**data, "seen": seen(page)}, follow=True).content.decode())
    assert "De vertaling is bewaard." in again and "Only a name." in str(draft(page).body)


def test_what_is_wrong_in_a_section_is_told_at_its_field_and_stays(client, page):
    follow(client, page)
    data = written(page, {"hoe-lang": ("How long", "Two years.")})
    data["section-0-body-1-value-response_weeks"] = "vier"
    told = unescape(unescape(client.post(address(page), data).content.decode()))
    assert "De vertaling is niet bewaard." in told and "Two years." in told
    assert '"response_weeks": {"messages": ["\\u201cvier\\u201d is geen' in told
    assert "Validation error" not in told


def test_an_address_cannot_be_changed_here_and_another_section_cannot_be_written(client, page):
    follow(client, page)
    data = written(page, {"welke-gegevens": ("Which data", "Only a name.")})
    data["section-0-anchor"] = "elders"
    client.post(address(page), {**data, "written": ["welke-gegevens", "bestaat-niet"]})
    assert [one.value["anchor"] for one in draft(page).body] == ["inleiding", "welke-gegevens", "hoe-lang"]


def test_in_review_nothing_is_changed(client, page, people):
    before = seen(page)
    with_lock = StatementPage.objects.get(pk=page.pk)
    with_lock.locked, with_lock.locked_by = True, people["jurist"]
    with_lock.save()
    text = unescape(client.get(address(page)).content.decode())
    assert "de tekst ligt nu vast" in text and "Bewaar de vertaling" not in text
    assert "de tekst ligt nu vast" in follow(client, page)
    assert seen(page) == before


@pytest.mark.parametrize("name", ["contractbeheerder", "auditor", "beheerder"])
def test_others_have_no_workbench(client, page, people, name):
    before = seen(page)
    client.force_login(people[name])
    assert client.get(address(page)).status_code == 302
    assert client.post(address(page), {"action": "follow", "seen": before}).status_code == 302
    assert seen(page) == before


def test_the_dutch_page_has_none_and_the_way_to_it_is_told(client, page, people):
    source = StatementPage.objects.source().get()
    assert client.get(reverse("statement_workbench:index", args=[source.pk])).status_code == 404
    for one in (page, source):
        assert address(page) in client.get(reverse("wagtailadmin_pages:edit", args=[one.pk])).content.decode()
