"""The form of the statement page: what publication would refuse is said next to the field."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

LEADS_TO_PUBLICATION = ("action-publish", "action-submit", "action-workflow-action")


class StatementPageForm(WagtailAdminPageForm):
    def clean(self):
        from home.publication import PublicationRefused, check_effective_date, latest_version

        cleaned = super().clean()
        if not any(self.data.get(action) for action in LEADS_TO_PUBLICATION):
            return cleaned
        moment = max(filter(None, [cleaned.get("go_live_at"), timezone.now()]))
        try:
            check_effective_date(cleaned.get("effective_from"), at=moment)
        except PublicationRefused as refusal:
            self.add_error(None, refusal)
        if "change_note" in self.fields and not cleaned.get("change_note") and latest_version():
            self.add_error(
                "change_note",
                _("Schrijf in gewone woorden wat er is veranderd; lezers zien dit bij de nieuwe versie."),
            )
        return cleaned
