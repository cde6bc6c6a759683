"""The public pages in English: editions of published versions, tied to the Dutch text that is authoritative."""

from collections.abc import Callable
from datetime import UTC
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from home.languages import ENGLISH
from home.models import HomePage, StatementTranslation, StatementVersion
from home.publication import version_in_force
from home.rendering import Section
from home.views import _page, _readable, _successors, public_page


def in_english(view: Callable) -> Callable:
    """The page around the text is in English too."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        with translation.override(ENGLISH):
            return view(request, *args, **kwargs)

    return wrapped


def _english_page(request: HttpRequest, template: str, context: dict, *, status: int = 200) -> HttpResponse:
    own = {"language": ENGLISH, "home_route": "home:index-en", "statement_route": "home:statement-en"}
    return _page(request, template, own | context, status=status)


def _show(request: HttpRequest, version: StatementVersion | None) -> HttpResponse:
    """The English edition, or a 404 that says where the text can be read."""
    edition = version and version.english
    if edition is None:
        return _not_in_english(request, version)
    context = {
        "version": version,
        "edition": edition,
        "sections": [Section(**section) for section in edition.sections],
        "replaced_on": _successors().get(version.number),
    }
    return _english_page(request, "translation", context)


def _not_in_english(request: HttpRequest, version: StatementVersion | None) -> HttpResponse:
    """A 404 in both languages, with the Dutch text and the latest that there is in English."""
    editions = StatementTranslation.objects.filter(language=ENGLISH, version__in=_readable())
    context = {"version": version, "latest": editions.order_by("-version__number", "-edition").first()}
    return _english_page(request, "no_translation", context, status=404)


@public_page
@in_english
def index(request: HttpRequest) -> HttpResponse:
    """The front page, once it has been translated."""
    home = HomePage.objects.english().live().first()
    version = version_in_force(timezone.now())
    if home is None:
        return _not_in_english(request, version)
    return _english_page(request, "index", {"home": home, "version": version})


@public_page
@in_english
def statement(request: HttpRequest) -> HttpResponse:
    """The English edition of the version in force."""
    return _show(request, version_in_force(timezone.now()))


@public_page
@in_english
def version(request: HttpRequest, number: int) -> HttpResponse:
    """The English edition of one version."""
    return _show(request, _readable().filter(number=number).first())


@public_page
@in_english
def version_json(request: HttpRequest, number: int) -> HttpResponse:
    """The English edition of one version for machines; the fields are those of the Dutch one."""
    found = _readable().filter(number=number).first()
    edition = found and found.english
    if edition is None:
        return JsonResponse({"detail": _("Van deze versie is er geen Engelse uitgave.")}, status=404)
    data = {
        "number": found.number,
        "title": edition.title,
        "effective_from": found.effective_from.isoformat(),
        "published_at": edition.published_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "kind": found.kind,
        "change_note": edition.change_note,
        "language": edition.language,
        "sha256": edition.sha256,
        "text": edition.text,
        "sections": [
            {name: section[name] for name in ("number", "anchor", "heading", "text")}
            for section in edition.sections
        ],
        "commitments": found.commitments,
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})
