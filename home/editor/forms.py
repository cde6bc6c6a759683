"""The form of the statement page: what publication would refuse is said next to the field."""

from copy import copy
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from home.authorship.seen import fingerprint
from home.conflicts.queries import conflicts_of_page, day_to_compare
from home.core.refusals import PublicationRefused
from home.editor.overlap import Overlap, overlap_with
from home.publication.queries import day_shown
from home.publication.rules import check_effective_date, check_plan, reason_wanted
from home.translation.queries import departures_of, version_translated_by
from home.versions.models import StatementVersion
from home.versions.queries import latest_version

LEADS_TO_PUBLICATION = ("action-publish", "action-submit", "action-workflow-action")
OF_THE_VERSION = ("effective_from", "announce_from", "kind", "conflict_reason")
OF_THE_TRANSLATION = ("translates",)


class SeenField(forms.CharField):
    """The `fingerprint` of the text with which the form was opened: who publishes, approves that text."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False  # it is no part of the text


class StatementPageForm(WagtailAdminPageForm):
    overlap: Overlap | None = None  # somebody else stored the text meanwhile

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in OF_THE_VERSION if self.instance.is_translation else OF_THE_TRANSLATION:
            self.fields.pop(name, None)
        if self.instance.is_translation:
            self._prepare_translation()
        self._remember_what_is_shown()

    def _remember_what_is_shown(self) -> None:
        """For who may publish from here; after a refusal it stays what it was."""
        page = self.instance
        if not (page.pk and self.for_user and page.permissions_for_user(self.for_user).can_publish()):
            return
        self.fields["seen"] = SeenField()
        if not self.is_bound:
            self.initial["seen"] = fingerprint(page, on=day_shown(page, at=timezone.now()))

    def _prepare_translation(self) -> None:
        version = self.instance.translates or latest_version()
        if field := self.fields.get("translates"):
            field.queryset = StatementVersion.objects.only("number", "effective_from").order_by("-number")
            field.label_from_instance = _named_with_date
            field.empty_label = None if version else field.empty_label
            self.initial["translates"] = version and version.pk
        if version and version.change_note and "change_note" in self.fields:
            self.fields["change_note"].help_text = _(
                "In het Nederlands staat er bij versie %(number)s: “%(note)s”"
            ) % {"number": version.number, "note": version.change_note}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.subscription:  # a preview saves nothing, and comes without one
            self.overlap = overlap_with(self.instance, self.data, user=self.for_user)
            if self.overlap:
                self.add_error(None, self.overlap.message)
        if any(self.data.get(action) for action in LEADS_TO_PUBLICATION):
            if self.instance.is_translation:
                self._check_translation(cleaned)
            else:
                self._check_version(cleaned)
        return cleaned

    def _check_version(self, cleaned: dict[str, Any]) -> None:
        now, go_live_at, last = timezone.now(), cleaned.get("go_live_at"), latest_version()
        dates = {name: cleaned.get(name) for name in ("effective_from", "announce_from")}
        try:
            appears = max(filter(None, [go_live_at, now]))
            check_effective_date(dates["effective_from"], at=appears, last=last)
            check_plan(**dates, go_live_at=go_live_at, at=now)
        except PublicationRefused as refusal:
            self.add_error(None, refusal)
        if "change_note" in self.fields and not cleaned.get("change_note") and last:
            self.add_error(
                "change_note",
                _("Schrijf in gewone woorden wat er is veranderd; lezers zien dit bij de nieuwe versie."),
            )
        if not self.errors and self.data.get("workflow-action-name") != "reject":
            self._ask_for_reason(cleaned)

    def _ask_for_reason(self, cleaned: dict[str, Any]) -> None:
        """Publishing, or asking for approval, while text and register disagree needs a reason."""
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

    def save(self, commit: bool = True) -> Any:
        self.instance.expire_at = None  # a statement ends only when the next one takes effect
        return super().save(commit=commit)

    def _check_translation(self, cleaned: dict[str, Any]) -> None:
        page = self.instance
        if "translates" in cleaned:
            page.translates = cleaned["translates"]
        try:
            version = version_translated_by(page)
        except PublicationRefused as refusal:
            self.add_error(None, refusal)
            return
        if version.change_note and "change_note" in self.fields and not cleaned.get("change_note"):
            self.add_error(
                "change_note", _("Vertaal ook wat er is veranderd; lezers zien dit bij de versie.")
            )
        if "body" in cleaned:
            page.body, page.change_note = cleaned["body"], cleaned.get("change_note", page.change_note)
            page.fill_anchors()
            for departure in departures_of(page):
                if departure.blocks:
                    self.add_error(None, departure.message)


def _named_with_date(version: Any) -> str:
    words = {"number": version.number, "day": date_format(version.effective_from, "j F Y")}
    return _("Versie %(number)s, geldt vanaf %(day)s") % words
