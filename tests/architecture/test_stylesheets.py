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
