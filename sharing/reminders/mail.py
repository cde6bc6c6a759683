"""The mail with what somebody has to do: Dutch, as text and as HTML, the same words in both."""

from collections.abc import Sequence
from datetime import date
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext, override

from sharing.core.dutch import day_in_words
from sharing.duties.choices import Stage
from sharing.duties.links import address_of
from sharing.reminders.rules import Telling

# What a reader of so long a list needs is the list on the start page.
SHOWN_AT_MOST = 50


def reminder_for(person: Any, tellings: Sequence[Telling], *, today: date) -> EmailMultiAlternatives:
    """The mail to this account about these moments to act, as it is to be sent that day."""
    with override("nl"):
        words = {
            "name": person.get_short_name() or person.get_username(),
            "groups": _groups(tellings[:SHOWN_AT_MOST], today),
            "more": max(0, len(tellings) - SHOWN_AT_MOST),
            "day": day_in_words(today),
            "start": _absolute(reverse("wagtailadmin_home")),
        }
        late = sum(telling.stage == Stage.OVERDUE for telling in tellings)
        mail = EmailMultiAlternatives(
            subject=_subject(len(tellings), late),
            body=render_to_string("sharing/reminders/mail.txt", words),
            to=[person.email],
            headers={
                "Message-ID": make_msgid(domain=urlsplit(settings.BASE_URL).hostname),
                "Auto-Submitted": "auto-generated",  # RFC 3834: no out-of-office answers it
                "X-Auto-Response-Suppress": "All",
            },
        )
        mail.attach_alternative(render_to_string("sharing/reminders/mail.html", words), "text/html")
    return mail


def _subject(number: int, late: int) -> str:
    words = ngettext(
        "%(number)d afspraak in het privacyregister vraagt iets van u",
        "%(number)d afspraken in het privacyregister vragen iets van u",
        number,
    ) % {"number": number}
    if late:
        words += ngettext(" (%(late)d te laat)", " (%(late)d te laat)", late) % {"late": late}
    return words


def _groups(tellings: Sequence[Telling], today: date) -> list[dict[str, Any]]:
    """Per stage its words and lines, the most urgent stage first."""
    groups = []
    for stage in Stage:
        lines = [
            {
                "to_do": moment.to_do(today),
                "party": moment.party if moment.party not in moment.what else "",
                "day_words": moment.day_words,
                "day": day_in_words(moment.day),
                "left": moment.left_in_words(today),
                "url": _absolute(address_of(moment)),
            }
            for moment, reached in tellings
            if reached == stage
        ]
        if lines:
            groups.append({"label": str(stage.label), "lines": lines})
    return groups


def _absolute(path: str) -> str:
    base: str = settings.BASE_URL
    return base + path
