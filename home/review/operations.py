"""What changes about a review beside the judgement itself."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import GroupApprovalTask, Page, Revision, Task, TaskState, WorkflowState

from home.review.models import LegalReviewTask
from home.review.queries import NOTED
from sharing.public import Actor, acting, system_user


def review_is_of(revision: Revision) -> None:
    """A review that is going on is of the latest draft: what a reviewer changes is reviewed too."""
    TaskState.objects.filter(
        workflow_state__base_content_type_id=revision.base_content_type_id,
        workflow_state__object_id=revision.object_id,
        status=TaskState.STATUS_IN_PROGRESS,
    ).exclude(revision=revision).update(revision=revision)


def leave_note(page: Page, *, note: str, by: Actor) -> None:
    """Keep what the writer tells who judges the text with the submission that is going on; without one, nothing."""
    submission = page.current_workflow_state
    if not note.strip() or submission is None or submission.status != WorkflowState.STATUS_IN_PROGRESS:
        return
    data = {"note": note.strip(), "submission": submission.pk}
    log(instance=page, action=NOTED, user=by, revision=page.latest_revision, data=data)


@transaction.atomic
def make_legal_review(*, name: str) -> None:
    """Turn the step of this name, made as a plain approval by a group, into a legal review.

    In place, so that reviews that are going on continue. Repeating it changes nothing. The operator's work.
    """
    plain = ContentType.objects.get_for_model(GroupApprovalTask)
    ours = ContentType.objects.get_for_model(LegalReviewTask)
    with acting(by=system_user(), reason="Toetsers zoals deze uitgave ze kent"):
        for task in Task.objects.filter(name=name, content_type=plain):
            # The row of the child table only.
            LegalReviewTask(groupapprovaltask_ptr_id=task.pk).save_base(raw=True)
            Task.objects.filter(pk=task.pk).update(content_type=ours)
