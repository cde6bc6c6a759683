"""The form of the statement page: what publication would refuse is said next to the field."""

from copy import copy

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from home.overlap import Overlap, overlap_with
from home.planning import check_plan

LEADS_TO_PUBLICATION = ("action-publish", "action-submit", "action-workflow-action")


class StatementPageForm(WagtailAdminPageForm):
    overlap: Overlap | None = None  # somebody else stored the text meanwhile

    def clean(self):
        from home.publication import PublicationRefused, check_effective_date, latest_version

        cleaned = super().clean()
        if self.subscription:  # a preview saves nothing, and comes without one
            self.overlap = overlap_with(self.instance, self.data, user=self.for_user)
            if self.overlap:
                self.add_error(None, self.overlap.message)
        if not any(self.data.get(action) for action in LEADS_TO_PUBLICATION):
            return cleaned
        now, go_live_at = timezone.now(), cleaned.get("go_live_at")
        dates = {name: cleaned.get(name) for name in ("effective_from", "announce_from")}
        try:
            check_effective_date(dates["effective_from"], at=max(filter(None, [go_live_at, now])))
            check_plan(**dates, go_live_at=go_live_at, at=now)
        except PublicationRefused as refusal:
            self.add_error(None, refusal)
        if "change_note" in self.fields and not cleaned.get("change_note") and latest_version():
            self.add_error(
                "change_note",
                _("Schrijf in gewone woorden wat er is veranderd; lezers zien dit bij de nieuwe versie."),
            )
        if not self.errors and self.data.get("workflow-action-name") != "reject":
            self._ask_for_reason(cleaned)
        return cleaned

    def _ask_for_reason(self, cleaned: dict) -> None:
        """Publishing, or asking for approval, while text and register disagree needs a reason."""
        from home.conflicts import conflicts_of_page, day_to_compare
        from home.publication import PublicationRefused, reason_wanted

        if (cleaned.get("conflict_reason") or "").strip():
            return
        draft = copy(self.instance)
        draft.body = cleaned.get("body", draft.body)
        try:
            found = conflicts_of_page(draft, on=day_to_compare(cleaned.get("effective_from")))
        except PublicationRefused as refusal:
            self.add_error(None, " ".join(refusal.messages))
            return
        weighing = sum(conflict.weighs for conflict in found)
        if weighing:
            field = "conflict_reason" if "conflict_reason" in self.fields else None
            self.add_error(field, reason_wanted(weighing))

    def save(self, commit=True):
        self.instance.expire_at = None  # a statement ends only when the next one takes effect
        return super().save(commit=commit)
