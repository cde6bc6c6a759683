"""An English text for the sample of three sections, and what “Vertaal” does."""

from wagtail.models import Locale

from home.core.languages import ENGLISH
from home.models import StatementPage
from tests.home.conftest import paragraph, section

ENGLISH_BODY = [
    section("", paragraph("This is how we handle data."), anchor="inleiding"),
    section("Which data", paragraph("We ask for a name."), anchor="welke-gegevens"),
    section("Who we share with", paragraph("Only parties that we name."), anchor="met-wie-wij-delen"),
]


def term(weeks: int) -> dict:
    value = {"text": "<p>Soon.</p>", "response_weeks": weeks, "extension_months": 2}
    return {"type": "response_term", "value": value}


def make_translation() -> StatementPage:
    """What “Vertaal” does."""
    return (
        StatementPage.objects.source().get().copy_for_translation(Locale.objects.get(language_code=ENGLISH))
    )
