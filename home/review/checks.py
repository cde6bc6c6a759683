"""What a judgement is refused for: it is over already, or no longer about what was on the screen."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState

from home.authorship.four_eyes import name_of
from home.core.refusals import ReviewRefused
from home.publication.approvals import check_seen


def check_unchanged(page: Page, task_state: TaskState, seen: str) -> Revision:
    """The latest draft, which is the one under review. Raises ReviewRefused when it is not what was on the screen."""
    latest = page.get_latest_revision()
    check_seen(latest.as_object(), revision=latest, seen=seen, at=timezone.now())
    if latest.pk != task_state.revision_id:
        raise ReviewRefused(
            _("Niet goedgekeurd: er is een nieuwer concept. Bekijk dat en keur het dan goed.")
        )
    return latest


def already_done(task_state: TaskState) -> str:
    """Why this step cannot be judged any more, in a sentence."""
    if not task_state.finished_by:
        return _("Deze toets loopt niet meer. Kijk op de beginpagina wat er nu te toetsen is.")
    moment = date_format(timezone.localtime(task_state.finished_at), "j F Y H:i")
    words = {"name": name_of(task_state.finished_by), "moment": moment}
    return _("Deze toets is al afgerond door %(name)s, op %(moment)s uur.") % words
