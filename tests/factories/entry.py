"""Templates for recording by hand."""

import factory

from sharing import models
from sharing.parties.choices import Capacity
from sharing.reference.choices import LegalBasis
from tests.factories.base import RegisterFactory
from tests.factories.parties import PartyFactory
from tests.factories.reference import DataCategoryFactory, PurposeFactory, SubjectCategoryFactory


class EntryTemplateFactory(RegisterFactory):
    """A template for a client; `data` is a list of data categories."""

    class Meta:
        model = models.EntryTemplate

    class Params:
        data = factory.LazyFunction(lambda: [DataCategoryFactory()])

    name = factory.Sequence(lambda number: f"Maandrapport {number}")
    recipient = factory.SubFactory(PartyFactory, client=True)
    capacity = Capacity.CLIENT
    subject_category = factory.SubFactory(SubjectCategoryFactory)
    data_categories = factory.LazyAttribute(lambda row: [category.pk for category in row.data])
    purpose = factory.SubFactory(PurposeFactory)
    legal_basis = LegalBasis.PUBLIC_TASK
