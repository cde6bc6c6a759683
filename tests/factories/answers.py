"""Answers from the log, and what is blacked out in them."""

import factory

from sharing import models
from sharing.answers.choices import AnswerFormat, BlackOutGround
from sharing.core.dossiers import seal
from sharing.core.looking.choices import LookReason
from tests.factories.base import RegisterFactory, sealed_file, tester
from tests.factories.disclosures import DisclosureFactory


class AccessAnswerFactory(RegisterFactory):
    """An answer as stored, not made: its file is four bytes, sealed."""

    class Meta:
        model = models.AccessAnswer

    class Params:
        number = "d-0001"

    made_by = factory.LazyFunction(tester)
    dossier = factory.LazyAttribute(lambda answer: seal(answer.number))
    reason = LookReason.ACCESS
    format = AnswerFormat.PDF
    file = factory.LazyFunction(sealed_file)
    sha256 = "0" * 64
    size = 4
    disclosures = 0
    blacked_out = 0


class BlackOutFactory(RegisterFactory):
    class Meta:
        model = models.BlackOut

    disclosure = factory.SubFactory(DisclosureFactory, description="Gesprek met Piet")
    passage = "Piet"
    ground = BlackOutGround.OTHERS
