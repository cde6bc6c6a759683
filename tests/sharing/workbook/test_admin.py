"""Reading a workbook in the browser: see first, then confirm."""

import io
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from sharing.core import uploads
from sharing.models import Party, SensitiveGround
from sharing.transfers.choices import MECHANISM_WORDS
from sharing.workbook.sheets import SHEETS
from tests.factories import UserFactory
from tests.sharing.workbook.books import LAW, WHOLE, changed, workbook

pytestmark = pytest.mark.django_db
ADDRESS = "/beheer/werkmap/"


@pytest.fixture(autouse=True)
def _private_folder(settings, tmp_path):
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path, "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "private": private}


@pytest.fixture
def manager():
    return UserFactory(username="manager", role="Contractbeheerder")


@pytest.fixture
def browser(manager) -> Client:
    client = Client()
    client.force_login(manager)
    return client


def hand_in(browser: Client, content: bytes, name: str = "register.xlsx"):
    file = SimpleUploadedFile(name, content)
    return browser.post(ADDRESS, {"workbook": file, "reason": "Jaarlijkse controle"})


def test_a_workbook_is_shown_first_and_stored_after_confirmation(browser: Client, manager) -> None:
    shown = hand_in(browser, workbook(WHOLE).getvalue())
    assert "Er is nog niets opgeslagen" in shown.content.decode()
    assert not Party.objects.exists()
    stored = browser.post(f"{ADDRESS}bevestigen/", {"ticket": shown.context["ticket"]}, follow=True)
    assert "is ingelezen" in stored.content.decode()
    history = Party.objects.get(code="gemeente").history.get()
    assert history.history_user_id == manager.pk
    assert history.history_change_reason == "Invoer uit bestand register.xlsx: Jaarlijkse controle"
    assert storages["private"].listdir(uploads.FOLDER)[1] == []


def test_errors_are_listed_with_place_and_nothing_is_kept(browser: Client) -> None:
    shown = hand_in(browser, workbook(changed("partijen", 2, "kvk_nummer", 1234567)).getvalue())
    page = shown.content.decode()
    assert "blad “partijen”, rij 2" in page and "kvk_nummer" in page and "voorloopnul" in page
    assert "ticket" not in shown.context
    assert storages["private"].listdir(uploads.FOLDER)[1] == []


@pytest.mark.parametrize("content", [b"", b"geen werkmap", b"PK\x03\x04 kapot"])
def test_a_file_that_is_no_workbook_is_refused_in_words(browser: Client, content: bytes) -> None:
    shown = hand_in(browser, content)
    assert shown.status_code == 200 and "is niet ingelezen" in shown.content.decode()


def test_nothing_to_do_is_said_and_asks_no_confirmation(browser: Client) -> None:
    first = hand_in(browser, workbook(WHOLE).getvalue())
    browser.post(f"{ADDRESS}bevestigen/", {"ticket": first.context["ticket"]})
    again = hand_in(browser, workbook(WHOLE).getvalue())
    assert "niets te doen" in again.content.decode() and "ticket" not in again.context


def test_a_confirmation_works_once_for_one_person_and_as_shown(browser: Client) -> None:
    ticket = hand_in(browser, workbook(WHOLE).getvalue()).context["ticket"]
    somebody_else = Client()
    somebody_else.force_login(UserFactory(role="Contractbeheerder"))
    refused = somebody_else.post(f"{ADDRESS}bevestigen/", {"ticket": ticket}, follow=True)
    assert "verlopen" in refused.content.decode() and not Party.objects.exists()
    browser.post(f"{ADDRESS}bevestigen/", {"ticket": ticket})
    twice = browser.post(f"{ADDRESS}bevestigen/", {"ticket": ticket}, follow=True)
    assert "al ingelezen" in twice.content.decode()
    for forged in ("", "onzin", ticket + "x"):
        answer = browser.post(f"{ADDRESS}bevestigen/", {"ticket": forged}, follow=True)
        assert "verlopen" in answer.content.decode()


def test_what_changed_since_it_was_shown_is_not_stored_unseen(browser: Client) -> None:
    first = hand_in(browser, workbook(WHOLE).getvalue()).context["ticket"]
    second = hand_in(browser, workbook(changed("partijen", 2, "naam", "Anders")).getvalue()).context["ticket"]
    browser.post(f"{ADDRESS}bevestigen/", {"ticket": first})
    refused = browser.post(f"{ADDRESS}bevestigen/", {"ticket": second}, follow=True)
    assert "intussen gewijzigd" in refused.content.decode()
    assert Party.objects.get(code="gemeente").name == "Gemeente Voorbeeldstad"


