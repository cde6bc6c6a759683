"""The review in Wagtail's own screens: actions and a button in the editor, a panel on the first page."""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin.action_menu import (
    ActionMenuItem,
    CancelWorkflowMenuItem,
    PublishMenuItem,
    RestartWorkflowMenuItem,
)
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    LockedPagesPanel,
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import GroupApprovalTask, Page, PageSubscription, TaskState
from wagtail.permissions import policy_registry

from home.authorship.authors import authors_of_draft
from home.models import HomePage, WrittenPage, written_pages
from home.publication.planning import last_failures
from home.publication.proposals import may_confirm
from home.review.models import LegalReviewTask
from home.review.next_step import next_step
from home.review.queries import handed_in, read_together
from home.versions.queries import plain_marks
from home.versions.words import short_standing
from sharing.public import Actor

# What somebody did with which page our own panel says, with what comes next.
SAID_BELOW = (UserObjectsInWorkflowModerationPanel, RecentEditsPanel, LockedPagesPanel)


class ReviewMenuItem(ActionMenuItem):
    """The way to the review screen, where the text is judged."""

    name = "action-review"
    icon_name = "check"

    def __init__(self) -> None:
        super().__init__(order=-10)
        self.label = _("Toetsen")

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("statement_review:review", args=[parent_context["page"].pk])


