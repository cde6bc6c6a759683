"""Reusable texts: who writes them, where they are used, and when a change reaches readers."""

import json
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from home.authorship.seen import fingerprint
from home.models import StatementPage
from home.reusable.models import ReusableText
from home.reusable.queries import uses_of
from home.versions.models import StatementVersion
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER, ensure_roles
from tests import factories
from tests.home.conftest import paragraph, section

TODAY = date(2026, 11, 24)
ADD = "wagtailsnippets_home_reusabletext:add"
LIST = "wagtailsnippets_home_reusabletext:list"
EDIT = "wagtailsnippets_home_reusabletext:edit"
DELETE = "wagtailsnippets_home_reusabletext:delete"


@pytest.fixture
def text(editor) -> ReusableText:
    made = ReusableText.objects.create(title="Klachten", body="<p>U kunt klagen bij de <b>AP</b>.</p>")
    made.save_revision(user=editor)
    return made


@pytest.fixture
def as_role(client, statement_page):
    """Sign in as somebody with a role."""

    def as_role(role: str):
        ensure_roles(page=statement_page.get_parent())
        client.force_login(factories.UserFactory(role=role))
        return client

    return as_role


def using(text: ReusableText) -> list[dict]:
    block = {"type": "reusable", "value": text.pk}
    return [
        section("", paragraph("Zo.")),
        section("Klacht", paragraph("Boos?"), block),
        section("Twee", block),
    ]


def sent(words: str = "Nieuwe woorden.", title: str = "Klachten") -> dict:
    return {"title": title, "body": rich_text(f"<p>{words}</p>", features=["bold"])}


def write_draft(page: StatementPage, body: list, user) -> None:
    page = StatementPage.objects.get(pk=page.pk)
    page.body = json.dumps(body)
    page.save_revision(user=user)


def test_a_published_version_keeps_the_words_and_the_next_one_has_the_new_ones(publish, text, editor):
    first = publish(date(2025, 1, 1), body=using(text))
    assert first.text.count("U kunt klagen bij de AP.") == 2
    assert "<b>AP</b>" in first.html
    text.body = "<p>Mail onze FG.</p>"
    text.save()
    text.save_revision(user=editor)
    first.refresh_from_db()
    assert "U kunt klagen bij de AP." in StatementVersion.objects.get(number=1).text
    second = publish(date(2025, 2, 1), body=using(text), change_note="Andere klachtregel")
    assert "Mail onze FG." in second.text


def test_the_words_to_approve_change_with_the_reusable_text(statement_page, text):
    page = StatementPage.objects.get(pk=statement_page.pk)
    page.body = json.dumps(using(text))
    before = fingerprint(page, on=TODAY)
    text.body = "<p>Mail onze FG.</p>"
    text.save()
    page.body = json.dumps(using(text))
    assert fingerprint(page, on=TODAY) != before


def test_uses_in_a_draft_and_in_the_text_that_readers_have(publish, statement_page, text, editor):
    assert uses_of(text) == []
    publish(body=using(text)[:2])
    write_draft(statement_page, using(text), editor)
    assert [(use.section, use.live) for use in uses_of(text)] == [("1. Klacht", True), ("2. Twee", False)]
    write_draft(statement_page, [section("", paragraph("Leeg."))], editor)
    assert [(use.section, use.live) for use in uses_of(text)] == [("1. Klacht", True)]


def test_the_form_says_where_the_text_is_used_and_when_a_change_shows(as_role, statement_page, text, editor):
    write_draft(statement_page, using(text), editor)
    shown = as_role(EDITOR).get(reverse(EDIT, args=[text.pk])).content.decode()
    assert "Deze tekst staat in 2 paragrafen." in shown
    assert "1. Klacht" in shown
    assert "alleen in het concept" in shown
    assert "lezers zien haar pas bij de volgende publicatie" in shown