def test_a_file_and_a_reason_are_asked_for(browser: Client) -> None:
    page = browser.post(ADDRESS, {}).content.decode()
    assert "Kies een werkmap." in page and "Vul in waarom u dit doet" in page


def test_hostile_names_are_shown_as_text(browser: Client) -> None:
    page = hand_in(browser, b"", name="<script>alert(1)</script>.xlsx").content.decode()
    assert "<script>alert(1)" not in page


def test_what_others_left_behind_is_removed(browser: Client) -> None:
    hand_in(browser, workbook(WHOLE).getvalue())
    later = timezone.now() + timedelta(hours=2)
    uploads.keep(io.BytesIO(b"x"), at=later)
    assert len(storages["private"].listdir(uploads.FOLDER)[1]) == 1


def test_a_lawyer_reads_grounds_and_provisions_and_nothing_of_contracts() -> None:
    lawyer = Client()
    lawyer.force_login(UserFactory(role="Juridisch medewerker"))
    own = {name: LAW[name] for name in ("bepalingen", "gevoelige_gegevens")}
    own["gevoelige_gegevens"] = [
        ["kenmerk", "soort", "uitzondering", "bepaling", "vanaf"],
        ["bsn", "identificatienummer", "art_46_uavg", "suwi-54", "2018-05-25"],
    ]
    shown = hand_in(lawyer, workbook(own).getvalue())
    lawyer.post(f"{ADDRESS}bevestigen/", {"ticket": shown.context["ticket"]})
    assert SensitiveGround.objects.get(reference="bsn").provision.code == "suwi-54"
    refused = hand_in(lawyer, workbook(LAW).getvalue()).content.decode()
    assert "blad “partijen”" in refused and "mag dit onderdeel van het register niet wijzigen" in refused
    assert not Party.objects.exists()


def test_the_template_has_rights_for_what_is_filled_in_only(browser: Client) -> None:
    """Every sheet is in it; a contract manager fills in the parties and leaves the grounds to the lawyer."""
    book = load_workbook(io.BytesIO(browser.get(f"{ADDRESS}sjabloon/").content))
    book["partijen"].append(["nieuw", "Nieuwe partij", None, None, "NL"])
    stream = io.BytesIO()
    book.save(stream)
    shown = hand_in(browser, stream.getvalue())
    assert "ticket" in shown.context


@pytest.mark.parametrize("role", ["Redacteur", "Auditor", "Beheerder"])
def test_others_have_no_part_in_it(role: str) -> None:
    client = Client()
    client.force_login(UserFactory(role=role))
    for method, address in (("get", ""), ("post", ""), ("post", "bevestigen/"), ("get", "sjabloon/")):
        assert getattr(client, method)(ADDRESS + address).status_code in (302, 403)
    assert "Werkmap inlezen" not in client.get("/beheer/").content.decode()


def test_the_template_has_every_heading_and_is_itself_a_valid_empty_import(browser: Client) -> None:
    content = browser.get(f"{ADDRESS}sjabloon/").content
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["uitleg", *(sheet.name for sheet in SHEETS)]
    for sheet in SHEETS:
        assert [cell.value for cell in book[sheet.name][1]] == [column.name for column in sheet.columns]
    assert "niets te doen" in hand_in(browser, content).content.decode()


def test_the_template_offers_choices_and_a_note_at_every_column(browser: Client) -> None:
    book = load_workbook(io.BytesIO(browser.get(f"{ADDRESS}sjabloon/").content))
    for sheet in SHEETS:
        rules = book[sheet.name].data_validations.dataValidation
        assert len(rules) == len(sheet.columns)
        assert all(rule.prompt and rule.showInputMessage for rule in rules)
        for column, rule in zip(sheet.columns, rules, strict=True):
            assert rule.promptTitle.startswith(column.name[:20])
            # Excel opens no workbook in which a note or a list of words is longer.
            assert len(rule.prompt) <= 255 and len(rule.formula1 or "") <= 255
    [mechanisms] = [
        rule
        for rule in book["doorgiften"].data_validations.dataValidation
        if rule.promptTitle.startswith("mech")
    ]
    assert mechanisms.formula1 == f'"{",".join(MECHANISM_WORDS)}"' and mechanisms.type == "list"
