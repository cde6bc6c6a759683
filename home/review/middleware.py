"""Who judges by a way of Wagtail's hears why not there; Wagtail would only say that it is not allowed."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from home.core.refusals import PublicationRefused
from home.publication.middleware import refused
from home.review.queries import check_may_act

APPROVALS = ("wagtailadmin_pages:workflow_action", "wagtailadmin_pages:collect_workflow_action_data")


class ReviewMiddleware:
    """Asks before Wagtail's own dialogs do whether this person may judge this text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if request.method != "POST" or getattr(request.resolver_match, "view_name", "") not in APPROVALS:
            return None
        try:
            check_may_act(user=request.user, elsewhere=True, **kwargs)
        except PublicationRefused as refusal:
            return refused(request, refusal)
        return None
