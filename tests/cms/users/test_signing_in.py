"""Guessing passwords is slowed down, and nobody is locked out by somebody else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import authenticate
from django.contrib.auth.models import Permission
from django.core import mail
from django.db import IntegrityError, connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import AttemptLimit, SignInEvent, SignInKind
from cms.users.signing_in import BY_ADDRESS, BY_NAME, BY_PLACE, QUARTER, RESET_BY_ADDRESS, RESET_BY_NAME
from tests.factories import UserFactory, as_operator

PASSWORD = "Een-lang-wachtwoord-9"
LIMITED = "cms.users.signing_in.LimitedBackend"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def person(db):
    return UserFactory(username="jurist-1", password=PASSWORD, role="Juridisch medewerker")


def attempt(
    password: str, name: str = "jurist-1", address: str = "192.0.2.1", client: Client | None = None
) -> str:
    response = (client or Client()).post(
        "/beheer/login/",
        {"username": name, "password": password, "next": "/beheer/"},
        REMOTE_ADDR=address,
    )
    if response.status_code == 302:
        return "binnen"
    return "wachten" if "Te vaak een verkeerd wachtwoord" in response.content.decode() else "fout"


def guess(times: int, **how) -> list[str]:
    return [attempt("mis", **how) for _ in range(times)]


class TestOnePlace:
    def test_after_ten_wrong_ones_the_right_one_waits_a_quarter_of_an_hour(self):
        assert guess(BY_PLACE.most) == ["fout"] * BY_PLACE.most
        assert attempt(PASSWORD) == "wachten"
        assert attempt(PASSWORD, name="JURIST-1") == "wachten"
        with time_machine.travel(timezone.now() + QUARTER + timedelta(seconds=1)):
            assert attempt(PASSWORD) == "binnen"

    def test_going_on_does_not_make_it_longer(self):
        guess(BY_PLACE.most + 20)
        with time_machine.travel(timezone.now() + QUARTER + timedelta(seconds=1)):
            assert attempt(PASSWORD) == "binnen"

    def test_another_place_is_not_locked_out(self):
        guess(BY_PLACE.most + 1)
        assert attempt(PASSWORD, address="192.0.2.2") == "binnen"

    def test_a_household_of_ipv6_is_one_place(self):
        for number in range(BY_PLACE.most):
            attempt("mis", address=f"2001:db8:1:1::{number}")
        assert attempt(PASSWORD, address="2001:db8:1:1:ffff::1") == "wachten"
        assert attempt(PASSWORD, address="2001:db8:1:2::1") == "binnen"

    def test_the_right_password_starts_the_count_again(self):
        guess(BY_PLACE.most - 1)
        assert attempt(PASSWORD) == "binnen"
        assert guess(1) == ["fout"]
        assert attempt(PASSWORD) == "binnen"


class TestNobodyLocksAnotherOut:
    """A stranger at the same address: behind a proxy that the settings do not name, that is everybody."""

    def test_a_browser_in_which_somebody_signed_in_is_known(self):
        own = Client()
        assert attempt(PASSWORD, client=own) == "binnen"
        own.post("/beheer/logout/")
        guess(BY_PLACE.most + 5)
        assert attempt(PASSWORD) == "wachten"
        assert attempt(PASSWORD, client=own) == "binnen"

    def test_nor_by_trying_all_names_or_from_everywhere(self):
        own = Client()
        attempt(PASSWORD, client=own)
        for number in range(BY_ADDRESS.most + 1):
            attempt("mis", name=f"naam-{number}")
        for number in range(BY_NAME.most + 1):
            attempt("mis", address=f"198.51.{number // 250}.{number % 250}")
        assert attempt(PASSWORD) == "wachten"
        assert attempt(PASSWORD, address="203.0.113.9") == "wachten"
        assert attempt(PASSWORD, client=own) == "binnen"

    def test_another_name_at_that_address_signs_in(self):
        UserFactory(username="auditor-1", password=PASSWORD, role="Auditor")
        guess(BY_PLACE.most + 5)
        assert attempt(PASSWORD, name="auditor-1") == "binnen"

    def test_the_cookie_is_of_one_account_and_gives_no_access(self):
        own = Client()
        attempt(PASSWORD, client=own)
        cookie = own.cookies["bekend-apparaat"]
        assert cookie["httponly"] and cookie["path"] == "/beheer/" and "jurist" not in cookie.value
        stranger = Client()
        stranger.cookies["bekend-apparaat"] = cookie.value
        assert stranger.get("/beheer/").status_code == 302
        assert guess(10, client=stranger) == ["fout"] * 10
        assert guess(1, client=stranger) == ["wachten"]
        forged = Client()
        forged.cookies["bekend-apparaat"] = cookie.value[:-1] + "x"
        guess(BY_PLACE.most)
        assert attempt(PASSWORD, client=forged) == "wachten"

    def test_who_has_the_mail_chooses_a_password_and_is_let_in(self, person):
        own = Client()
        own.post("/beheer/password_reset/", {"email": person.email})
        link = next(line for line in mail.outbox[0].body.splitlines() if "/confirm/" in line)
        guess(BY_PLACE.most + 1)
        form = own.get("/" + link.strip().split("/", 3)[3], follow=True)
        new = "Nog-een-lang-wachtwoord-9"
        sent = {"new_password1": new, "new_password2": new}
        assert own.post(form.redirect_chain[-1][0], sent).status_code == 302
        assert attempt(new, client=own) == "binnen"

    def test_who_asked_for_a_link_finds_the_way_back(self, person):
        own = Client()
        for page in (
            own.get("/beheer/password_reset/"),
            own.post("/beheer/password_reset/", {"email": person.email}, follow=True),
        ):
            card = (
                page.content.decode().partition("<main")[2].partition("</main>")[0]
            )  # below it nothing can be read
            assert '<a href="/beheer/login/">Terug naar aanmelden</a>' in card


class TestBehindAProxy:
    def test_visitors_are_told_apart(self, settings):
        settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
        via = {"REMOTE_ADDR": "10.0.0.1"}
        stranger = Client(headers={"X-Forwarded-For": "192.0.2.66"}, **via)
        for _ in range(BY_PLACE.most + 1):
            attempt("mis", client=stranger, address="10.0.0.1")
        assert attempt(PASSWORD, client=stranger, address="10.0.0.1") == "wachten"
        person = Client(headers={"X-Forwarded-For": "192.0.2.7"}, **via)
        assert attempt(PASSWORD, client=person, address="10.0.0.1") == "binnen"

    def test_what_a_visitor_says_himself_does_not_count(self, settings):
        settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
        for number in range(BY_PLACE.most):
            attempt("mis", client=Client(headers={"X-Forwarded-For": f"192.0.2.{number}"}))
        assert attempt(PASSWORD) == "wachten"


class TestOtherDoors:
    def test_every_screen_that_takes_a_password_is_limited(self, settings):
        assert settings.AUTHENTICATION_BACKENDS == [LIMITED]
        for _ in range(BY_PLACE.most):
            assert authenticate(None, username="jurist-1", password="mis") is None
        assert authenticate(None, username="jurist-1", password=PASSWORD) is None

    def test_there_is_one_door(self, client):
        assert client.get("/_util/login/")["Location"] == "/beheer/login/"

    def test_an_inactive_account_is_a_wrong_password(self, person):
        with as_operator():
            type(person).objects.filter(pk=person.pk).update(is_active=False)
        assert attempt(PASSWORD) == "fout"


class TestResets:
    def ask(self, email: str, address: str = "192.0.2.1") -> int:
        sent = Client().post("/beheer/password_reset/", {"email": email}, REMOTE_ADDR=address)
        assert sent.status_code == 302 and sent["Location"] == "/beheer/password_reset/done/"
        return len(mail.outbox)

    def test_a_few_an_hour_per_account(self, person):
        for number in range(RESET_BY_NAME.most + 3):
            count = self.ask(person.email, address=f"192.0.2.{number}")
        assert count == RESET_BY_NAME.most
        assert SignInEvent.objects.filter(kind=SignInKind.RESET_WAITS, account=person).exists()

    def test_and_per_address(self):
        others = [UserFactory() for _ in range(RESET_BY_ADDRESS.most + 2)]
        for other in others:
            self.ask(other.email)
        assert len(mail.outbox) == RESET_BY_ADDRESS.most


class TestTheAuditorSees:
    def test_what_went_wrong(self, person, client):
        guess(BY_PLACE.most + 3)
        attempt("mis", name="Mijn-Wachtwoord-9!", address="192.0.2.9")
        kinds = list(SignInEvent.objects.values_list("kind", "account", "address"))
        assert kinds.count((SignInKind.WRONG, person.pk, "192.0.2.1")) == BY_PLACE.most
        assert kinds.count((SignInKind.WAITS, person.pk, "192.0.2.1")) == 1
        assert (SignInKind.WRONG, None, "192.0.2.9") in kinds
        client.force_login(UserFactory(role="Auditor"))
        page = client.get("/beheer/aanmeldpogingen/").content.decode()
        assert "Verkeerd wachtwoord" in page and "jurist-1" in page and "192.0.2.9" in page
        assert "Mijn-Wachtwoord" not in page
        assert "/beheer/aanmeldpogingen/" in client.get("/beheer/").content.decode()

    def test_a_filter_is_taken_away_by_a_button_that_names_it(self, person, client):
        guess(1)
        client.force_login(UserFactory(role="Auditor"))
        page = client.get("/beheer/aanmeldpogingen/", {"kind": "wrong"}).content.decode()
        assert 'aria-label="Zonder filter Wat: Verkeerd wachtwoord, of geen account"' in page

    def test_and_nobody_wipes_it(self):
        guess(1)
        for statement in ("DELETE FROM cms_signinevent", "UPDATE cms_signinevent SET address = ''"):
            with pytest.raises(IntegrityError, match="90 dagen"), transaction.atomic():
                connection.cursor().execute(statement)

    def test_it_is_kept_three_months(self):
        guess(1)
        SignInEvent.objects.create(kind="wrong", at=timezone.now() - timedelta(days=100))
        assert attempt(PASSWORD) == "binnen"
        assert SignInEvent.objects.count() == 1

    def test_the_table_of_counts_tells_nobody_who_tried(self):
        guess(2)
        row = AttemptLimit.objects.order_by("-count").first()
        assert len(row.key) == 64 and row.count == 2


@pytest.mark.django_db(transaction=True)
def test_attempts_at_one_moment_are_all_counted(monkeypatch, person):
    """Thirty at once, and no more than ten passwords were looked at."""
    judged = []
    monkeypatch.setattr(type(person), "check_password", lambda self, raw: bool(judged.append(raw)) and False)

    def one(_):
        try:
            return attempt("mis")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(one, range(30)))
    assert len(judged) == outcomes.count("fout") == BY_PLACE.most


def test_rights_by_role_and_past_all_roles_are_asked_for_together():
    person = UserFactory(role="Juridisch medewerker")
    by_role = {f"{right.content_type.app_label}.{right.codename}" for right in _rights_of(person)}
    past_roles = Permission.objects.exclude(group__user=person).select_related("content_type").first()
    with as_operator():
        person.user_permissions.add(past_roles)
    person = type(person).objects.get(pk=person.pk)
    with CaptureQueriesContext(connection) as asked:
        assert person.has_perm("wagtailadmin.access_admin")
    assert len(asked) == 1
    given = f"{past_roles.content_type.app_label}.{past_roles.codename}"
    assert person.get_all_permissions() == {*by_role, given}
    assert not person.get_all_permissions(obj=person), "no right is for one record"


def test_who_is_no_longer_active_may_nothing():
    person = UserFactory(role="Juridisch medewerker", is_active=False)
    assert not person.get_all_permissions()


def _rights_of(person):
    return Permission.objects.filter(group__user=person).select_related("content_type")
