"""Who comes to the screens of the log, and a register in which a disclosure is allowed."""

from datetime import date

import pytest

from sharing.roles import AUDITOR, LAWYER
from tests import factories
from tests.sharing.core.visitors import signed_in


@pytest.fixture
def lawyer(db):
    return signed_in(LAWYER)


@pytest.fixture
def auditor(db):
    return signed_in(AUDITOR)


@pytest.fixture
def register(db):
    """A client under an agreement that covers one purpose and one kind of data; a statement in force."""
    purpose = factories.PurposeFactory(code="begeleiding", description="Begeleiding naar werk")
    data = factories.DataCategoryFactory(code="naam", name="Naam en adres")
    special = factories.DataCategoryFactory(code="gezondheid", name="Gezondheid", special=True)
    party = factories.PartyFactory(code="gemeente", name="Gemeente Voorbeeldstad", client=True)
    factories.EeaMembershipFactory(country=party.country)
    factories.AgreementFactory(reference="OV-1", party=party, covers=[purpose], data=[data])
    factories.CommitmentSetFactory(version=1, effective_from=date(2020, 1, 1), purposes=["begeleiding"])
    subject = factories.SubjectCategoryFactory(code="deelnemer", name="Deelnemers")
    return {"purpose": purpose, "data": data, "special": special, "party": party, "subject": subject}
