"""The generic writers: what the database refuses reaches people as a sentence."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from sharing.core.exceptions import ChangedMeanwhile, Refused
from sharing.core.operations import delete_record, save_record
from sharing.core.records import children_of, parent_of, registers, version_of
from sharing.core.refusals import StillReferred, readable_refusals
from sharing.models import Agreement, DataCategory, Party, PartyCapacity, SubProcessor
from sharing.roles import AUDITOR
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return factories.UserFactory()


def test_save_checks_the_whole_instance(user):
    country = factories.CountryFactory()
    with pytest.raises(ValidationError, match="precies 8 cijfers"):
        save_record(instance=Party(code="a", name="A", kvk_number="1", country=country), by=user, reason="x")
    party = save_record(instance=Party(code="a", name="A", country=country), by=user, reason="x")
    assert party.history.get().history_user == user


def test_without_an_actor_nothing_is_saved():
    with pytest.raises(Refused, match="zonder uitvoerder"):
        save_record(instance=factories.PartyFactory(), by=None, reason="x")


def test_a_constraint_that_is_judged_at_the_end_still_gives_its_sentence(user):
    party = factories.PartyFactory(client=True)
    twin = PartyCapacity(party=party, capacity="client", first_day=date(2021, 1, 1))

    class Form:
        instance = twin

        def save(self):
            twin.save()
            return twin

    with pytest.raises(Refused, match="al in \\(een deel van\\) deze periode"):
        save_record(form=Form(), by=user, reason="x")
    assert party.capacities.count() == 1


def test_a_known_code_and_a_missing_reference_read_as_sentences(user):
    party = factories.PartyFactory(code="bestaat")
    with pytest.raises(Refused, match="Partij bestaat al"), readable_refusals():
        factories.PartyFactory(code="bestaat", country=party.country)
    with pytest.raises(Refused, match="verwijst naar"), readable_refusals(), factories.recorded():
        Party.objects.filter(pk=party.pk).update(country="QQ")
        connection.check_constraints()


def test_a_version_counts_the_record_and_its_parts(user):
    party = factories.PartyFactory(client=True)
    seen = version_of(Party, party.pk)
    save_record(instance=party, by=user, reason="x", seen=seen)
    with pytest.raises(ChangedMeanwhile, match="intussen gewijzigd"):
        save_record(instance=party, by=user, reason="x", seen=seen)
    seen = version_of(Party, party.pk)
    factories.PartyCapacityFactory(party=party, capacity="authority")
    with pytest.raises(ChangedMeanwhile):
        delete_record(party, by=user, reason="x", seen=seen)


def test_what_was_deleted_meanwhile_is_said(user):
    party = factories.PartyFactory()
    seen, key = version_of(Party, party.pk), party.pk
    delete_record(party, by=user, reason="x")
    party.pk = key
    with pytest.raises(ChangedMeanwhile, match="intussen verwijderd"):
        save_record(instance=party, by=user, reason="x", seen=seen)


def test_names_of_what_refers_are_told_to_who_may_view_them():
    party = factories.PartyFactory(name="Partij X")
    factories.AgreementFactory.create_batch(7, party=party)
    with pytest.raises(StillReferred) as refused:
        delete_record(party, by=factories.UserFactory(), reason="x")
    assert "7 overeenkomsten en" in str(refused.value) or "door 7 overeenkomsten." in str(refused.value)
    with pytest.raises(StillReferred) as refused:
        delete_record(party, by=factories.UserFactory(role=AUDITOR), reason="x")
    assert "OV-" in str(refused.value)
    assert "…" in str(refused.value)


def test_keys_in_an_array_count_as_references(user):
    category = factories.DataCategoryFactory()
    factories.ConsentFactory(data=[category])
    with pytest.raises(StillReferred, match="1 toestemming"):
        delete_record(category, by=user, reason="x")
    assert DataCategory.objects.filter(pk=category.pk).exists()


def test_an_agreement_goes_with_its_chain_of_sub_processors(user):
    agreement = factories.AgreementFactory(processing=True, unsigned=True)
    first = factories.SubProcessorFactory(agreement=agreement)
    factories.SubProcessorFactory(agreement=agreement, parent=first, service="Dieper")
    delete_record(agreement, by=user, reason="x")
    assert not Agreement.objects.exists()
    assert not SubProcessor.objects.exists()


def test_a_link_that_others_hang_on_stays(user):
    agreement = factories.AgreementFactory(processing=True)
    first = factories.SubProcessorFactory(agreement=agreement)
    factories.SubProcessorFactory(agreement=agreement, parent=first, service="Dieper")
    with pytest.raises(StillReferred, match="1 subverwerker"), readable_refusals(), factories.recorded():
        first.delete()


def test_every_part_knows_its_record():
    parts = {key.model.__name__ for model in registers() for key in children_of(model)}
    assert parts == {
        "PartyCapacity",
        "AgreementPurpose",
        "AgreementDataCategory",
        "AgreementSubjectCategory",
        "Article28Clause",
        "SubProcessor",
        "AgreementDocument",
        "ActivityPurpose",
        "ActivitySubjectCategory",
        "ActivityDataCategory",
        "ActivityRecipient",
        "ActivityRetentionTerm",
        "RetentionTermPurpose",
        "RetentionTermDataCategory",
        "RequestedDossier",
        "AuthorityRequestDocument",
        "ConsentDocument",
        "ObjectionDocument",
        "RightsDocument",
        "RightsLetter",
        "RightsPause",
        "ComplaintSubject",
        "PortableFile",
        "RightsEffect",
        "RecipientNotice",
        "BreachAnswer",
        "BreachDisclosure",
        "BreachDocument",
        "BreachLetter",
        "BreachRecords",
        "BreachSubjects",
        "SecrecyDecision",
        "MeasureActivity",
        "MeasureCheck",
        "MeasureDataCategory",
        "ConfidentialityCheck",
        "Membership",
        "DirectPermission",
        "RoleRight",
        "RolePageRight",
        "RoleCollectionRight",
        "CalendarFeed",
        "CommitmentWithdrawal",
    }
    assert parent_of(PartyCapacity) is Party
    assert parent_of(Party) is None
