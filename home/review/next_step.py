"""Where a statement stands on its way to publication, and what happens next: for editor, lawyer and screen."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from home.authorship.authors import authors_of, authorship_of_draft
from home.authorship.four_eyes import (
    approvers_of,
    name_of,
    names_of,
    nobody_reviews,
    not_known,
    now_reviewing,
    who_then,
    why_not,
)
from home.publication.planning import last_failure
from home.publication.proposals import Proposal, open_proposals
from home.review.queries import handed_in
from home.versions.queries import in_force_of, last_withdrawn_of, to_come_of
from home.versions.words import told_standing
from sharing.public import Actor


@dataclass(slots=True)
class NextStep:
    """``state`` is `draft`, `review`, `returned`, `planned` or `nothing`; sentences for whoever looks.

    ``standing`` tells of the versions, ``sentences`` of the text that is being written; ``proposals`` wait to be
    confirmed. ``versions`` is the address of their list.
    """

    state: str
    sentences: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    comment: str = ""
    link: tuple[str, str] | None = None
    may_approve: bool = True
    standing: list[str] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    versions: str = ""


def next_step(page: Any, *, user: Actor) -> NextStep:
    """What this user should know about this text now."""
    step = _step(page)
    if not page.is_translation:
        at = timezone.now()
        coming = to_come_of(page, at)
        step.versions = _list_of_versions(page)
        step.standing = told_standing(in_force_of(page, at), coming, gone=last_withdrawn_of(page))
        step.proposals = open_proposals(coming)
        step.standing += [_waiting(one) for one in step.proposals]
    judges = page.permissions_for_user(user).can_publish()
    if step.state != "nothing" and judges:
        revision = page.get_latest_revision()
        authors = authors_of(revision, page=page) if revision else []
        if user in authors:
            step.may_approve = False
            step.warnings.append(f"{why_not(user, authors)} {who_then(page, authors)}")
    if step.state == "returned":
        writes = not judges or not step.may_approve
        step.sentences.append(
            _("Pas de tekst aan en stuur die opnieuw door.")
            if writes
            else _("Wie de tekst schreef, past die aan en stuurt die opnieuw door.")
        )
    if failure := last_failure(page):
        step.warnings.append(failure)
    return step


def _waiting(proposal: Proposal) -> str:
    """Also for who made the proposal, and for who may not decide on it."""
    words = {
        "name": name_of(proposal.by) or _("onbekend"),
        "moment": _moment(proposal.at),
        "number": proposal.version.number,
    }
    said = _(
        "%(name)s stelde op %(moment)s uur voor om versie %(number)s in te trekken; dat wacht op een tweede persoon."
    )
    return said % words


def _list_of_versions(page: Any) -> str:
    if page.makes_promises:
        return reverse("statement_versions:index")
    return f"{reverse('plain_versions:index')}?page={page.pk}"


def _step(page: Any) -> NextStep:
    state = page.current_workflow_state
    if planned := page.scheduled_revision:
        moment = _moment(planned.approved_go_live_at)
        return NextStep(
            "planned",
            [
                _(
                    "Goedgekeurd en gepland op %(moment)s uur. Tot dan kan niemand de tekst wijzigen. Annuleer de "
                    "planning om dat wel te doen; daarna is opnieuw goedkeuring nodig."
                )
                % {"moment": moment}
            ],
        )
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS and state.current_task_state:
        return _in_review(page, state)
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return _returned(state.current_task_state)
    if not page.has_unpublished_changes:
        return NextStep("nothing")
    return NextStep("draft", [_whose(page), _what_happens(page)])


def _in_review(page: Any, state: WorkflowState) -> NextStep:
    judged = state.current_task_state.revision
    if judged is not None and judged.pk == page.latest_revision_id:
        page.latest_revision = judged  # it need not be read again
    submitted = handed_in(state, state.current_task_state)
    words = {
        "name": name_of(submitted.by) or _("onbekend"),
        "moment": _moment(submitted.at),
        "who": now_reviewing(page, authorship_of_draft(page)).told,
    }
    said = _(
        "%(name)s heeft deze tekst op %(moment)s uur ingediend. %(who)s Tot de toets klaar is, kan alleen de groep die "
        "toetst de tekst wijzigen."
    )
    link = (_("Open de toets"), reverse("statement_review:review", args=[page.pk]))
    return NextStep("review", [said % words], link=link)


def _returned(task_state: TaskState) -> NextStep:
    words = {
        "name": name_of(task_state.finished_by) or _("onbekend"),
        "moment": _moment(task_state.finished_at or task_state.started_at),
    }
    said = _("%(name)s heeft deze tekst op %(moment)s uur teruggestuurd.")
    return NextStep("returned", [said % words], comment=task_state.comment)


def _whose(page: Any) -> str:
    revision = page.get_latest_revision()
    if revision is None:
        return ""
    words = {"name": name_of(revision.user) or _("onbekend"), "moment": _moment(revision.created_at)}
    return (
        _("Er is een concept dat lezers niet zien, laatst bewaard door %(name)s op %(moment)s uur.") % words
    )


def _what_happens(page: Any) -> str:
    authorship = authorship_of_draft(page)
    if authorship.unknown:
        return not_known()
    names = names_of(approvers_of(page, authorship.users))
    if not names:
        return nobody_reviews()
    return _(
        "Is de tekst klaar, stuur die dan door. Dan toetst iemand van: %(names)s. Na goedkeuring wordt de tekst de "
        "volgende versie; u krijgt daar een e-mail over."
    ) % {"names": names}


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j F Y H:i")
