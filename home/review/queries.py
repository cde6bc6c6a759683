"""Who may judge which text now, and which drafts were judged."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, Revision, TaskState, WorkflowState

from home.authorship.authors import authors_of_draft
from home.authorship.four_eyes import who_then, why_not
from home.core.refusals import ReviewRefused
from home.review.checks import already_done
from home.review.models import APPROVE, LegalReviewTask
from sharing.public import Actor, once, remember

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
    found: HandedIn = once((handed_in, step.pk), lambda: _handed_in([(submission, step)])[step.pk])
    return found


def _handed_in(steps: list[tuple[WorkflowState, TaskState]]) -> dict[int, HandedIn]:
    """By step. Of a first one nothing needs to be looked up; of all others together."""
    again = [one.object_id for one, step in steps if step.started_at - one.created_at >= AT_ONCE]
    entries = PageLogEntry.objects.filter(action="wagtail.workflow.resume", page_id__in=again)
    read = entries.select_related("user").order_by("timestamp", "pk") if again else ()
    last = {str(entry.page_id): entry for entry in read}
    found = {}
    for submission, step in steps:
        entry = last.get(submission.object_id)
        by = entry.user if entry and entry.timestamp >= submission.created_at else submission.requested_by
        found[step.pk] = HandedIn(by, step.started_at)
    return found


def read_together(pages: list[Any], waiting: list[TaskState]) -> None:
    """Let be known where these pages stand, with a question for all of them instead of some for each.

    Those about which something goes on; ``waiting`` are steps that were read already.
    """
    kind = ContentType.objects.get_for_model(Page)
    told = {
        str(page.pk): page
        for page in pages
        if not page.is_translation and (page.has_unpublished_changes or page.makes_promises)
    }
    states = {}
    for step in waiting:
        state = step.workflow_state
        if state.base_content_type_id == kind.pk and state.current_task_state_id == step.pk:
            state.current_task_state = step
            states[state.object_id] = state
    if others := told.keys() - states.keys():
        active = WorkflowState.objects.active().filter(base_content_type=kind, object_id__in=others)
        active = active.select_related(
            "requested_by", "current_task_state__task", "current_task_state__revision__user"
        )
        states |= {state.object_id: state for state in active.order_by("-pk")}
    planned = Revision.objects.filter(approved_go_live_at__isnull=False, base_content_type=kind)
    plans = {plan.object_id: plan for plan in planned.filter(object_id__in=told).order_by("-pk")}
    for key, page in told.items():
        page.know_standing(states.get(key), plans.get(key))
    steps = {step.pk: (step.workflow_state, step) for step in waiting}
    for state in states.values():
        if state.current_task_state:
            steps[state.current_task_state.pk] = (state, state.current_task_state)
    for step, found in _handed_in(list(steps.values())).items():
        remember((handed_in, step), found)


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
