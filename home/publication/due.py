"""Publishing what was planned, when its moment has come: each on its own, and nobody left in the dark."""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.db import OperationalError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.mail import send_mail
from wagtail.log_actions import log
from wagtail.models import Revision

from home.authorship.four_eyes import reviewers_of
from home.core.refusals import PublicationRefused, TryAgain
from home.publication.operations import publish
from home.publication.page import VersionedPage
from home.publication.planning import FAILED, plan_of, planned_by

if TYPE_CHECKING:
    from home.written import WrittenPage

logger = logging.getLogger(__name__)

SCHEDULED = "wagtail.publish.scheduled"  # Wagtail's name in the history for what happened by itself


def publish_due(*, at: datetime) -> int:
    """Publish every revision that was planned for ``at`` or before; how many.

    A statement that is refused loses its planning, so that somebody can mend it: the reason is logged, shown in
    the editor and on the first page, and mailed. Whatever else goes wrong is tried again at the next call. One
    that cannot be published holds up no other, and of two callers at once only one publishes it.
    """
    due = Revision.objects.filter(approved_go_live_at__lte=at).order_by("approved_go_live_at", "pk")
    return sum(_publish(pk, at=at) for pk in due.values_list("pk", flat=True))


def _publish(pk: int, *, at: datetime) -> bool:
    try:
        with transaction.atomic():
            waiting = Revision.objects.select_for_update(skip_locked=True, of=("self",))
            revision = waiting.filter(pk=pk, approved_go_live_at__lte=at).first()
            if revision is None:
                return False  # somebody else published or cancelled it
            _publish_for_planner(revision, at=at)
        return True
    except TryAgain as refusal:
        logger.info("Planned publication %s has to wait: %s", pk, refusal)
    except PublicationRefused as refusal:
        give_up(pk, refusal)
    except OperationalError:
        raise  # the database is gone: nothing to try now
    except Exception:
        logger.exception("Planned publication %s failed; trying again", pk)
    return False


def _publish_for_planner(revision: Revision, *, at: datetime) -> None:
    """The one place that publishes on somebody else's word: that of who planned it, for what was approved then."""
    page = revision.as_object()
    if not isinstance(page, VersionedPage):
        revision.publish(log_action=SCHEDULED)
        return
    plan = plan_of(revision)
    if plan is None or plan.by is None:
        raise PublicationRefused(
            _("Niemand heeft goedgekeurd dat deze tekst later verschijnt. Keur de tekst opnieuw goed.")
        )
    publish(cast("WrittenPage", page), revision=revision, by=plan.by, at=at, plan=plan, log_action=SCHEDULED)


def give_up(pk: int, refusal: PublicationRefused) -> None:
    """Take a refused text off the plan and tell who planned it and who may approve."""
    with transaction.atomic():
        revision = Revision.objects.select_for_update(of=("self",)).get(pk=pk)
        planned_for, planner = revision.approved_go_live_at, planned_by(revision)
        if planned_for is None:
            return
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
        page = revision.as_object()
        data = {"reason": str(refusal), "go_live_at": planned_for.isoformat()}
        log(instance=page, action=FAILED, user=planner, revision=revision, data=data)
    logger.warning("Planned publication of “%s” was refused: %s", page, refusal)
    people = {user for user in [planner, *reviewers_of(page)] if user and user.is_active and user.email}
    _mail(page, people, planned_for=planned_for, reason=str(refusal))


def _mail(page: Any, people: Iterable[Any], *, planned_for: datetime, reason: str) -> None:
    address = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk])
    for user in people:
        words = {"page": page, "user": user, "planned_for": planned_for, "reason": reason, "address": address}
        subject = render_to_string("home/review/mail/plan_failed_subject.txt", words).strip()
        try:
            send_mail(subject, render_to_string("home/review/mail/plan_failed.txt", words), [user.email])
        except Exception:
            logger.exception("Mail to %s about a planned publication was not sent", user.email)
