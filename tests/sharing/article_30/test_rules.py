"""What article 30 asks, letter by letter: told, or named as missing."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sharing.activities.choices import ProcessingRole
from sharing.article_30.rules import (
    Abroad,
    Activity,
    Contact,
    Kept,
    Named,
    Recipient,
    Record,
    fields_of,
    fields_of_record,
    gaps_of,
)

NOW = datetime(2026, 3, 31, 10, tzinfo=UTC)
DAY = date(2026, 3, 31)
CLIENT = Contact(
    "Gemeente", ("Plein 1", "avg@gemeente.example"), dpo="fg@gemeente.example", code="g", country="NL"
)
WHOLE = Activity(
    code="begeleiden",
    name="Begeleiden",
    client=CLIENT,
    purposes=(Named("begeleiding", "Begeleiding naar werk"),),
    subjects=(Named("deelnemers", "Deelnemers"),),
    data=(Named("naam", "Naam", "ordinary"),),
    recipients=(Recipient("cloud", "Cloud Inc.", "US", "Verenigde Staten", ("processor",)),),
    abroad=(
        Abroad("cloud", "Cloud Inc.", "US", "Verenigde Staten", "Er zijn waarborgen.", True, "scc_module_2"),
    ),
    kept=(Kept("dossier", "Het dossier", "2 jaar na het einde"),),
    security="Versleuteling",
)
OWN = Contact("Kansis", ("Kade 1",), dpo="fg@kansis.example")


def record(role: ProcessingRole, *activities: Activity, own: Contact = OWN) -> Record:
    return Record(
        role=role, on=DAY, known_at=None, made_at=NOW, organisation=own, activities=tuple(activities)
    )


@pytest.mark.parametrize(
    ("role", "letters"), [(ProcessingRole.CONTROLLER, "bcdefg"), (ProcessingRole.PROCESSOR, "abcd")]
)
def test_every_letter_is_there_and_nothing_is_missing(role: ProcessingRole, letters: str) -> None:
    told = fields_of(WHOLE, role)
    assert {field.letter for field in told} - {""} == set(letters)
    assert all(field.told for field in told)
    whole = record(role, WHOLE)
    assert {field.letter for field in fields_of_record(whole)} == {"a"}
    assert list(gaps_of(whole)) == []


@pytest.mark.parametrize(
    ("name", "empty", "letter", "gap"),
    [
        ("purposes", (), "b", "doeleinden"),
        ("subjects", (), "c", "categorieën van betrokkenen"),
        ("data", (), "c", "categorieën van persoonsgegevens"),
        ("recipients", (), "d", "ontvangers"),
        ("kept", (), "f", "termijnen"),
        ("security", "", "g", "beveiliging"),
    ],
)
def test_what_a_controller_left_out_is_named(name: str, empty: object, letter: str, gap: str) -> None:
    changed = replace(WHOLE, **{name: empty})
    [(activity, found, sentence)] = gaps_of(record(ProcessingRole.CONTROLLER, changed))
    assert (activity, found) == ("Begeleiden", letter) and gap in sentence
    [field] = [one for one in fields_of(changed, ProcessingRole.CONTROLLER) if one.gaps]
    assert field.told == (f"ontbreekt: {sentence}",)


@pytest.mark.parametrize(
    ("changes", "letter", "gap"),
    [
        ({"client": replace(CLIENT, lines=())}, "a", "contactgegevens van de opdrachtgever"),
        (
            {"client": replace(CLIENT, dpo="")},
            "a",
            "functionaris voor gegevensbescherming van de opdrachtgever",
        ),
        ({"client": replace(CLIENT, inside=False)}, "a", "vertegenwoordiger in de Unie"),
        ({"purposes": (), "subjects": (), "data": ()}, "b", "wat er wordt verwerkt"),
        ({"security": ""}, "d", "beveiliging"),
    ],
)
def test_what_a_processor_left_out_is_named(changes: dict[str, object], letter: str, gap: str) -> None:
    [(_activity, found, sentence)] = gaps_of(record(ProcessingRole.PROCESSOR, replace(WHOLE, **changes)))
    assert found == letter and gap in sentence


def test_a_transfer_without_a_safeguard_is_missing_with_its_reason() -> None:
    unsound = Abroad("x", "X Ltd", "IN", "India", "Er is niets geregeld.", False, via="Cloud Inc.")
    changed = replace(WHOLE, abroad=(*WHOLE.abroad, unsound))
    for role, letter in ((ProcessingRole.CONTROLLER, "e"), (ProcessingRole.PROCESSOR, "c")):
        [field] = [one for one in fields_of(changed, role) if one.label == "Doorgiften en waarborgen"]
        assert field.letter == letter
        assert field.told == (
            "Cloud Inc., Verenigde Staten: Er zijn waarborgen.",
            "ontbreekt: waarborg voor X Ltd (via Cloud Inc.), India. Er is niets geregeld.",
        )


def test_an_empty_house_says_all_that_is_missing() -> None:
    gaps = [gap for _name, _letter, gap in gaps_of(record(ProcessingRole.CONTROLLER, own=Contact("")))]
    assert [gap.split()[0] for gap in gaps] == [
        "naam",
        "contactgegevens",
        "functionaris",
        "verwerkingsactiviteiten:",
    ]
