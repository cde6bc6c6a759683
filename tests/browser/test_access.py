"""The way in: the public pages need no account, the admin asks for one."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_admin_asks_who_you_are_in_dutch(page: Page) -> None:
    page.goto("/beheer/")
    expect(page).to_have_url(re.compile(r"/beheer/login/"))
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_staff_sign_in_and_no_script_is_refused(page: Page) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    user = get_user_model().objects.create_user("medewerker", password="Een-lang-wachtwoord-9")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    page.goto("/beheer/login/")
    page.locator("input[name=username]").fill("medewerker")
    page.locator("input[name=password]").fill("Een-lang-wachtwoord-9")
    page.locator("input[name=password]").press("Enter")
    expect(page).to_have_url(re.compile(r"/beheer/$"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert refused == []


def test_a_signed_in_visitor(page: Page, sign_in, django_user_model) -> None:
    user = django_user_model.objects.create_user("iemand")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    sign_in(user)
    page.goto("/beheer/")
    expect(page).to_have_url(re.compile(r"/beheer/$"))
