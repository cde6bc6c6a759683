"""What a new version changes, told in plain Dutch, and what of it a note leaves unsaid."""

import pytest

from home.change_notes.rules import (
    note_of,
    of_lists,
    of_promises,
    of_sections,
    of_title,
    unsaid,
    unsaid_together,
)
from home.comparison.sections import compare
from home.text.rendering import Section

STRICT = {
    "transfer_policy": "legal_obligation_only",
    "special_categories": "explicit_consent_only",
    "capacities": ["client", "partner"],
    "purposes": ["werk"],
    "response_weeks": 4,
    "extension_months": 2,
    "identity_check": True,
    "consent_for_all_else": True,
}
LABELS = {"recipients": "Ontvangers per hoedanigheid", "processors": "Verwerkers, met dienst en land"}


def part(number, heading, text="Woorden."):
    anchor = (heading or "inleiding").lower()
    return Section(number=number, anchor=anchor, heading=heading, html=f"<p>{text}</p>", text=text)


def promised(**values):
    return list(
        of_promises(STRICT, STRICT | values, purposes={"wonen": "Een huis vinden"}, categories={"bsn": "BSN"})
    )


class TestSections:
    def test_each_kind_of_change_has_a_sentence(self):
        old = [
            part(None, "", "Welkom."),
            part(1, "Doelen", "Werk vinden voor u."),
            part(2, "Weg", "Iets heel anders."),
        ]
        new = [
            part(None, "", "Welkom bij ons."),
            part(1, "Doelen", "Werk vinden voor u en mij."),
            part(2, "Erbij", "Nieuwe woorden, geheel eigen."),
        ]
        assert note_of(of_sections(compare(old, new))).splitlines() == [
            "Nieuw is paragraaf “Erbij”.",
            "De inleiding is gewijzigd.",
            "Paragraaf “Doelen” is gewijzigd.",
            "Paragraaf “Weg” is vervallen.",
        ]

    def test_another_number_alone_is_no_change(self):
        old, new = [part(1, "Doelen")], [part(1, "Eerst", "Geheel andere woorden hier."), part(2, "Doelen")]
        assert note_of(of_sections(compare(old, new))) == "Nieuw is paragraaf “Eerst”."

    def test_several_are_told_together(self):
        old = [part(1, "Een", "a b c d e f"), part(2, "Twee", "g h i j k l"), part(3, "Drie", "m n o p q r")]
        new = [
            part(1, "Een", "a b c d e f x"),
            part(2, "Twee", "g h i j k l x"),
            part(3, "Drie", "m n o p q r x"),
        ]
        said = note_of(of_sections(compare(old, new)))
        assert said == "De paragrafen “Een”, “Twee” en “Drie” zijn gewijzigd."

    def test_the_title(self):
        assert note_of(of_title("Oud", "Nieuw")) == "De titel is nu “Nieuw”."


