"""One disclosure in sentences: right for every capacity, basis and channel, abroad, on behalf of, void."""

from datetime import UTC, date, datetime
from itertools import product

import pytest

from sharing.disclosures.choices import Channel
from sharing.log import sentences
from sharing.log.sentences import Told, happened, in_sentences, safeguard_in_words
from sharing.parties.choices import Capacity
from sharing.reference.choices import LegalBasis
from sharing.transfers.choices import Mechanism, TransferStatus
from sharing.transfers.rules import Decision, RegisteredTransfer, TransferAssessment

MOMENT = datetime(2026, 3, 3, 9, 12, tzinfo=UTC)


def told(**changes) -> Told:
    return Told(
        **{
            "disclosed_at": MOMENT,
            "recipient": "UWV",
            "capacity": Capacity.AUTHORITY,
            "categories": ("Naam, adres en woonplaats",),
            "subject": "Deelnemers",
            "dossier": "d-1",
            "purpose": "Uitvoering van de Ziektewet",
            "legal_basis": LegalBasis.LEGAL_OBLIGATION,
            "provision": "art. 54 Wet SUWI",
            "channel": Channel.SECURE_MAIL,
            **changes,
        }
    )


def test_the_whole_of_a_usual_one():
    assert in_sentences(told()) == [
        "Op 3 maart 2026 om 10.12 uur ontving UWV als autoriteit het gegeven “Naam, adres en woonplaats” over iemand "
        "uit de groep “Deelnemers” (dossier d-1), voor het doeleinde “Uitvoering van de Ziektewet”, met als "
        "grondslag een wettelijke verplichting (artikel 6, lid 1, onder c, AVG; art. 54 Wet SUWI).",
        "Dat ging met beveiligde mail.",
    ]


@pytest.mark.parametrize(
    ("capacity", "noun"),
    [
        ("client", "opdrachtgever"),
        ("partner", "samenwerkingspartner"),
        ("processor", "verwerker"),
        ("authority", "autoriteit"),
        ("other", "derde"),
    ],
)
def test_every_capacity(capacity, noun):
    assert f"ontving UWV als {noun} het gegeven" in happened(told(capacity=capacity))


@pytest.mark.parametrize("basis", LegalBasis.values)
def test_every_basis_names_its_article_once_and_its_provision(basis):
    text = happened(told(legal_basis=basis))
    letter = "abcdef"[LegalBasis.values.index(basis)]
    assert f"(artikel 6, lid 1, onder {letter}, AVG; art. 54 Wet SUWI)." in text
    assert happened(told(legal_basis=basis, provision="")).endswith(f"onder {letter}, AVG).")


@pytest.mark.parametrize("channel", [*Channel.values, ""])
def test_every_channel_is_one_sentence_or_none(channel):
    said = list(sentences.how(told(channel=channel)))
    assert len(said) == (channel not in ("", Channel.OTHER))
    assert all(one.startswith("Dat ging ") and one.endswith(".") for one in said)


def test_several_categories_are_told_apart_although_their_names_have_commas():
    text = happened(told(categories=("Naam, adres en woonplaats", "Arbeidsverleden", "Telefoon")))
    assert "de gegevens “Arbeidsverleden”, “Naam, adres en woonplaats” en “Telefoon” over" in text


def test_without_group_or_number():
    assert "over één persoon, voor" in happened(told(subject="", dossier=""))


def test_a_deviation_claims_no_basis_that_did_not_hold():
    said = in_sentences(told(deviation=True))
    assert "met als opgegeven grondslag een wettelijke verplichting" in said[0]
    assert said[-1] == "Dit mocht niet volgens de regels: het is vastgelegd als afwijking."
    assert said[-1] not in in_sentences(told())


def test_on_behalf_of_a_client_names_him_and_the_agreement():
    assert "Wij deden dit als verwerker, namens Gemeente A, volgens overeenkomst OV-9." in in_sentences(
        told(client="Gemeente A", agreement="OV-9")
    )
    [said] = sentences.on_behalf(told(client="Gemeente A"))
    assert said.endswith("Een overeenkomst waarin wij verwerker zijn, gold die dag niet.")
    assert not list(sentences.on_behalf(told(agreement="OV-9")))  # our own agreement is no client's


