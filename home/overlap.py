"""Two people in the same text: the second is told before anything is replaced."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from home.review.four_eyes import name_of


def overlap_with(page, sent, *, user):
    """What to tell somebody who sends a form that began from an older draft than the last; None when it did not.

    ``sent`` is what the browser sent: the draft that the form started from (`loaded_revision_id` and its time),
    or the one its autosave made. The form that is shown again starts from the last draft, so that saving once
    more is a choice.
    """
    latest = page.latest_revision
    if latest is None:
        return None
    own, loaded = sent.get("overwrite_revision_id"), sent.get("loaded_revision_id")
    if own:
        current = own == str(latest.pk)
    elif loaded:
        # The same draft may have been stored again since: autosave does.
        same_time = sent.get("loaded_revision_created_at") in (None, latest.created_at.isoformat())
        current = loaded == str(latest.pk) and same_time
    else:
        current = True
    return None if current else _message(page, latest, own or loaded, user)


def _message(page, latest, started_from: str, user):
    moment = date_format(timezone.localtime(latest.created_at), "j F H:i")
    if latest.user == user:
        who = _("U hebt deze tekst in een ander venster bewaard, op %(moment)s uur.") % {"moment": moment}
    else:
        who = _("%(name)s heeft deze tekst bewaard terwijl u schreef, op %(moment)s uur.") % {
            "name": name_of(latest.user) or _("Iemand anders"),
            "moment": moment,
        }
    return format_html(
        '{} {} <a href="{}" target="_blank" rel="noopener">{}</a>. {}',
        who,
        _("Uw tekst staat hieronder en is nog niet bewaard."),
        _comparison(page, latest, started_from),
        _("Bekijk wat er is veranderd (nieuw venster)"),
        _(
            "Bewaart u nog een keer, dan komt uw tekst in de plaats van die andere. Die blijft te vinden bij de "
            "geschiedenis."
        ),
    )


def _comparison(page, latest, started_from: str) -> str:
    before = page.revisions.filter(pk=started_from).first() if started_from.isdecimal() else None
    if before is None or before == latest:
        return reverse("wagtailadmin_pages:history", args=[page.pk])
    return reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, before.pk, latest.pk])
