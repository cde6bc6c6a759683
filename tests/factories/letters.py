"""Texts of letters, and letters that were made of them."""

from datetime import date
from hashlib import sha256

import factory

from sharing import models
from tests.factories.base import RegisterFactory, sealed_file, tester
from tests.factories.breaches import BreachFactory
from tests.factories.rights import RightsRequestFactory


class LetterTemplateFactory(RegisterFactory):
    class Meta:
        model = models.LetterTemplate
        django_get_or_create = ("kind", "language")

    kind = "receipt"
    language = "nl"
    title = "Uw verzoek"
    body = "Op {{ontvangen_op}} ontvingen wij uw verzoek."
    dated = date(2026, 1, 5)


class RightsLetterFactory(RegisterFactory):
    """A letter that was made and not sent, sealed as the product does."""

    class Meta:
        model = models.RightsLetter

    request = factory.SubFactory(RightsRequestFactory)
    kind = "receipt"
    language = "nl"
    template = factory.SubFactory(LetterTemplateFactory)
    template_version = 1
    file = factory.LazyFunction(lambda: sealed_file("brieven"))
    sha256 = sha256(b"%PDF").hexdigest()
    size = 4
    made_by = factory.LazyFunction(tester)


class BreachLetterFactory(RightsLetterFactory):
    """A letter about a breach that was made and not sent."""

    class Meta:
        model = models.BreachLetter
        exclude = ("request",)

    request = None
    breach = factory.SubFactory(BreachFactory)
    kind = "breach"
    template = factory.SubFactory(
        LetterTemplateFactory,
        kind="breach",
        body="{{wat_er_gebeurde}} {{gegevens}} {{gevolgen}} {{maatregelen}} {{fg}}",
    )
