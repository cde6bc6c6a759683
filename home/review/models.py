"""The step in the workflow at which a lawyer judges a statement."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.locks import WorkflowLock
from wagtail.models import GroupApprovalTask, Page, TaskState

from home.authorship.authors import authors_of_draft, authorship_of_draft
from home.authorship.four_eyes import check_four_eyes, now_reviewing
from home.core.outcome import say_submitted
from home.core.refusals import ReviewRefused
from home.publication.approvals import remember_approval
from home.review.checks import already_done, check_unchanged
from home.review.forms import ReturnForm, ReviewForm
from home.review.triggers import TABLES, ReviewersStay
from sharing.public import Actor

APPROVE, RETURN = "approve", "reject"


class ReviewLock(WorkflowLock):
    """Closes the text to its writers while it is judged."""

    def get_message(self, user: Actor) -> str | None:
        if not self.for_user(user):
            return None
        return _("Deze tekst wordt nu getoetst. Tot dat klaar is, kunt u hem lezen maar niet wijzigen.")


class LegalReviewTask(GroupApprovalTask):
    """Approval by a member of the chosen groups who did not write the text, of exactly what they saw."""

    lock_class = ReviewLock

    class Meta:
        verbose_name = gettext_lazy("juridische toets")
        verbose_name_plural = gettext_lazy("juridische toetsen")
        constraints = [ReviewersStay(name="home_reviewers_stay", columns=TABLES)]

    @classmethod
    def get_description(cls) -> str:
        return _("Leden van de gekozen groepen keuren goed, behalve wie zelf aan de tekst schreef")

    def get_actions(self, obj: Any, user: Actor) -> list[tuple[str, Any, bool]]:
        """Wagtail offers nothing: its buttons and dialogs judge a text that is not on the screen."""
        return []

    def may_judge(self, user: Actor) -> bool:
        """Whether this user is one of the reviewers."""
        return bool(user.is_superuser or self._user_in_groups(user))

    def judgements(self, obj: Any, user: Actor) -> list[str]:
        """What this user may do on the review screen: an author may return a text, never approve it."""
        if not self.may_judge(user):
            return []
        return [RETURN] if user in authors_of_draft(obj) else [APPROVE, RETURN]

    def start(self, workflow_state: Any, user: Actor | None = None) -> Any:
        state = super().start(workflow_state, user=user)
        page = workflow_state.content_object
        reviewing = now_reviewing(page, authorship_of_draft(page))
        say_submitted(reviewing.told, stuck=not reviewing.is_possible)
        return state

    def get_form_for_action(self, action: str) -> type[ReviewForm]:
        return ReturnForm if action == RETURN else ReviewForm

    @transaction.atomic
    def on_action(self, task_state: Any, user: Actor, action_name: str, seen: str = "", **kwargs: Any) -> str:
        """Approve or return. ``seen`` is the `fingerprint` of what was on the screen; nobody approves without it.

        Gives the address to go to. Raises ReviewRefused when the text is no longer what was seen, and
        PublicationRefused.
        """
        page = Page.objects.select_for_update().get(pk=task_state.workflow_state.object_id).specific
        task_state.refresh_from_db()
        if task_state.status != TaskState.STATUS_IN_PROGRESS:
            raise ReviewRefused(already_done(task_state))
        if action_name == APPROVE:
            check_four_eyes(page.get_latest_revision(), by=user)
            revision = check_unchanged(page, task_state, seen)
            remember_approval(page, revision=revision, by=user, seen=seen)
        super().on_action(task_state, user, action_name, **kwargs)
        return reverse("wagtailadmin_home")
