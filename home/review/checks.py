"""What a judgement is refused for: it is over already, or no longer about what was on the screen."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from home.authorship.four_eyes import name_of
from home.authorship.seen import fingerprint
from home.core.refusals import ReviewRefused
from home.publication.queries import day_shown


def check_unchanged(page: Page, task_state: TaskState, seen: str) -> None:
    """Raise ReviewRefused when the latest draft is not the one under review, or not what was on the screen."""
    latest = page.get_latest_revision()
    draft = latest.as_object()
    changed = latest.pk != task_state.revision_id
    if seen and not changed:
        changed = seen != fingerprint(draft, on=day_shown(draft, at=timezone.now()))
    if changed:
        raise ReviewRefused(
            _(
                "Niet goedgekeurd: de tekst, of een gegeven dat erin staat, is veranderd nadat u deze opende (laatst "
                "bewaard door %(name)s). Bekijk de tekst opnieuw en keur die dan goed."
            )
            % {"name": name_of(latest.user) or _("onbekend")}
        )


def already_done(task_state: TaskState) -> str:
    """Why this step cannot be judged any more, in a sentence."""
    if not task_state.finished_by:
        return _("Deze toets loopt niet meer. Kijk op de beginpagina wat er nu te toetsen is.")
    moment = date_format(timezone.localtime(task_state.finished_at), "j F Y H:i")
    words = {"name": name_of(task_state.finished_by), "moment": moment}
    return _("Deze toets is al afgerond door %(name)s, op %(moment)s uur.") % words
