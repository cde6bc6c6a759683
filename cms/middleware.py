"""What every answer says to browsers about itself: which content it may load, who may frame it, what it may use."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware

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

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response
