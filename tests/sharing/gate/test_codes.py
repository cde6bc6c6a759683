"""The table of findings: complete, with a source and a remedy, and told in the handbook as it is."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from sharing.gate.codes import CODES, GRACE, RULE_OF, RULES, handbook_page

# From the description of the gate: what blocks and what warns.
BLOCKS = 27
WARNS = 8


def test_the_table_is_complete():
    assert [rule.severity for rule in RULES] == ["block"] * BLOCKS + ["warn"] * WARNS
    assert set(GRACE) == {
        "special-without-ground",
        "criminal-without-ground",
        "national-id-without-provision",
        "obligation-without-provision",
    }


@pytest.mark.parametrize("code", CODES)
def test_every_code_says_when_on_what_and_what_to_do(code):
    rule = RULE_OF[code]
    for sentence in (rule.when, rule.remedy):
        assert sentence.endswith(".") and sentence[0].isupper(), sentence
        assert not re.search(r"\bje\b|\bjij\b|\bjouw\b", sentence.lower()), sentence
    assert rule.source and not rule.source.endswith(".")


def test_the_handbook_tells_what_the_rules_say():
    page = Path(settings.BASE_DIR, "docs/handboek/bevindingen.md")
    assert page.read_text(encoding="utf-8") == handbook_page(), (
        "Schrijf de pagina opnieuw: docs/handboek/bevindingen.md is handbook_page() van sharing/gate/codes.py."
    )
