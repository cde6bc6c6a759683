"""Which section tells what the law asks: blocks before words, headings before text, and no word for another."""

import pytest

from home.completeness.law import BY_CODE, ITEMS, Only
from home.completeness.rules import State, Told, gaps, judged
from home.text.blocks import SectionBodyBlock
from home.text.places import Place


def told(*sections: tuple[str, str, str]) -> list[Told]:
    """Sections as (heading, kinds, text)."""
    return [
        Told(Place(number, heading, f"p{number}"), kinds.split(), text)
        for number, (heading, kinds, text) in enumerate(sections, start=1)
    ]


def state_of(code: str, *sections: tuple[str, str, str], absent=()) -> tuple[State, int | None]:
    (found,) = [one for one in judged(told(*sections), absent=absent) if one.item.code == code]
    return found.state, found.section and found.section.number


def says(code: str, text: str) -> bool:
    return state_of(code, ("Kop", "paragraph", text))[0] == State.COVERED


def test_an_empty_text_lacks_everything_in_the_order_of_the_law():
    found = judged([], absent=())
    assert [one.item for one in gaps(found)] == list(ITEMS)
    assert found[0].as_json() == {
        "code": "identity",
        "article": "13(1)(a), 14(1)(a)",
        "state": "gap",
        "section": None,
    }


@pytest.mark.parametrize(
    ("item", "kind"),
    [(item, kind) for item in ITEMS for kind in item.blocks],
    ids=lambda one: getattr(one, "code", one),
)
def test_every_block_covers_its_item_and_exists(item, kind):
    assert kind in SectionBodyBlock.base_blocks
    assert state_of(item.code, ("Een", "paragraph", ""), ("Twee", kind, "")) == (State.COVERED, 2)


def test_a_block_tells_better_than_words_and_a_heading_better_than_text():
    words = ("Iets", "paragraph", "Een klacht dient u in bij de Autoriteit Persoonsgegevens.")
    assert state_of("complaint", words, ("Anders", "complaint", "")) == (State.COVERED, 2)
    much = ("Iets", "paragraph", "Een bewaartermijn. Nog een bewaartermijn.")
    assert state_of("retention", much, ("Bewaartermijnen", "paragraph", "Zie onder.")) == (State.COVERED, 2)
    assert state_of("retention", ("Iets", "paragraph", "Een bewaartermijn."), much) == (State.COVERED, 2)


@pytest.mark.parametrize(
    ("code", "only"), [(item.code, item.only) for item in ITEMS if item.only != Only.ALWAYS]
)
def test_what_the_organisation_has_not_is_not_asked_but_may_be_told(code, only):
    silent = ("Kop", "paragraph", "Niets.")
    assert state_of(code, silent, absent={only}) == (State.NOT_APPLICABLE, None)
    assert state_of(code, silent, absent=set(Only) - {only, Only.ALWAYS}) == (State.GAP, None)
    block = ("Kop", BY_CODE[code].blocks[0], "")
    assert state_of(code, block, absent={only}) == (State.COVERED, 1)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("identity", "Stichting Werkpad, Voorbeeldkade 1, 1234 AB Voorbeeldstad"),
        ("identity", "Mail naar privacy@example.org."),
        ("dpo", "Onze functionaris voor gegevensbescherming helpt u."),
        ("purposes", "Doeleinden van de verwerking."),
        ("legal-basis", "De grondslag hiervoor is uw toestemming."),
        ("legitimate-interests", "Wij hebben een gerechtvaardigd belang."),
        ("recipients", "Wij verstrekken enkel persoonsgegevens aan derden die wij inschakelen."),
        ("transfers", "Wij geven niets door buiten de Europese Economische Ruimte."),
        ("transfer-safeguards", "Daarvoor gelden modelcontracten."),
        ("retention", "Wij bewaren uw gegevens niet langer dan nodig is."),
        ("right-access", "Recht op inzage: u mag weten wat wij hebben."),
        ("right-rectification", "U kunt vragen om gegevens te verbeteren of aan te vullen."),
        ("right-erasure", "U heeft het recht te verzoeken gegevens te verwijderen."),
        ("right-erasure", "Ook kunt u vragen om ze te wissen."),
        ("right-access", "Uw verzoek om inzage behandelen wij binnen een maand."),
        ("right-restriction", "Recht op beperking: een tijd niet gebruiken."),
        ("right-portability", "Recht op overdraagbaarheid: in een gangbaar bestand."),
        ("right-objection", "Wilt u dat niet, dan kunt u bezwaar maken."),
        ("consent-withdrawal", "U gaf toestemming. U mag die altijd intrekken."),
        ("complaint", "U kunt een klacht indienen bij de Autoriteit Persoonsgegevens."),
        ("obligation-to-provide", "U bent niet verplicht ons gegevens te geven."),
        ("obligation-to-provide", "Geeft u ons deze gegevens niet, dan kunnen wij u niet helpen."),
        ("automated-decisions", "Er is geen geautomatiseerde besluitvorming."),
        ("data-categories", "Wij gebruiken uw naam, adres en woonplaats."),
        ("source", "Deze gegevens krijgen wij van de gemeente."),
        ("source", "Wij ontvangen uw gegevens van UWV."),
    ],
)
def test_words_that_tell(code, text):
    assert says(code, text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("identity", "Sinds 2018 is dat zo, en in 2026 en later ook."),
        ("dpo", "Wij fgen niets."),
        ("purposes", "Wij doen ons best; dat is het doel niet."),
        ("recipients", "Wij geven om u."),
        ("retention", "Wij bewaren de rust."),
        ("right-erasure", "In ons archief verwijderen wij wat daar niet hoort."),
        ("right-restriction", "Wij beperken ons tot het nodige."),
        ("right-access", "Hebt u vragen of wilt u meer weten? Bel ons."),
        ("right-access", "Voor vragen, of om meer te weten, kunt u bellen."),
        ("right-access", "Soms vragen wij u om inzage in uw diploma."),
        ("right-objection", "Heeft u nog vragen, een klacht of bezwaar? Mail ons."),
        ("right-erasure", "Wij vragen leveranciers om bestanden te verwijderen."),
        (
            "consent-withdrawal",
            "U gaf toestemming. Daar zijn wij blij mee. Een vergunning wordt ingetrokken.",
        ),
        ("complaint", "De Autoriteit Persoonsgegevens houdt toezicht."),
        ("complaint", "Een klacht behandelen wij volgens onze regeling."),
        ("obligation-to-provide", "- wat u niet moet;\n- gegevens die u geven wilt"),
        ("obligation-to-provide", "Wilt u niet dat wij uw gegevens zo gebruiken, maak dan bezwaar."),
        ("obligation-to-provide", "De wet verplicht ons gegevens te geven aan een autoriteit."),
        ("automated-decisions", "De gemeente neemt een besluit."),
        ("source", "Van wie wij gegevens hebben: deelnemers en medewerkers."),
    ],
)
def test_words_that_speak_of_something_else(code, text):
    assert not says(code, text)
