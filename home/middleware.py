"""A refused publication is an answer to the person who tried, wherever in the admin it was tried."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from home.publication import PublicationRefused


class RefusedPublicationMiddleware:
    """Shows why a publication was refused (from a form, a workflow, a list) instead of an error page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PublicationRefused):
            return None
        if (
            request.headers.get("X-Requested-With") == "XMLHttpRequest"
            or request.accepts("text/html") is False
        ):
            return JsonResponse({"success": False, "error_message": str(exception)}, status=409)
        messages.error(request, str(exception))
        return redirect(self._back(request))

    @staticmethod
    def _back(request: HttpRequest) -> str:
        came_from = request.META.get("HTTP_REFERER", "")
        safe = url_has_allowed_host_and_scheme(
            came_from, {request.get_host()}, require_https=request.is_secure()
        )
        return came_from if safe else reverse("wagtailadmin_home")
