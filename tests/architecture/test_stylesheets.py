"""Rules that only a window shows when they are gone."""

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).resolve().parents[2] / "sharing" / "static" / "sharing"
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def said_of(selector: str) -> str:
    """What the stylesheet says of it outside a narrow window or another medium."""
    sheet = re.sub(r"/\*.*?\*/", "", (STYLES / "register.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    rules = [(names.split(","), said) for names, said in RULE.findall(sheet)]
    return " ".join(said for names, said in rules if selector in map(str.strip, names))


@pytest.mark.parametrize("links", [".register-leaf ul", ".register-work ul", ".register-ways ul"])
def test_links_that_belong_together_stand_beside_each_other(links):
    assert "display: flex" in said_of(links)
    assert "list-style: none" in said_of(links)


def test_a_box_to_choose_a_row_is_made_smaller_in_a_wide_window_only():
    sheet = re.sub(r"/\*.*?\*/", "", (STYLES / "lists.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    everywhere = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", sheet)
    boxes = [said for names, said in RULE.findall(everywhere) if 'input[type="checkbox"]' in names]
    assert boxes and "inline-size:" not in " ".join(boxes), "a finger needs what Wagtail gives it"
    assert "inline-size: 1.125rem" in sheet


def test_the_mark_of_what_is_wrong_stands_beside_words_of_several_lines():
    sheet = (STYLES / "forms.css").read_text(encoding="utf-8")
    assert ".w-field__errors:has(> .error-message) { display: flex; }" in sheet
