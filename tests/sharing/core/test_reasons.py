"""What a form says when the reason, or what is kept in its place, was left out."""

import pytest

from sharing.core.admin import ReasonField


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("Reden van de correctie", "Vul in waarom u dit doet; de reden komt in de historie."),
        (
            "Waarom is dit dezelfde organisatie?",
            "Vul iets in bij “Waarom is dit dezelfde organisatie?”; het komt in de historie.",
        ),
        ("Toelichting", "Vul iets in bij “Toelichting”; het komt in de historie."),
    ],
)
def test_what_is_left_out_is_asked_for_by_its_own_name(label, sentence):
    assert str(ReasonField(label=label).error_messages["required"]) == sentence
