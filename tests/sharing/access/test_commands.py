"""The command line is the operator: it acts at once, and is recorded as such."""

import io
import json

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from tests import factories as make

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> list[str]:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().splitlines()


class TestCreateAccount:
    def test_makes_it_in_its_role_with_a_link(self, client):
        lines = run(
            "create_account",
            "eva",
            "--role",
            "Juridisch medewerker",
            "--email",
            "eva@voorbeeld.example",
            "--json",
        )
        said = json.loads(lines[-1])
        user = get_user_model().objects.get(username="eva")
        assert [group.name for group in user.groups.all()] == ["Juridisch medewerker"]
        assert said["link"] in lines and said["role"] == "Juridisch medewerker"
        form = client.get("/" + said["link"].split("/", 3)[3], follow=True)
        assert "new_password1" in form.content.decode()
        row = user.history.last()
        assert row.history_user.username == "systeem" and "create_account" in row.history_change_reason

    @pytest.mark.parametrize("given", ["jurist", "JURIST", "juridisch medewerker"])
    def test_a_role_by_its_name_or_that_of_its_sample_account(self, given):
        run("create_account", "eva", "--role", given, "--email", "eva@voorbeeld.example")
        assert get_user_model().objects.get(username="eva").groups.get().name == "Juridisch medewerker"

    def test_an_unknown_role_is_wrong_usage(self):
        with pytest.raises(CommandError, match="onbekend"):
            run("create_account", "eva", "--role", "baas", "--email", "eva@voorbeeld.example")

    @pytest.mark.parametrize(("name", "email"), [("a b", "eva@voorbeeld.example"), ("eva", "geen adres")])
    def test_what_cannot_be_is_refused_in_full(self, name, email):
        with pytest.raises(CommandError) as error:
            call_command("create_account", name, "--role", "Auditor", "--email", email, stderr=io.StringIO())
        assert error.value.returncode == 1
        assert not get_user_model().objects.filter(email=email).exists()


class TestPasswords:
    def test_a_link_for_who_has_no_mail(self):
        make.UserFactory(username="eva")
        assert json.loads(run("password_link", "eva", "--json")[-1])["link"].startswith("http")

    def test_not_for_a_closed_account(self):
        make.UserFactory(username="eva", is_active=False)
        with pytest.raises(CommandError):
            call_command("password_link", "eva", stderr=io.StringIO())

    def test_nobody_sets_that_of_another(self):
        with pytest.raises(CommandError, match="password_link eva"):
            run("changepassword", "eva")


def test_an_all_powerful_account_is_the_operators_work():
    run("createsuperuser", "--noinput", "--username", "baas", "--email", "baas@voorbeeld.example")
    row = get_user_model().objects.get(username="baas").history.last()
    assert (row.is_superuser, row.history_user.username) == (True, "systeem")
    assert "createsuperuser" in row.history_change_reason
