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
from home.review.models import check_may_act

APPROVALS = ("wagtailadmin_pages:workflow_action", "wagtailadmin_pages:collect_workflow_action_data")


class PublicationMiddleware:
    """Says which version appeared, or shows why it was refused (from a form, a review, a list), not an error page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or not request.path.startswith(settings.ADMIN_PATH):
            return self.get_response(request)
        with outcome.listening() as sentences:
            response = self.get_response(request)
        for sentence in sentences:
            messages.success(request, sentence)
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """An author who tries to approve hears why not; Wagtail would only say that it is not allowed."""
        if request.method == "POST" and request.resolver_match.view_name in APPROVALS:
            try:
                check_may_act(user=request.user, **kwargs)
            except PublicationRefused as refusal:
                return self.process_exception(request, refusal)
        return None

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
