"""Reading a workbook in the browser: see first, then confirm."""

import io

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from sharing.background.choices import State
from sharing.background.models import BackgroundWork
from sharing.background.tidying import tidy
from sharing.core import uploads
from sharing.core.actor import system_user
from sharing.models import Party, SensitiveGround
from sharing.transfers.choices import MECHANISM_WORDS
from sharing.workbook.operations import import_rows
from sharing.workbook.reading import read_workbook
from sharing.workbook.sheets import SHEETS
from tests.factories import UserFactory, as_operator
from tests.sharing.background.queue import later, work_off
from tests.sharing.workbook.books import LAW, WHOLE, changed, workbook

pytestmark = pytest.mark.django_db(transaction=True)
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
    """The page with what the worker found."""
    file = SimpleUploadedFile(name, content)
    asked = browser.post(ADDRESS, {"workbook": file, "reason": "Jaarlijkse controle"})
    work_off()
    return browser.get(asked["Location"]) if asked.status_code == 302 else asked


def confirm(browser: Client, shown):
    """The page with what became of what was shown."""
    asked = browser.post(f"{ADDRESS}{shown.context['work'].pk}/bevestigen/")
    work_off()
    return browser.get(asked["Location"])


def left() -> list[str]:
    """The files that wait."""
    return storages["private"].listdir(uploads.WAITING)[1]


def test_a_workbook_is_shown_first_and_stored_after_confirmation(browser: Client, manager) -> None:
    shown = hand_in(browser, workbook(WHOLE).getvalue())
    assert "Er is nog niets opgeslagen" in shown.content.decode()
    assert not Party.objects.exists()
    stored = confirm(browser, shown)
    assert "register.xlsx is ingelezen" in stored.content.decode()
    assert "Bekijk op uw startpagina wat er nu te doen is" in stored.content.decode()
    history = Party.objects.get(code="gemeente").history.get()
    assert history.history_user_id == manager.pk
    assert history.history_change_reason == "Invoer uit bestand register.xlsx: Jaarlijkse controle"
    assert left() == []


def test_errors_are_listed_with_place_and_nothing_is_kept(browser: Client) -> None:
    shown = hand_in(browser, workbook(changed("partijen", 2, "kvk_nummer", 1234567)).getvalue())
    page = shown.content.decode()
    assert "blad “partijen”, rij 2" in page and "kvk_nummer" in page and "voorloopnul" in page
    assert "Opslaan in het register" not in page
    assert left() == []


def test_after_mistakes_the_reason_still_stands_and_the_list_says_what_became_of_each(
    browser: Client,
) -> None:
    shown = hand_in(browser, workbook(changed("partijen", 2, "kvk_nummer", 1234567)).getvalue())
    assert shown.context["form"]["reason"].value() == "Jaarlijkse controle"
    confirm(browser, hand_in(browser, workbook(WHOLE).getvalue(), "goed.xlsx"))
    said = [standing for _work, standing in browser.get(ADDRESS).context["recent"]]
    assert said == ["Opgeslagen", "Bekeken", "1 fout"]


def test_days_that_change_are_shown_as_people_write_them(browser: Client) -> None:
    confirm(browser, hand_in(browser, workbook(WHOLE).getvalue()))
    page = hand_in(browser, workbook(changed("hoedanigheden", 3, "tot_en_met", "2027-06-30")).getvalue())
    shown = page.content.decode()
    assert "<td>31-12-2026</td>" in shown and "<td>30-06-2027</td>" in shown
    assert "opslag / verwerker / 01-01-2024" in shown


@pytest.mark.parametrize("content", [b"", b"geen werkmap", b"PK\x03\x04 kapot"])
def test_a_file_that_is_no_workbook_is_refused_in_words(browser: Client, content: bytes) -> None:
    shown = hand_in(browser, content)
    assert shown.status_code == 200 and "is niet ingelezen" in shown.content.decode()


def test_nothing_to_do_is_said_and_asks_no_confirmation(browser: Client) -> None:
    confirm(browser, hand_in(browser, workbook(WHOLE).getvalue()))
    again = hand_in(browser, workbook(WHOLE).getvalue())
    assert "niets te doen" in again.content.decode() and not again.context["ask"]
    refused = browser.post(f"{ADDRESS}{again.context['work'].pk}/bevestigen/", follow=True)
    assert "niets (meer) op te slaan" in refused.content.decode()


def test_a_confirmation_works_once_and_for_one_person(browser: Client) -> None:
    shown = hand_in(browser, workbook(WHOLE).getvalue())
    number = shown.context["work"].pk
    somebody_else = Client()
    somebody_else.force_login(UserFactory(role="Contractbeheerder"))
    for method, address in (("post", "bevestigen/"), ("get", ""), ("get", "voortgang/")):
        assert getattr(somebody_else, method)(f"{ADDRESS}{number}/{address}").status_code == 404
    assert "register.xlsx" not in somebody_else.get(ADDRESS).content.decode()
    first = browser.post(f"{ADDRESS}{number}/bevestigen/")
    assert browser.post(f"{ADDRESS}{number}/bevestigen/")["Location"] == first["Location"]
    work_off()
    assert Party.objects.get(code="gemeente").history.count() == 1
    assert "U hebt het bevestigd" in browser.get(f"{ADDRESS}{number}/").content.decode()


