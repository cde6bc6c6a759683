"""The organisation's stylesheet, logo and fonts, at addresses made from their content: to keep for good."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from sharing import public

YEAR = 365 * 24 * 60 * 60
# An SVG that is opened by itself is a document: it gets less than a page.
DRAWING_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


def stylesheet_address(stylesheet: str) -> str:
    """Where this stylesheet is served."""
    return reverse("home:house-file", args=[public.stylesheet_digest(stylesheet), "css"])


@require_safe
def house_file(request: HttpRequest, digest: str, ending: str) -> HttpResponse:
    """One file of the organisation's own look; nothing else of what was ever uploaded."""
    if ending == "css":
        return _stylesheet(request)
    name = f"{digest}.{ending}"
    if not public.house_files.exists(name):
        raise Http404
    with public.house_files.open(name) as file:
        response = HttpResponse(file.read(), content_type=public.HOUSE_FILE_TYPES[ending])
    if ending == "svg":
        response["Content-Security-Policy"] = DRAWING_POLICY
    return _to_keep(response)


def _stylesheet(request: HttpRequest) -> HttpResponse:
    """The stylesheet of now; a page from before the last change is sent on to it."""
    stylesheet = public.OrganisationSettings.current().stylesheet
    if not stylesheet:
        raise Http404
    address = stylesheet_address(stylesheet)
    if request.path != address:
        response = redirect(address)
        patch_cache_control(response, no_store=True)
        return response
    return _to_keep(HttpResponse(stylesheet, content_type="text/css; charset=utf-8"))


def _to_keep(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response
