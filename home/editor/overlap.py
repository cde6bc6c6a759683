"""Two people in the same text: the second is told before anything is replaced."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home.authorship.four_eyes import name_of
from sharing.public import Actor


@dataclass(frozen=True, slots=True)
class Overlap:
    """What to tell the second person, and the address that shows what the first one changed."""

    message: str
    comparison: str


def overlap_with(page: Any, sent: Any, *, user: Actor) -> Overlap | None:
    """Whether somebody else stored this text since the form that was ``sent`` was opened.

    The form says from which draft it started. What its own autosave stored since does not count, and the draft it
    started from may itself have been stored again: the moment decides. The form that is shown again starts from the
    last draft, so that saving once more is a choice.
    """
    opened = _opened_at(page, sent)
    if opened is None:
        return None
    others = page.revisions.filter(created_at__gt=opened).exclude(user=user)
    theirs = others.select_related("user").order_by("-created_at", "-pk").first()
    if theirs is None:
        return None
    words = {
        "name": name_of(theirs.user) or _("Iemand anders"),
        "moment": date_format(timezone.localtime(theirs.created_at), "j F H:i"),
    }
    message = _(
        "%(name)s heeft deze tekst bewaard terwijl u schreef, op %(moment)s uur. Uw tekst staat hieronder en is nog "
        "niet bewaard. Bewaart u nog een keer, dan komt uw tekst in de plaats van die andere. Die blijft te vinden bij "
        "de geschiedenis."
    )
    return Overlap(message % words, _comparison(page, theirs, sent.get("loaded_revision_id", "")))


def _opened_at(page: Any, sent: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(sent.get("loaded_revision_created_at", ""))
    except ValueError:
        started_from = sent.get("loaded_revision_id", "")
        found = page.revisions.filter(pk=started_from).first() if started_from.isdecimal() else None
        return found and found.created_at


def _comparison(page: Any, latest: Any, started_from: str) -> str:
    before = page.revisions.filter(pk=started_from).first() if started_from.isdecimal() else None
    if before is None or before == latest:
        return reverse("wagtailadmin_pages:history", args=[page.pk])
    return reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, before.pk, latest.pk])
