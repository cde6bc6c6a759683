"""The organisation's logo, fonts and stylesheet are served from our own origin, and nothing else is."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Site

from home.site import ensure_site
from sharing.organisation.files import house_files
from sharing.organisation.models import OrganisationSettings
from tests.sharing.organisation.house import LOGO, woff2


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_files_are_served_to_keep_for_good(db):
    name = house_files.save("logo.svg", ContentFile(LOGO))
    answer = Client().get(f"/huisstijl/{name}")
    assert answer.content == LOGO
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies
    assert Client().post(f"/huisstijl/{name}").status_code == 405
    font = house_files.save("x", ContentFile(woff2()))
    assert Client().get(f"/huisstijl/{font}")["Content-Type"] == "font/woff2"


@pytest.mark.parametrize(
    "address",
    [
        f"/huisstijl/{'0' * 64}.svg",
        f"/huisstijl/{'0' * 64}.css",
        "/huisstijl/../images/a.png",
        "/huisstijl/%2e%2e/private/a.pdf",
        "/huisstijl/",
        f"/huisstijl/{'0' * 63}.svg",
        f"/huisstijl/{'0' * 64}.bin",
    ],
)
def test_nothing_else_is_public(db, tmp_path, address):
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a.png").write_bytes(b"geheim")
    assert Client().get(address).status_code == 404


def test_media_stays_for_staff(db, tmp_path):
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a.png").write_bytes(b"geheim")
    name = house_files.save("logo.svg", ContentFile(LOGO))
    assert Client().get("/media/images/a.png").status_code == 302
    assert Client().get(f"/media/huisstijl/{name}").status_code == 404


def test_the_stylesheet_has_an_address_made_from_its_content(db):
    ensure_site()
    organisation = OrganisationSettings.for_site(Site.objects.get())
    organisation.light_link = "#004488"
    organisation.save()
    first = Client().get("/").content.decode().split('href="/huisstijl/')[1].split('"')[0]
    answer = Client().get(f"/huisstijl/{first}")
    assert "--utrecht-link-color: #004488;" in answer.content.decode()
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer["Cache-Control"]
    organisation.light_link = "#005599"
    organisation.save()
    second = Client().get("/").content.decode().split('href="/huisstijl/')[1].split('"')[0]
    assert second != first
    moved = Client().get(f"/huisstijl/{first}")
    assert (moved.status_code, moved["Location"]) == (302, f"/huisstijl/{second}")
    assert "no-store" in moved["Cache-Control"]
