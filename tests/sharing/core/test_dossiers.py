"""One person, one number: how a dossier number is brought to its normal form, and what cannot be one."""

import logging
import re

import pytest
from django.http import HttpResponse
from django.utils.log import log_response
from hypothesis import given
from hypothesis import strategies as st

from sharing.core import dossiers
from sharing.core.dossiers import normal_form, normal_number
from sharing.core.exceptions import NotUnderstood


@pytest.mark.parametrize(
    "typed",
    [
        "w-77",
        "W-77",
        "  W-77\t",
        "\u00a0W-77\u00a0",
        *(
            f"W{dash}77"
            for dash in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u2043\u058a"
        ),
        "\uff37\uff0d\uff17\uff17",
        "\uff57-\uff17\uff17",
        "W\u207b77",
    ],
)
def test_one_person_however_the_number_is_typed(typed):
    assert normal_number(typed) == "w-77"


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("2024/0417", "2024/0417"),
        ("A  12", "a 12"),
        ("A\u300012", "a 12"),
        ("STRASSE-1", "strasse-1"),
        ("Stra\u00dfe-1", "strasse-1"),
        ("2e-2024", "2e-2024"),
        ("12E34", "12e34"),
        ("1112223330", "1112223330"),
        ("111/222/333", "111/222/333"),
    ],
)
def test_other_numbers(typed, normal):
    assert normal_number(typed) == normal


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ("", "invalid", "leeg"),
        ("\u00a0 ", "invalid", "leeg"),
        ("x" * 65, "invalid", "65 tekens"),
        ("\ufdfa" * 10, "invalid", "hoogstens 64"),
        ("W-77, W-78", "several-numbers", "meer nummers"),
        ("W-77;W-78", "several-numbers", "meer nummers"),
        ("W-77|W-78", "several-numbers", "meer nummers"),
        ("W-77\uff0cW-78", "several-numbers", "meer nummers"),
        ("W-77 en W-78", "several-numbers", "meer nummers"),
        ("W-77 & W-78", "several-numbers", "meer nummers"),
        ("W-77\nW-78", "invalid", "regeleinde"),
        ("1,23457E+11", "scientific-notation", "rekenblad"),
        ("1.23457E+11", "scientific-notation", "rekenblad"),
        ("1E+11", "scientific-notation", "rekenblad"),
        ("W\u00ad77", "invalid", "U\\+00AD"),
        ("W\u200b77", "invalid", "U\\+200B"),
        ("W\u316477", "invalid", "U\\+3164"),
        ("W\x0077", "invalid", "U\\+0000"),
        ("W\ud80077", "invalid", "U\\+D800"),
        ("111222333", "bsn", "burgerservicenummer"),
        ("1112.22.333", "bsn", "burgerservicenummer"),
        ("BSN123456782x", "bsn", "burgerservicenummer"),
        ("111\u2011222\u2011333", "bsn", "burgerservicenummer"),
        ("\uff11\uff11\uff11\uff12\uff12\uff12\uff13\uff13\uff13", "bsn", "burgerservicenummer"),
    ],
)
def test_what_cannot_be_one_number(typed, code, words):
    with pytest.raises(NotUnderstood, match=words) as refused:
        normal_number(typed)
    assert refused.value.code == code
    assert "77" not in str(refused.value) and "222" not in str(refused.value), "personal, so never repeated"


@given(st.text())
def test_normalising_again_changes_nothing(text):
    once = normal_form(text)
    assert normal_form(once) == once


@given(st.from_regex(r"[A-Ea-e]{0,2}[-/._ ]?[0-9]{1,9}([-/.+ ][0-9]{1,9})?", fullmatch=True))
def test_the_short_way_for_usual_numbers_says_the_same(text):
    def outcome() -> str:
        try:
            return normal_number(text)
        except NotUnderstood as error:
            return error.code

    quick = outcome()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dossiers, "_USUAL", re.compile("(?!)"))
        assert outcome() == quick


@given(st.text())
def test_what_is_taken_is_taken_again(text):
    try:
        number = normal_number(text)
    except NotUnderstood:
        return
    assert normal_number(number) == number
    assert normal_number(f" {text} ") == number


@pytest.mark.parametrize(
    ("asked", "logged"),
    [
        ("/api/v1/disclosures/d-2026-0042", "/api/v1/disclosures/…"),
        ("/beheer/verstrekkingen/D 2026 0042/", "/beheer/verstrekkingen/…/"),
        ("/beheer/verstrekkingen/20260042/", "/beheer/verstrekkingen/…/"),
        ("/beheer/verstrekkingen/1847/corrigeren/", "/beheer/verstrekkingen/1847/corrigeren/"),
        ("/privacyverklaring/versies/9.pdf", "/privacyverklaring/versies/9.pdf"),
    ],
)
def test_a_number_that_was_typed_in_an_address_is_not_logged(asked, logged, caplog, monkeypatch):
    monkeypatch.setattr(logging.getLogger("django"), "propagate", True)
    log_response("%s: %s", "Not Found", asked, response=HttpResponse(status=404), request=None)
    assert caplog.messages == [f"Not Found: {logged}"]
