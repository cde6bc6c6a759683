"""What changes about a review beside the judgement itself."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import GroupApprovalTask, Revision, Task, TaskState

from home.review.models import LegalReviewTask
from sharing.public import acting, system_user


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

    In place, so that reviews that are going on continue. Repeating it changes nothing. The operator's work.
    """
    plain = ContentType.objects.get_for_model(GroupApprovalTask)
    ours = ContentType.objects.get_for_model(LegalReviewTask)
    with acting(by=system_user(), reason="Toetsers zoals deze uitgave ze kent"):
        for task in Task.objects.filter(name=name, content_type=plain):
            # The row of the child table only.
            LegalReviewTask(groupapprovaltask_ptr_id=task.pk).save_base(raw=True)
            Task.objects.filter(pk=task.pk).update(content_type=ours)