def test_wagtails_own_overview_of_uses_knows_the_draft_too(
    as_role, statement_page, text, editor, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        write_draft(statement_page, using(text), editor)
    usage = as_role(EDITOR).get(reverse("wagtailsnippets_home_reusabletext:usage", args=[text.pk]))
    assert "Privacyverklaring" in usage.content.decode()


def test_a_text_in_use_is_not_deleted(as_role, statement_page, text, editor):
    write_draft(statement_page, using(text), editor)
    client = as_role(EDITOR)
    answer = client.post(reverse(DELETE, args=[text.pk]), follow=True).content.decode()
    assert f"staat in 2 paragrafen van “{statement_page}”: “1. Klacht” en “2. Twee”" in answer
    address = reverse("wagtail_bulk_action", args=["home", "reusabletext", "delete"])
    client.post(f"{address}?id={text.pk}")
    assert ReusableText.objects.filter(pk=text.pk).exists()


def test_a_text_that_nobody_uses_and_of_which_no_draft_is_kept_goes(as_role, text):
    unsaid = ReusableText.objects.create(title="Nooit gebruikt", body="<p>Niets.</p>")
    client = as_role(EDITOR)
    client.post(reverse(DELETE, args=[unsaid.pk]))
    answer = client.post(reverse(DELETE, args=[text.pk]), follow=True).content.decode()
    assert "er zijn concepten van bewaard" in answer
    assert ReusableText.objects.get() == text


def test_an_editor_adds_and_changes(as_role):
    client = as_role(EDITOR)
    client.post(reverse(ADD), sent())
    text = ReusableText.objects.get()
    client.post(reverse(EDIT, args=[text.pk]), sent("Weer anders."))
    text.refresh_from_db()
    assert "Weer anders." in text.body
    answer = client.post(reverse(ADD), sent()).content.decode()
    assert "Er is al een vaste tekst met deze naam." in answer


def test_a_lawyer_changes_but_adds_and_deletes_nothing(as_role, text):
    client = as_role(LAWYER)
    client.post(reverse(EDIT, args=[text.pk]), sent("Door de jurist."))
    text.refresh_from_db()
    assert "Door de jurist." in text.body
    client.post(reverse(ADD), sent(title="Nog een"))
    client.post(reverse(DELETE, args=[text.pk]))
    assert [one.title for one in ReusableText.objects.all()] == ["Klachten"]


@pytest.mark.parametrize("role", [CONTRACT_MANAGER, AUDITOR, ADMINISTRATOR])
def test_others_see_none_of_it_not_even_in_a_chooser(as_role, text, role):
    client = as_role(role)
    addresses = [
        reverse(LIST),
        reverse(ADD),
        reverse(EDIT, args=[text.pk]),
        reverse("wagtailsnippetchoosers_home_reusabletext:choose"),
        reverse("wagtailsnippetchoosers_home_reusabletext:choose_results"),
        reverse("wagtailsnippetchoosers_home_reusabletext:chosen", args=[text.pk]),
        reverse("wagtailsnippetchoosers_home_reusabletext:chosen_multiple") + f"?id={text.pk}",
    ]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code in (302, 403), address
        assert "Klachten" not in answer.content.decode()


def test_an_editor_chooses(as_role, text):
    chooser = as_role(EDITOR).get(reverse("wagtailsnippetchoosers_home_reusabletext:choose"))
    assert "Klachten" in chooser.content.decode()


def test_a_text_that_was_lost_takes_nothing_else_along(publish):
    text = ReusableText.objects.create(title="Klachten", body="<p>U kunt klagen.</p>")
    body = using(text)
    text.delete()
    assert "Boos?" in publish(body=body).text


def test_earlier_words_are_kept(as_role, text):
    client = as_role(EDITOR)
    client.post(reverse(EDIT, args=[text.pk]), sent("Eerste."))
    client.post(reverse(EDIT, args=[text.pk]), sent("Tweede."))
    text.refresh_from_db()
    assert "Eerste." in text.revisions.order_by("pk")[1].content["body"]
    assert get_user_model().objects.get(pk=text.latest_revision.user_id).groups.filter(name=EDITOR).exists()


def test_what_somebody_else_stored_meanwhile_is_not_overwritten(as_role, text):
    client = as_role(EDITOR)
    address = reverse(EDIT, args=[text.pk])
    stamp = client.get(address).context["form"]["stamp"].value()
    assert f'value="{stamp}"' in client.get(address).content.decode()
    ReusableText.objects.update(body="<p>Van een ander.</p>")
    for _time in range(2):
        page = client.post(address, sent() | {"stamp": stamp}).content.decode()
        assert "Iemand anders heeft dit intussen gewijzigd" in page
    text.refresh_from_db()
    assert text.body == "<p>Van een ander.</p>"


def test_a_reusable_text_is_stored_only_by_who_saves_it(as_role, text):
    client = as_role(EDITOR)
    for address in (reverse(ADD), reverse(EDIT, args=[text.pk])):
        page = client.get(address).content.decode()
        assert "w-unsaved" in page  # who leaves with words that are not stored is asked first
        assert "data-w-autosave-interval-value" not in page
