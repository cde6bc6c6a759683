"""What a reader may come to do, and which paragraph tells how."""

import pytest

from home.text.rendering import Section
from home.versions.wishes import wishes_of

TEXT = [
    Section(None, "opening", "", "", "Wij zijn zuinig met gegevens. Vragen zijn welkom."),
    Section(1, "bijzonder", "Bijzondere gegevens", "", "Uw toestemming kunt u altijd weer intrekken."),
    Section(2, "inzien", "Uw gegevens inzien", "", "U mag weten wat wij hebben."),
    Section(
        3, "andere", "Uw andere rechten", "", "Bezwaar: leg uit waarom. Op uw bezwaar volgt een besluit."
    ),
    Section(4, "hoe", "Hoe u rechten gebruikt", "", "Ook een bezwaar stuurt u per post."),
    Section(5, "klacht", "Een vraag of een klacht", "", "Vertel het ons."),
    Section(6, "contact", "Waar wij zitten", "<address>Kade 1</address>", "Kade 1"),
]


def found(sections, language="nl", **options):
    given = {"commitments": {"response_weeks": 4}, "by_mail": True, "by_post": True, **options}
    return wishes_of(sections, language=language, **given)


def test_each_wish_leads_to_the_paragraph_that_tells_how():
    assert [(wish.title, wish.anchor) for wish in found(TEXT)] == [
        ("Gegevens inzien", "inzien"),
        ("Bezwaar maken", "andere"),
        ("Toestemming intrekken", "bijzonder"),
        ("Een klacht indienen", "klacht"),
        ("Een vraag stellen", "contact"),
    ]


def test_what_the_text_does_not_speak_of_is_not_offered():
    assert [wish.title for wish in found(TEXT[2:4])] == ["Gegevens inzien", "Bezwaar maken"]
    assert found([]) == []


@pytest.mark.parametrize(
    ("weeks", "words"), [(4, "Antwoord binnen 4 weken"), (1, "Antwoord binnen 1 week"), (None, "")]
)
def test_the_term_is_the_one_that_was_promised(weeks, words):
    assert found(TEXT, commitments={"response_weeks": weeks})[0].hint == words


@pytest.mark.parametrize(
    ("by_mail", "by_post", "words"),
    [
        (True, True, "Per e-mail of per post"),
        (True, False, "Per e-mail"),
        (False, True, "Per post"),
        (False, False, ""),
    ],
)
def test_a_question_goes_where_the_organisation_can_be_reached(by_mail, by_post, words):
    assert found(TEXT, by_mail=by_mail, by_post=by_post)[-1].hint == words


def test_an_english_edition_is_searched_for_english_words():
    text = [
        Section(1, "access", "Access to your data", "", "You may object. You can withdraw your consent."),
        Section(2, "contact", "Contact", "", "Complain or ask."),
    ]
    assert [wish.anchor for wish in found(text, language="en")] == [
        "access",
        "access",
        "access",
        "contact",
        "contact",
    ]
