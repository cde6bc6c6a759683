"""A person's own account."""

import pytest

from sharing.access.mail import password_link
from tests.factories import PASSWORD, UserFactory, as_operator

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    user = UserFactory(username="eva", first_name="Eva", last_name="", role="Redacteur")
    client.force_login(user)
    return user


def send(client, **changes):
    sent = {
        "name_email-first_name": "Eva",
        "name_email-last_name": "",
        "name_email-email": "eva@voorbeeld.example",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        **changes,
    }
    return client.post("/beheer/account/", sent)


def test_nobody_renames_himself(client, person):
    answer = send(client, **{"name_email-first_name": "Jan", "name_email-last_name": "Jansen"})
    assert answer.status_code == 302
    person.refresh_from_db()
    assert (person.first_name, person.last_name) == ("Eva", "")
    assert "Vraag een beheerder" in client.get("/beheer/account/").content.decode()


def test_an_address_is_changed_in_ones_own_name(client, person):
    assert send(client, **{"name_email-email": "nieuw@voorbeeld.example"}).status_code == 302
    row = person.history.first()
    assert (row.email, row.history_user_id) == ("nieuw@voorbeeld.example", person.pk)


def test_a_password_is_changed_in_ones_own_name_and_never_shown(client, person):
    new = "Nog-een-lang-wachtwoord-9"
    changes = {
        "password-old_password": PASSWORD,
        "password-new_password1": new,
        "password-new_password2": new,
    }
    assert send(client, **changes).status_code == 302
    row, before = person.history.all()[:2]
    assert row.history_user_id == person.pk and row.password_changed_at > before.password_changed_at
    assert client.get("/beheer/").status_code == 200, "still signed in"


def test_who_has_no_address_yet_chooses_a_password_without_one(client, person):
    with as_operator():
        type(person).objects.filter(pk=person.pk).update(email="")
    typed = {"password-old_password": PASSWORD, "name_email-email": ""}
    new = {f"password-new_password{number}": "Nog-een-lang-wachtwoord-9" for number in (1, 2)}
    assert send(client, **typed, **new).status_code == 302
    with as_operator():
        type(person).objects.filter(pk=person.pk).update(email="eva@voorbeeld.example")
    answer = send(client, **{"name_email-email": ""})
    assert answer.status_code == 200, "one who has an address keeps one"


def test_a_password_that_is_too_short_and_repeated_differently_is_told_both_at_once(client, person):
    link = password_link(person)
    own = client.get("/beheer/account/")  # nothing is wrong yet
    assert "wachtwoord is te kort" not in own.content.decode()
    typed = {"new_password1": "Kort-9", "new_password2": "Kort-8"}
    answer = send(
        client,
        **{"password-old_password": PASSWORD},
        **{f"password-{name}": value for name, value in typed.items()},
    )
    [own] = [
        one for panels in answer.context["panels_by_tab"].values() for one in panels if one.name == "password"
    ]
    client.logout()
    asked = client.get("/" + link.split("/", 3)[3], follow=True)
    chosen = client.post(asked.redirect_chain[-1][0], typed).context["form"]
    for errors in (own.get_form().errors, chosen.errors):
        assert set(errors) == {"new_password1", "new_password2"}
        assert "te kort" in str(errors["new_password1"])


def test_a_link_of_an_account_that_was_closed_leads_nowhere(client, person):
    link = password_link(person)
    with as_operator():
        type(person).objects.filter(pk=person.pk).update(is_active=False)
    client.logout()
    page = client.get("/" + link.split("/", 3)[3], follow=True)
    assert "new_password1" not in page.content.decode()
