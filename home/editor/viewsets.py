"""The editor of the statement, and of the plain pages."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.generic.history import ActionColumn
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from home.authorship.authors import FROZEN
from home.change_notes.queries import changes_of
from home.change_notes.rules import unsaid_together
from home.completeness.panels import CompletenessInEditor
from home.conflicts.panels import ConflictsInEditor
from home.editor.forms import told_lost
from home.editor.screen import ComparisonInEditor, WrittenCompareView
from home.models import PlainPage, StatementPage, WrittenPage
from home.publication.page import why_not_unpublished
from home.publication.queries import day_shown
from home.publication.rules import start_anew
from home.review.operations import leave_note
from home.versions.choices import Standing
from home.versions.queries import versions_of

_View: Any = object  # of Wagtail, to which the mixin is added


class PublishesVersions(_View):
    """A form of a page that publishes by the one operation, also when it puts an earlier text back."""

    page: Any

    def publish_action(self) -> HttpResponse:
        """Publish as Wagtail does, by `VersionedPage.publish`: page and version appear together.

        Wagtail's own publishes the page alone, whatever its model says. When the version is refused the draft is
        stored all the same, so colleagues hear of remarks in it. What came of it is said by `PublicationMiddleware`, as
        for every other way to publish.
        """
        with transaction.atomic():
            self.page = self.form.save(commit=not self.page.live)
            self.subscription.save()
            revision = self.page.save_revision(
                user=self.request.user, log_action=True, previous_revision=self.previous_revision
            )
        if self.has_content_changes and "comments" in self.form.formsets:
            changes = self.get_commenting_changes()
            self.log_commenting_changes(changes, revision)
            self.send_commenting_notifications(changes)
        if response := self.run_hook("before_publish_page", self.request, self.page):
            return response
        self.page.publish(
            revision,
            user=self.request.user,
            changed=self.has_content_changes,
            previous_revision=self.previous_revision,
            seen=self.form.cleaned_data.get("seen", ""),
        )
        self.page = type(self.page).objects.get(pk=self.page.pk)
        for hook in ("after_publish_page", "after_edit_page"):
            if response := self.run_hook(hook, self.request, self.page):
                return response
        return self.redirect_and_remain()


# What publishes keeps the draft also when the version is refused, so it is not one transaction.
HANDED_IN = {"action-submit", "action-publish"}
_PUBLISHES = {"action-publish", "action-workflow-action"}


class WrittenEditView(ComparisonInEditor, PublishesVersions, EditView):
    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponse:
        """One save at a time: the second, however soon, is brought together with what the first stored."""
        if request.method != "POST" or not _PUBLISHES.isdisjoint(request.POST):
            return super().dispatch(request, page_id, **kwargs)
        with transaction.atomic():
            Page.objects.select_for_update().filter(pk=page_id).first()
            return super().dispatch(request, page_id, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Say what was taken along of somebody else, beside what came of saving."""
        answer = super().form_valid(form)
        if form.overlap is not None and form.overlap.taken:
            messages.info(self.request, form.overlap.message)
        self._tell_of_others(form)
        if form.of_own:  # an autosave too: told with the next screen, for it stands nowhere else now
            messages.warning(self.request, form.of_own)
        leave_note(self.page, note=form.cleaned_data.get("review_note", ""), by=self.request.user)
        if not HANDED_IN.isdisjoint(self.request.POST):
            self._tell_what_is_unsaid(form)
        elif not self.expects_json_response:
            for told in told_lost(form.instance.body):
                messages.warning(self.request, told)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        """The form comes back with the remarks as they are now: what others did is told here, and not once more."""
        self._tell_of_others(form)
        return super().form_invalid(form)

    def _tell_of_others(self, form: Any) -> None:
        if form.of_others and not self.expects_json_response:
            messages.info(self.request, form.of_others)

    def _tell_what_is_unsaid(self, form: Any) -> None:
        """A note that leaves out a recipient or a promise is not refused; who reviews sees it too."""
        page = form.instance
        changes = changes_of(page, on=day_shown(page, at=timezone.now()))
        if warning := unsaid_together(changes, page.change_note):
            messages.warning(self.request, warning)


class WrittenCreateView(ComparisonInEditor, CreateView):
    """With the panels of the editor: autosave makes this screen that one, and fills only what is there already."""


class WrittenRevertView(ComparisonInEditor, PublishesVersions, RevisionsRevertView):
    def get_object(self) -> WrittenPage:
        """An earlier text, without what was said about the version that it became or was to become."""
        page: WrittenPage = super().get_object()
        start_anew(page)
        return page


class VersionColumn(ActionColumn):
    """Says of the draft that became a version where that version stands; Wagtail only knows what was stored last."""

    @cached_property
    def standings(self) -> dict[int, str]:
        versions = versions_of(self.object).with_standing(timezone.now())
        return dict(versions.values_list("number", "standing"))

    def get_status(self, instance: Any, parent_context: Any) -> str | None:
        if instance.action == FROZEN and "edition" not in instance.data:
            return str(Standing(self.standings[instance.data["number"]]).label)
        stored_last = instance.content_changed and instance.revision_id == self.object.latest_revision_id
        if stored_last and self.object.has_unpublished_changes:
            return _("Concept")
        return None


class WrittenHistoryView(PageHistoryView):
    @cached_property
    def columns(self) -> list[Any]:
        first, *others = super().columns
        message = VersionColumn(
            first.name,
            label=first.label,
            object=self.object,
            url_names=first.url_names,
            user_can_unschedule=first.user_can_unschedule,
        )
        return [message, *others]


class WrittenUnpublishView(UnpublishView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say why not, and what to do, before anything is asked."""
        if not self.object.permissions_for_user(request.user).can_unpublish():
            raise PermissionDenied
        messages.error(request, why_not_unpublished(self.object.specific))
        return redirect("wagtailadmin_pages:edit", self.object.pk)


class StatementEditView(CompletenessInEditor, ConflictsInEditor, WrittenEditView):
    """With what the register and the law say of the text beside it."""


class StatementRevertView(CompletenessInEditor, ConflictsInEditor, WrittenRevertView):
    """The same."""


class StatementPageViewSet(PageViewSet):
    model = StatementPage
    edit_view_class = StatementEditView
    revisions_revert_view_class = StatementRevertView
    unpublish_view_class = WrittenUnpublishView
    history_view_class = WrittenHistoryView
    revisions_compare_view_class = WrittenCompareView


class PlainPageViewSet(PageViewSet):
    model = PlainPage
    add_view_class = WrittenCreateView
    edit_view_class = WrittenEditView
    revisions_revert_view_class = WrittenRevertView
    unpublish_view_class = WrittenUnpublishView
    history_view_class = WrittenHistoryView
    revisions_compare_view_class = WrittenCompareView


statement_page_viewset = StatementPageViewSet("statement_page")
plain_page_viewset = PlainPageViewSet("plain_page")
