"""Who sends something after the session ended is told, and comes back to a screen that there is."""

import pytest
from django.test import Client
from django.urls import reverse

from sharing.roles import LAWYER
from tests.sharing.core.visitors import signed_in, text

pytestmark = pytest.mark.django_db
SAVE = reverse("disclosures:save_filter")
LIST = reverse("disclosures:index")
SIGN_IN = reverse("wagtailadmin_login")


def sent_signed_out(path: str, came_from: str) -> tuple[Client, str]:
    lawyer = signed_in(LAWYER)
    del lawyer.cookies["sessionid"]
    answer = lawyer.post(path, {"name": "x"}, headers={"referer": came_from})
    return lawyer, answer["Location"]


def test_it_was_not_stored_and_the_screen_is_the_one_it_was_sent_from() -> None:
    lawyer, place = sent_signed_out(SAVE, f"http://testserver{LIST}?capacity=client")
    assert place == f"{SIGN_IN}?next=%2Fbeheer%2Fverstrekkingen%2F%3Fcapacity%3Dclient"
    assert "Wat u verstuurde, is niet opgeslagen" in text(lawyer.get(place))


@pytest.mark.parametrize("came_from", ["", "https://elders.example/beheer/"])
def test_from_elsewhere_it_is_the_first_screen(came_from) -> None:
    assert sent_signed_out(SAVE, came_from)[1] == f"{SIGN_IN}?next=%2Fbeheer%2F"


def test_who_signs_out_is_told_nothing_of_the_kind() -> None:
    page = signed_in(LAWYER).post(reverse("wagtailadmin_logout"), follow=True)
    assert "Gebruikersnaam" in text(page)
    assert "niet opgeslagen" not in text(page)


def test_who_only_looks_is_led_on_as_before() -> None:
    client = Client()
    place = client.get(LIST)["Location"]
    assert place == f"{SIGN_IN}?next={LIST}"
    assert "niet opgeslagen" not in text(client.get(place))
