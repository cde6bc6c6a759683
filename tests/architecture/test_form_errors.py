"""The look at refused forms finds what it is there for; the walk along all of them is that of the permission matrix."""

import pytest

from tests.architecture.form_errors import untold

SCRIPT = "<script src='/static/sharing/errors.js'></script>"
WHOLE = "<p><input name='a' aria-invalid='true'><span class='error-message'>Vul A in.</span></p>"


def screen(inside: str, script: str = SCRIPT) -> bytes:
    return f"<html><body><main><form method='post'>{inside}</form></main>{script}</body></html>".encode()


def test_an_error_at_its_field_is_well():
    assert untold(screen(WHOLE)) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (screen("<input name='a'>"), "er is niets gezegd"),
        (screen(WHOLE, script=""), "de lijst van fouten bovenaan ontbreekt"),
        (screen("<input name='a'><p><b class='error-message'>Fout.</b></p>"), "staat bij geen veld: Fout."),
        (screen("<p><input name='a' aria-invalid='true'></p>" + WHOLE), "is fout zonder te zeggen waarom: a"),
    ],
)
def test_what_a_person_would_not_understand_is_found(content, said):
    assert said in untold(content)