def test_what_changed_since_it_was_shown_is_not_stored_unseen(browser: Client) -> None:
    first = hand_in(browser, workbook(WHOLE).getvalue())
    second = hand_in(browser, workbook(changed("partijen", 2, "naam", "Anders")).getvalue())
    confirm(browser, first)
    refused = confirm(browser, second).content.decode()
    assert "is niet ingelezen" in refused and "intussen gewijzigd" in refused
    assert Party.objects.get(code="gemeente").name == "Gemeente Voorbeeldstad"
    assert left() == []


def test_how_far_it_is_is_told_with_and_without_a_script(browser: Client) -> None:
    file = SimpleUploadedFile("register.xlsx", workbook(WHOLE).getvalue())
    asked = browser.post(ADDRESS, {"workbook": file, "reason": "Jaarlijkse controle"})["Location"]
    page = browser.get(asked).content.decode()
    assert 'http-equiv="refresh"' in page and "wordt gelezen" in page and "Kies een werkmap" not in page
    assert browser.get(f"{asked}voortgang/").content.decode() == "Wacht tot er een ander klaar is."
    BackgroundWork.objects.update(done=1, total=4)
    told = []

    def seen(done: int, total: int | None) -> None:
        told.append((done, total))

    with uploads.kept(BackgroundWork.objects.get().parameters["kept"]) as stream:
        rows = read_workbook(stream, seen)
    import_rows(rows, by=system_user(), reason="Proef", dry_run=True, progress=seen)
    assert told[0] == (0, 2 * rows.count) and (rows.count, 2 * rows.count) in told
    work_off()
    assert browser.get(f"{asked}voortgang/").status_code == 204
    assert "Er is nog niets opgeslagen" in browser.get(asked).content.decode()
    assert "register.xlsx bekijken" in browser.get(ADDRESS).content.decode()


def test_who_lost_the_role_meanwhile_stores_nothing(browser: Client, manager) -> None:
    shown = hand_in(browser, workbook(WHOLE).getvalue())
    browser.post(f"{ADDRESS}{shown.context['work'].pk}/bevestigen/")
    with as_operator():
        manager.groups.clear()
    work_off()
    work = BackgroundWork.objects.latest("pk")
    assert work.state == State.FAILED and "mag dit onderdeel van het register niet wijzigen" in work.message
    assert not Party.objects.exists() and left() == []


def test_the_exports_show_no_workbooks_that_were_handed_in(browser: Client) -> None:
    number = hand_in(browser, workbook(WHOLE).getvalue()).context["work"].pk
    assert "register.xlsx" not in browser.get("/beheer/exports/").content.decode()
    assert browser.get(f"/beheer/exports/{number}/bestand/").status_code == 404


def test_an_outcome_that_is_gone_says_so(browser: Client) -> None:
    shown = hand_in(browser, workbook(WHOLE).getvalue())
    tidy(at=later(hours=25))
    again = browser.get(shown.request["PATH_INFO"]).content.decode()
    assert "Deze uitkomst is er niet meer" in again and "Kies een werkmap" in again
    assert left() == []


def test_a_file_and_a_reason_are_asked_for(browser: Client) -> None:
    page = browser.post(ADDRESS, {}).content.decode()
    assert "Kies een werkmap." in page and "Vul in waarom u dit doet" in page


def test_hostile_names_are_shown_as_text(browser: Client) -> None:
    page = hand_in(browser, b"", name="<script>alert(1)</script>.xlsx").content.decode()
    assert "<script>alert(1)" not in page


def test_what_others_left_behind_is_removed(browser: Client) -> None:
    hand_in(browser, workbook(WHOLE).getvalue())
    uploads.keep(io.BytesIO(b"x"), at=later(hours=23))
    assert len(left()) == 1
    uploads.keep(io.BytesIO(b"x"), at=later(hours=25))
    assert left() == []


def test_a_lawyer_reads_grounds_and_provisions_and_nothing_of_contracts() -> None:
    lawyer = Client()
    lawyer.force_login(UserFactory(role="Juridisch medewerker"))
    own = {name: LAW[name] for name in ("bepalingen", "gevoelige_gegevens")}
    own["gevoelige_gegevens"] = [
        ["kenmerk", "soort", "uitzondering", "bepaling", "vanaf"],
        ["bsn", "identificatienummer", "art_46_uavg", "suwi-54", "2018-05-25"],
    ]
    confirm(lawyer, hand_in(lawyer, workbook(own).getvalue()))
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
    assert shown.context["ask"]


@pytest.mark.parametrize("role", ["Redacteur", "Auditor", "Beheerder"])
def test_others_have_no_part_in_it(role: str) -> None:
    client = Client()
    client.force_login(UserFactory(role=role))
    for method, address in (("get", ""), ("post", ""), ("post", "1/bevestigen/"), ("get", "sjabloon/")):
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
