"""What is asked when several agreements are changed at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sharing.agreements.models import Agreement
from sharing.agreements.together import Wanted
from sharing.core.admin import ReasonField, possible_owners
from sharing.core.fields import EntriesField, WholeNumberField
from sharing.core.readable import named

LONGEST_NOTICE = 3650


class TogetherForm(forms.Form):
    """What all of them get, and why; ``previewed`` is the mark of what was filled in when its effect was shown."""

    owner: Any = forms.ModelChoiceField(
        queryset=None,
        label=_("Beheerder"),
        required=False,
        empty_label=_("Blijft zoals die is"),
    )
    notice_days = WholeNumberField(
        label=_("Opzegtermijn in dagen"),
        required=False,
        min_value=1,
        max_value=LONGEST_NOTICE,
        help_text=_("Leeg: blijft zoals die is."),
    )
    reason = ReasonField(label=_("Reden"))
    entries = EntriesField(error_messages={"required": _("Kies minstens één overeenkomst.")})
    previewed = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field: Any = self.fields["owner"]
        field.queryset = possible_owners(Agreement, None)
        field.label_from_instance = named

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        both_empty = cleaned.get("owner") is None and cleaned.get("notice_days") is None
        if both_empty and not {"owner", "notice_days"} & self.errors.keys():
            self.add_error("owner", _("Kies een beheerder, of vul een opzegtermijn in."))
        return cleaned

    @property
    def wanted(self) -> Wanted:
        """What was filled in."""
        return Wanted(self.cleaned_data["owner"], self.cleaned_data["notice_days"])
