"""The statement's own editor."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from home.conflicts.panels import ConflictsInEditor
from home.models import StatementPage

_View: Any = object  # of Wagtail, to which the mixin is added


class PublishesVersions(_View):
    """A form of the statement that publishes by the one operation, also when it puts an earlier text back."""

    page: Any

    def publish_action(self) -> HttpResponse:
        """Publish as Wagtail does, by `StatementPage.publish`: page and version appear together.

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
        self.page = StatementPage.objects.get(pk=self.page.pk)
        for hook in ("after_publish_page", "after_edit_page"):
            if response := self.run_hook(hook, self.request, self.page):
                return response
        return self.redirect_and_remain()


# What publishes keeps the draft also when the version is refused, so it is not one transaction.
_PUBLISHES = {"action-publish", "action-workflow-action"}


class StatementEditView(ConflictsInEditor, PublishesVersions, EditView):
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
        return answer


class StatementRevertView(ConflictsInEditor, PublishesVersions, RevisionsRevertView):
    pass


class StatementPageViewSet(PageViewSet):
    model = StatementPage
    edit_view_class = StatementEditView
    revisions_revert_view_class = StatementRevertView


statement_page_viewset = StatementPageViewSet("statement_page")
