"""What came of a publication is an answer to the person who tried, wherever in the admin it was tried."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from home.core import outcome
from home.core.refusals import PublicationRefused


class PublicationMiddleware:
    """Says which version appeared, or shows why it was refused (from a form, a review, a list), not an error page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or not request.path.startswith(settings.ADMIN_PATH):
            return self.get_response(request)
        with outcome.listening() as sentences:
            response = self.get_response(request)
        for level, sentence in sentences:
            messages.add_message(request, level, sentence)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refused(request, exception) if isinstance(exception, PublicationRefused) else None


def refused(request: HttpRequest, refusal: PublicationRefused) -> HttpResponse:
    """The answer to who tried: back to where they came from with the reason, or the reason alone for a script."""
    by_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    if by_script or request.accepts("text/html") is False:
        return JsonResponse({"success": False, "error_message": str(refusal)}, status=409)
    messages.error(request, str(refusal))
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    came_from = request.META.get("HTTP_REFERER", "")
    safe = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return came_from if safe else reverse("wagtailadmin_home")
