"""Security measures, declarations of confidentiality, and their checks."""

from datetime import date

import factory

from sharing import models
from tests.factories.activities import ProcessingActivityFactory
from tests.factories.base import EARLY, NOON, RegisterFactory, tester
from tests.factories.parties import PartyFactory
from tests.factories.reference import DataCategoryFactory


class SecurityMeasureFactory(RegisterFactory):
    """A technical measure that protects all."""

    class Meta:
        model = models.SecurityMeasure

    code = factory.Sequence(lambda number: f"maatregel-{number}")
    name = factory.LazyAttribute(lambda measure: f"Maatregel {measure.code}")
    kind = "technical"
    description = "Versleuteling van wat wordt bewaard."
    protects_all = True
    first_day = EARLY
    next_check = date(2030, 1, 1)


class MeasureCheckFactory(RegisterFactory):
    class Meta:
        model = models.MeasureCheck

    measure = factory.SubFactory(SecurityMeasureFactory)
    checked_on = NOON.date()
    checked_by = factory.LazyFunction(tester)
    outcome = "in_order"
    next_check = date(2027, 3, 31)


class ConfidentialityFactory(RegisterFactory):
    """Of a group of staff; `processor` for that of a party."""

    class Meta:
        model = models.Confidentiality

    class Params:
        processor = factory.Trait(
            declarer="processor",
            party=factory.SubFactory(PartyFactory, processor=True),
            group="",
            people=None,
            signed=None,
        )

    declarer = "staff"
    group = factory.Sequence(lambda number: f"Afdeling {number}")
    people = 12
    signed = 11
    first_day = EARLY
    next_check = date(2030, 1, 1)


class ConfidentialityCheckFactory(RegisterFactory):
    class Meta:
        model = models.ConfidentialityCheck

    declaration = factory.SubFactory(ConfidentialityFactory)
    checked_on = NOON.date()
    checked_by = factory.LazyFunction(tester)
    outcome = "in_order"
    next_check = date(2027, 3, 31)


class MeasureActivityFactory(RegisterFactory):
    class Meta:
        model = models.MeasureActivity

    measure = factory.SubFactory(SecurityMeasureFactory, protects_all=False)
    activity = factory.SubFactory(ProcessingActivityFactory)


class MeasureDataCategoryFactory(RegisterFactory):
    class Meta:
        model = models.MeasureDataCategory

    measure = factory.SubFactory(SecurityMeasureFactory, protects_all=False)
    data_category = factory.SubFactory(DataCategoryFactory)
