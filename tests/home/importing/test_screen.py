"""Reading a statement in the browser: see first, then confirm; nothing of anybody is lost."""

import json
from datetime import date, timedelta

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask

from home.importing.rules import Where, keep_blocks
from home.models import StatementPage
from sharing.public import uploads
from tests.factories import UserFactory
from tests.home.conftest import paragraph, put_in_front, section
from tests.home.reading.word_files import docx, heading, p, picture, run, table, title

TERM = {
    "type": "response_term",
    "value": {"text": "<p>Binnen vier weken.</p>", "response_weeks": 4, "extension_months": 2},
}
IDENTITY = {"type": "identity_check", "value": {"text": "<p>x</p>", "identity_check": True}}
RECIPIENTS = {"type": "recipients", "value": {"with_names": False}}
BODY = [
    section("", paragraph("Welkom.")),
    section("Rechten", paragraph("U mag alles zien."), TERM, RECIPIENTS, anchor="uw-rechten"),
    section("Oud", paragraph("Dit vervalt."), IDENTITY),
]  # fmt: skip
FILE = docx(
    title("Nieuwe verklaring"),
    p("Welkom."),
    heading("1. Rechten"),
    p("U mag ", run("bijna", bold=True), " alles zien. ", picture("Een schema")),
    p("Binnen vier weken."),
    table(["Wat", "Hoe lang"], ["Naam", "2 jaar"]),
    heading("2. Nieuw"),
    p("Erbij."),
)


@pytest.fixture(autouse=True)
def _private_folder(settings, tmp_path):
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path, "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "private": private}


@pytest.fixture
def page(statement_page, editor) -> StatementPage:
    page = StatementPage.objects.get(pk=statement_page.pk)
    page.body = json.dumps(BODY)
    page.change_note, page.effective_from = "Al getypt", date(2027, 1, 1)
    page.save_revision(user=editor)
    return StatementPage.objects.get(pk=statement_page.pk)


@pytest.fixture
def browser(editor) -> Client:
    client = Client()
    client.force_login(editor)
    return client


def address(page, name: str = "index") -> str:
    return reverse(f"statement_import:{name}", args=[page.pk])


def hand_in(browser: Client, page, content: bytes = FILE, name: str = "verklaring.docx"):
    return browser.post(address(page), {"file": SimpleUploadedFile(name, content)})


def confirm(browser: Client, page, ticket: str, **data):
    return browser.post(address(page, "confirm"), {"ticket": ticket, **data}, follow=True)


def draft_of(page) -> StatementPage:
    return StatementPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def waiting() -> list[str]:
    return storages["private"].listdir(uploads.FOLDER)[1]


def test_the_file_is_shown_first_and_replaces_the_draft_after_confirmation(browser, page, editor):
    before = page.latest_revision_id
    shown = hand_in(browser, page)
    text = shown.content.decode()
    assert "Er is nog niets vervangen" in text
    assert "1 nieuw, 1 gewijzigd, 1 gelijk, 1 vervallen" in text
    assert "De afbeelding “Een schema” is weggelaten" in text
    assert "adres blijft #uw-rechten" in text
    assert "links naar #oud werken dan niet meer" in text
    assert StatementPage.objects.get(pk=page.pk).latest_revision_id == before

    stored = confirm(browser, page, shown.context["ticket"], keep="1")
    text = stored.content.decode()
    assert "De tekst van verklaring.docx staat in het concept" in text
    draft = draft_of(page)
    assert (draft.title, draft.change_note, draft.effective_from) == (
        "Nieuwe verklaring",
        "Al getypt",
        date(2027, 1, 1),
    )
    assert [one.value["heading"] for one in draft.body] == ["", "Rechten", "Nieuw"]
    assert draft.body[1].value["anchor"] == "uw-rechten"
    assert draft.latest_revision.user == editor
    assert draft.revisions.filter(pk=before).exists()
    assert (
        reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, before, draft.latest_revision_id])
        in text
    )
    assert waiting() == []


