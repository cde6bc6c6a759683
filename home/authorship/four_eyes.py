"""Nobody approves their own text (ADR 0008)."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask, Page, Revision
from wagtail.permissions import policy_registry

from home.authorship.authors import Authorship, authorship_of
from home.core.refusals import PublicationRefused
from sharing.public import Actor, asked_once, named

SHOWN = 5


def name_of(user: Actor | None) -> str:
    """The name to show, empty when nobody is known."""
    return (user.get_full_name() or user.get_username()) if isinstance(user, AbstractUser) else ""


def signature_of(user: Actor | None) -> str:
    """The name as a version keeps it for good: with the user name, which never changes."""
    return named(user) if isinstance(user, AbstractUser) else ""


def names_of(users: Iterable[Any], *, name: Callable[[Any], str] = name_of) -> str:
    """``Eva, Jan en Piet``; after five names the number of the others."""
    names = [name(user) for user in users]
    if len(names) > SHOWN:
        names = [*names[:SHOWN], _("%(count)s anderen") % {"count": len(names) - SHOWN}]
    return get_text_list(names, _("en"))


def reviewers_of(page: Page) -> list[Any]:
    """Active members of the groups that review this page; without a review, whoever may publish it."""
    workflow = page.get_workflow()
    if workflow and (found := _members(workflow.pk)):
        return list(found)
    users = get_user_model().objects.filter(is_active=True).order_by("first_name", "username")
    policy = policy_registry.get_by_type(Page)
    may = policy.users_with_permission_for_instance("publish", page).values("pk")
    return list(users.filter(Q(pk__in=may), is_superuser=False))


@asked_once
def _members(workflow: int) -> list[Any]:
    """Active members of the groups of this workflow, by name."""
    tasks = GroupApprovalTask.objects.filter(workflow_tasks__workflow=workflow, active=True)
    users = get_user_model().objects.filter(is_active=True).order_by("first_name", "username")
    return list(users.filter(groups__groupapprovaltask__in=tasks).distinct())


def approvers_of(page: Page, authors: list[Any]) -> list[Any]:
    """The reviewers who may still approve this text: those who did not write it."""
    return [user for user in reviewers_of(page) if user not in authors]


def nobody_reviews() -> str:
    """What to do when there is nobody who may approve."""
    return _(
        "Er is nu niemand die kan toetsen. Vraag een beheerder om een account toe te voegen aan de groep die toetst."
    )


def not_known() -> str:
    """That nobody may approve because anybody may have written it, and what to do."""
    return _(
        "Van een deel van deze tekst is niet bekend wie het schreef. Laat een collega de tekst en de vaste "
        "teksten erin openen en onder eigen naam bewaren; daarna kan een ander goedkeuren."
    )


class Reviewing(NamedTuple):
    """Who may approve a text that was handed in, in a sentence; and whether there is anybody."""

    told: str
    is_possible: bool


def now_reviewing(page: Page, authorship: Authorship) -> Reviewing:
    """Who may approve this text now."""
    if authorship.unknown:
        return Reviewing(not_known(), is_possible=False)
    if names := names_of(approvers_of(page, authorship.users)):
        return Reviewing(_("Nu toetst iemand van: %(names)s.") % {"names": names}, is_possible=True)
    return Reviewing(nobody_reviews(), is_possible=False)


def editors_of(page: Page) -> list[Any]:
    """Active people who may change this page."""
    policy = policy_registry.get_by_type(Page)
    may = policy.users_with_permission_for_instance("change", page).values("pk")
    users = get_user_model().objects.filter(is_active=True, is_superuser=False, pk__in=may)
    return list(users.order_by("first_name", "username"))


def check_four_eyes(revision: Revision, *, by: Actor) -> None:
    """Raise PublicationRefused when ``by`` is one of the authors; names them and who may approve instead.

    Also when there are words of which nobody knows who wrote them: it could be anyone.
    """
    authorship = authorship_of(revision)
    authors = authorship.users
    if by not in authors:
        if authorship.unknown:
            raise PublicationRefused(not_known())
        return
    raise PublicationRefused(" ".join([why_not(by, authors), who_then(revision.content_object, authors)]))


def why_not(user: Actor, authors: list[Any]) -> str:
    """Why this author may not approve, in one or two sentences."""
    others = [author for author in authors if author != user]
    if others:
        return _(
            "%(name)s schreef zelf mee aan deze tekst, net als %(others)s. Wie aan een tekst schreef, keurt die "
            "niet goed."
        ) % {"name": name_of(user), "others": names_of(others)}
    return _("%(name)s schreef zelf aan deze tekst. Wie aan een tekst schreef, keurt die niet goed.") % {
        "name": name_of(user)
    }


def who_then(page: Page, authors: list[Any]) -> str:
    """Who may approve, or what to do when there is nobody."""
    if able := approvers_of(page, authors):
        return _("Dit kan wel worden gedaan door: %(names)s.") % {"names": names_of(able)}
    return _(
        "Er is nu niemand anders die mag goedkeuren. Vraag een beheerder om een collega toe te voegen aan de groep "
        "die toetst."
    )
