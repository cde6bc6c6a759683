"""What a form says when the reason, or what is kept in its place, was left out."""

from sharing.core.admin import NoteField, ReasonField


def test_a_reason_that_is_left_out_is_asked_for():
    missed = ReasonField(label="Reden van de correctie").error_messages["required"]
    assert str(missed) == "Vul in waarom u dit doet; de reden komt in de historie."


def test_a_question_of_its_own_is_asked_for_by_its_name():
    missed = NoteField(label="Waarom is dit dezelfde organisatie?").error_messages["required"]
    assert str(missed) == "Vul iets in bij “Waarom is dit dezelfde organisatie?”; het komt in de historie."