def test_promises_and_facts_come_back_in_their_section_unless_declined(browser, page):
    shown = hand_in(browser, page)
    text = shown.content.decode()
    assert "Toezegging: antwoordtermijn" in text and "op de plek van dezelfde woorden" in text
    assert "Ontvangers per hoedanigheid" in text and "op dezelfde plek als nu" in text
    assert (
        "Toezegging: controle van de identiteit" in text
        and "niet: deze paragraaf staat niet in het bestand" in text
    )
    confirm(browser, page, shown.context["ticket"], keep="1")
    kinds = [block.block_type for block in draft_of(page).body[1].value["body"]]
    assert kinds.count("response_term") == 1
    assert kinds[:3] == ["paragraph", "response_term", "recipients"]
    assert (
        "Binnen vier weken." in str(draft_of(page).body) and str(draft_of(page).body).count("vier weken") == 1
    )

    shown = hand_in(browser, page)
    confirm(browser, page, shown.context["ticket"])
    assert "response_term" not in [block.block_type for block in draft_of(page).body[1].value["body"]]


def test_a_file_that_cannot_be_read_is_refused_with_the_reason_and_not_kept(browser, page):
    shown = hand_in(browser, page, bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"))
    text = shown.content.decode()
    assert "verklaring.docx is niet ingelezen" in text and "met een wachtwoord beveiligd" in text
    assert "ticket" not in shown.context
    assert not storages["private"].exists(uploads.FOLDER) or waiting() == []
    assert "Kies een bestand." in browser.post(address(page), {}).content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tekst.txt", b"Titel\n\n1. Rechten\n\nAlles.\n"),
        ("pagina.html", b"<h1>Titel</h1><h2>Rechten</h2><p>Alles.</p>"),
    ],
)
def test_text_and_pages_too(browser, page, name, content):
    ticket = hand_in(browser, page, content, name).context["ticket"]
    confirm(browser, page, ticket)
    assert (draft_of(page).title, draft_of(page).body[0].value["anchor"]) == ("Titel", "uw-rechten")


def test_what_somebody_else_saved_meanwhile_is_not_replaced_unseen(browser, page, lawyer):
    ticket = hand_in(browser, page).context["ticket"]
    other = draft_of(page)
    other.change_note = "Van de jurist"
    other.save_revision(user=lawyer)
    answer = confirm(browser, page, ticket, keep="1")
    text = answer.content.decode()
    assert (
        "Juriste (juriste) heeft het concept intussen gewijzigd" in text and "Er is niets vervangen" in text
    )
    assert draft_of(page).title != "Nieuwe verklaring"
    confirm(browser, page, answer.context["ticket"], keep="1")
    assert (draft_of(page).title, draft_of(page).change_note) == ("Nieuwe verklaring", "Van de jurist")


def test_a_confirmation_works_once_for_one_person_and_one_page(browser, page, lawyer):
    ticket = hand_in(browser, page).context["ticket"]
    other = Client()
    other.force_login(lawyer)
    assert other.post(address(page, "confirm"), {"ticket": ticket}).status_code == 404
    confirm(browser, page, ticket)
    revision = StatementPage.objects.get(pk=page.pk).latest_revision_id
    assert "al ingelezen" in confirm(browser, page, ticket).content.decode()
    for forged in ("", "onzin", ticket + "x"):
        assert "verlopen" in confirm(browser, page, forged).content.decode()
    assert StatementPage.objects.get(pk=page.pk).latest_revision_id == revision


def test_a_confirmation_that_came_too_late_is_said_and_the_file_is_gone(browser, page, time_machine):
    ticket = hand_in(browser, page).context["ticket"]
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    browser.force_login(page.latest_revision.user)
    assert "verlopen" in confirm(browser, page, ticket).content.decode()
    browser.get(address(page))
    assert waiting() == []


