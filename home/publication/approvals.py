"""Approval is of what was on the screen: it carries a `fingerprint`, and is refused when the text is another by now."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import PageLogEntry, Revision

from home.authorship.four_eyes import name_of
from home.authorship.seen import is_still, what_changed
from home.core.refusals import ReviewRefused
from home.publication.queries import day_shown

if TYPE_CHECKING:
    from home.written import WrittenPage

APPROVED = "home.approve"


def remember_approval(page: WrittenPage, *, revision: Revision, by: Any, seen: str) -> None:
    """Keep what ``by`` saw and approved, in the history of the page; the end of a workflow publishes on it."""
    log(instance=page, action=APPROVED, user=by, revision=revision, data={"seen": seen})


def approval_of(revision: Revision, *, by: Any) -> str:
    """What ``by`` saw when approving this very draft; empty when that never happened."""
    entries = PageLogEntry.objects.filter(
        page_id=revision.object_id, action=APPROVED, revision=revision, user=by
    )
    entry = entries.order_by("-timestamp", "-pk").first()
    return entry.data["seen"] if entry else ""


def check_seen(page: WrittenPage, *, revision: Revision, seen: str, at: datetime) -> None:
    """Raise ReviewRefused, with what changed, unless ``page`` (this draft) is still what was ``seen``."""
    if not seen:
        raise ReviewRefused(
            _(
                "Niet goedgekeurd: langs deze weg is de tekst niet in beeld geweest. Open de tekst of de toets, lees "
                "wat er verandert en keur die daar goed."
            )
        )
    day = day_shown(page, at=at)
    if is_still(page, seen, on=day):
        return
    words = {"name": name_of(revision.user) or _("onbekend")}
    told = [
        _(
            "Niet goedgekeurd: de tekst, of een gegeven dat erin staat, is veranderd nadat u deze opende (laatst "
            "bewaard door %(name)s)."
        )
        % words
    ]
    if changed := what_changed(page, seen, on=day):
        told.append(_("Anders is nu: %(changed)s.") % {"changed": changed})
    told.append(_("Bekijk de tekst opnieuw en keur die dan goed."))
    raise ReviewRefused(" ".join(told))
