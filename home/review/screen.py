"""The review screen: what would be published, what it changes, and the judgement."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Comment

from home.authorship.authors import authors_of
from home.authorship.four_eyes import name_of, names_of
from home.authorship.seen import fingerprint
from home.change_notes.queries import changes_of
from home.change_notes.rules import unsaid
from home.comparison.sections import compare
from home.completeness.panels import shown
from home.completeness.queries import completeness_of_page
from home.completeness.rules import gaps
from home.conflicts.queries import conflicts_of_page, day_to_compare
from home.core.refusals import PublicationRefused
from home.models import WrittenPage, written_page
from home.publication.queries import day_shown
from home.review.models import APPROVE, RETURN, LegalReviewTask
from home.review.next_step import next_step
from home.review.queries import check_may_act, handed_in, note_of
from home.text.rendering import Section, render_sections
from home.translation.queries import departures_of, version_translated_by
from home.versions.queries import last_published
from sharing import public


class ReviewScreen(WagtailAdminTemplateMixin, TemplateView):
    """One text under review; judging is for its reviewers, reading for whoever may edit it."""

    template_name = "home/review/screen.html"
    page_title = gettext_lazy("Toets")
    header_icon = "check"
    forms: dict[str, Any]

    def dispatch(self, request: HttpRequest, page_id: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = written_page(page_id)
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        self.task_state = self.page.current_workflow_task_state
        self.task = self.task_state and self.task_state.task.specific
        judges = isinstance(self.task, LegalReviewTask)
        names = self.task.judgements(self.page, request.user) if judges else []
        self.forms = {name: self.task.get_form_for_action(name)(prefix=name) for name in names}
        return super().dispatch(request, page_id, *args, **kwargs)

    def post(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponse:
        """Approve or return, by the same operation as Wagtail's own buttons; what is typed stays on refusal."""
        action = request.POST.get("action", "")
        if self.task_state is None:
            return redirect(reverse("statement_review:review", args=[page_id]))
        if action not in self.forms:
            check_may_act(
                user=request.user, page_id=page_id, action_name=action, task_state_id=self.task_state.pk
            )
            raise PermissionDenied
        form = self.forms[action] = self.task.get_form_for_action(action)(request.POST, prefix=action)
        if form.is_valid():
            try:
                address = self.task.on_action(self.task_state, request.user, action, **form.cleaned_data)
            except PublicationRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                self._tell(action)
                return redirect(address or reverse("wagtailadmin_home"))
        if "comment" in form.errors:
            form.fields["comment"].widget.attrs["autofocus"] = True
        return self.render_to_response(self.get_context_data(failed=action))

    def _tell(self, action: str) -> None:
        if action != RETURN:
            return  # what approval brought about is said by `PublicationMiddleware`
        writer = self.task_state.workflow_state.requested_by
        words = {"name": name_of(writer) or _("De schrijver")}
        said = _("De tekst is teruggestuurd. %(name)s ziet uw opmerking bovenaan de tekst.") % words
        if writer and writer.email:
            said = _("De tekst is teruggestuurd. %(name)s krijgt een e-mail met uw opmerking.") % words
        messages.success(self.request, said)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draft = self.page.get_latest_revision_as_object()
        today = public.amsterdam_day(now := timezone.now())
        day = day_shown(draft, at=now)
        base = last_published(self.page)
        old = [Section(**section) for section in base.sections] if base else []
        revision = self.page.get_latest_revision()
        seen = fingerprint(draft, on=day)
        for form in self.forms.values():
            form.initial["seen"] = seen
            if form.is_bound:  # what is on the screen now is what the next attempt is about
                form.data = form.data.copy()
                form.data[form.add_prefix("seen")] = seen
        failed = self.forms.get(kwargs.get("failed", ""))
        return super().get_context_data(**kwargs) | {
            "errors": failed.non_field_errors() if failed else [],
            "page": self.page,
            "draft": draft,
            "day": day,
            "today": today,
            "in_past": draft.effective_from and draft.effective_from < today,
            "base": base,
            "changes": compare(old, render_sections(draft.body, on=day, language=draft.language)),
            "title_changed": base and base.title != draft.title,
            "authors": names_of(authors_of(revision) if revision else []),
            "submission": self.task_state and handed_in(self.task_state.workflow_state, self.task_state),
            "step": replace(next_step(self.page, user=self.request.user), link=None),
            "note": note_of(self.task_state and self.task_state.workflow_state),
            "comments": open_comments(self.page),
            "unsaid": unsaid(changes_of(draft, on=day), draft.change_note),
            **(_of_translation(draft) if draft.is_translation else _of_source(draft)),
            "edit_url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            "approve": self.forms.get(APPROVE),
            "give_back": self.forms.get(RETURN),
        }


def _of_translation(draft: WrittenPage) -> dict[str, Any]:
    """Which version it translates and where it departs from it; nothing while there is no version."""
    try:
        return {"version": version_translated_by(draft), "departures": departures_of(draft)}
    except PublicationRefused:
        return {"version": None, "departures": []}


def _of_source(draft: WrittenPage) -> dict[str, Any]:
    """Where it and the register disagree, and what of the law's questions it leaves out; nothing of a plain page."""
    if not draft.makes_promises:
        return {}
    found = completeness_of_page(draft, on=day_to_compare(draft.effective_from))
    return {"conflicts": _conflicts(draft), "gaps": [shown(one) for one in gaps(found)]}


def _conflicts(draft: WrittenPage) -> list[Any] | None:
    """Where this text and the register disagree; None when what it promises cannot be read."""
    try:
        return conflicts_of_page(draft, on=day_to_compare(draft.effective_from))
    except PublicationRefused:
        return None


def open_comments(page: Any) -> list[Comment]:
    """Remarks that colleagues left in the text and that nobody has settled yet."""
    comments = Comment.objects.filter(page=page, resolved_at=None).select_related("user")
    return list(comments.prefetch_related("replies__user").order_by("created_at"))


urls = [path("<int:page_id>/", ReviewScreen.as_view(), name="review")]
