"""Parties and their capacities."""

from datetime import date

import factory

from sharing import models
from sharing.core.records import version_of
from sharing.parties.choices import Capacity
from tests.factories.base import EARLY, NOON, RegisterFactory, tester
from tests.factories.reference import CountryFactory


class PartyFactory(RegisterFactory):
    """A Dutch organisation; traits give a capacity since 2020, `abroad` puts it in the United States."""

    class Meta:
        model = models.Party

    class Params:
        client = factory.Trait(holds=Capacity.CLIENT)
        partner = factory.Trait(holds=Capacity.PARTNER)
        processor = factory.Trait(holds=Capacity.PROCESSOR)
        authority = factory.Trait(holds=Capacity.AUTHORITY)
        other = factory.Trait(holds=Capacity.OTHER)
        abroad = factory.Trait(country=factory.SubFactory(CountryFactory, code="US"), kvk_number="")

    code = factory.Sequence(lambda number: f"partij-{number}")
    name = factory.LazyAttribute(lambda party: f"Organisatie {party.code}")
    kvk_number = factory.Sequence(lambda number: f"{91000000 + number}")
    country = factory.SubFactory(CountryFactory)
    holds = None

    @classmethod
    def _create(cls, model_class, *args, holds, **kwargs):
        party = super()._create(model_class, *args, **kwargs)
        if holds:
            PartyCapacityFactory(party=party, capacity=holds)
        return party


class PartyCapacityFactory(RegisterFactory):
    class Meta:
        model = models.PartyCapacity

    class Params:
        ended = factory.Trait(last_day=date(2024, 12, 31))

    party = factory.SubFactory(PartyFactory)
    capacity = Capacity.CLIENT
    first_day = EARLY


class PartyMergerFactory(RegisterFactory):
    """A proposal by who writes that two records are one organisation, of the state in which they are."""

    class Meta:
        model = models.PartyMerger

    kind = "merge"
    merged = factory.SubFactory(PartyFactory)
    kept = factory.SubFactory(PartyFactory)
    explanation = "Dubbel ingevoerd"
    seen_merged = factory.LazyAttribute(lambda merger: version_of(models.Party, merger.merged.pk))
    seen_kept = factory.LazyAttribute(lambda merger: version_of(models.Party, merger.kept.pk))
    proposed_by = factory.LazyFunction(tester)
    proposed_at = NOON
