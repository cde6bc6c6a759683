"""Promises and parts of the register that a text reads as: the organisation's own, and texts that promise nothing."""

import pytest

from home.reading import read_text
from home.reading.stream import stream_of
from home.recognition import patterns as table
from home.recognition.patterns import COLUMNS, Where, patterns, read, sentences_of
from home.recognition.rules import REGISTER_BLOCKS, Proposal, proposals_for, with_proposals
from home.recognition.words import recognised_in
from home.text.blocks import SectionBodyBlock, body_of
from home.text.commitment_blocks import commitment_parameters

# The organisation's own sentences, and lists as it has them.
OWN = """Privacyverklaring

1. Doeleinden van de verwerking van persoonsgegevens

- Kansis verwerkt persoonsgegevens voor het werven en selecteren van nieuw personeel.
- Kansis verwerkt persoonsgegevens voor het aanvragen van subsidies.
- Alsmede de inschakeling van derden hierbij.

2. Verwerking bijzondere persoonsgegevens

Bijzondere persoonsgegevens zijn gegevens zoals iemands ras of etnische afkomst. Kansis verwerkt geen bijzondere \
persoonsgegevens, tenzij u hiervoor uitdrukkelijk toestemming heeft gegeven.

3. Delen van persoonsgegevens

Dergelijke derde partijen kunnen zijn:

- Opdrachtgevers
- Samenwerkingspartners
- Verwerkers.

Wij geven uw persoonsgegevens niet door aan (rechts-)personen buiten de Europese Economische ruimte, tenzij we \
hiertoe wettelijk verplicht zijn.

In alle andere gevallen zullen we u om uw toestemming vragen, die u op elk moment kunt weigeren of intrekken.

4. Gebruik maken van uw AVG-rechten

De contactgegevens vindt u onderaan deze privacyverklaring. Voordat wij uw verzoek in behandeling kunnen nemen, \
controleren we uw identiteit.

Zo spoedig mogelijk, maar in elk geval binnen vier weken na ontvangst van uw verzoek, verstrekken wij informatie over \
de acties die wij hebben ondernomen naar aanleiding van uw verzoek. Deze termijn kunnen wij met twee maanden verlengen \
in verband met de eventuele complexiteit van uw verzoek.

5. Contactgegevens

Kansis
De Corridor 8
3621 ZB Breukelen
"""
NO_PROMISE = [
    "Kansis verzamelt geen gegevens die iets zeggen over de identiteit van de bezoekers van deze website.",
    "Wij bewaren sollicitaties vier weken na de procedure.",
    "U kunt binnen zes weken na ons besluit op uw verzoek bezwaar maken en reageren.",
    "Binnen vier weken na afloop van het traject worden de gegevens vernietigd.",
    "Wij geven gegevens door aan landen buiten de Europese Economische Ruimte.",
    "Bijzondere persoonsgegevens zijn door de wet extra beschermd.",
    "Wij verwerken bijzondere persoonsgegevens ook zonder uw uitdrukkelijke toestemming.",
    "U kunt uw toestemming op elk moment intrekken.",
    "In andere gevallen bellen wij u.",
    "De overeenkomst kan met twee maanden worden verlengd.",
    "Onze opdrachtgevers controleren de identiteit van bezoekers aan de balie.",
    "Wij zijn wettelijk verplicht gegevens aan de autoriteiten te verstrekken.",
]


def proposals(text: str) -> list[Proposal]:
    return proposals_for(stream_of(read_text(text)))


def paragraph(words: str) -> list[Proposal]:
    return proposals(f"Titel\n\n1. Kop\n\n{words}\n")


def test_the_organisations_own_text_yields_its_promises_and_the_places_of_the_register():
    assert [
        (one.kind, {key: of for key, of in one.value.items() if key != "text"}) for one in proposals(OWN)
    ] == [
        ("purposes_tree", {}),
        ("special_categories", {"special_categories": "explicit_consent_only"}),
        ("recipients", {"with_names": False}),
        ("transfer_policy", {"transfer_policy": "legal_obligation_only"}),
        ("consent_for_all_else", {"consent_for_all_else": True}),
        ("identity_check", {"identity_check": True}),
        ("response_term", {"response_weeks": 4, "extension_months": 2}),
        ("contact", {}),
    ]


@pytest.mark.parametrize("sentence", NO_PROMISE)
def test_what_is_no_promise_is_not_taken_for_one(sentence):
    assert paragraph(sentence) == []


