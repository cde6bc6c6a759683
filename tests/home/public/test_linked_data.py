"""The promises of a version as machines find them: linked with its other forms, and the same for good."""

import json

import pytest
from django.conf import settings
from rdflib import Literal, URIRef

from tests import shapes
from tests.home.public.reading import get

VALID = URIRef("http://purl.org/dc/terms/valid")
NAME = URIRef("https://w3id.org/dpv#hasName")
BASIS = URIRef("https://w3id.org/dpv#hasLegalBasis")


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


@pytest.mark.parametrize("number", [1, 2])
def test_every_version_has_the_shape_that_others_may_rely_on(two, number):
    graph = shapes.read(get(f"/privacyverklaring/versies/{number}.jsonld").content)
    assert shapes.remarks(graph, "privacyverklaring") == (set(), set())


@pytest.mark.parametrize(
    ("predicate", "instead", "said"),
    [
        (VALID, None, "Een versie heeft één moment vanaf wanneer zij geldt."),
        (VALID, Literal("1 januari 2026"), "Een versie heeft één moment vanaf wanneer zij geldt."),
        (NAME, None, "Een versie noemt één verwerkingsverantwoordelijke, met naam."),
        (BASIS, Literal("art. 6"), "Wat wel mag, rust op een grond uit de AVG."),
    ],
)
def test_what_is_no_promise_of_a_version_is_told(two, predicate, instead, said):
    graph = shapes.read(get("/privacyverklaring/versies/2.jsonld").content)
    triple = next(graph.triples((None, predicate, None)))
    graph.remove(triple)
    if instead is not None:
        graph.add((triple[0], predicate, instead))
    wrong, _missing = shapes.remarks(graph, "privacyverklaring")
    assert said in wrong
