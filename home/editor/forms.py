"""The form of a page of which versions are made: what publication would refuse is said next to the field."""

from copy import copy
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import COMMENTS_RELATION_NAME

from home.authorship.seen import fingerprint
from home.conflicts.queries import conflicts_of_page, day_to_compare
from home.core.refusals import PublicationRefused
from home.editor.others import told_of_others, told_of_own
from home.editor.overlap import BASE, Overlap, bring_together, stored_draft
from home.editor.remarks import in_line, opened_with
from home.publication.queries import day_shown
from home.publication.rules import check_effective_date, check_plan, reason_wanted
from home.text.anchors import lost_references
from home.translation.queries import departures_of, version_translated_by
from home.versions.queries import (
    last_published,
    latest_of,
    source_of,
    version_of_translation,
    versions_of,
)

LEADS_TO_PUBLICATION = ("action-publish", "action-submit", "action-workflow-action")
OF_THE_VERSION = ("effective_from", "announce_from", "kind", "conflict_reason")
OF_THE_TRANSLATION = ("translates",)
NAMED_AT_MOST = 10  # of the conflicts beside the field that asks the reason
BESIDE_THE_TEXT = ("title", "change_note", "go_live_at", *OF_THE_VERSION, *OF_THE_TRANSLATION)


class SeenField(forms.CharField):
    """The `fingerprint` of the text with which the form was opened: who publishes, approves that text."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False  # it is no part of the text


class ReviewNoteField(forms.CharField):
    """What the writer tells who judges the text, when it is handed in; it is no part of the text."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Bericht aan wie toetst"),
            help_text=_("Alleen voor wie toetst, bij het doorsturen. Lezers zien dit nooit."),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class WrittenPageForm(WagtailAdminPageForm):
    """Of the statement, or of a plain page: what only the statement has is left out there."""

    review_note = ReviewNoteField()

    overlap: Overlap | None = None  # somebody else stored the text meanwhile
    of_others = ""  # what they did with the remarks meanwhile
    of_own = ""  # and what the person made of them in another window
    postponed = False  # first what is wrong in the form itself; then it is brought together

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data is not None and (page := kwargs.get("instance")):
            open_remarks = [
                one for one in getattr(page, COMMENTS_RELATION_NAME).all() if one.has_valid_contentpath(page)
            ]
            user: Any = kwargs.get("for_user")
            if kwargs.get("subscription"):  # a preview saves nothing, and tells nothing
                self.of_others = told_of_others(data, open_remarks, page=page, by=user)
                self.of_own = told_of_own(data, open_remarks, page=page, by=user)
            data = in_line(data, open_remarks, by=user)
        super().__init__(data, *args, **kwargs)
        for name in OF_THE_VERSION if self.instance.is_translation else OF_THE_TRANSLATION:
            self.fields.pop(name, None)
        if self.instance.is_translation:
            self._prepare_translation()
        self._expect_the_text()
        if slug := self.fields.get("slug"):  # left empty it is made of the title; that of a version stays
            slug.required, slug.disabled = False, last_published(self.instance) is not None
        self._remember_what_is_shown()
        # Before what is sent is put on the page. A preview comes without a subscription.
        self.stored = stored_draft(self.instance, self._beside_the_text()) if self.subscription else None

    def serialize_comments(self, user: Any) -> dict[str, Any]:
        """With what each remark was before it was changed here, in a form that comes back with the change."""
        found: dict[str, Any] = super().serialize_comments(user)
        return {**found, "opened": opened_with(self.data)} if self.is_bound else found

    def _expect_the_text(self) -> None:
        """A script draws the text in the form: without it nothing of the text is sent, and no empty one is meant."""
        body, name = self.fields.get("body"), self.add_prefix("body")
        if self.is_bound and body and body.widget.value_omitted_from_data(self.data, self.files, name):
            stored = self.get_initial_for_field(body, "body")
            body.disabled, body.widget.value_from_datadict = True, lambda *_: stored

    def _remember_what_is_shown(self) -> None:
        """For who may publish from here; after a refusal it stays what it was."""
        page = self.instance
        if not (page.pk and self.for_user and page.permissions_for_user(self.for_user).can_publish()):
            return
        self.fields["seen"] = SeenField()
        if not self.is_bound:
            self.initial["seen"] = fingerprint(page, on=day_shown(page, at=timezone.now()))

    def _beside_the_text(self) -> list[str]:
        return [name for name in BESIDE_THE_TEXT if name in self.fields]

    def _bring_together(self, cleaned: dict[str, Any]) -> None:
        """Take along what somebody else stored since this form was opened; ask about what both changed."""
        names = self._beside_the_text()
        self.postponed = any(name in self.errors for name in (*names, "body"))
        if self.postponed or self.stored is None or "body" not in cleaned:
            return
        self.overlap = bring_together(
            self.instance,
            self.data,
            theirs=self.stored,
            body=cleaned["body"],
            fields={name: cleaned.get(name) for name in names},
            user=self.for_user,
        )
        if self.overlap is None:
            return
        cleaned |= {"body": self.overlap.body, **self.overlap.fields}
        for name in (*names, "body"):
            self._show(name, cleaned[name])
        if self.overlap.questions:
            self.add_error(None, self.overlap.message)

    def _show(self, name: str, value: Any) -> None:
        """Let the form show this when it comes back, rather than what was sent."""
        self.fields[name].bound_data = lambda _data, _initial: value

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        updates: list[tuple[str, str]] = super().get_field_updates_for_resave()
        return [*updates, (BASE, stored_draft(self.instance, self._beside_the_text()).as_hashes())]

    def _prepare_translation(self) -> None:
        version = version_of_translation(self.instance)
        if field := self.fields.get("translates"):
            field.queryset = versions_of(source_of(self.instance)).standing().order_by("-number")
            field.label_from_instance = _named_with_date
            field.empty_label = None if version else field.empty_label
            self.initial["translates"] = version and version.pk
        if version and version.change_note and "change_note" in self.fields:
            self.fields["change_note"].help_text = _(
                "In het Nederlands staat er bij versie %(number)s: “%(note)s”"
            ) % {"number": version.number, "note": version.change_note}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if (body := self.fields.get("body")) and body.disabled:
            self.add_error(
                None,
                _(
                    "De tekst zelf kwam niet mee: een deel van deze pagina was niet geladen. Er is niets bewaard; wat "
                    "u in de andere velden typte, staat er nog. Bewaar opnieuw, met JavaScript aan."
                ),
            )
            return cleaned
        self._bring_together(cleaned)
        if any(self.data.get(action) for action in LEADS_TO_PUBLICATION):
            for told in told_lost(cleaned.get("body", ())):
                self.add_error(None, told)
            if self.instance.is_translation:
                self._check_translation(cleaned)
            else:
                self._check_version(cleaned)
        return cleaned

    def _check_version(self, cleaned: dict[str, Any]) -> None:
        now, go_live_at, last = timezone.now(), cleaned.get("go_live_at"), latest_of(self.instance)
        dates = {name: cleaned.get(name) for name in ("effective_from", "announce_from")}
        appears = max(filter(None, [go_live_at, now]))
        # Each on its own, so that everything that is wrong is told at once.
        checks = (
            partial(check_effective_date, dates["effective_from"], at=appears, last=last),
            partial(check_plan, **dates, go_live_at=go_live_at, at=now),
        )
        for check in checks:
            try:
                check()
            except PublicationRefused as refusal:
                if not self.has_error(refusal.field or NON_FIELD_ERRORS):
                    self.add_error(None, refusal)
        if "change_note" in self.fields and not cleaned.get("change_note") and last:
            self.add_error(
                "change_note",
                _("Schrijf in gewone woorden wat er is veranderd; lezers zien dit bij de nieuwe versie."),
            )
        judged = not any(name in self.errors for name in ("body", "effective_from", "conflict_reason"))
        if self.instance.makes_promises and judged and self.data.get("workflow-action-name") != "reject":
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
        weighing = [conflict for conflict in found if conflict.weighs]
        if weighing:
            field = "conflict_reason" if "conflict_reason" in self.fields else None
            named = [f"– {one.promise} {one.fact}" for one in weighing[:NAMED_AT_MOST]]
            # Wagtail sets what is wrong with one field behind each other.
            lines = "\n".join([reason_wanted(len(weighing)), *named])
            self.add_error(field, format_html('<span class="register-lines">{}</span>', lines))

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


def told_lost(body: Any) -> list[str]:
    """A sentence for each link within the text that leads to a section that is not there."""
    return [
        _(
            "%(section)s verwijst met “%(words)s” naar een paragraaf die er niet meer is (vast adres “%(anchor)s”). "
            "Kies een andere paragraaf, of haal de verwijzing weg."
        )
        % {
            "section": f"“{lost.number}. {lost.heading}”" if lost.number else _("De openingstekst"),
            "words": lost.words,
            "anchor": lost.anchor,
        }
        for lost in lost_references(body)
    ]


def _named_with_date(version: Any) -> str:
    words = {"number": version.number, "day": date_format(version.effective_from, "j F Y")}
    return _("Versie %(number)s, geldt vanaf %(day)s") % words
