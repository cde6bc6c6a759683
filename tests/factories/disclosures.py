"""Disclosures."""

import factory

from sharing import models
from sharing.core.dossiers import fingerprint, seal
from sharing.disclosures.choices import Outcome, Review
from sharing.parties.choices import Capacity
from sharing.reference.choices import LegalBasis
from tests.factories.base import NOON, RegisterFactory, tester
from tests.factories.parties import PartyFactory
from tests.factories.reference import DataCategoryFactory, PurposeFactory, SubjectCategoryFactory
from tests.factories.sources import SourceFactory


class DisclosureFactory(RegisterFactory):
    """A row of the log as stored, not judged; `number` is the dossier, `data` a list of data categories."""

    class Meta:
        model = models.Disclosure

    class Params:
        number = "d-0001"
        data = factory.LazyFunction(lambda: [DataCategoryFactory()])
        deviation = factory.Trait(
            outcome=Outcome.DEVIATION,
            deviation_reason="Spoed",
            review=Review.PENDING,
            findings=factory.LazyFunction(
                lambda: [
                    {
                        "code": "no-agreement",
                        "severity": "block",
                        "message": "Er is geen overeenkomst.",
                        "source": "verklaring 6",
                    }
                ]
            ),
        )

    disclosed_at = NOON
    recorded_by = factory.LazyFunction(tester)
    recipient = factory.SubFactory(PartyFactory, client=True)
    capacity = Capacity.CLIENT
    purpose = factory.SubFactory(PurposeFactory)
    legal_basis = LegalBasis.CONTRACT
    data_categories = factory.LazyAttribute(lambda row: [category.pk for category in row.data])
    dossier = factory.LazyAttribute(lambda row: seal(row.number))
    subject_category = factory.SubFactory(SubjectCategoryFactory)
    destination_country = factory.SelfAttribute("recipient.country")
    source = factory.SubFactory(SourceFactory)
    external_id = factory.Sequence(lambda number: f"bron-{number}")
    fingerprint = factory.LazyAttribute(lambda row: fingerprint(row.external_id))
    outcome = Outcome.PERMITTED
