"""Guessing passwords is slowed down, for that name from that address only."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from cms.users.signing_in import ATTEMPTS, PERIOD

PASSWORD = "Een-lang-wachtwoord-9"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _user(django_user_model) -> None:
    user = django_user_model.objects.create_user("jurist-1", password=PASSWORD)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))


def _try(password: str, name: str = "jurist-1", address: str = "192.0.2.1") -> str:
    response = Client(REMOTE_ADDR=address).post(
        "/beheer/login/", {"username": name, "password": password, "next": "/beheer/"}
    )
    if response.status_code == 302:
        return "binnen"
    return "wachten" if "Te vaak een verkeerd wachtwoord" in response.content.decode() else "fout"


def test_after_ten_wrong_ones_the_right_one_waits_a_quarter_of_an_hour() -> None:
    assert [_try("mis") for _ in range(ATTEMPTS)] == ["fout"] * ATTEMPTS
    assert _try(PASSWORD) == "wachten"
    assert _try(PASSWORD, name="JURIST-1") == "wachten"
    with time_machine.travel(timezone.now() + PERIOD + timedelta(seconds=1)):
        assert _try(PASSWORD) == "binnen"


def test_another_address_is_not_locked_out() -> None:
    for _ in range(ATTEMPTS):
        _try("mis")
    assert _try(PASSWORD, address="192.0.2.2") == "binnen"


def test_the_right_password_starts_the_count_again() -> None:
    for _ in range(ATTEMPTS - 1):
        _try("mis")
    assert _try(PASSWORD) == "binnen"
    assert _try("mis") == "fout"
    assert _try(PASSWORD) == "binnen"
