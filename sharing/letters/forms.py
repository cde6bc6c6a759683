"""Forms on the texts of letters, and on making and sending one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from sharing.core.admin import ReasonField, RegisterForm, StepForm
from sharing.core.dutch import day_in_words
from sharing.core.fields import DayField, FreeTextField
from sharing.letters.choices import LetterLanguage, LetterWay
from sharing.letters.definitions import LetterField, fields_of
from sharing.letters.queries import TemplateVersion
from sharing.letters.rules import errors_in
from sharing.letters.words import in_its_language

WIDE = {"rows": 4}


class TemplateForm(RegisterForm):
    """The text of a letter; below it stands which fields there are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body = self.fields["body"]
        names = format_html_join(
            "",
            "<li><code>{{{{{}}}}}</code> {}{}</li>",
            (
                (one.name, one.label, _(" (hoort erin)") if one.needed else "")
                for one in fields_of(self.instance.kind).values()
            ),
        )
        body.help_text = format_html("{}<br>{}<ul>{}</ul>", body.help_text, _("De velden:"), names)
        body.widget.attrs["rows"] = 24
        for name in ("title", "body"):
            self.fields[name].widget.attrs["lang"] = self.instance.language

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        texts = {name: cleaned.get(name) or "" for name in ("title", "body")}
        unread = set(self.errors)
        for error in errors_in(self.instance.kind, **texts):
            if error.field not in unread:
                self.add_error(error.field, error.message)
        return cleaned


class RestoreForm(StepForm):
    """Which version counts again, and why."""

    number = forms.TypedChoiceField(
        label=_("Welke versie?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies welke versie weer geldt.")},
    )
    reason = ReasonField(label=_("Reden"))

    def __init__(self, *args: Any, versions: Sequence[TemplateVersion], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _("Versie %(number)s, tekst van %(day)s:")
        choice: Any = self.fields["number"]
        choice.choices = [
            (
                one.number,
                format_html(
                    "{} {}",
                    words % {"number": one.number, "day": day_in_words(one.dated)},
                    in_its_language(one.title, language),
                ),
            )
            for one in reversed(versions[:-1])
        ]


class MakeForm(StepForm):
    """The language of a letter, to whom, and the words that can be put otherwise."""

    language = forms.ChoiceField(
        label=_("Taal"),
        choices=LetterLanguage.choices,
        initial=LetterLanguage.NL,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies in welke taal de brief is.")},
    )
    addressee = FreeTextField(
        label=_("Aan (naam en adres)"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs=WIDE),
        help_text=_("Staat alleen in de brief, die versleuteld wordt bewaard. Mag leeg blijven."),
    )

    def __init__(
        self,
        *args: Any,
        words: Sequence[LetterField],
        known: Mapping[str, str],
        personal: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not personal:
            del self.fields["addressee"]
        for one in words:
            self.fields[one.name] = FreeTextField(
                label=str(one.label)[:1].upper() + str(one.label)[1:],
                required=one.needed,
                initial=known.get(one.name, ""),
                max_length=4000,
                widget=forms.Textarea(attrs=WIDE),
                help_text=_(
                    "Zo komt het in de brief: in de taal van de brief en zonder namen van collega’s."
                ),
                error_messages={"required": _("Vul in wat hierover in de brief staat.")},
            )


class SentForm(StepForm):
    """When and how a letter went out."""

    sent_on = DayField(
        label=_("Verstuurd op"), error_messages={"required": _("Vul in op welke dag de brief is verstuurd.")}
    )
    sent_way = forms.ChoiceField(
        label=_("Hoe"),
        choices=LetterWay.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe de brief is verstuurd.")},
    )
