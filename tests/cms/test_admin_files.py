"""Icons and words of scripts are not sent again with every screen, and never those of another version or language."""

import re

from wagtail.users.models import UserProfile

ICONS = re.compile(r'data-icon-url="([^"]+)"')
WORDS = "/beheer/jsi18n/"


def test_icons_that_a_screen_asks_for_are_kept(admin_client):
    address = ICONS.search(admin_client.get("/beheer/").content.decode()).group(1)
    answer = admin_client.get(address)
    assert b"<symbol" in answer.content
    assert set(answer["Cache-Control"].split(", ")) == {"private", "immutable", "max-age=31536000"}


def test_icons_for_a_screen_of_another_version_are_not(admin_client):
    """While a new version starts, an old process may be asked for its icons."""
    assert "no-store" in admin_client.get("/beheer/sprite/?h=12345678")["Cache-Control"]
    assert "no-store" in admin_client.get("/beheer/sprite/")["Cache-Control"]


def test_words_of_scripts_are_kept_for_a_while_by_this_browser_alone(admin_client):
    answer = admin_client.get(WORDS)
    assert set(answer["Cache-Control"].split(", ")) == {"private", "max-age=600"}
    assert {"cookie", "accept-language"} <= set(answer["Vary"].lower().split(", "))


def test_words_are_in_the_language_of_who_asks(admin_client, admin_user):
    dutch = admin_client.get(WORDS).content.decode()
    UserProfile.objects.update_or_create(user=admin_user, defaults={"preferred_language": "en"})
    assert '"Add": "Toevoegen"' in dutch
    assert "Toevoegen" not in admin_client.get(WORDS).content.decode()
