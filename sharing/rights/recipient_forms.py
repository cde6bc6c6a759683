"""Forms on telling recipients of a decision, and the person who was told (AVG art. 19)."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharing.core.admin import NoteField, StepForm
from sharing.core.dutch import day_in_words
from sharing.core.fields import DayField, FreeTextField
from sharing.letters.choices import LetterLanguage
from sharing.parties.models import Party
from sharing.rights.choices import NotTold, Way
from sharing.rights.forms import OWN_WORDS
from sharing.rights.recipients import Recipient


class RecipientsForm(StepForm):
    """Which of the recipients; ``chosen`` are those that are so at first."""

    recipients = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Welke ontvangers?"),
        queryset=Party.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies minstens één ontvanger.")},
    )

    def __init__(
        self, *args: Any, offered: Collection[Recipient], chosen: Collection[Recipient], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["recipients"]
        known = {one.party.pk: one for one in offered}
        field.queryset = Party.objects.filter(pk__in=list(known)).order_by("name")
        field.label_from_instance = lambda party: in_short(known[party.pk])
        self.initial["recipients"] = [one.party.pk for one in chosen]


class NoticesForm(RecipientsForm):
    """The language of their letters."""

    language = forms.ChoiceField(
        label=gettext_lazy("Taal"),
        choices=LetterLanguage.choices,
        initial=LetterLanguage.NL,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies in welke taal de brief is.")},
    )


class TellForm(RecipientsForm):
    """When and how these recipients were told."""

    told_on = DayField(
        label=gettext_lazy("Verteld op"),
        error_messages={"required": gettext_lazy("Vul in op welke dag de ontvanger dit hoorde.")},
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Hoe"),
        choices=Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies hoe de ontvanger dit hoorde.")},
    )
    address = FreeTextField(
        label=gettext_lazy("Waar ging het naartoe?"),
        required=False,
        max_length=255,
        help_text=gettext_lazy(
            "Alleen voor een ontvanger zonder meldadres; anders telt het meldadres van de partij."
        ),
    )
    note = NoteField(label=gettext_lazy("Toelichting"), help_text=OWN_WORDS)


class ExceptForm(RecipientsForm):
    """Why these recipients are not told."""

    exception = forms.ChoiceField(
        label=gettext_lazy("Waarom niet?"),
        choices=NotTold.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies waarom de ontvanger dit niet hoeft te horen.")},
    )
    note = FreeTextField(
        label=gettext_lazy("Waaruit dat blijkt"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("De betrokkene krijgt dit te lezen. Zonder naam en zonder dossiernummer."),
        error_messages={"required": gettext_lazy("Schrijf op waaruit dat blijkt.")},
    )


class AcknowledgeForm(RecipientsForm):
    """When these recipients answered."""

    acknowledged_on = DayField(
        label=gettext_lazy("Bevestigd op"),
        error_messages={"required": gettext_lazy("Vul in op welke dag de bevestiging kwam.")},
    )
    note = NoteField(label=gettext_lazy("Toelichting"), help_text=OWN_WORDS)


class PersonToldForm(StepForm):
    """When the person heard who knows."""

    told_on = DayField(
        label=gettext_lazy("De betrokkene hoorde dit op"),
        error_messages={"required": gettext_lazy("Vul in op welke dag de betrokkene dit hoorde.")},
    )
    note = NoteField(label=gettext_lazy("Toelichting"), help_text=OWN_WORDS)


def in_short(one: Recipient) -> str:
    """A recipient to choose: its name, where notices go, and what it knows."""
    where = one.party.notice_address or _("geen meldadres bekend")
    return f"{one.party.name} ({where}; {state_in_words(one)})"


def state_in_words(one: Recipient) -> str:
    """What a recipient knows."""
    notice = one.notice
    if notice is None:
        return _("weet het nog niet")
    if notice.told_on is None:
        return _("hoort het niet: %(why)s") % {"why": notice.get_exception_display()}
    told = _("verteld op %(day)s") % {"day": day_in_words(notice.told_on)}
    if notice.acknowledged_on is None:
        return told
    return f"{told}, " + _("bevestigd op %(day)s") % {"day": day_in_words(notice.acknowledged_on)}
