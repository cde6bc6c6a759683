from datetime import date

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError
from wagtail.rich_text import RichText

from home.text.blocks import INLINE, LISTS, ListTextBlock, PlainBodyBlock, StatementBodyBlock
from home.text.plain import html_to_text
from home.text.register_blocks import (
    ProcessorsBlock,
    PurposesTreeBlock,
    RecipientsBlock,
    RetentionTermsBlock,
    TransfersBlock,
)
from sharing.parties.choices import Capacity
from tests.factories import (
    AgreementFactory,
    PartyCapacityFactory,
    PartyFactory,
    PurposeFactory,
    RetentionTermFactory,
    TransferFactory,
)
from tests.home.conftest import paragraph, section

DAY = date(2026, 3, 31)
TERM = {"text": "<p>Vier weken.</p>", "response_weeks": 4, "extension_months": 2}


def clean(*sections: dict):
    block = StatementBodyBlock()
    return block.clean(block.to_python(list(sections)))


def test_only_the_opening_may_be_without_heading(db):
    clean(section("", paragraph("Opening")), section("Kop", paragraph("Tekst")))
    with pytest.raises(StreamBlockValidationError) as refused:
        clean(section("Kop", paragraph("a")), section("", paragraph("b")))
    assert "geen kop" in str(refused.value.block_errors[1].messages)


def test_a_commitment_is_made_once(db):
    term = {"type": "response_term", "value": TERM}
    with pytest.raises(StreamBlockValidationError) as refused:
        clean(section("Kop", term), section("Nog een", term))
    assert "staat al in paragraaf 1" in str(refused.value.block_errors[1].messages)
    with pytest.raises(StreamBlockValidationError) as refused:
        clean(section("", paragraph("Opening")), section("Kop", term), section("Nog een", term))
    assert "staat al in paragraaf 1" in str(refused.value.block_errors[2].messages)
    with pytest.raises(StreamBlockValidationError) as refused:
        clean(section("", term), section("Kop", term))
    assert "staat al in de openingstekst" in str(refused.value.block_errors[1].messages)


def test_all_that_is_wrong_with_a_paragraph_is_told_at_once(db):
    term = {"type": "response_term", "value": TERM}
    with pytest.raises(StreamBlockValidationError) as refused:
        clean(section("Kop", term), section("", term, term))
    assert [one.split()[0] for one in refused.value.block_errors[1].messages] == [
        "Deze",
        *["“Toezegging:"] * 2,
    ]


def test_all_that_is_wrong_in_a_text_is_told_at_once(db):
    contact = {"type": "contact", "value": {"attention": "Receptie", "email": "geen adres"}}
    with pytest.raises(StreamBlockValidationError) as refused:
        clean(
            section("Kop", contact),
            section("", paragraph("Tekst")),
            section("", {"type": "paragraph", "value": ""}),
        )
    wrong = refused.value.block_errors
    assert set(wrong[0].block_errors["body"].block_errors[0].block_errors) == {"organisation", "email"}
    assert "geen kop" in str(wrong[1].messages)
    assert "geen kop" in str(wrong[2].non_block_errors.as_data()) and "body" in wrong[2].block_errors


@pytest.mark.parametrize("weeks", [0, 121])
def test_a_term_is_a_sensible_number(db, weeks):
    with pytest.raises(StreamBlockValidationError):
        clean(section("Kop", {"type": "response_term", "value": {**TERM, "response_weeks": weeks}}))


def test_purposes_are_chosen_from_the_register(db):
    PurposeFactory(code="werk")
    block = {"type": "purposes", "value": {"text": "<p>x</p>", "purposes": ["werk"]}}
    clean(section("Kop", block))
    block["value"]["purposes"] = ["onbekend"]
    with pytest.raises((StreamBlockValidationError, StructBlockValidationError)):
        clean(section("Kop", block))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<ul><li>punt</li></ul>", "<ul><li>punt</li></ul>"),
        ("<ul><li>punt</li></ul><p>Losse zin</p>", "<ul><li>punt</li><li>Losse zin</li></ul>"),
        (
            '<p data-block-key="a1">Eerst <b>vet</b></p><ol><li>punt</li></ol><p>Na</p>',
            '<ol><li data-block-key="a1">Eerst <b>vet</b></li><li>punt</li><li>Na</li></ol>',
        ),
        ("<p>Een</p><p></p><p>Twee</p>", "<ul><li>Een</li><li>Twee</li></ul>"),
        ("Een<ul><li>punt</li></ul>Twee", "<ul><li>Een</li><li>punt</li><li>Twee</li></ul>"),
        (
            "<p>Een</p><ul><li>a<ul><li>b</li></ul></li></ul><p>Tussen</p><ol><li>c</li></ol>",
            "<ul><li>Een</li><li>a<ul><li>b</li></ul></li><li>Tussen</li></ul><ol><li>c</li></ol>",
        ),
    ],
)
def test_a_loose_line_becomes_an_item(typed, kept):
    block = ListTextBlock(features=[*INLINE, *LISTS])
    assert block.clean(RichText(typed)).source == kept


def test_a_list_is_a_list_from_the_start_and_not_empty_in_the_end():
    block = ListTextBlock(features=[*INLINE, *LISTS])
    new = block.get_default()
    assert new.source == "<ul><li></li></ul>"
    converter = ContentstateConverter(features=[*INLINE, *LISTS])
    assert '"unordered-list-item"' in converter.from_database_format(new.source)
    with pytest.raises(Exception, match="De lijst is leeg"):
        block.clean(new)


