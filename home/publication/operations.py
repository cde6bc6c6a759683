"""Publication: one operation that freezes what is published and lets Wagtail publish the page, both or neither."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import log
from wagtail.models import Revision

from home.authorship.authors import FROZEN, named_in_history
from home.core.outcome import say_planned, say_published, say_translated
from home.core.refusals import PublicationRefused, TryAgain
from home.publication.approvals import approval_of
from home.publication.freezing import (
    Authority,
    check_approval,
    freeze_plain,
    freeze_translation,
    freeze_version,
    no_text,
)
from home.publication.planning import Plan, remember_plan
from home.publication.rules import TOLD_OF_A_VERSION, start_anew
from home.versions.bases import FrozenEdition
from home.versions.queries import AnyVersion
from sharing import public

if TYPE_CHECKING:
    from home.written import WrittenPage


class PublishFrozenPage(PublishPageRevisionAction):
    """Wagtail's own publication, with everything that follows from it, of a text that was frozen just before.

    `VersionedPage.save` lets no other publication through.
    """

    def __init__(self, revision: Revision, **kwargs: Any):
        super().__init__(revision, **kwargs)
        self.object.frozen_revision_id = revision.pk


def publish(
    page: WrittenPage,
    *,
    by: Any,
    at: datetime,
    revision: Revision | None = None,
    plan: Plan | None = None,
    archive: str = "",
    seen: str = "",
    skip_permission_checks: bool = False,
    **wagtail: Any,
) -> AnyVersion | FrozenEdition | None:
    """Publish ``revision``, or else the last draft, of ``page`` on the word of ``by``; gives what it became.

    None when the text is to appear after ``at``: then it is planned, and waits for `publish_due`. That is the only one
    that gives a ``plan``, and publishes with it on the word of the planner. ``archive`` is the reason for which the
    operator of the installation loads a text as it was (see `Authority`). In every other case ``by`` approves, and
    ``seen`` is the `fingerprint` of what was on the screen then; left out, it is what ``by`` approved in the review.
    ``wagtail`` are the other arguments of Wagtail's publication: ``changed``, ``log_action``, ``previous_revision``.

    Raises PublicationRefused when this text cannot become a version now or when nobody publishes it, TryAgain when
    somebody else publishes at the same moment, and Wagtail's PermissionDenied.
    """
    if by is None:
        raise PublicationRefused(
            _("Er is niemand die deze publicatie doet. Meld u aan en publiceer de tekst onder uw eigen naam.")
        )
    revision = revision or page.get_latest_revision()
    if revision is None:
        raise PublicationRefused(no_text(page), field="body")
    authority = Authority(by, plan, archive, seen or approval_of(revision, by=by))
    with transaction.atomic():
        lock()
        # Wagtail's history says that a planned publication happened by itself; the version names the planner.
        action = PublishFrozenPage(revision, user=None if plan else by, **wagtail)
        action.check(skip_permission_checks=skip_permission_checks or bool(archive))
        text = action.object
        if text.go_live_at and text.go_live_at > at and not (plan or archive):
            _plan(action, authority, at=at)
            made = None
        else:
            text.go_live_at = None  # the moment is now, also for Wagtail, whose clock went on
            made = _freezer(text)(text, revision=revision, authority=authority, at=at)
            action.execute(skip_permission_checks=True)
            _remember_frozen(made, text, authority=authority, revision=revision)
            if not text.is_translation:
                _start_next_draft(text)
    _tell(made, revision, at=at)
    return made


def _freezer(text: WrittenPage) -> Callable[..., Any]:
    """What makes a version, or an edition, of such a text."""
    if text.is_translation:
        return freeze_translation
    return freeze_version if text.makes_promises else freeze_plain


def _plan(action: PublishFrozenPage, authority: Authority, *, at: datetime) -> None:
    """Let the text wait for its moment, and remember what was approved."""
    check_approval(action.object, revision=action.revision, authority=authority, at=at)
    action.execute(skip_permission_checks=True)
    if action.revision.approved_go_live_at is None:
        raise TryAgain(_("Het moment van publiceren is zojuist verstreken. Publiceer de tekst opnieuw."))
    remember_plan(action.revision, by=authority.by)


def _remember_frozen(
    made: AnyVersion | FrozenEdition,
    page: WrittenPage,
    *,
    authority: Authority,
    revision: Revision,
) -> None:
    """Say in the history of the page which version or edition this draft became."""
    data = named_in_history(made)
    log(instance=page, action=FROZEN, user=authority.by, revision=revision, data=data)


def _tell(made: AnyVersion | FrozenEdition | None, revision: Revision, *, at: datetime) -> None:
    if made is None:
        say_planned(revision.approved_go_live_at)
        return
    say = say_translated if isinstance(made, FrozenEdition) else say_published
    say(made, today=public.amsterdam_day(at))


def lock() -> None:
    """Be the only publication until the transaction ends. Raises TryAgain while there is another.

    The trigger on the table of versions takes the same lock (`home.versions.triggers`).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [public.locks.PUBLICATION])
        if not cursor.fetchone()[0]:
            raise TryAgain(
                _(
                    "Iemand anders publiceert op dit moment een versie. Bekijk die eerst "
                    "en publiceer daarna opnieuw als dat nog nodig is."
                )
            )


def _start_next_draft(page: WrittenPage) -> None:
    """Date, note and file belonged to this version; the next one starts without them."""
    start_anew(page)
    page.commitments = None
    stored = {field.name for field in page._meta.concrete_fields}
    names = [name for name in (*TOLD_OF_A_VERSION, "commitments") if name in stored]
    type(page).objects.filter(pk=page.pk).update(**{name: getattr(page, name) for name in names})