class TestLists:
    BEFORE = {"recipients": ["Opdrachtgever: Gemeente Voorbeeld (Nederland)"], "processors": []}
    NOW = {"recipients": [], "processors": ["Surveyline Inc.: enquêtes, Verenigde Staten"]}

    def test_who_is_new_and_who_is_gone(self):
        assert note_of(of_lists(self.BEFORE, self.NOW, LABELS)).splitlines() == [
            "Geen ontvanger meer: Gemeente Voorbeeld (opdrachtgever, Nederland).",
            "Nieuwe verwerker: Surveyline Inc. (enquêtes, Verenigde Staten).",
        ]

    @pytest.mark.parametrize(
        ("kind", "stays", "line", "gone", "new"),
        [
            (
                "processors",
                "Polderhosting BV: Opslag, Nederland",
                "Polderhosting BV: Back-up, Nederland",
                "Polderhosting BV blijft verwerker; niet meer: Back-up, Nederland.",
                "Polderhosting BV blijft verwerker; nieuw: Back-up, Nederland.",
            ),
            (
                "recipients",
                "Opdrachtgever: UWV (Nederland)",
                "Autoriteit: UWV (Nederland)",
                "UWV blijft ontvanger; niet meer: autoriteit, Nederland.",
                "UWV blijft ontvanger; nieuw: autoriteit, Nederland.",
            ),
            (
                "transfers",
                "Surveyline Inc., Verenigde Staten: Adequaatheidsbesluit (art. 45)",
                "Surveyline Inc., Verenigde Staten: Modelcontractbepalingen (art. 46)",
                "Doorgifte aan Surveyline Inc. blijft; niet meer: "
                "Verenigde Staten: Modelcontractbepalingen (art. 46).",
                "Doorgifte aan Surveyline Inc. blijft; nieuw: "
                "Verenigde Staten: Modelcontractbepalingen (art. 46).",
            ),
        ],
    )
    def test_who_stays_in_the_list_is_not_told_to_be_gone_or_new(self, kind, stays, line, gone, new):
        labels = {kind: "Lijst"}
        both, one = {kind: [stays, line]}, {kind: [stays]}
        assert note_of(of_lists(both, one, labels)) == gone
        assert note_of(of_lists(one, both, labels)) == new
        assert unsaid(of_lists(both, one, labels), "Iets anders.") == [
            f"Niet genoemd bij “Wat is er veranderd”: {gone}"
        ]

    def test_a_list_that_only_one_text_shows_is_a_change_of_its_paragraph(self):
        assert note_of(of_lists(self.BEFORE, {}, LABELS)) == ""

    @pytest.mark.parametrize(
        ("note", "left_out"),
        [
            ("Wij werken met surveyline en niet meer met de gemeente  Voorbeeld.", 0),
            ("Surveyline doet enquêtes.", 1),
            ("Wij hebben iets gewijzigd.", 2),
        ],
    )
    def test_a_recipient_that_the_note_does_not_name_is_warned_of(self, note, left_out):
        found = unsaid(of_lists(self.BEFORE, self.NOW, LABELS), note)
        assert len(found) == left_out
        if left_out:
            assert "Gemeente Voorbeeld" in found[0]
        together = unsaid_together(of_lists(self.BEFORE, self.NOW, LABELS), note)
        assert together.count("Niet genoemd bij") == min(left_out, 1)
        assert ("Surveyline" in together) == (left_out == 2)


class TestPromises:
    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({"response_weeks": 3}, "Wij antwoorden op uw verzoek binnen 3 weken (was 4)."),
            ({"response_weeks": 1}, "Wij antwoorden op uw verzoek binnen 1 week (was 4)."),
            ({"extension_months": 1}, "Die termijn kan met 1 maand worden verlengd (was 2)."),
            ({"extension_months": 0}, "De termijn van antwoord wordt niet meer verlengd."),
            ({"identity_check": False}, "Wij beloven niet meer dat wij eerst uw identiteit controleren."),
            ({"capacities": ["client"]}, "Een samenwerkingspartner ontvangt geen gegevens meer."),
            (
                {"capacities": ["client", "partner", "processor"]},
                "Ook een verwerker kan voortaan gegevens ontvangen.",
            ),
            ({"purposes": ["werk", "wonen"]}, "Nieuw doel: Een huis vinden."),
            ({"purposes": []}, "Geen doel meer: werk."),
            (
                {"data_categories": {"client": ["bsn"]}},
                "Welke gegevens een opdrachtgever kan krijgen, is veranderd: BSN.",
            ),
            (
                {"special_categories": "lawful_ground"},
                "Bijzondere persoonsgegevens delen wij ook als de wet daarvoor een uitzondering geeft.",
            ),
        ],
    )
    def test_every_promise_has_a_sentence_that_names_it(self, values, sentence):
        [change] = promised(**values)
        assert change.sentence == sentence
        assert change.is_mentioned(sentence), "whoever takes the proposal over is not warned"
        assert unsaid([change], "Een paar zinnen zijn duidelijker.") != []

    @pytest.mark.parametrize("policy", ["adequate_countries", "appropriate_safeguards"])
    def test_where_data_may_go(self, policy):
        [change] = promised(transfer_policy=policy)
        assert "(EER)" in change.sentence
        assert change.is_mentioned(change.sentence)

    def test_the_same_promises_in_another_order_are_no_change(self):
        assert promised(capacities=["partner", "client"]) == []
