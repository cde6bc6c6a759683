"""The step in the workflow at which a lawyer judges a statement."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.locks import WorkflowLock
from wagtail.models import GroupApprovalTask, Page, Task, TaskState

from home.authorship.authors import authors_of
from home.authorship.four_eyes import name_of, names_of, reviewers_of, who_then, why_not
from home.authorship.seen import fingerprint
from home.core.outcome import say_submitted
from home.core.refusals import ReviewRefused
from home.review.forms import ReturnForm, ReviewForm

APPROVE, RETURN = "approve", "reject"


class ReviewLock(WorkflowLock):
    """Closes the text to its writers while it is judged."""

    def get_message(self, user):
        if not self.for_user(user):
            return None
        return _("Deze tekst wordt nu getoetst. Tot dat klaar is, kunt u hem lezen maar niet wijzigen.")


class LegalReviewTask(GroupApprovalTask):
    """Approval by a member of the chosen groups who did not write the text, of exactly what they saw."""

    lock_class = ReviewLock

    class Meta:
        verbose_name = gettext_lazy("juridische toets")
        verbose_name_plural = gettext_lazy("juridische toetsen")

    @classmethod
    def get_description(cls):
        return gettext_lazy("Leden van de gekozen groepen keuren goed, behalve wie zelf aan de tekst schreef")

    def get_actions(self, obj, user):
        """(name, label, asks for more) of what this user may do: an author may return a text, never approve it."""
        if not (user.is_superuser or self._user_in_groups(user)):
            return []
        actions = [
            (APPROVE, _("Goedkeuren"), False),
            (APPROVE, _("Goedkeuren met opmerking"), True),
            (RETURN, _("Terugsturen met opmerking"), True),
        ]
        if user in authors_of_draft(obj):
            return [action for action in actions if action[0] != APPROVE]
        return actions

    def start(self, workflow_state, user=None):
        state = super().start(workflow_state, user=user)
        say_submitted(names_of(reviewers_of(workflow_state.content_object)))
        return state

    def get_form_for_action(self, action):
        return ReturnForm if action == RETURN else ReviewForm

    @transaction.atomic
    def on_action(self, task_state, user, action_name, seen="", **kwargs):
        """Approve or return. ``seen`` is the `fingerprint` of what was on the screen, where there was one.

        Gives the address to go to. Raises ReviewRefused when the text is no longer what was seen, and
        PublicationRefused.
        """
        page = Page.objects.select_for_update().get(pk=task_state.workflow_state.object_id).specific
        task_state.refresh_from_db()
        if task_state.status != TaskState.STATUS_IN_PROGRESS:
            raise ReviewRefused(_already_done(task_state))
        if action_name == APPROVE:
            check_unchanged(page, task_state, seen)
        super().on_action(task_state, user, action_name, **kwargs)
        return reverse("wagtailadmin_home")


def authors_of_draft(page: Page) -> list:
    """The authors of the latest draft of a statement; other pages have none that matter."""
    revision = page.get_latest_revision() if hasattr(page.specific_class, "versions") else None
    return authors_of(revision) if revision else []


def check_unchanged(page: Page, task_state: TaskState, seen: str) -> None:
    """Raise ReviewRefused when the latest draft is not the one under review, or not what was on the screen."""
    from home.publication.operations import day_shown

    latest = page.get_latest_revision()
    draft = latest.as_object()
    changed = latest.pk != task_state.revision_id
    if seen and not changed:
        changed = seen != fingerprint(draft, on=day_shown(draft))
    if changed:
        raise ReviewRefused(
            _(
                "Niet goedgekeurd: de tekst, of een gegeven dat erin staat, is veranderd nadat u deze opende (laatst "
                "bewaard door %(name)s). Bekijk de tekst opnieuw en keur die dan goed."
            )
            % {"name": name_of(latest.user) or _("onbekend")}
        )


def check_may_act(*, user, page_id, action_name: str, task_state_id, **_rest) -> None:
    """Raise ReviewRefused with the reason when an author approves, or when this step is over already."""
    state = TaskState.objects.filter(pk=task_state_id).first()
    if state is None or not isinstance(task := state.task.specific, LegalReviewTask):
        return
    page = Page.objects.get(pk=page_id)
    if not (user.is_superuser or task._user_in_groups(user)):
        return
    if state.status != TaskState.STATUS_IN_PROGRESS:
        raise ReviewRefused(_already_done(state))
    authors = authors_of_draft(page)
    if action_name == APPROVE and user in authors:
        raise ReviewRefused(f"{why_not(user, authors)} {who_then(page, authors)}")


def _already_done(task_state: TaskState) -> str:
    if not task_state.finished_by:
        return _("Deze toets loopt niet meer. Kijk op de beginpagina wat er nu te toetsen is.")
    moment = date_format(timezone.localtime(task_state.finished_at), "j F Y H:i")
    words = {"name": name_of(task_state.finished_by), "moment": moment}
    return _("Deze toets is al afgerond door %(name)s, op %(moment)s uur.") % words


def review_is_of(revision) -> None:
    """A review that is going on is of the latest draft: what a reviewer changes is reviewed too."""
    TaskState.objects.filter(
        workflow_state__base_content_type_id=revision.base_content_type_id,
        workflow_state__object_id=revision.object_id,
        status=TaskState.STATUS_IN_PROGRESS,
    ).exclude(revision=revision).update(revision=revision)


def is_settled(revision) -> bool:
    """Whether somebody judged this draft or it was published: then it stays as it was."""
    judged = revision.task_states.exclude(status=TaskState.STATUS_IN_PROGRESS)
    return judged.exists() or Page.objects.filter(live_revision=revision).exists()


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
