"""Whoever manages accounts hands out roles, and no more than roles."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def details(user, **changes) -> dict:
    return {
        "username": user.username,
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "is_active": "on",
        "groups": [Group.objects.get(name="Auditor").pk],
        **changes,
    }


def test_an_administrator_gives_a_role_but_no_unlimited_power(client):
    client.force_login(UserFactory(role="Beheerder"))
    user = UserFactory()
    answer = client.post(
        reverse("wagtailusers_users:edit", args=[user.pk]),
        details(user, is_superuser="on", first_name="Anders"),
    )
    assert answer.status_code == 302
    user.refresh_from_db()
    assert user.first_name == "Anders"
    assert [group.name for group in user.groups.all()] == ["Auditor"]
    assert not user.is_superuser


def test_a_new_account_is_not_all_powerful_either(client):
    client.force_login(UserFactory(role="Beheerder"))
    password = "een-lang-wachtwoord-1"
    sent = details(UserFactory.build(), is_superuser="on", password1=password, password2=password)
    assert client.post(reverse("wagtailusers_users:add"), sent).status_code == 302
    assert not get_user_model().objects.get(username=sent["username"]).is_superuser


def test_the_form_says_why_the_box_is_closed(client):
    client.force_login(UserFactory(role="Beheerder"))
    page = client.get(reverse("wagtailusers_users:add")).content.decode()
    assert "alleen op de server zelf te geven" in page
