"""A measure that is overdue is checked from the start page; who has which role is signed for by two people."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from sharing.core.periods import amsterdam_day
from tests import factories as make
from tests.browser.steps.lists import type_date
from tests.browser.steps.menu import choose, go_to_start
from tests.browser.steps.visitor import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_check_from_the_start_page(sample, visitor) -> None:
    from sharing.models import SecurityMeasure

    today = amsterdam_day(timezone.now())
    measure = make.SecurityMeasureFactory(name="Alarm", next_check=today - timedelta(days=2))
    manager = visitor("contractbeheerder")
    page = manager.page
    go_to_start(page)
    page.get_by_role("region", name="Uw werk").get_by_role("link", name="Van ons").click()
    page.get_by_role("link", name="Maatregel “Alarm” controleren").click()
    page.get_by_role("link", name="Controle vastleggen", exact=True).click()
    page.get_by_role("radio", name="In orde", exact=True).check()
    following = date(today.year + 2, 12, 31)
    type_date(page.get_by_role("textbox", name="Volgende controle"), following)
    page.get_by_role("textbox", name="Reden van deze controle").fill("Jaarlijkse controle")
    manager.picture("maatregel-controle")
    page.get_by_role("button", name="Controle vastleggen").click()
    expect(told(page)).to_contain_text("De controle is vastgelegd")
    measure = SecurityMeasure.objects.get(pk=measure.pk)
    assert measure.next_check == following
    assert [one.checked_on for one in measure.checks.all()] == [today]


def test_two_sign_for_who_has_which_role(sample, visitor) -> None:
    from sharing.models import RoleReview

    keeper = visitor("beheerder")
    go_to_start(keeper.page)
    choose(keeper.page, "Toegang", "Beoordeling van rollen")
    keeper.page.get_by_role("link", name="Rollen beoordelen").click()
    expect(keeper.page.get_by_role("cell", name="contractbeheerder", exact=True)).to_be_visible()
    keeper.page.get_by_role("textbox", name="Wat u bent nagegaan").fill("Iedereen werkt hier nog.")
    keeper.picture("rollen-beoordelen")
    keeper.page.get_by_role("button", name="Tekenen als eerste").click()
    expect(told(keeper.page)).to_contain_text("wacht nu op een tweede persoon")
    expect(keeper.page.get_by_role("link", name="Meetekenen")).to_have_count(0)

    auditor = visitor("auditor")
    go_to_start(auditor.page)
    auditor.page.get_by_role("link", name="beoordeling van rollen door u mee te tekenen").click()
    auditor.page.get_by_role("link", name="Meetekenen").click()
    auditor.page.get_by_role("button", name="Tekenen als tweede").click()
    expect(told(auditor.page)).to_contain_text("door twee personen getekend")
    auditor.picture("rollen-getekend")
    review = RoleReview.objects.latest("signed_at")
    assert review.findings == "Iedereen werkt hier nog."
    assert (review.signed_by.username, review.closed_by.username) == ("beheerder", "auditor")
