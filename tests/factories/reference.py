"""Reference lists: countries, purposes, categories, provisions, terms and procedures."""

from datetime import date

import factory

from sharing import models
from sharing.reference.choices import Confidence, DataKind, TermUnit
from tests.factories.base import EARLY, RegisterFactory


class CountryFactory(RegisterFactory):
    class Meta:
        model = models.Country
        django_get_or_create = ("code",)

    code = "NL"
    name = factory.LazyAttribute(
        lambda country: {"NL": "Nederland", "US": "Verenigde Staten"}.get(country.code, country.code)
    )


class EeaMembershipFactory(RegisterFactory):
    class Meta:
        model = models.EeaMembership
        django_get_or_create = ("country",)

    country = factory.SubFactory(CountryFactory)


class AdequacyDecisionFactory(RegisterFactory):
    class Meta:
        model = models.AdequacyDecision

    class Params:
        ended_by_court = factory.Trait(annulled=True, ends=date(2024, 6, 30))

    country = factory.SubFactory(CountryFactory, code="JP")
    reference = factory.Sequence(lambda number: f"(EU) 2020/{9000 + number}")
    adopted = EARLY
    confidence = Confidence.CONFIRMED


class PurposeFactory(RegisterFactory):
    class Meta:
        model = models.Purpose

    code = factory.Sequence(lambda number: f"doel-{number}")
    description = factory.LazyAttribute(lambda purpose: f"Doeleinde {purpose.code}")


class DataCategoryFactory(RegisterFactory):
    class Meta:
        model = models.DataCategory

    class Params:
        special = factory.Trait(kind=DataKind.SPECIAL)
        criminal = factory.Trait(kind=DataKind.CRIMINAL)
        national_id = factory.Trait(kind=DataKind.NATIONAL_ID)

    code = factory.Sequence(lambda number: f"gegeven-{number}")
    name = factory.LazyAttribute(lambda category: f"Gegevens {category.code}")


class LegalProvisionFactory(RegisterFactory):
    """A provision of Dutch law that always held."""

    class Meta:
        model = models.LegalProvision

    class Params:
        foreign = factory.Trait(jurisdiction="other")
        to_check = factory.Trait(confidence=Confidence.TO_CHECK)

    code = factory.Sequence(lambda number: f"bepaling-{number}")
    citation = factory.Sequence(lambda number: f"artikel {number + 1} Wet voorbeeld")


class SubjectCategoryFactory(RegisterFactory):
    class Meta:
        model = models.SubjectCategory

    code = factory.Sequence(lambda number: f"groep-{number}")
    name = factory.LazyAttribute(lambda category: f"Groep {category.code}")


class RetentionTermFactory(RegisterFactory):
    """Two years after the end of the contract; `open_ended` has no term but a criterion."""

    class Meta:
        model = models.RetentionTerm

    class Params:
        open_ended = factory.Trait(
            length=None, unit="", counted_from="", criterion="tot u uw toestemming intrekt"
        )

    code = factory.Sequence(lambda number: f"termijn-{number}")
    description = factory.LazyAttribute(lambda term: f"Dossier {term.code}")
    length = 2
    unit = TermUnit.YEARS
    counted_from = "het einde van de overeenkomst"
    first_day = EARLY


class ComplaintProcedureFactory(RegisterFactory):
    """A complaint is answered within six weeks, and at most four later."""

    class Meta:
        model = models.ComplaintProcedure

    response_weeks = 6
    extension_weeks = 4
    description = "Een collega die er niet bij betrokken was, bekijkt uw klacht."
    first_day = EARLY


class RetentionTermPurposeFactory(RegisterFactory):
    class Meta:
        model = models.RetentionTermPurpose

    term = factory.SubFactory(RetentionTermFactory)
    purpose = factory.SubFactory(PurposeFactory)


class RetentionTermDataCategoryFactory(RegisterFactory):
    class Meta:
        model = models.RetentionTermDataCategory

    term = factory.SubFactory(RetentionTermFactory)
    data_category = factory.SubFactory(DataCategoryFactory)