def test_a_locked_page_and_one_in_review_are_left_alone(browser, page, editor, lawyer):
    ticket = hand_in(browser, page).context["ticket"]
    page.locked, page.locked_by, page.locked_at = True, lawyer, timezone.now()
    page.save()
    assert "vergrendeld" in confirm(browser, page, ticket).content.decode()
    page.locked = False
    page.locked_by = page.locked_at = None
    page.save()

    put_in_front(page, GroupApprovalTask, lawyer.groups.get())
    page.get_workflow().start(page, editor)
    for answer in (browser.get(address(page)), hand_in(browser, page)):
        assert "ligt ter beoordeling bij “Toets”" in answer.content.decode()
        assert 'type="file"' not in answer.content.decode()
    assert "ligt ter beoordeling" in confirm(browser, page, ticket).content.decode()
    assert draft_of(page).title != "Nieuwe verklaring"


@pytest.mark.parametrize("role", ["Contractbeheerder", "Auditor"])
def test_others_have_no_part_in_it(page, role):
    client = Client()
    client.force_login(UserFactory(role=role))
    for method, name in (("get", "index"), ("post", "index"), ("post", "confirm")):
        answer = getattr(client, method)(address(page, name))
        assert answer.status_code == 403 or answer.url == "/beheer/"


def test_the_editor_finds_it_in_the_menu_of_the_page(browser, page):
    assert address(page) in browser.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert browser.get(reverse("statement_import:index", args=[999_999])).status_code == 404


def test_words_of_a_file_are_shown_as_words(browser, page):
    text = b"<title>&lt;script&gt;x()</title><h2>&lt;script&gt;y()</h2><p>&lt;script&gt;z()</p><img alt='<script>a()'>"
    answer = hand_in(browser, page, text, name="<script>b().html").content.decode()
    for hostile in ("<script>x()", "<script>y()", "<script>z()", "<script>a()", "<script>b()"):
        assert hostile not in answer


class TestKeeping:
    def test_by_anchor_before_heading_and_by_heading_in_any_case(self):
        new = [
            section("Anders", anchor="uw-rechten"),
            section("RECHTEN", anchor="r"),
            section("oud ", anchor="x"),
        ]
        body, kept = keep_blocks(BODY, new)
        assert [block["type"] for block in body[0]["value"]["body"]] == ["response_term", "recipients"]
        assert [block["type"] for block in body[2]["value"]["body"]] == ["identity_check"]
        assert [one.where for one in kept] == [Where.END, Where.SAME_PLACE, Where.END]
        assert new[0]["value"]["body"] == []

    def test_words_over_several_blocks_are_one_place(self):
        term = {
            "type": "response_term",
            "value": {"text": "<p>a b</p><ul><li>c</li></ul>", "response_weeks": 4},
        }
        new = [
            section(
                "K",
                paragraph("x"),
                paragraph("a b"),
                {"type": "list", "value": "<ul><li>c</li></ul>"},
                paragraph("y"),
            )
        ]
        body, kept = keep_blocks([section("K", term)], new)
        assert [block["type"] for block in body[0]["value"]["body"]] == [
            "paragraph",
            "response_term",
            "paragraph",
        ]
        assert kept[0].where == Where.SAME_WORDS

    def test_a_promise_is_found_by_its_words_when_the_heading_changed(self):
        new = [section("Heel anders", paragraph("x"), paragraph("Binnen  vier weken."), paragraph("y"))]
        body, kept = keep_blocks([section("Rechten", TERM, RECIPIENTS)], new)
        assert [block["type"] for block in body[0]["value"]["body"]] == [
            "paragraph",
            "response_term",
            "paragraph",
        ]
        assert [one.where for one in kept] == [Where.SAME_WORDS, Where.NOWHERE]

    def test_a_fact_stays_after_the_text_it_stands_after(self):
        old = [section("K", paragraph("a"), RECIPIENTS, paragraph("b"))]
        body, kept = keep_blocks(old, [section("K", paragraph("n"), paragraph("a"), paragraph("b"))])
        assert [block["type"] for block in body[0]["value"]["body"]] == [
            "paragraph", "paragraph", "recipients", "paragraph",
        ]  # fmt: skip
        assert kept[0].where == Where.SAME_PLACE
