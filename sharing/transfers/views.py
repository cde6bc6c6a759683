"""Writing a transfer."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from sharing.core.admin import RegisterCreateView, RegisterEditView
from sharing.core.dutch import day_in_words
from sharing.transfers.models import Transfer
from sharing.transfers.queries import chapter_five

_View: Any = object  # of Wagtail, to which the mixin is added


class SavingTransfer(_View):
    """What is not in order is told and not refused: the register says what happens, also where it may not happen.

    Judged on the day of the transfer that is nearest to today.
    """

    def write(self, form: Any) -> Transfer:
        transfer: Transfer = super().write(form)
        day = max(timezone.localdate(), transfer.first_day)
        if transfer.last_day:
            day = min(day, transfer.last_day)
        registered = chapter_five(countries=[transfer.country_id], parties=[transfer.party_id])
        stand = registered.assess(transfer.party, transfer.country, on=day)
        if not stand.sound:
            told = _("Stand op %(day)s: %(label)s. %(reason)s")
            messages.warning(
                self.request, told % {"day": day_in_words(day), "label": stand.label, "reason": stand.reason}
            )
        return transfer


class TransferCreateView(SavingTransfer, RegisterCreateView):
    prefilled = ("party",)


class TransferEditView(SavingTransfer, RegisterEditView):
    pass
