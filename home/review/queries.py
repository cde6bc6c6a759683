"""Who may judge which text now, and which drafts were judged."""

from typing import Any

from wagtail.models import Page, Revision, TaskState

from home.authorship.authors import authors_of_draft
from home.authorship.four_eyes import who_then, why_not
from home.core.refusals import ReviewRefused
from home.review.checks import already_done
from home.review.models import APPROVE, LegalReviewTask
from sharing.public import Actor


def check_may_act(*, user: Actor, page_id: int, action_name: str, task_state_id: int, **_rest: Any) -> None:
    """Raise ReviewRefused with the reason when an author approves, or when this step is over already."""
    state = TaskState.objects.filter(pk=task_state_id).first()
    if state is None or not isinstance(task := state.task.specific, LegalReviewTask):
        return
    page = Page.objects.get(pk=page_id)
    if not (user.is_superuser or task._user_in_groups(user)):
        return
    if state.status != TaskState.STATUS_IN_PROGRESS:
        raise ReviewRefused(already_done(state))
    authors = authors_of_draft(page)
    if action_name == APPROVE and user in authors:
        raise ReviewRefused(f"{why_not(user, authors)} {who_then(page, authors)}")


def is_settled(revision: Revision) -> bool:
    """Whether somebody judged this draft or it was published: then it stays as it was."""
    judged = revision.task_states.exclude(status=TaskState.STATUS_IN_PROGRESS)
    return bool(judged.exists() or Page.objects.filter(live_revision=revision).exists())
