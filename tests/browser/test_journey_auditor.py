"""An auditor reads who changed what and why, now and as it was, takes a list along, and can change nothing."""

import re
import time
from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from sharing.core.actor import acting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REASON = "Verlengd, zie de brief van 3 maart"


@pytest.fixture
def changed() -> datetime:
    """An agreement that was extended a moment ago; gives a moment between its two states."""
    from django.contrib.auth import get_user_model

    from sharing.models import Agreement

    time.sleep(1.1)  # a reference date in the address is exact to the second
    between = timezone.localtime()
    agreement = Agreement.objects.get(reference="OV-2023-02")
    with acting(by=get_user_model().objects.get(username="contractbeheerder"), reason=REASON):
        agreement.last_day = date(2031, 5, 31)
        agreement.save()
    return between


def test_who_changed_what_and_why_now_and_then(sample, changed, visitor, tmp_path) -> None:
    from sharing.models import Agreement

    agreement = Agreement.objects.get(reference="OV-2023-02")
    before = agreement.history.order_by("history_date", "history_id").first().last_day
    auditor = visitor()
    page = auditor.page
    auditor.sign_in("auditor")
    page.goto(reverse("agreements:index"))
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
    page.goto(f"{reverse('agreements:inspect', args=[agreement.pk])}?peildatum={changed:%Y-%m-%dT%H:%M:%S}")
    expect(page.get_by_role("status").filter(has_text="Stand van")).to_be_visible()
    expect(fields).to_contain_text(str(before.year))
    expect(fields).not_to_contain_text("31 mei 2031")
    auditor.picture("auditor-toen")
    page.get_by_role("link", name="Terug naar de stand van nu").click()
    expect(fields).to_contain_text("31 mei 2031")
    page.get_by_label("Peildatum").fill("2020-01-01")
    page.get_by_role("button", name="Toon de stand van toen").click()
    expect(page.locator("main")).to_contain_text("Op deze peildatum bestond dit gegeven niet in het register")

    page.goto(f"{reverse('agreements:index')}?peildatum={changed:%Y-%m-%dT%H:%M:%S}")
    expect(page.get_by_role("row", name=re.compile("OV-2023-02"))).not_to_contain_text("31 mei 2031")
    auditor.picture("auditor-lijst-toen")

    page.goto(reverse("agreements:index"))
    with page.expect_download() as download:
        page.evaluate("location.search = '?export=xlsx'")
    download.value.save_as(tmp_path / "lijst.xlsx")
    rows = list(load_workbook(tmp_path / "lijst.xlsx").active.values)
    assert len(rows) == 1 + Agreement.objects.count()
    assert "OV-2023-02" in {row[0] for row in rows}


def test_nothing_to_change_anywhere(sample, visitor) -> None:
    from sharing.models import Agreement, Party

    auditor = visitor("auditor")
    page = auditor.page
    agreement, party = Agreement.objects.first(), Party.objects.first()
    words = "Wijzigen|Verwijderen|Corrigeren|Beoordelen|Intrekken|Opslaan|Vastleggen|Voeg .* toe"
    change = re.compile(rf"^({words})$|vastleggen$")
    for address in (
        reverse("parties:index"),
        reverse("parties:inspect", args=[party.pk]),
        reverse("agreements:inspect", args=[agreement.pk]),
        reverse("disclosures:index"),
        reverse("consents:index"),
        reverse("authority_requests:index"),
        "/beheer/doeleinden/",
    ):
        answer = page.goto(address)
        assert answer.status == 200, address
        assert page.url.endswith(address), address
        for role in ("link", "button"):
            expect(page.locator("main").get_by_role(role, name=change)).to_have_count(0)
    for address in (
        reverse("parties:add"),
        reverse("parties:edit", args=[party.pk]),
        reverse("agreements:delete", args=[agreement.pk]),
        reverse("disclosures:add"),
        reverse("worklist:index"),
        reverse("workbook:index"),
        "/beheer/doeleinden/create/",
        "/beheer/users/",
    ):
        assert auditor.is_refused(address), address
