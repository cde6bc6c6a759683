"""What people can ask about their data, and how: a page without form, cookie or script, and a form to print."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from home.core.clock import today
from home.core.languages import ENGLISH, SOURCE
from home.public.common import address, page, public_page
from home.public.english import both, english_page, in_english
from home.rights.letter import form_pdf
from home.rights.words import Promises, proof, rights, term, ways
from home.text.sentences import complaint, procedure_told
from home.versions.archive import archive_on, in_force
from home.versions.models import StatementVersion
from sharing import public

# The page as it is without any version says what the law says from the day on which it applies.
_LAW = public.start_of_day(public.parse_day("2018-05-25"))


def _version() -> StatementVersion | None:
    """The version in force, with its commitments."""
    entry = in_force(archive_on(today()))
    return (
        StatementVersion.objects.only("number", "commitments", "in_force_from").get(pk=entry.version.pk)
        if entry
        else None
    )


def _context(route: str) -> dict[str, Any]:
    found = _version()
    promises = Promises.of(found.commitments if found else None)
    procedure = public.complaint_procedure(on=today())
    return {
        "version": found,
        "rights": rights(),
        "ways": ways(public.OrganisationSettings.current().contact),
        "proof": proof(promises),
        "term": term(promises),
        "complaint": complaint(procedure),
        "procedure": procedure_told(procedure, get_language() or SOURCE),
        "form_route": f"home:{route.replace('rights', 'rights-form')}",
        "canonical": address(route),
        "alternates": both("rights"),
    }


@public_page
def your_rights(request: HttpRequest) -> HttpResponse:
    """Each right, and how to use it."""
    return page(request, "rights", _context("rights"))


@public_page
@in_english
def your_rights_english(request: HttpRequest) -> HttpResponse:
    """The same in English, also when the statement itself is in Dutch only."""
    return english_page(request, "rights", _context("rights-en"))


@public_page
def form(request: HttpRequest) -> HttpResponse:
    """The form to print."""
    return _form(SOURCE, "verzoek-over-mijn-gegevens")


@public_page
def form_english(request: HttpRequest) -> HttpResponse:
    """The form to print, in English."""
    return _form(ENGLISH, "request-about-my-data")


def _form(language: str, name: str) -> HttpResponse:
    found = _version()
    made_at: datetime = found.in_force_from if found else _LAW
    procedure = public.complaint_procedure(on=today())
    if procedure is not None:
        made_at = max(made_at, public.start_of_day(procedure.first_day))
    content = form_pdf(
        Promises.of(found.commitments if found else None),
        public.OrganisationSettings.current().contact,
        public.current_letterhead(),
        procedure=procedure,
        language=language,
        made_at=made_at,
    )
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