def shape_action_menu(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Offer the review to reviewers; leave out what would be refused to an author."""
    page = context.get("page")
    if context.get("view") == "create":  # who makes a page wrote it, and approves it by no way
        menu_items[:] = [item for item in menu_items if not isinstance(item, PublishMenuItem)]
    if not isinstance(page, WrittenPage):
        return
    task = page.current_workflow_task
    reviews = isinstance(task, LegalReviewTask) and bool(task.judgements(page, request.user))
    # What was sent back is handed in again by the same button as before; the review has one step to begin anew.
    too_much: tuple[Any, ...] = (RestartWorkflowMenuItem,)
    if reviews or request.user in authors_of_draft(page):
        too_much += (PublishMenuItem,)  # a reviewer approves: one way, with the text in view
    menu_items[:] = [item for item in menu_items if not isinstance(item, too_much)]
    # At hand is what goes on, not what stops.
    menu_items.sort(key=lambda item: isinstance(item, CancelWorkflowMenuItem))
    if reviews:
        menu_items.insert(0, ReviewMenuItem())


def review_button(page: Any, user: Actor, view_name: str, next_url: str | None = None) -> Iterator[Any]:
    """In the header of the editor, while a text is under review."""
    if isinstance(page, WrittenPage) and page.current_workflow_task_state:
        yield HeaderButton(
            label=_("Toets"),
            url=reverse("statement_review:review", args=[page.pk]),
            icon_name="check",
            priority=5,
        )


def hears_of_remarks(request: HttpRequest, page: Page) -> None:
    """Who opens a text to write or judge it hears of remarks in it, as whoever made a page does; they may turn it off.

    Wagtail would leave it off for everybody who did not make the page, and the statement is made by the installation.
    """
    if isinstance(page, WrittenPage):
        PageSubscription.objects.get_or_create(
            page=page, user=request.user, defaults={"comment_notifications": True}
        )


class ToReviewPanel(Component):
    """What waits for this user's judgement, planned publications that did not happen, and where the text stands."""

    name = "statements_to_review"
    order = 40
    template_name = "home/review/home_panel.html"

    def __init__(self, **shown: Any) -> None:
        self.shown = shown

    def get_context_data(self, parent_context: dict[str, Any] | None) -> dict[str, Any]:
        return dict(self.shown)


class OtherPagesToModerate(WorkflowObjectsToModeratePanel):
    """Wagtail's panel without texts of which versions are made: their screen shows what is approved."""

    def get_context_data(self, parent_context: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        context["states"] = [
            state
            for state in context["states"]
            if not isinstance(state["revision"].content_object, WrittenPage)
        ]
        return context


def add_home_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Put what waits for this user on the first page after signing in.

    A text of which versions are made is judged on a screen that shows what is approved, so Wagtail's own panel of what
    waits is for other pages.
    """
    panels[:] = [one for one in panels if not isinstance(one, SAID_BELOW)]
    waiting, pages = _to_judge(request.user), _pages_of_work(request.user)
    kind = ContentType.objects.get_for_model(Page).pk
    texts = {(kind, str(page.pk)) for page in pages}
    states = [
        state
        for state in waiting
        if (state.revision.base_content_type_id, state.revision.object_id) in texts
        or isinstance(state.revision.content_object, WrittenPage)
    ]
    if len(states) == len(waiting):
        panels[:] = [one for one in panels if type(one) is not WorkflowObjectsToModeratePanel]
    else:
        panels[:] = [
            OtherPagesToModerate() if type(one) is WorkflowObjectsToModeratePanel else one for one in panels
        ]
    read_together(pages, waiting)
    own = [(page, page.permissions_for_user(request.user)) for page in pages]
    failures = [
        {"page": page, "reason": reason}
        for page, reason in last_failures([page for page, may in own if may.can_publish()])
    ]
    mine = [page for page, may in own if _writes(may) and not page.is_translation]
    quiet = _quiet(mine)
    standing = [(page, next_step(page, user=request.user)) for page in mine if page.pk not in quiet]
    proposals = [
        proposal
        for _page, step in standing
        for proposal in step.proposals
        if may_confirm(proposal, user=request.user)
    ]
    if states or failures or standing:
        panels.append(
            ToReviewPanel(
                states=[(state, handed_in(state.workflow_state, state)) for state in states],
                failures=failures,
                proposals=proposals,
                standing=standing,
                quiet=[(page, quiet[page.pk]) for page in mine if page.pk in quiet],
                add_below=_add_below(request.user),
            )
        )


def _to_judge(user: Actor) -> list[TaskState]:
    """What waits for this user's judgement, the newest first: as Wagtail's ``reviewable_by``, with one question."""
    tasks = GroupApprovalTask.objects.filter(active=True)
    if not user.is_superuser:
        tasks = tasks.filter(groups__in=user.groups.all())
    states = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task__in=tasks.values("pk"))
    return list(
        states.select_related("revision__user", "workflow_state__requested_by").order_by("-started_at")
    )


def _pages_of_work(user: Actor) -> list[Any]:
    """The pages of which versions are made, for who has anything to do with pages by a role."""
    works = policy_registry.get_by_type(Page).user_has_any_permission(user, ["change", "publish"])
    return written_pages() if works else []


def _writes(may: Any) -> bool:
    """Whether a page is this person's work by a role; Wagtail's `can_edit` asks each page for its reviews as well."""
    return bool(may.user.is_superuser or "change" in may.permissions)


def _quiet(pages: list[Any]) -> dict[int, str]:
    """The plain pages about which nothing is going on, each with its standing: they take one line together."""
    if not pages:
        return {}
    held, coming = plain_marks(timezone.now())
    return {
        page.pk: short_standing(held.get(page.pk), [])
        for page in pages
        if not (page.makes_promises or page.has_unpublished_changes or page.pk in coming)
    }


def _add_below(user: Actor) -> str:
    """Where this person makes another plain page; empty for who may not."""
    if not policy_registry.get_by_type(Page).user_has_any_permission(user, ["add"]):
        return ""
    home = HomePage.objects.source().first()
    if home is None or not (user.is_superuser or "add" in home.permissions_for_user(user).permissions):
        return ""
    return reverse("wagtailadmin_pages:add", args=["home", "plainpage", home.pk])


def leave_out_summary(request: HttpRequest, items: list[Any]) -> None:
    """How many pages there are says nothing about anybody's work."""
    items.clear()


def leave_text_script() -> str:
    """For who works without a mouse: the way out of a text in which Tab makes a deeper list item."""
    return format_html(
        '<script src="{}" data-hint="{}"></script>',
        static("home/leave-text.js"),
        _("Met Escape en dan Tab gaat u naar het volgende veld."),
    )
