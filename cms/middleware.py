"""Which content security policy goes with an answer."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


class ContentSecurityMiddleware(CSPMiddleware):
    """The strict policy of the public pages everywhere, Wagtail's wider one under `/beheer/` only."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and parts.config is None and request.path_info.startswith(settings.ADMIN_PATH):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts
