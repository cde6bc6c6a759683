"""Making an answer, and marking what is about others."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sharing.answers.choices import AnswerFormat, BlackOutGround
from sharing.answers.models import AccessAnswer
from sharing.core.admin.forms import ReasonField
from sharing.core.dutch import instant_in_words
from sharing.core.fields import FreeTextField
from sharing.core.looking.forms import ReasonToLookForm


class AnswerForm(ReasonToLookForm):
    """Which file, and why the answer is made."""

    format = forms.ChoiceField(
        label=_("Bestand"),
        choices=AnswerFormat.choices,
        widget=forms.RadioSelect,
        initial=AnswerFormat.PDF,
        error_messages={"required": _("Kies welk bestand u wilt maken.")},
    )

    field_order = ["format", "reason", "note"]


class BlackOutForm(forms.Form):
    """Words of one description that no answer shows."""

    passages = FreeTextField(
        label=_("Woorden die zwart worden"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Neem ze letterlijk over uit de omschrijving. Elk stuk op een eigen regel."),
        error_messages={"required": _("Typ of plak de woorden die zwart moeten worden.")},
    )
    ground = forms.ChoiceField(
        label=_("Grond"),
        choices=BlackOutGround.choices,
        widget=forms.RadioSelect,
        help_text=_("Artikel 15, lid 4, AVG. De betrokkene leest deze grond in het antwoord."),
        error_messages={"required": _("Kies waarom deze woorden zwart worden.")},
    )
    reason = ReasonField(label=_("Reden"))
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def lines(self) -> list[str]:
        """The passages, one per line."""
        return list(self.cleaned_data["passages"].splitlines())


class MadeAnswerField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not when it runs
    """One of the answers that were made from the log or none of them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(AccessAnswer.objects.none(), required=False, empty_label=_("Geen"), **kwargs)

    def label_from_instance(self, obj: AccessAnswer) -> str:
        """When it was made."""
        told = {"format": obj.format.upper(), "moment": instant_in_words(obj.made_at)}
        return _("%(format)s, gemaakt op %(moment)s") % told
