"""The answer as a person gets it: what is in it, what is not, and what is kept of it."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta

import pytest

from sharing.answers.choices import AnswerFormat
from sharing.answers.models import AccessAnswer, private_storage
from sharing.answers.operations import black_out, make_answer
from sharing.answers.queries import shown_description
from sharing.answers.rules import Black
from sharing.core.dossiers import seal
from sharing.core.exceptions import ChangedMeanwhile, Refused, RefusedInput
from sharing.core.looking.models import Look
from sharing.core.records import version_of
from sharing.core.sealing import unsealed
from sharing.disclosures.models import Disclosure
from sharing.parties.choices import Capacity
from sharing.reference.choices import LegalBasis
from tests import factories
from tests.sharing.core.pdf_reader import Pdf, squeezed

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


def made(form: AnswerFormat = AnswerFormat.JSON, number: str = "d-0001", **changes) -> AccessAnswer:
    asked = {"reason": "access", "note": "", "by": factories.tester(), "at": AT} | changes
    return make_answer(seals=[seal(number)], form=form, **asked)


def content(answer: AccessAnswer) -> bytes:
    with private_storage().open(answer.file.name) as file:
        return b"".join(unsealed(file))


def told(**changes) -> dict:
    return json.loads(content(made(**changes)))


def shown(**changes) -> str:
    return squeezed(Pdf(content(made(AnswerFormat.PDF, **changes))).text)


class TestJson:
    def test_it_has_the_names_of_the_contract_and_no_others(self):
        factories.DisclosureFactory()
        answer = told()
        assert list(answer) == [
            *("dossier_reference", "made_at", "recipients", "sources", "retention", "rights"),
            *("supervisory_authority", "withheld"),
        ]
        [recipient] = answer["recipients"]
        assert list(recipient) == ["name", "capacity", "disclosures"]
        assert list(recipient["disclosures"][0]) == [
            *("disclosed_at", "purpose", "data_categories", "legal_basis", "provision", "country"),
            *("safeguard", "statement_version"),
        ]
        assert (answer["dossier_reference"], answer["made_at"]) == ("d-0001", "2026-11-26T10:30:00+01:00")

    def test_each_disclosure_says_what_why_and_where(self):
        usa = factories.CountryFactory(code="US", name="Verenigde Staten")
        party = factories.PartyFactory(name="Zorgportaal", country=usa)
        factories.TransferFactory(party=party, country=usa)
        row = factories.DisclosureFactory(
            recipient=party,
            capacity=Capacity.PROCESSOR,
            legal_basis=LegalBasis.LEGAL_OBLIGATION,
            legal_provision="art. 54 Wet SUWI",
            commitments=factories.CommitmentSetFactory(version=7),
            data=[factories.DataCategoryFactory(name="Adres"), factories.DataCategoryFactory(name="Naam")],
        )
        [recipient] = told()["recipients"]
        [one] = recipient["disclosures"]
        assert (recipient["name"], recipient["capacity"]) == ("Zorgportaal", "verwerker")
        assert one["disclosed_at"] == "2026-03-31T12:00:00+02:00"
        assert one["purpose"] == row.purpose.description
        assert one["data_categories"] == ["Adres", "Naam"]
        assert one["legal_basis"] == "wij moesten het van de wet (artikel 6, lid 1, onder c, AVG)"
        assert (one["provision"], one["country"]) == ("art. 54 Wet SUWI", usa.name)
        assert "modelcontractbepalingen" in one["safeguard"]
        assert one["statement_version"] == 7

    def test_of_sensitive_data_it_says_what_allowed_each(self):
        health = factories.DataCategoryFactory(name="Gezondheid", special=True)
        faith = factories.DataCategoryFactory(name="Geloof", special=True)
        number = factories.DataCategoryFactory(name="BSN", national_id=True)
        union = factories.DataCategoryFactory(name="Vakbond", special=True)
        provision = factories.LegalProvisionFactory(citation="art. 12 Wabb")
        party = factories.PartyFactory(name="UWV")
        factories.SensitiveGroundFactory(data_category=health, recipient=party)
        factories.SensitiveGroundFactory(national_id=True, provision=provision)
        convicted = factories.DataCategoryFactory(name="Veroordeling", criminal=True)
        factories.ConsentFactory(data=[faith, convicted], recipient=party, explicit=True)
        data = [factories.DataCategoryFactory(name="Naam"), health, faith, number, union, convicted]
        factories.DisclosureFactory(recipient=party, data=data)
        factories.DisclosureFactory(recipient__name="Zorgverzekeraar", data=[health])
        one, other = (recipient["disclosures"][0] for recipient in told()["recipients"])
        why = {said["data"]: said["ground"] for said in one["exceptions"]}
        assert why == {  # of the union nothing is registered, so nothing is made up
            "Gezondheid": "het was nodig voor werk of sociale zekerheid "
            "(artikel 9, lid 2, onder b, AVG; artikel 30 UAVG)",
            "Geloof": "u gaf er uitdrukkelijk toestemming voor (artikel 9, lid 2, onder a, AVG; artikel 22 UAVG)",
            "Veroordeling": "u gaf er uitdrukkelijk toestemming voor (artikel 10 AVG; artikel 32, onder a, UAVG)",
            "BSN": "een wet staat het gebruik van dit nummer toe (artikel 87 AVG; artikel 46 UAVG), art. 12 Wabb",
        }
        assert "exceptions" not in other
        letter = shown()
        assert squeezed("Gezondheid: het was nodig voor werk of sociale zekerheid") in letter
        assert letter.count(squeezed("Waarom het mocht bij gevoelige gegevens")) == 1

    def test_outside_the_eea_without_a_safeguard_is_said(self):
        usa = factories.CountryFactory(code="US", name="Verenigde Staten")
        factories.DisclosureFactory(recipient=factories.PartyFactory(country=usa))
        [recipient] = told()["recipients"]
        assert recipient["disclosures"][0]["safeguard"] == "geen; hiervoor is geen waarborg vastgelegd"

    def test_what_is_void_is_left_out(self):
        factories.DisclosureFactory()
        row = factories.DisclosureFactory(recipient__name="Vergissing")
        with factories.recorded():
            Disclosure.objects.filter(pk=row.pk).update(
                voided_at=AT, voided_by=factories.tester(), void_reason="Dubbel"
            )
        assert "Vergissing" not in json.dumps(told())

    def test_another_dossier_is_left_out(self):
        factories.DisclosureFactory(number="d-0002")
        assert told()["recipients"] == []

    def test_what_was_done_for_a_client_is_his_to_answer(self):
        client = factories.PartyFactory(name="Gemeente Elders")
        factories.DisclosureFactory(on_behalf_of=client, recipient__name="Onderzoeksbureau")
        answer = told()
        assert answer["recipients"] == []
        assert answer["as_processor_for"] == ["Gemeente Elders"]

    def test_sources_terms_and_decisions_are_those_of_what_was_disclosed(self):
        purpose = factories.PurposeFactory()
        row = factories.DisclosureFactory(
            purpose=factories.PurposeFactory(parent=purpose),
            data=[factories.DataCategoryFactory(name="Belastbaarheid", origin="de bedrijfsarts")],
        )
        activity = factories.ProcessingActivityFactory(
            name="Begeleiden", origin="het UWV", automated_decisions="Een score van 1 tot 5."
        )
        factories.ActivityPurposeFactory(activity=activity, purpose=purpose)
        factories.ActivitySubjectCategoryFactory(activity=activity, subject_category=row.subject_category)
        term = factories.RetentionTermFactory(description="Het trajectdossier")
        factories.RetentionTermPurposeFactory(term=term, purpose=purpose)
        other = factories.RetentionTermFactory(description="De salarisstrook")
        factories.RetentionTermPurposeFactory(term=other, purpose=factories.PurposeFactory())
        answer = told()
        assert answer["sources"] == [
            {"data": "Belastbaarheid", "origin": "de bedrijfsarts"},
            {"data": "Begeleiden", "origin": "het UWV"},
        ]
        assert [one["what"] for one in answer["retention"]] == ["Het trajectdossier"]
        assert answer["automated_decisions"] == ["Een score van 1 tot 5."]

    def test_what_the_register_does_not_know_is_said(self):
        factories.DisclosureFactory()
        answer = told()
        assert "de bron staat niet in ons register" in answer["sources"][0]["origin"]
        assert "privacyverklaring vertelt er meer over" in answer["retention"][0]["term"]

    def test_names_of_colleagues_are_never_told(self):
        factories.UserFactory(username="sanne.bakker", first_name="Sanne", last_name="Bakker")
        factories.DisclosureFactory(description="Overlegd met Sanne Bakker (sanne.bakker) over de planning")
        answer = json.dumps(told(), ensure_ascii=False)
        assert "Bakker" not in answer
        assert "sanne" not in answer
        assert "naam van een medewerker" in answer
        assert "over de planning" in answer

    @pytest.mark.parametrize(
        "names", [{"first_name": "Sanne", "last_name": "Bakker"}, {"first_name": "", "last_name": "de Vries"}]
    )
    def test_nor_what_a_colleague_was_called_before(self, names):
        colleague = factories.UserFactory(username="x-1", **names)
        with factories.recorded():
            colleague.first_name, colleague.last_name = "S.", "Jansen"
            colleague.save()
        factories.DisclosureFactory(description="Besproken met Sanne  Bakker en met de Vries, en S. Jansen.")
        [recipient] = told()["recipients"]
        said = recipient["disclosures"][0]["description"]
        assert names["last_name"] not in said
        assert "Jansen" not in said

    def test_nor_by_a_surname_or_a_given_name_alone(self):
        factories.UserFactory(username="x-1", first_name="Roos", last_name="de Vries")
        factories.UserFactory(username="x-2", first_name="S.", last_name="Bakker")
        said = "De Vries belde; S. Bakker en Roos waren bij de bakker met een roos"
        disclosure = factories.DisclosureFactory(description=said)
        bar = "█[zwart gemaakt: naam van een medewerker]█"
        [recipient] = told()["recipients"]
        shown = f"{bar} belde; {bar} en {bar} waren bij de bakker met een roos"
        assert recipient["disclosures"][0]["description"] == shown
        assert sum(isinstance(piece, Black) for piece in shown_description(disclosure)) == 3

    def test_nor_in_the_words_of_a_provision(self):
        factories.UserFactory(first_name="Sanne", last_name="Bakker")
        factories.DisclosureFactory(legal_provision="art. 54 Wet SUWI, volgens Sanne Bakker")
        answer = told()
        bar = "art. 54 Wet SUWI, volgens █[zwart gemaakt: naam van een medewerker]█"
        assert answer["recipients"][0]["disclosures"][0]["provision"] == bar
        assert [one["what"] for one in answer["withheld"]] == ["woorden in de wettelijke bepaling"]
        text = shown()
        assert "Bakker" not in text
        assert squeezed("naam van een medewerker") in text and squeezed("artikel 12, lid 4") in text
        assert made().blacked_out == 1


class TestSecrecy:
    @pytest.fixture
    def secret(self):
        return factories.AuthorityRequestFactory(
            confirmed=True, secret=True, secrecy_ground="Loopt nog", secret_until=date(2026, 12, 31)
        )

    @pytest.mark.parametrize("form", list(AnswerFormat))
    def test_an_answer_with_something_secret_is_the_answer_without_it(self, secret, form):
        factories.DisclosureFactory(description="Gesprek")
        without = content(made(form))
        category = factories.DataCategoryFactory(name="Strafblad", origin="de politie")
        for _ in range(3):
            factories.DisclosureFactory(
                authority_request=secret, recipient=secret.authority, data=[category], description="Piet"
            )
        answer = made(form)
        assert content(answer) == without
        assert answer.disclosures == 1
        assert answer.withheld == [
            {"request": secret.reference, "ground": "Loopt nog", "until": "2026-12-31", "count": 3}
        ]

    def test_nothing_but_secrets_reads_as_nothing(self, secret):
        without = content(made())
        factories.DisclosureFactory(authority_request=secret, recipient=secret.authority)
        assert content(made()) == without

    def test_after_the_last_day_it_is_told(self, secret):
        factories.DisclosureFactory(authority_request=secret, recipient=secret.authority)
        answer = made(at=AT + timedelta(days=36))
        assert (answer.disclosures, answer.withheld) == (1, [])


class TestBlackOut:
    def row(self) -> Disclosure:
        return factories.DisclosureFactory(description="Gesprek met haar broer Piet Jansen over haar werk")

    def mark(self, row: Disclosure, *passages: str, **changes) -> None:
        asked = {
            "ground": "others",
            "by": factories.tester(),
            "reason": "Gaat over zijn broer",
            "seen": version_of(Disclosure, row.pk),
        }
        black_out(row, passages=passages, **(asked | changes))

    def test_marked_words_are_black_with_their_ground(self):
        self.mark(self.row(), "haar broer piet jansen")
        answer = told()
        [recipient] = answer["recipients"]
        assert (
            recipient["disclosures"][0]["description"]
            == "Gesprek met █[zwart gemaakt: gaat over een ander]█ over haar werk"
        )
        [withheld] = answer["withheld"]
        assert withheld["recipient"] == recipient["name"]
        assert "artikel 15, lid 4, AVG" in withheld["ground"]
        text = shown()
        assert "Piet" not in text
        assert squeezed("zwart gemaakt: gaat over een ander") in text
        assert squeezed("artikel 12, lid 4") in text
        assert made().blacked_out == 1

    def test_words_that_would_not_be_black_are_refused(self):
        """A letter that is two in small ones: it was said to be black, and was not."""
        row = factories.DisclosureFactory(description="Woont nu bij haar broer in de Hauptstraße")
        with pytest.raises(RefusedInput, match="staat niet zo"):
            self.mark(row, "Hauptstrasse")

    def test_words_that_are_not_there_are_refused(self):
        with pytest.raises(RefusedInput) as refused:
            self.mark(self.row(), "haar broer Piet Jansen", "zijn zus")
        assert [error.field for error in refused.value.errors] == ["passages"]
        assert "zijn zus" in str(refused.value.errors[0])

    def test_the_same_words_twice_are_refused(self):
        row = self.row()
        self.mark(row, "Piet")
        with pytest.raises(Refused, match="al zwart gemaakt"):
            self.mark(row, "Piet")

    def test_who_saw_another_description_looks_again(self):
        row = self.row()
        seen = version_of(Disclosure, row.pk)
        with factories.recorded():
            Disclosure.objects.filter(pk=row.pk).update(description="Gesprek met Kees")
        with pytest.raises(ChangedMeanwhile):
            self.mark(row, "Kees", seen=seen)


class TestPdf:
    def test_it_is_tagged_and_tells_everything(self):
        row = factories.DisclosureFactory(
            recipient__name="Gemeente Voorbeeldstad", commitments=factories.CommitmentSetFactory(version=3)
        )
        factories.DisclosureFactory(
            **{name: getattr(row, name) for name in ("recipient", "purpose", "subject_category", "source")},
            data_categories=row.data_categories,
            commitments=row.commitments,
            disclosed_at=row.disclosed_at + timedelta(days=300),
        )
        pdf = Pdf(content(made(AnswerFormat.PDF)))
        text = squeezed(pdf.text)
        for words in (
            "Antwoord op uw verzoek om inzage",
            "d-0001",
            "Gemeente Voorbeeldstad (opdrachtgever)",
            "2 keer",
            "2026: 31 maart om 12:00",
            "2027: 25 januari om 11:00",
            "het was nodig voor een overeenkomst met u",
            "versie 3 van onze privacyverklaring",
            "/privacyverklaring/versies/3/",
            "Hoe lang wij gegevens bewaren",
            "Waar uw gegevens vandaan komen",
            "artikel 17 AVG",
            "Autoriteit Persoonsgegevens",
        ):
            assert squeezed(words) in text, words
        assert "<pdfuaid:part>1</pdfuaid:part>" in pdf.metadata
        assert pdf.tags["H1"] and pdf.tags["H2"]

    def test_categories_that_have_a_comma_of_their_own_are_kept_apart(self):
        names = ("Naam, adres en woonplaats", "Opleiding, werkervaring en diploma's")
        factories.DisclosureFactory(data=[factories.DataCategoryFactory(name=name) for name in names])
        told = "Naam, adres en woonplaats; Opleiding, werkervaring en diploma's"
        text = squeezed(Pdf(content(made(AnswerFormat.PDF))).text)
        assert text.count(squeezed(told)) == 2  # what was given, and where it came from

    def test_nothing_disclosed_is_said(self):
        assert squeezed("staat niet dat wij gegevens van u aan anderen hebben gegeven") in shown()


class TestWhatIsKept:
    def test_the_file_is_sealed_and_its_hash_is_that_of_what_the_person_got(self):
        factories.DisclosureFactory()
        answer = made(reason="other", note="Brief van 3 maart")
        assert answer.sha256 == hashlib.sha256(content(answer)).hexdigest()
        assert answer.size == len(content(answer))
        with private_storage().open(answer.file.name) as file:
            stored = file.read()
        assert b"d-0001" not in stored
        assert b"recipients" not in stored
        assert "d-0001" not in answer.file.name

    def test_making_it_is_a_look_with_its_reason(self):
        factories.DisclosureFactory()
        made(reason="other", note="Brief van 3 maart")
        look = Look.objects.get()
        assert (look.act, look.reason, look.note) == ("answered", "other", "Brief van 3 maart")
        assert bytes(look.dossier) == seal("d-0001")

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"reason": "other", "note": " "}, "note"),
            ({"reason": "zomaar"}, "reason"),
            ({"note": "voor d-0001"}, "note"),
            ({"note": "BSN 123456782"}, "reason"),
        ],
    )
    def test_without_a_reason_nothing_is_made(self, changes, field):
        with pytest.raises(RefusedInput) as refused:
            made(**changes)
        assert field in {error.field for error in refused.value.errors}
        assert not AccessAnswer.objects.exists()
        assert not Look.objects.exists()
