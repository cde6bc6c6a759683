"""The promises of a version as machines find them: linked with its other forms, and the same for good."""

import json

from django.conf import settings

from tests.home.public.reading import get


def test_with_its_kind_and_the_way_to_the_other_forms_and_back(two, typesetter):
    base = f"{settings.BASE_URL}/privacyverklaring/versies/2"
    answer = get("/privacyverklaring/versies/2.jsonld")
    assert answer["Content-Type"] == "application/ld+json"
    document = answer.json()
    assert document["@id"] == f"{base}/"
    assert document["dct:replaces"] == {"@id": f"{settings.BASE_URL}/privacyverklaring/versies/1/"}
    assert {one["@id"] for one in document["dct:hasFormat"]} == {
        f"{base}/",
        f"{base}.json",
        f"{base}.jsonld",
        f"{base}.pdf",
    }
    for ending in ("json", "jsonld", "pdf"):
        links = get(f"/privacyverklaring/versies/2.{ending}")["Link"]
        others = {"/", ".json", ".jsonld", ".pdf"} - {f".{ending}"}
        assert all(f"<{base}{other}>" in links for other in others)
        assert f"<{settings.BASE_URL}/privacyverklaring/feed/>" in links
    assert "/privacyverklaring/versies/2.jsonld" in get("/privacyverklaring/").content.decode()
    assert f'href="{base}.jsonld"' in get("/privacyverklaring/feed/").content.decode()


def test_it_stays_what_it_was_when_a_next_version_comes(two, publish, on):
    before = get("/privacyverklaring/versies/1.jsonld").content
    assert "dct:replaces" not in json.loads(before)
    publish(change_note="Nog een.", effective_from=None)
    assert get("/privacyverklaring/versies/1.jsonld").content == before


def test_one_that_readers_may_not_know_is_not_there(announced):
    assert get("/privacyverklaring/versies/3.jsonld").status_code == 404
    assert get("/privacyverklaring/versies/9.jsonld").status_code == 404