def test_the_editor_keeps_the_nesting_of_a_list(db):
    html = "<ul><li>a<ul><li>b<ul><li>c</li></ul></li><li>d</li></ul></li><li>e</li></ul>"
    converter = ContentstateConverter(features=[*INLINE, *LISTS])
    after = converter.to_database_format(converter.from_database_format(html))
    assert after.count("<ul>") == 3
    assert after.index(">c<") < after.index(">d<") < after.index(">e<")


@pytest.mark.parametrize("body", [StatementBodyBlock, PlainBodyBlock])
def test_what_the_register_fills_in_is_offered_before_a_promise_or_own_words_with_that_name(body):
    sections = body().child_blocks["section"].child_blocks["body"]
    groups = list(sections.grouped_child_blocks())
    offered = [str(block.label) for _group, blocks in groups for block in blocks]
    assert sorted(offered) == sorted(str(block.label) for block in sections.child_blocks.values())
    assert offered[0] == "Alinea"
    first = {word: next(label for label in offered if word in label.lower()) for word in ("doel", "bewaar")}
    assert first == {"doel": "Doeleinden", "bewaar": "Bewaartermijnen"}
    assert [str(group) for group, _blocks in groups][:3] == ["", "Uit het register", "In eigen woorden"]


def test_recipients_with_and_without_names(db):
    held = PartyCapacityFactory(party__name="Gemeente <Proef>", capacity=Capacity.CLIENT)
    block = RecipientsBlock()
    bare = block.render(block.to_python({"with_names": False}), {"on": DAY})
    named = block.render(block.to_python({"with_names": True}), {"on": DAY})
    assert "Opdrachtgever" in bare
    assert "Gemeente" not in bare
    assert "<caption>Ontvangers</caption>" in named
    assert '<th scope="rowgroup" colspan="2">Opdrachtgevers</th>' in named
    country = held.party.country.name
    assert f'<th scope="row">Gemeente &lt;Proef&gt;</th><td>{country}</td>' in named
    assert html_to_text(named).endswith(f"Opdrachtgevers\n\nGemeente <Proef> | {country}")


def test_purposes_are_rendered_as_a_tree(db):
    parent = PurposeFactory(code="werk", description="Werk")
    PurposeFactory(code="werk-zoeken", description="Zoeken", parent=parent)
    html = PurposesTreeBlock().render({}, {"on": DAY})
    assert '<th scope="row">Werk</th><td><ul><li>Zoeken</li>' in html.replace("\n", "")


def test_purposes_without_others_under_them_stay_a_list(db):
    PurposeFactory(code="werk", description="Werk")
    html = PurposesTreeBlock().render({}, {"on": DAY})
    assert "<ul><li>Werk</li>" in html.replace("\n", "")
    assert "<table" not in html


def test_a_supplier_has_one_row_with_everything_it_does(db):
    party = PartyFactory(name="Post BV", processor=True)
    for what in ("Nieuwsbrief", "Uitnodigingen"):
        AgreementFactory(processing=True, party=party, description=what)
    html = ProcessorsBlock().render({}, {"on": DAY})
    assert html.count(">Post BV<") == 1
    assert "<td><ul><li>Nieuwsbrief</li><li>Uitnodigingen</li></ul></td>" in html


@pytest.mark.parametrize("block", [TransfersBlock(), ProcessorsBlock()])
def test_an_empty_register_is_said_in_words(db, block):
    assert "Op dit moment" in block.render({}, {"on": DAY})


def test_only_capacities_that_somebody_holds_are_shown(db):
    PartyCapacityFactory(party__name="Gemeente", capacity=Capacity.CLIENT)
    block = RecipientsBlock()
    html = block.render(block.to_python({"with_names": False}), {"on": DAY})
    assert html.count("<li>") == 1
    assert "Op dit moment delen wij met niemand" in block.render(
        block.to_python({}), {"on": date(2019, 1, 1)}
    )


def test_retention_terms_with_an_introduction(db):
    RetentionTermFactory(description="Het dossier", legal_ground="artikel 52 AWR")
    RetentionTermFactory(description="Nieuwsbrief", open_ended=True)
    block = RetentionTermsBlock()
    html = block.render(block.to_python({"introduction": "<p>Niet langer dan nodig.</p>"}), {"on": DAY})
    assert html_to_text(html) == (
        "Niet langer dan nodig.\n\n"
        "Hoe lang wij gegevens bewaren\n\nGegevens | Termijn | Waarom zo lang\n\n"
        "Het dossier | 2 jaar na het einde van de overeenkomst | artikel 52 AWR\n\n"
        "Nieuwsbrief | tot u uw toestemming intrekt | "
    )


def test_retention_in_own_words_from_an_older_draft_keeps_its_text(db):
    block = StatementBodyBlock()
    body = block.to_python([section("Bewaren", {"type": "retention", "value": "<p>Twee jaar.</p>"})])
    block.clean(body)
    assert "Twee jaar." in body[0].value["body"][0].render({"on": DAY})


def test_a_period_of_a_transfer_reads_as_a_sentence(db):
    TransferFactory(party__abroad=True, country__code="US", last_day=date(2027, 2, 22))
    html = TransfersBlock().render({}, {"on": DAY})
    assert "2020 tot en met 22 februari 2027" in html
