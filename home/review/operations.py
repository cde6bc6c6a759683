"""What changes about a review beside the judgement itself."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import GroupApprovalTask, Revision, Task, TaskState

from home.review.models import LegalReviewTask


def review_is_of(revision: Revision) -> None:
    """A review that is going on is of the latest draft: what a reviewer changes is reviewed too."""
    TaskState.objects.filter(
        workflow_state__base_content_type_id=revision.base_content_type_id,
        workflow_state__object_id=revision.object_id,
        status=TaskState.STATUS_IN_PROGRESS,
    ).exclude(revision=revision).update(revision=revision)


@transaction.atomic
def make_legal_review(*, name: str) -> None:
    """Turn the step of this name, made as a plain approval by a group, into a legal review.

    In place, so that reviews that are going on continue. Repeating it changes nothing.
    """
    plain = ContentType.objects.get_for_model(GroupApprovalTask)
    ours = ContentType.objects.get_for_model(LegalReviewTask)
    for task in Task.objects.filter(name=name, content_type=plain):
        LegalReviewTask(groupapprovaltask_ptr_id=task.pk).save_base(
            raw=True
        )  # the row of the child table only
        Task.objects.filter(pk=task.pk).update(content_type=ours)
