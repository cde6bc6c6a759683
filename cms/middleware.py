"""What every answer says to browsers about itself, and what people see of a refusal that a screen did not expect."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from sharing.public import Refused, is_level, one_page, sentence_of_trigger

logger = logging.getLogger(__name__)

BEHIND = (
    "Dit is een herstelde back-up waarin nog staat wat sindsdien is vernietigd. Er wordt niets getoond tot de "
    "beheerder bin/manage replay_erasures heeft uitgevoerd."
)

# No page of ours uses any of these, so no script that gets in can.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media"),
        *("geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment"),
        *("screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
    )
)


def is_admin(request: HttpRequest) -> bool:
    """Whether this is one of Wagtail's screens, which preview a page in a frame of their own."""
    return request.path_info.startswith(settings.ADMIN_PATH)


class ContentSecurityMiddleware(CSPMiddleware):
    """The strict policy of the public pages everywhere, Wagtail's wider one under `/beheer/` only."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and parts.config is None and is_admin(request):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts


class FrameMiddleware(XFrameOptionsMiddleware):
    """For browsers that do not know ``frame-ancestors``: the same as the policy says."""

    def get_xframe_options_value(self, request: HttpRequest, response: HttpResponseBase) -> str:
        return "SAMEORIGIN" if is_admin(request) else settings.X_FRAME_OPTIONS


class PermissionsPolicyMiddleware:
    """No camera, no place, no payment: for whatever runs in our pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


class FragmentMiddleware:
    """What Wagtail's script asks a part of a list with is no part of any address in that part.

    Views make addresses out of what they were asked (of an export, of another page), so they do not get to see it. What
    it means, that the filters come along, is said to the template.
    """

    ASKED_WITH = "_w_filter_fragment"
    _asked = "filters_come_along"

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if self.ASKED_WITH in request.GET:
            query = request.GET.copy()
            del query[self.ASKED_WITH]
            request.GET = query  # type: ignore[assignment]  # as Django's own, which is made once
            request.META["QUERY_STRING"] = query.urlencode()
            request.META[self._asked] = True
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        view = (response.context_data or {}).get("view")
        if self._asked in request.META and getattr(view, "results_only", False):
            response.context_data["render_filters_fragment"] = getattr(view, "filters", None)
        return response


class MachineMiddleware:
    """The addresses by which the log names processing activities answer machines too.

    People get the screen, after signing in. Who asks for JSON, or brings a token, is led to the API, which knows who
    may read it; the reference date goes along.
    """

    IN_THE_API = {"activities:inspect": "api_activity", "activities:index": "api_activities"}

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if address := self._in_the_api(request):
            patch_vary_headers(response, ("Accept", "Authorization"))
            response["Link"] = f'<{address}>; rel="alternate"; type="application/json"'
        return response

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """See Other: an answer of another kind, at an address of its own."""
        address = self._in_the_api(request)
        if not address or not _asks_as_machine(request):
            return None
        return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)

    def _in_the_api(self, request: HttpRequest) -> str:
        match = request.resolver_match
        name = self.IN_THE_API.get(match.view_name) if match and request.method in ("GET", "HEAD") else None
        if match is None or name is None:
            return ""
        place = list(match.kwargs.values())
        address, day = reverse(name, args=place), request.GET.get("peildatum")
        return f"{address}?{urlencode({'on': day})}" if place and day else address


def _asks_as_machine(request: HttpRequest) -> bool:
    if request.headers.get("Authorization", "").lower().startswith("bearer "):
        return True
    wanted = request.get_preferred_type(["text/html", "application/json"])
    return bool(request.headers.get("Accept")) and wanted != "text/html"


class LevelMiddleware:
    """Nothing is shown while the database is behind the journal of erasures: it holds what was destroyed.

    Health is told, so that a monitor knows why.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith("/gezondheid/") or is_level():
            return self.get_response(request)
        logger.error("The database is behind the journal of erasures: bin/manage replay_erasures")
        if request.path_info.startswith("/api/"):
            status = HTTPStatus.SERVICE_UNAVAILABLE
            problem = {"type": "about:blank", "title": status.phrase, "status": status, "detail": BEHIND}
            answer: HttpResponse = JsonResponse(
                problem, status=status, content_type="application/problem+json"
            )
        else:
            answer = render(request, "behind.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
        answer["Cache-Control"] = "no-store"
        return answer


class OnePageMiddleware:
    """What a page needs in many places, such as the names of accounts, is read once for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with one_page():
            return self.get_response(request)


class RefusalMiddleware:
    """What the database or an operation refuses behind a screen of a package is told, instead of an error 500.

    Our own screens put a refusal on their form. Wagtail's do not know that its tables are guarded: whoever deletes a
    page or a collection there reads why not, where he was.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A message and the way back; 409 for who asked for JSON."""
        if not is_admin(request):
            return None
        said = str(exception) if isinstance(exception, Refused) else ""
        if isinstance(exception, IntegrityError):
            said = sentence_of_trigger(exception)
        if not said:
            return None
        logger.info("Refused at %s: %s", request.path_info, said)
        if request.path_info.startswith(f"{settings.ADMIN_PATH}api/") or not request.accepts("text/html"):
            status = HTTPStatus.CONFLICT
            return JsonResponse({"status": status, "title": status.phrase, "detail": said}, status=status)
        messages.error(request, said)
        return redirect(_where_from(request))


class SignedOutMiddleware:
    """Who sends something after the session ended reads that it was not stored, and comes back where it was sent from.

    The address that it was sent to may answer no browser: an empty page would be all there is after signing in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        signing_in = reverse(settings.LOGIN_URL)
        if request.method != "POST" or not is_admin(request) or request.path_info == signing_in:
            return response
        # Who signs out is led there too, but not to go on to something.
        if not isinstance(response, HttpResponseRedirect) or not response.url.startswith(
            f"{signing_in}?next="
        ):
            return response
        messages.warning(
            request,
            _(
                "U was niet meer aangemeld. Wat u verstuurde, is niet opgeslagen; meld u aan en doe het opnieuw."
            ),
        )
        origin = urlsplit(_where_from(request))
        return redirect(f"{signing_in}?{urlencode({'next': urlunsplit(('', '', *origin[2:4], ''))})}")


def _where_from(request: HttpRequest) -> str:
    """The screen that the request came from, when it is one of ours; not the one that could not be shown."""
    origin = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(origin, {request.get_host()}, require_https=request.is_secure())
    shown = request.method == "POST" or origin != request.build_absolute_uri()
    return origin if ours and shown else reverse("wagtailadmin_home")
