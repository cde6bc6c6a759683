"""A page of which publication freezes versions, as it is being written; readers get the versions."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel
from wagtail.models import Revision, Workflow, WorkflowPage, WorkflowState

from home.core.languages import BilingualPage
from home.editor.forms import WrittenPageForm
from home.editor.panels import LaterPanel
from home.publication.page import VersionedPage
from home.publication.queries import day_shown
from home.review.operations import review_is_of
from home.review.queries import is_settled
from home.text.anchors import adopt_anchors, anchors_of, fill_anchors, renumber
from home.text.rendering import measure, render_sections, whole_html, whole_text
from home.versions.addresses import Addresses
from home.versions.choices import Kind
from home.versions.queries import in_force_of, last_published, latest_of, to_come_of
from home.versions.words import short_standing
from sharing import public


@public.asked_once
def _assigned_workflows() -> list[WorkflowPage]:
    """Which page has which workflow for what is below it, the nearest first."""
    assigned = WorkflowPage.objects.filter(workflow__active=True).select_related("workflow", "page")
    return list(assigned.order_by("-page__depth"))


class WrittenPage(VersionedPage, BilingualPage):
    """What the statement and the plain pages have in common; ``body`` and ``versions`` are of who inherits."""

    body: Any
    versions: Any
    translates: Any
    commitments: Any

    effective_from = models.DateField(
        _("ingangsdatum"),
        null=True,
        blank=True,
        help_text=_(
            "De nieuwe versie geldt vanaf 00:00 uur op deze dag, en moet na de vorige versie ingaan. "
            "Leeg: de dag van publicatie."
        ),
    )
    announce_from = models.DateField(
        _("aankondigen vanaf"),
        null=True,
        blank=True,
        help_text=_(
            "Vanaf deze dag zien lezers dat er een nieuwe versie komt, wat er verandert en vanaf wanneer zij "
            "geldt. Leeg: niet vooraf aankondigen."
        ),
    )
    kind = models.CharField(_("soort wijziging"), max_length=10, choices=Kind.choices, default=Kind.MATERIAL)
    change_note = models.TextField(
        _("wat is er veranderd"),
        blank=True,
        max_length=2000,
        help_text=_("In gewone woorden, voor lezers. Bij de eerste versie mag dit leeg blijven."),
    )

    base_form_class = WrittenPageForm
    promote_panels: list[Any] = []
    settings_panels = [LaterPanel(), CommentPanel()]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        abstract = True

    @property
    def addresses(self) -> Addresses:
        """Where readers find its versions."""
        raise NotImplementedError

    # Every button and label of Wagtail's asks where the review stands: once for a page that is shown.
    @property
    def current_workflow_state(self) -> Any:
        return public.once((WorkflowState, self.pk), self._state_of_review)

    def _state_of_review(self) -> Any:
        asked: Any = super()
        if hasattr(self, "_current_workflow_states"):  # a list of Wagtail's read them for all its pages
            return asked.current_workflow_state
        active = self.workflow_states.active()
        return active.select_related(
            "requested_by", "current_task_state__task", "current_task_state__revision__user"
        ).first()

    def know_standing(self, review: WorkflowState | None, plan: Revision | None) -> None:
        """Where its review stands and which draft is planned, for who read that already."""
        public.remember((WorkflowState, self.pk), review)
        self.scheduled_revision = plan

    def latest_version(self) -> Any:
        """The last version published of this page that was not withdrawn; None before the first."""
        return latest_of(self)

    @property
    def workflow_in_progress(self) -> bool:
        state = self.current_workflow_state
        return bool(state and state.status == WorkflowState.STATUS_IN_PROGRESS)

    def get_workflow(self) -> Any:
        """As Wagtail's, with one question for all pages: that of the nearest page above, or of this one."""
        return public.once((Workflow, self.pk), self._nearest_workflow)

    def _nearest_workflow(self) -> Any:
        above = (one for one in _assigned_workflows() if self.path.startswith(one.page.path))
        nearest = next(above, None)
        return nearest and nearest.workflow

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    @property
    def version_status(self) -> str:
        """Which version readers have, for the label in which Wagtail says “Live”; of a translation whose text it is."""
        if self.is_translation:
            edition: Any = last_published(self)
            return (
                gettext("vertaling van versie %(number)s") % {"number": edition.version.number}
                if edition
                else ""
            )
        at = timezone.now()
        return short_standing(in_force_of(self, at), to_come_of(self, at))

    @property
    def status_string(self) -> str:
        """The same in lists, with what is being done to the text."""
        if self.approved_schedule:
            doing = gettext("publicatie gepland")
        elif self.workflow_in_progress:
            doing = gettext("in toetsing")
        else:
            doing = gettext("concept") if self.has_unpublished_changes else ""
        return "; ".join(filter(None, [self.version_status, doing]))

    def save(self, *args: Any, **kwargs: Any) -> Any:
        self.fill_anchors()
        return super().save(*args, **kwargs)

    def save_revision(self, *args: Any, overwrite_revision: Any = None, **kwargs: Any) -> Any:
        """Store a draft as Wagtail does; autosave never writes over one that was judged or published."""
        before = self.get_latest_revision() if self.pk else None
        self.fill_anchors(held=anchors_of(before.as_object().body) if before else None)
        if overwrite_revision and not is_settled(overwrite_revision):
            kwargs["overwrite_revision"] = overwrite_revision
        revision = super().save_revision(*args, **kwargs)
        review_is_of(revision)
        return revision

    def fill_anchors(self, *, held: Mapping[str, str] | None = None) -> None:
        """Give every section its anchor: its own, and in a translation that of the section it translates.

        ``held`` are the anchors of the draft before, by block.
        """
        if self.is_translation and self.translates:
            adopt_anchors(self.body, [section["anchor"] for section in self.translates.sections])
        fill_anchors(self.body, held=held)
        renumber(self.body, self.language)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "home/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        self.fill_anchors()
        day = day_shown(self, at=timezone.now())
        sections = render_sections(self.body, on=day, language=self.language)
        words, characters = measure(whole_text(self.title, sections))
        return {
            **super().get_preview_context(request, mode_name),
            "statement": self,
            "sections": sections,
            "html": whole_html(sections),
            "words": words,
            "characters": characters,
        }
