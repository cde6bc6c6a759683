"""What waits for a lawyer, on the first page after signing in."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from sharing.consents.models import AuthorityRequest
from sharing.core.admin import may
from sharing.disclosures.models import Disclosure
from sharing.reports.queries import counted, pending_deviations, requests_to_assess, requests_to_confirm


class WorkPanel(Component):
    """Counts of what this user can decide on, each leading to its list."""

    name = "register_work"
    order = 50
    template_name = "sharing/reports/home_panel.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        requests = reverse("authority_requests:index")
        return {
            "items": [
                {
                    "count": counted(pending_deviations()),
                    "label": _("afwijkingen te beoordelen"),
                    "url": reverse("worklist:index"),
                },
                {
                    "count": counted(requests_to_assess()),
                    "label": _("verzoeken van autoriteiten te beoordelen"),
                    "url": f"{requests}?state=to_assess",
                },
                {
                    "count": counted(requests_to_confirm(by=user)),
                    "label": _("beoordelingen door u te bevestigen"),
                    "url": f"{requests}?state=to_confirm",
                },
            ]
        }


def add_work_panel(request: HttpRequest, panels: list) -> None:
    """Put the panel on the admin's home page of who may review and assess."""
    if may(request.user, "change", Disclosure) and may(request.user, "change", AuthorityRequest):
        panels.append(WorkPanel())
