"""Agreements, their clauses and sub-processors."""

from datetime import date

import factory

from sharing import models
from sharing.agreements.choices import (
    AgreementKind,
    Article28Item,
    DataAtEnd,
    ItemStatus,
    SubProcessorAuthorisation,
)
from tests.factories.base import EARLY, RegisterFactory, recorded
from tests.factories.parties import PartyFactory


class AgreementFactory(RegisterFactory):
    """A service agreement since 2020; `covers`, `data` and `subjects` are what falls under it."""

    class Meta:
        model = models.Agreement

    class Params:
        processing = factory.Trait(
            kind=AgreementKind.PROCESSING,
            party=factory.SubFactory(PartyFactory, processor=True),
            sub_processor_authorisation=SubProcessorAuthorisation.GENERAL,
            objection_days=30,
            breach_notice_hours=24,
            data_at_end=DataAtEnd.RETURN_AND_ERASE,
            article_28=True,
        )
        as_processor = factory.Trait(kind=AgreementKind.PROCESSING_AS_PROCESSOR)
        cooperation = factory.Trait(
            kind=AgreementKind.COOPERATION, party=factory.SubFactory(PartyFactory, partner=True)
        )
        ended = factory.Trait(last_day=date(2024, 12, 31))
        terminated = factory.Trait(terminated_per=date(2024, 12, 31))
        unsigned = factory.Trait(signed_on=None)

    reference = factory.Sequence(lambda number: f"OV-{number:04}")
    party = factory.SubFactory(PartyFactory, client=True)
    kind = AgreementKind.SERVICE
    signed_on = date(2019, 12, 1)
    first_day = EARLY
    notice_days = 30

    covers = ()
    data = ()
    subjects = ()
    article_28 = False

    @classmethod
    def _create(cls, model_class, *args, covers, data, subjects, article_28, **kwargs):
        agreement = super()._create(model_class, *args, **kwargs)
        with recorded():
            agreement.purposes.set(covers)
            agreement.data_categories.set(data)
            agreement.subject_categories.set(subjects)
        for item in Article28Item.values if article_28 else ():
            Article28ClauseFactory(agreement=agreement, item=item)
        return agreement


class Article28ClauseFactory(RegisterFactory):
    class Meta:
        model = models.Article28Clause

    agreement = factory.SubFactory(AgreementFactory, processing=True, article_28=False)
    item = Article28Item.A
    status = ItemStatus.MET
    clause = "artikel 3"


class SubProcessorFactory(RegisterFactory):
    class Meta:
        model = models.SubProcessor

    agreement = factory.SubFactory(AgreementFactory, processing=True)
    party = factory.SubFactory(PartyFactory)
    service = "Hosting"
    country = factory.SelfAttribute("party.country")
    approved_on = EARLY
