"""Panels of the statement's editor."""

import json
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel, PublishingPanel

from home.change_notes.queries import changes_of
from home.change_notes.rules import Change, note_of, unsaid
from home.editor.commitments_shown import commitments_shown
from home.editor.merging import FIELDS
from home.editor.overlap import ASKED, BASE, CHOICE, stored_draft
from home.publication.queries import day_shown
from home.recognition.words import recognised_in
from home.review.next_step import next_step
from home.translation.queries import departures_of, translation_state, version_translated_by
from home.versions.queries import latest_of


class OnlyWhenFilledPanel(FieldPanel):
    """Shows a value that is not typed here, and nothing at all when there is none."""

    def format_value_for_display(self, value: Any) -> SafeString:
        return format_html("<pre>{}</pre>", json.dumps(value, indent=2, ensure_ascii=False))

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and bool(getattr(self.instance, self.field_name))


class CommitmentsPanel(Panel):
    """What the register does with each promise of the draft as it was saved, and where the promise stands."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/panels/commitments.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context) | commitments_shown(self.instance)
            if self.instance.pk:  # a page that was never saved has no draft to look in
                context["recognised"] = len(recognised_in(self.instance.body.get_prep_value()))
                context["recognition"] = reverse("statement_recognition:index", args=[self.instance.pk])
            return context


class LaterPanel(PublishingPanel):
    """When the text is published; without an end, for a statement holds until the next one takes effect."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.children: list[Any] = [child for child in self.children if child.field_name == "go_live_at"]
        self.children[0].heading = _("Pas publiceren op")
        self.children[0].help_text = _(
            "Meestal niet nodig: kies liever een ingangsdatum; dan ligt de nieuwe versie nu al vast en is zij aan te "
            "kondigen. Met een moment hier wacht de goedgekeurde tekst, en kan tot dan niemand die wijzigen."
        )


class NextStepPanel(Panel):
    """Says where the text stands and what happens next; nothing while there is nothing to say."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/review/next_step.html"

        @cached_property
        def step(self) -> Any:
            return next_step(self.instance, user=self.request.user)

        def is_shown(self) -> bool:
            said = self.step.standing or self.step.sentences or self.step.warnings
            return bool(self.instance.pk and said)

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "step": self.step}


class ReviewNotePanel(Panel):
    """Where the writer leaves a word for who judges the text; asked of whoever can hand it in."""

    def get_form_options(self) -> dict[str, Any]:
        """Its field is drawn here: Wagtail draws what nobody names a second time, empty, and that one is sent last."""
        return {"fields": ["review_note"]}

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/panels/review_note.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and not self.instance.workflow_in_progress)

        def show_panel_furniture(self) -> bool:
            return False

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"field": self.form["review_note"]}


class ChangeNotePanel(Panel):
    """What the stored draft changes for readers, as a proposal for the note; and what the note leaves unsaid."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/panels/change_note.html"

        @cached_property
        def changes(self) -> list[Change]:
            if not self.instance.pk:
                return []
            return changes_of(self.instance, on=day_shown(self.instance, at=timezone.now()))

        def is_shown(self) -> bool:
            return bool(self.instance.pk and not self.instance.is_translation and latest_of(self.instance))

        def show_panel_furniture(self) -> bool:
            return False

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            note = self.instance.change_note
            return super().get_context_data(parent_context) | {
                "page": self.instance,
                "proposal": note_of(self.changes),
                "unsaid": unsaid(self.changes, note) if note else [],
            }


class MergePanel(Panel):
    """What the form started from, and what is asked when somebody else stored the text meanwhile."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/editor/merge.html"

        def show_panel_furniture(self) -> bool:
            return False

        def is_shown(self) -> bool:
            return self.form.stored is not None

        @cached_property
        def base(self) -> str:
            """The draft that this form starts from: what is stored, also when it shows an earlier text."""
            if self.form.postponed:
                return str(self.form.data.get(BASE, ""))
            shows_earlier = self.request.resolver_match.url_name == "revisions_revert"
            if not shows_earlier:
                return self.form.stored.as_hashes()
            page = self.instance.get_latest_revision_as_object()
            return stored_draft(page, list(self.form.stored.rows[FIELDS])).as_hashes()

        @property
        def kept(self) -> list[tuple[str, str]]:
            """Answers that were given, when something else in the form comes first."""
            if not self.form.postponed or not hasattr(self.form.data, "lists"):
                return []
            return [
                (name, value)
                for name, values in self.form.data.lists()
                if name == ASKED or name.startswith(CHOICE)
                for value in values
            ]

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            names = {"base_name": BASE, "asked": ASKED, "choice": CHOICE}
            return (
                super().get_context_data(parent_context)
                | names
                | {
                    "base": self.base,
                    "kept": self.kept,
                    "overlap": self.form.overlap,
                }
            )


class TranslationPanel(Panel):
    """How text and translation stand towards each other; in a translation also where it departs."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/panels/translation.html"

        def is_shown(self) -> bool:
            return self.state.newest is not None or self.instance.is_translation

        def show_panel_furniture(self) -> bool:
            return False

        @cached_property
        def state(self) -> Any:
            return translation_state(self.instance)

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            context |= {"state": self.state, "page": self.instance, "inspect_name": self._screens}
            if self.instance.is_translation and self.state.newest:
                context |= self._of_translation()
            return context

        @property
        def _screens(self) -> str:
            """The screen on which a version of such a page is read."""
            model: Any = type(self.instance)._meta.get_field("versions").related_model
            return f"{model.screens}:inspect"

        def _of_translation(self) -> dict[str, Any]:
            self.instance.fill_anchors()
            version = version_translated_by(self.instance)
            return {"version": version, "departures": departures_of(self.instance)}
