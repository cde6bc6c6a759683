"""What the history of a page says about planning."""

from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from home.authorship.authors import FROZEN
from home.publication.approvals import APPROVED
from home.publication.planning import FAILED, PLANNED
from home.publication.proposals import DROPPED, PROPOSED, WITHDRAWN
from home.publication.restoring import RESTORED
from home.review.queries import NOTED


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

    _of_versions(actions)

    @actions.register_action(NOTED)
    class Noted(LogFormatter):
        label = gettext_lazy("Bericht aan wie toetst")

        def format_message(self, log_entry: Any) -> str:
            return _("Schreef een bericht aan wie toetst")

        def format_comment(self, log_entry: Any) -> str:
            return str(log_entry.data["note"])


def _of_versions(actions: Any) -> None:
    """What became of a draft, and of the version that it became."""

    @actions.register_action(FROZEN)
    class Frozen(LogFormatter):
        label = gettext_lazy("Versie vastgelegd")

        def format_message(self, log_entry: Any) -> str:
            if "edition" in log_entry.data:
                return str(
                    _("Werd uitgave %(edition)s van de Engelse tekst van versie %(number)s") % log_entry.data
                )
            return str(_("Werd versie %(number)s") % log_entry.data)

    @actions.register_action(RESTORED)
    class Restored(LogFormatter):
        label = gettext_lazy("Concept uit een versie")

        def format_message(self, log_entry: Any) -> str:
            return str(_("Maakte het concept opnieuw van de tekst van versie %(number)s") % log_entry.data)

    @actions.register_action(PROPOSED)
    class Proposed(LogFormatter):
        label = gettext_lazy("Intrekking voorgesteld")

        def format_message(self, log_entry: Any) -> str:
            return str(_("Stelde voor om versie %(number)s in te trekken") % log_entry.data)

        def format_comment(self, log_entry: Any) -> str:
            return str(log_entry.data["explanation"])

    @actions.register_action(DROPPED)
    class Dropped(LogFormatter):
        label = gettext_lazy("Intrekking ging niet door")

        def format_message(self, log_entry: Any) -> str:
            return str(_("Het voorstel om versie %(number)s in te trekken ging niet door") % log_entry.data)

    @actions.register_action(WITHDRAWN)
    class Withdrawn(LogFormatter):
        label = gettext_lazy("Versie ingetrokken")

        def format_message(self, log_entry: Any) -> str:
            return str(_("Bevestigde dat versie %(number)s is ingetrokken") % log_entry.data)

        def format_comment(self, log_entry: Any) -> str:
            return str(log_entry.data["explanation"])


def _moment(log_entry: Any) -> str:
    return date_format(timezone.localtime(parse_datetime(log_entry.data["go_live_at"])), "j F Y H:i")