@pytest.mark.parametrize("pattern", patterns(), ids=lambda one: f"rij {one.row}")
def test_every_pattern_of_a_sentence_proposes_its_part_for_its_example(pattern):
    assert pattern.part == "extension" or pattern.part in SectionBodyBlock.base_blocks
    if pattern.where is Where.SENTENCE and pattern.part != "extension":
        (found,) = paragraph(pattern.example)
        assert found.kind == pattern.part
        assert pattern.value in ("", found.value.get(pattern.part))


@pytest.mark.parametrize(
    ("words", "weeks", "months"),
    [
        ("Wij reageren binnen 3 weken. Soms verlengen wij dat met 1 maand.", 3, 1),
        ("Wij reageren binnen één maand op uw verzoek.", 4, 0),
        ("Binnen zes weken na uw verzoek laten wij het weten.", 6, 0),
    ],
)
def test_the_term_and_its_extension_are_filled_in(words, weeks, months):
    (found,) = paragraph(words)
    assert (found.value["response_weeks"], found.value["extension_months"]) == (weeks, months)


def test_the_words_say_what_it_reads_as(monkeypatch):
    raw = stream_of(read_text(OWN))
    monkeypatch.setattr("home.recognition.words.contact_in_settings", lambda: "")
    assert "contact" not in {one.proposal.kind for one in recognised_in(raw)}
    monkeypatch.setattr("home.recognition.words.contact_in_settings", lambda: "een adres")
    said = {one.proposal.kind: (one.label, one.reading) for one in recognised_in(raw)}
    assert said["response_term"] == (
        "Toezegging: antwoordtermijn",
        "antwoord binnen 4 weken, te verlengen met 2 maanden",
    )
    assert said["recipients"][0] == "Ontvangers per hoedanigheid"
    assert all(label and reading for label, reading in said.values())


def test_what_is_chosen_takes_its_place_and_the_rest_stays():
    raw = stream_of(read_text(OWN))
    body = body_of(with_proposals(raw, ["response_term", "transfer_policy", "recipients"]))
    assert commitment_parameters(body) == {
        "response_weeks": 4,
        "extension_months": 2,
        "transfer_policy": "legal_obligation_only",
    }
    kinds = [[block.block_type for block in section.value["body"]] for section in body]
    assert kinds[2] == ["paragraph", "recipients", "transfer_policy", "paragraph"]
    assert "vier weken" in str(body[3].value["body"][1].value["text"])
    assert next(one.words for one in proposals(OWN) if one.kind == "recipients") == (
        "Opdrachtgevers, Samenwerkingspartners, Verwerkers."
    )
    assert [one.kind for one in proposals_for(body.get_prep_value())] == [
        "purposes_tree", "special_categories", "consent_for_all_else", "identity_check", "contact",
    ]  # fmt: skip
    assert with_proposals(raw, ["onzin"]) == raw


def test_a_promise_that_is_there_is_not_proposed_again_and_a_second_one_neither():
    twice = "Wij reageren binnen vier weken.\n\nWij reageren binnen twee weken."
    assert [one.value["response_weeks"] for one in paragraph(twice)] == [4]


def test_every_part_of_the_register_can_be_put_in_a_text():
    for kind in REGISTER_BLOCKS.keys() - {"contact"}:  # which asks whether the settings have an address
        value = REGISTER_BLOCKS[kind]
        block = SectionBodyBlock.base_blocks[kind]
        assert block.clean(block.to_python(value)) is not None


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("transfer_policy;x;ergens;een;;een", "row 2"),
        ("identity_check;;zin;{dagen};;een", "“{dagen}” is no word"),
        ("identity_check;;zin;twee;;een", "row 2: the example does not read so"),
        ("identity_check;;zin;twee;twee;twee", "row 2: the example does not read so"),
    ],
)
def test_a_row_that_is_wrong_is_named(row, said):
    with pytest.raises(ValueError, match=r"patterns\.csv") as wrong:
        list(read([";".join(COLUMNS), row]))
    assert said in str(wrong.value)


def test_a_table_with_other_columns_is_refused():
    with pytest.raises(ValueError, match="the columns are onderdeel;waarde"):
        list(read(["a;b", "1;2"]))


def test_sentences():
    assert sentences_of("Een. Twee!\nDrie: vier") == ["Een.", "Twee!", "Drie:", "vier"]


def test_a_long_sentence_is_read_too():
    words = "niet geen buiten " * 5_000
    assert paragraph(f"{words} einde") == []
    assert table.patterns() is table.patterns()