def test_the_request_it_answers():
    assert "Het was een antwoord op verzoek R-1." in in_sentences(told(request="R-1"))


def test_abroad_with_and_without_a_safeguard():
    [said] = sentences.abroad(
        told(country="India", safeguard="bindende bedrijfsvoorschriften (artikel 47 AVG)")
    )
    assert said == (
        "De gegevens gingen naar een land buiten de Europese Economische Ruimte (India). De waarborg: bindende "
        "bedrijfsvoorschriften (artikel 47 AVG)."
    )
    [said] = sentences.abroad(told(country="India"))
    assert said.endswith("De waarborg: geen; hiervoor is geen waarborg vastgelegd.")


def test_a_void_one_says_so_first():
    said = in_sentences(
        told(voided_at=datetime(2026, 5, 4, 8, 0, tzinfo=UTC), void_reason="Stond er twee keer in")
    )
    assert said[0] == (
        "Vervallen op 4 mei 2026 om 10.00 uur: deze verstrekking telt niet mee in antwoorden en cijfers. De reden: "
        "Stond er twee keer in."
    )


def test_the_hour_that_comes_twice():
    assert "om 02.30 uur (wintertijd) ontving" in happened(
        told(disclosed_at=datetime(2025, 10, 26, 1, 30, tzinfo=UTC))
    )


@pytest.mark.parametrize(
    ("capacity", "basis", "channel", "client", "country", "deviation"),
    list(
        product(
            Capacity.values, LegalBasis.values, (Channel.POST, Channel.OTHER), ("", "Gemeente A"), ("", "India"),
            (False, True),
        )
    ),
)  # fmt: skip
def test_every_combination_is_whole_sentences(capacity, basis, channel, client, country, deviation):
    said = in_sentences(
        told(
            capacity=capacity, legal_basis=basis, channel=channel, client=client, country=country,
            deviation=deviation,
        )
    )  # fmt: skip
    for one in said:
        assert one[0].isupper()
        assert one.endswith(".")
        assert "  " not in one
        assert ".." not in one
    assert any("India" in one for one in said) == bool(country)
    assert any("namens Gemeente A" in one for one in said) == bool(client)
    assert any("d-1" in one for one in said)


def transfer(mechanism: str) -> RegisteredTransfer:
    return RegisteredTransfer("cloud", "US", mechanism, None, date(2020, 1, 1), None)


DECISION = Decision("US", "DPF", "2023/1795", date(2023, 7, 10), None)


@pytest.mark.parametrize(
    ("assessment", "words"),
    [
        (None, ""),
        (TransferAssessment(TransferStatus.EEA, ""), ""),
        (TransferAssessment(TransferStatus.NONE, ""), ""),
        (
            TransferAssessment(TransferStatus.ADEQUATE, "", DECISION),
            "adequaatheidsbesluit 2023/1795 (artikel 45 AVG, voor ontvangers binnen DPF)",
        ),
        (
            TransferAssessment(TransferStatus.ADEQUATE, "", bridged=True),
            "de overgangsregeling tussen de Europese Unie en dit land",
        ),
        (
            TransferAssessment(TransferStatus.SAFEGUARDS, "", None, transfer(Mechanism.BCR)),
            "bindende bedrijfsvoorschriften (artikel 47 AVG)",
        ),
        (
            TransferAssessment(TransferStatus.SAFEGUARDS, "", None, transfer("scc_module_2"), tia_ok=False),
            "modelcontractbepalingen, module 2 (artikel 46 AVG), zonder positieve beoordeling van die dag",
        ),
        (
            TransferAssessment(TransferStatus.DEROGATION, "", None, transfer("art_49_a")),
            "de afwijking van artikel 49, lid 1, onder a, AVG",
        ),
    ],
)
def test_what_protects_it_outside_the_eea(assessment, words):
    assert safeguard_in_words(assessment) == words
