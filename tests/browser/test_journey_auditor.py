"""An auditor reads who changed what and why, now and as it was, takes a list along, and can change nothing."""

import re
from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from sharing.core.actor import acting
from sharing.models import Agreement, Party
from tests.browser.steps.lists import REFERENCE_LISTS, as_it_stood, open_history, open_record, type_date
from tests.browser.steps.menu import DISCLOSURES, REGISTER, RIGHTS, choose, choose_action, open_screen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REASON = "Verlengd, zie de brief van 3 maart"
# The screens of the register that an auditor reads.
READ = (
    (REGISTER, "Partijen"),
    (REGISTER, "Overeenkomsten"),
    (DISCLOSURES, "Verstrekkingen"),
    (DISCLOSURES, "Toestemmingen"),
    (RIGHTS, "Bezwaren en beperkingen"),
    (DISCLOSURES, "Verzoeken van autoriteiten"),
    (REGISTER, REFERENCE_LISTS, "Doeleinden"),
)


@pytest.fixture
def changed(sample: None, worker_database: dict) -> date:
    """An agreement that was extended today and known for a month; gives a day between its two states."""
    history = Agreement.history.model._meta.db_table
    with psycopg.connect(worker_database["urls"].owner) as owner:
        # Only the owner of the tables can make the past a longer one, with the guard away.
        [guards] = owner.execute(
            "SELECT array_agg(tgname::text) FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal",
            [history],
        ).fetchone()
        owner.execute(f"ALTER TABLE {history} DISABLE TRIGGER USER")
        owner.execute(f"UPDATE {history} SET history_date = history_date - interval '30 days'")
        for guard in guards:
            owner.execute(f"ALTER TABLE {history} ENABLE ALWAYS TRIGGER {guard}")
    agreement = Agreement.objects.get(reference="OV-2023-02")
    with acting(by=get_user_model().objects.get(username="contractbeheerder"), reason=REASON):
        agreement.last_day = date(2031, 5, 31)
        agreement.save()
    return timezone.localdate() - timedelta(days=7)


def test_who_changed_what_and_why_now_and_then(changed: date, visitor, tmp_path: Path) -> None:
    agreement = Agreement.objects.get(reference="OV-2023-02")
    before = agreement.history.order_by("history_date", "history_id").first().last_day
    auditor = visitor()
    page = auditor.page
    auditor.sign_in("auditor")
    choose(page, REGISTER, "Overeenkomsten")
    page.get_by_role("link", name="OV-2023-02", exact=True).click()
    fields, latest = page.locator(".register-fields"), page.locator(".register-moment").first
    expect(fields).to_contain_text("31 mei 2031")
    expect(latest).to_contain_text("door Contractbeheerder")
    expect(latest).to_contain_text(REASON)
    expect(latest.get_by_role("row", name=re.compile("Tot en met"))).to_contain_text(
        re.compile(rf"{before.day} .*{before.year}.*31 mei 2031")
    )
    auditor.picture("auditor-overeenkomst")

    # As it stood between the two, and on the day before anything was known.
    type_date(page.get_by_role("textbox", name="Peildatum"), changed)
    page.get_by_role("button", name="Toon de stand van toen").click()
    expect(page.get_by_role("status").filter(has_text="Stand van")).to_be_visible()
    expect(fields).to_contain_text(str(before.year))
    expect(fields).not_to_contain_text("31 mei 2031")
    auditor.picture("auditor-toen")
    page.get_by_role("link", name="Terug naar de stand van nu").click()
    expect(fields).to_contain_text("31 mei 2031")
    type_date(page.get_by_role("textbox", name="Peildatum"), date(2020, 1, 1))
    page.get_by_role("button", name="Toon de stand van toen").click()
    expect(page.locator("main")).to_contain_text("Op deze peildatum bestond dit gegeven niet in het register")

    choose(page, REGISTER, "Overeenkomsten")
    as_it_stood(page, changed)
    expect(page.get_by_role("row", name=re.compile("OV-2023-02"))).not_to_contain_text("31 mei 2031")
    auditor.picture("auditor-lijst-toen")

    choose(page, REGISTER, "Overeenkomsten")
    with page.expect_download() as download:
        choose_action(page, "Download XLSX")
    download.value.save_as(tmp_path / "lijst.xlsx")
    rows = list(load_workbook(tmp_path / "lijst.xlsx").active.values)
    assert len(rows) == 1 + Agreement.objects.count()
    assert "OV-2023-02" in {row[0] for row in rows}


def test_nothing_to_change_anywhere(sample, visitor) -> None:
    auditor = visitor("auditor")
    page = auditor.page
    words = "Wijzigen|Verwijderen|Corrigeren|Beoordelen|Intrekken|Opslaan|Vastleggen|Voeg .* toe"
    change = re.compile(rf"^({words})$|(vastleggen|toevoegen)$")

    def nothing_to_change() -> None:
        for role in ("link", "button"):
            expect(page.locator("main").get_by_role(role, name=change)).to_have_count(0)

    for screen in READ:
        open_screen(page, *screen)
        nothing_to_change()
    for register, name in (("Partijen", "UWV"), ("Overeenkomsten", "OV-2023-02")):
        open_record(page, register, name)
        nothing_to_change()
        open_history(page)
        nothing_to_change()
    party, agreement = Party.objects.get(code="uwv"), Agreement.objects.get(reference="OV-2023-02")
    for address in (
        reverse("parties:add"),
        reverse("parties:edit", args=[party.pk]),
        reverse("agreements:delete", args=[agreement.pk]),
        reverse("disclosures:add"),
        reverse("worklist:index"),
        reverse("workbook:index"),
        "/beheer/doeleinden/create/",
        "/beheer/users/new/",
    ):
        assert auditor.is_refused(address), address
