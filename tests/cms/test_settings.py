"""Production refuses to start half-configured and names everything that is missing."""

import base64
import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.database import django_settings

COMPLETE = {
    "SECRET_KEY": "k" * 50,
    "DOSSIER_KEY": base64.b64encode(bytes(64)).decode(),
    "DATABASE_URL": "postgresql://app:geheim@db.example/verantwoord",
    "ALLOWED_HOSTS": "privacy.example",
    "BASE_URL": "https://privacy.example",
    "EMAIL_URL": "consolemail://",
}


def _load(**environment: str) -> subprocess.CompletedProcess:
    show = "import cms.settings.production as s; print(s.SESSION_COOKIE_SECURE, s.DATABASE_OWNER)"
    return subprocess.run(
        [sys.executable, "-c", show],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_nothing_set_names_every_variable() -> None:
    result = _load()
    assert result.returncode != 0
    assert "De instellingen zijn niet compleet" in result.stderr
    for name in COMPLETE:
        assert f"- {name}: " in result.stderr


@pytest.mark.parametrize("name", COMPLETE)
def test_one_missing_names_only_that_one(name: str) -> None:
    result = _load(**{key: value for key, value in COMPLETE.items() if key != name})
    assert f"- {name}: " in result.stderr
    assert result.stderr.count("\n- ") == 1


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("DOSSIER_KEY", "geen base64!", "geen base64 van precies 64 bytes"),
        ("DOSSIER_KEY", base64.b64encode(bytes(32)).decode(), "geen base64 van precies 64 bytes"),
        ("BASE_URL", "privacy.example", "begint niet met http:// of https://"),
        ("ALLOWED_HOSTS", "*", "laat iedere naam toe"),
        ("OTLP_ENDPOINT", "logboek.example/v1/traces", "begint niet met https://"),
        ("DATABASE_URL", "mysql://root@db/x", "begint met postgresql://"),
        ("DATABASE_URL", "postgresql://db.example", "noemt geen database"),
        ("DATABASE_OWNER_URL", COMPLETE["DATABASE_URL"], "noemt de rol van DATABASE_URL"),
        ("DATABASE_OWNER_URL", "postgresql://eigenaar@db.example/elders", "noemt een andere database"),
    ],
)
def test_an_unusable_value_is_refused_with_the_reason(name: str, value: str, message: str) -> None:
    result = _load(**COMPLETE | {name: value})
    assert result.returncode != 0
    assert message in result.stderr


def test_complete_settings_load_without_an_owner_and_with_secure_cookies() -> None:
    assert _load(**COMPLETE).stdout.split() == ["True", "None"]


def test_the_address_becomes_settings_with_jit_off() -> None:
    made = django_settings("postgresql://app:p%40ss@db.example:5433/register?sslmode=require")
    assert (made["HOST"], made["PORT"], made["USER"], made["PASSWORD"], made["NAME"]) == (
        "db.example",
        "5433",
        "app",
        "p@ss",
        "register",
    )
    assert made["OPTIONS"]["sslmode"] == "require"
    assert "jit=off" in made["OPTIONS"]["options"]


def test_a_socket_address_and_own_options_are_kept() -> None:
    made = django_settings("postgresql://app@/register?host=%2Frun%2Fpg&options=-c%20work_mem%3D8MB")
    assert made["HOST"] == "/run/pg"
    assert made["OPTIONS"]["options"] == "-c jit=off -c work_mem=8MB"


def test_an_unreadable_address_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="niet te lezen"):
        django_settings("postgresql://app@db/register?onzin=1")
