"""The way in: the public pages need no account, the admin asks for one."""

import re

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import expect

from tests.browser.steps.menu import START
from tests.browser.steps.visitor import PASSWORD
from tests.factories import DirectPermissionFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_admin_asks_who_you_are_in_dutch(visitor) -> None:
    page = visitor().page
    page.goto(START)
    expect(page).to_have_url(re.compile(r"/beheer/login/"))
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_staff_sign_in_and_no_script_is_refused(visitor) -> None:
    user = UserFactory(username="medewerker", password=PASSWORD)
    DirectPermissionFactory(user=user, permission=Permission.objects.get(codename="access_admin"))
    member = visitor()
    member.sign_in("medewerker")
    expect(member.page.get_by_role("heading", level=1)).to_be_visible()
    assert member.complaints == []


def test_a_signed_in_visitor(visitor) -> None:
    user = UserFactory(username="iemand")
    DirectPermissionFactory(user=user, permission=Permission.objects.get(codename="access_admin"))
    page = visitor("iemand").page
    page.goto(START)
    expect(page).to_have_url(re.compile(r"/beheer/$"))
