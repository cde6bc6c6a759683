"""The handbook in the admin: every screen leads to a piece that exists, and every link inside leads somewhere."""

import re

import pytest
from django.urls import get_resolver, reverse

from cms.handbook.places import ENDINGS, INDEX, PAGES, PLACES, place_for
from cms.handbook.text import page
from sharing.roles import AUDITOR, CONTRACT_MANAGER
from tests.architecture.routes import all_routes
from tests.sharing.core.visitors import signed_in, text


def exists(place: str) -> bool:
    name, _hash, heading = place.partition("#")
    return name in PAGES and (not heading or heading in dict(page(name).headings))


@pytest.mark.parametrize("place", sorted({*PLACES.values(), *ENDINGS.values(), INDEX}))
def test_every_place_is_a_heading_of_the_handbook(place):
    assert exists(place), place


def test_every_screen_that_is_named_exists():
    names = [route.name for route in all_routes()]
    assert [known for known in PLACES if not any(name.startswith(known) for name in names)] == []


# Pieces of other screens, files, and what every start page has.
NO_SCREENS = ("api", "calendar_feed", "handbook", "home", "wagtail")


def test_every_screen_of_our_own_has_a_piece():
    names = {
        route.name
        for route in all_routes()
        if route.path.startswith("/beheer/") and not route.name.startswith(NO_SCREENS)
    }
    without = sorted(name for name in names if place_for(name) == INDEX and "chooser" not in name)
    assert [name for name in without if name and not name.startswith("relying_")] == []


@pytest.mark.parametrize(
    ("screen", "place"),
    [
        ("dossiers:overview", "jurist#welke-gegevens-van-deze-persoon-zijn-verstrekt"),
        ("access_proposals:confirm", "beheerder#wat-twee-personen-doen"),
        ("agreements:index", "contractbeheerder#een-overeenkomst-vastleggen"),
        ("agreements:history", "index#wie-heeft-wat-gewijzigd"),
        ("disclosures:review", "jurist#een-afwijking-beoordelen"),
        ("wagtailadmin_pages:edit", "redacteur#de-verklaring-bewerken"),
        ("wagtailadmin_pages:history", "redacteur#wat-stond-er-vroeger"),
        ("wagtailadmin_home", INDEX),
        ("", INDEX),
    ],
)
def test_a_screen_leads_to_its_piece(screen, place):
    assert place_for(screen) == place


@pytest.mark.parametrize("name", PAGES)
def test_links_between_pages_arrive(name):
    links = re.findall(r'href="(/beheer/handboek/[^"]*|#[^"]*)"', page(name).html)
    for link in links:
        path, _hash, heading = link.partition("#")
        arrived = get_resolver().resolve(path).kwargs["name"] if path else name
        assert exists(f"{arrived}#{heading}" if heading else arrived), link


@pytest.mark.django_db
def test_a_colleague_opens_it_from_the_screen_and_from_the_menu():
    manager = signed_in(CONTRACT_MANAGER)
    screen = text(manager.get(reverse("agreements:index")))
    address = reverse("handbook", args=["contractbeheerder"])
    assert f'href="{address}#een-overeenkomst-vastleggen"' in screen
    shown = text(manager.get(address))
    assert "Een overeenkomst vastleggen" in shown
    assert manager.get(reverse("handbook", args=["bestaat-niet"])).status_code == 404


@pytest.mark.django_db
def test_nothing_of_the_menu_leads_to_a_foreign_site():
    menu = text(signed_in(AUDITOR).get("/beheer/"))
    assert reverse("handbook") in menu
    assert "wagtail.org" not in menu


@pytest.mark.django_db
def test_strangers_do_not_read_it(client):
    assert client.get(reverse("handbook")).status_code == 302
