"""What the history of a page says about planning."""

from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from home.publication.approvals import APPROVED
from home.publication.planning import FAILED, PLANNED


def register_actions(actions: Any) -> None:
    """Give our own entries in the page history their words."""

    @actions.register_action(PLANNED)
    class Planned(LogFormatter):
        label = gettext_lazy("Goedgekeurd voor later")

        def format_message(self, log_entry: Any) -> str:
            return _("Goedgekeurd om te publiceren op %(moment)s uur") % {"moment": _moment(log_entry)}

    @actions.register_action(APPROVED)
    class Approved(LogFormatter):
        label = gettext_lazy("Goedgekeurd zoals gezien")

        def format_message(self, log_entry: Any) -> str:
            return _("Goedgekeurd wat op het toetsscherm stond")

    @actions.register_action(FAILED)
    class Failed(LogFormatter):
        label = gettext_lazy("Geplande publicatie niet doorgegaan")

        def format_message(self, log_entry: Any) -> str:
            return _("De geplande publicatie van %(moment)s uur is niet doorgegaan") % {
                "moment": _moment(log_entry)
            }

        def format_comment(self, log_entry: Any) -> str:
            return str(log_entry.data["reason"])


def _moment(log_entry: Any) -> str:
    return date_format(timezone.localtime(parse_datetime(log_entry.data["go_live_at"])), "j F Y H:i")
