"""Who may judge which text now, and which drafts were judged."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, Revision, TaskState, WorkflowState

from home.authorship.authors import authors_of_draft
from home.authorship.four_eyes import who_then, why_not
from home.core.refusals import ReviewRefused
from home.review.checks import already_done
from home.review.models import APPROVE, LegalReviewTask
from sharing.public import Actor

NOTED = "home.review_note"  # what the writer told who judges the text, in the log of the page

# Within which a submission and its first step are made, and nobody returns a text.
AT_ONCE = timedelta(seconds=2)


def note_of(submission: WorkflowState | None) -> str:
    """What the writer told with this submission; empty when nothing."""
    if submission is None:
        return ""
    noted = PageLogEntry.objects.filter(action=NOTED, data__submission=submission.pk)
    last = noted.order_by("-timestamp", "-pk").first()
    return str(last.data["note"]) if last else ""


@dataclass(frozen=True)
class HandedIn:
    """Who handed a text in for its review, and when: the last time, where it was returned before."""

    by: Actor | None
    at: datetime


def handed_in(submission: WorkflowState, step: TaskState) -> HandedIn:
    """Wagtail's submission keeps the first time only; its step began at the last, and the log has by whom."""
    if step.started_at - submission.created_at < AT_ONCE:  # its first step: nothing needs to be looked up
        return HandedIn(submission.requested_by, step.started_at)
    again = PageLogEntry.objects.filter(
        action="wagtail.workflow.resume", page_id=submission.object_id, timestamp__gte=submission.created_at
    )
    last = again.select_related("user").order_by("-timestamp", "-pk").first()
    return HandedIn(last.user if last else submission.requested_by, step.started_at)


def check_may_act(
    *, user: Actor, page_id: int, action_name: str, task_state_id: int, elsewhere: bool = False, **_rest: Any
) -> None:
    """Raise ReviewRefused with the reason when an author approves, or when this step is over already.

    ``elsewhere``: judged by a way of Wagtail's, which does not show the text; that is refused in any case.
    """
    state = TaskState.objects.filter(pk=task_state_id).first()
    if state is None or not isinstance(task := state.task.specific, LegalReviewTask):
        return
    page = Page.objects.get(pk=page_id)
    if not task.may_judge(user):
        return
    if state.status != TaskState.STATUS_IN_PROGRESS:
        raise ReviewRefused(already_done(state))
    authors = authors_of_draft(page)
    if action_name == APPROVE and user in authors:
        raise ReviewRefused(f"{why_not(user, authors)} {who_then(page, authors)}")
    if elsewhere:
        raise ReviewRefused(
            _("Een tekst wordt getoetst op een eigen scherm, met de woorden in beeld. Kies daar uw oordeel.")
        )


def is_settled(revision: Revision) -> bool:
    """Whether somebody judged this draft or it was published: then it stays as it was."""
    judged = revision.task_states.exclude(status=TaskState.STATUS_IN_PROGRESS)
    return bool(judged.exists() or Page.objects.filter(live_revision=revision).exists())
