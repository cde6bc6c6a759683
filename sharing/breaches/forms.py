"""Forms on breaches: what is known, and the questions of the form for the supervisory authority."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from sharing.breaches.choices import Nature
from sharing.breaches.definitions import FORM, Kind, Question
from sharing.breaches.models import KEPT_DOCUMENT, Breach
from sharing.breaches.queries import clients, processors
from sharing.core.admin import ReasonField, RegisterForm, StepForm, possible_owners
from sharing.core.dates import to_come
from sharing.core.dutch import instant_in_words
from sharing.core.fields import FreeTextField, MomentField
from sharing.core.readable import named
from sharing.core.whole_numbers import InThousands
from sharing.disclosures.models import Disclosure
from sharing.documents.forms import KeepsDocuments

OWN_WORDS = _("Zonder namen en zonder dossiernummers.")
PARTS = ("subjects", "records")
FROM = "verstrekking"  # the disclosure that a new breach comes from

# What does not come before what, in words of both moments.
ORDER = (
    (
        "occurred_from",
        "occurred_until",
        _("%(late)s ligt voor “Begonnen op” (%(early)s); verbeter een van beide."),
    ),
    (
        "occurred_from",
        "aware_at",
        _(
            "%(late)s ligt voor “Begonnen op” (%(early)s), en een datalek wordt niet bekend voordat het begint; "
            "verbeter een van beide."
        ),
    ),
    (
        "told_by_knew_at",
        "aware_at",
        _(
            "%(late)s ligt voor “Bij de verwerker bekend op” (%(early)s), en de verwerker wist het niet later dan "
            "wij; verbeter een van beide."
        ),
    ),
)


class PartForm(WagtailAdminModelForm):
    """A category with a number by approximation."""


class BreachForm(KeepsDocuments, RegisterForm):
    """What is known of a breach, in the order in which it becomes known."""

    kept_sentence = KEPT_DOCUMENT

    aware_at = MomentField(
        label=_("Bekend geworden op"),
        help_text=_(
            "Toen wij er met redelijke zekerheid van wisten; vanaf dan loopt de termijn om te melden."
        ),
        error_messages={"required": _("Vul in wanneer het datalek bekend werd; vanaf dan loopt de termijn.")},
    )
    occurred_from = MomentField(
        label=_("Begonnen op"), required=False, help_text=_("Leeg zolang het niet bekend is.")
    )
    occurred_until = MomentField(
        label=_("Geëindigd op"), required=False, help_text=_("Leeg zolang het voortduurt of niet bekend is.")
    )
    told_by_knew_at = MomentField(
        label=_("Bij de verwerker bekend op"),
        required=False,
        help_text=_("Voor zover hij dat heeft verteld."),
    )
    nature = forms.MultipleChoiceField(
        label=_("Aard van de inbreuk"),
        choices=Nature.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één aard van de inbreuk.")},
    )

    VALUES = (
        *("title", "aware_at", "found_how", "occurred_from", "occurred_until", "nature", "cause", "facts"),
        *("persons_least", "persons_most", "consequences", "measures_before", "measures_after"),
        *("measures_next", "told_by", "told_by_knew_at", "on_behalf_of", "assigned_to"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_new:
            self.fields[FROM] = forms.CharField(required=False, widget=forms.HiddenInput)
        parties = (
            ("told_by", processors(), _("Nee, wij ontdekten het zelf")),
            ("on_behalf_of", clients(), _("Nee, wij zijn zelf verantwoordelijk")),
        )
        for name, rows, empty in parties:
            field: Any = self.fields[name]
            field.queryset, field.empty_label = rows, empty
        owner: Any = self.fields["assigned_to"]
        owner.queryset = possible_owners(Breach, self.instance.assigned_to_id)
        owner.label_from_instance, owner.empty_label = named, _("Nog niemand")

    def _check_numbers(self, cleaned: dict[str, Any]) -> None:
        """The constraint on the numbers, said at the field with what was filled in."""
        least, most = cleaned.get("persons_least"), cleaned.get("persons_most")
        if least is not None and most is not None and most < least:
            sentence = _(
                "%(most)s is minder dan “minstens zoveel personen” (%(least)s); verbeter een van beide."
            )
            self.add_error("persons_most", InThousands(sentence) % {"most": most, "least": least})

    def _check_order(self, cleaned: dict[str, Any]) -> None:
        """The constraints on what came before what, each said at its field with what was filled in."""
        for first, then, sentence in ORDER:
            early, late = cleaned.get(first), cleaned.get(then)
            if early and late and late < early:
                words = {"early": instant_in_words(early), "late": instant_in_words(late)}
                self.add_error(then, sentence % words)
        if cleaned.get("told_by_knew_at") and not cleaned.get("told_by", True):
            self.add_error(
                "told_by", _("Kies welke verwerker het was, of laat “Bij de verwerker bekend op” leeg.")
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_numbers(cleaned)
        self._check_order(cleaned)
        for name in ("aware_at", "occurred_from", "occurred_until", "told_by_knew_at"):
            moment: datetime | None = cleaned.get(name)
            if moment is not None and moment > timezone.now():
                self.add_error(name, to_come(moment))
        return cleaned

    def values(self) -> dict[str, Any]:
        """The cleaned values by the names that the operations use."""
        return {name: self.cleaned_data[name] for name in self.VALUES}

    def changed_parts(self) -> tuple[list[Any], list[Any]]:
        """The categories that were added or changed, not yet stored, and those that were taken away."""
        kept, gone = [], []
        for form in (form for relation in PARTS for form in self.formsets[relation].forms):
            if not form.has_changed():
                continue
            if form.cleaned_data.get("DELETE"):
                gone += [form.instance] if form.instance.pk else []
            else:
                kept.append(form.save(commit=False))
        return kept, gone


class LinkForm(StepForm):
    """Which disclosures are the same breach."""

    disclosures = forms.MultipleChoiceField(
        label=_("Verstrekkingen"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één verstrekking.")},
    )
    reason = ReasonField(
        label=_("Waarom hoort dit erbij?"),
        help_text=OWN_WORDS,
        error_messages={"required": _("Schrijf op waarom dit erbij hoort.")},
    )

    def __init__(self, *args: Any, disclosures: Iterable[tuple[Disclosure, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row, _words in disclosures}
        choice: Any = self.fields["disclosures"]
        choice.choices = [(str(row.pk), words) for row, words in disclosures]

    def chosen(self) -> list[Disclosure]:
        """What was chosen."""
        return [self.rows[key] for key in self.cleaned_data["disclosures"]]


class AnswersForm(StepForm):
    """The questions of the form that the register does not answer by itself, under the headings of the form."""

    def __init__(self, *args: Any, answers: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in (one for part in FORM for one in part.questions):
            if question.kind is not Kind.KNOWN:
                answer = (answers or {}).get(question.code, "")
                self.fields[question.code] = _field_of(question, answer)
        self.fields["reason"] = ReasonField(label=_("Reden van de wijziging"))

    def answers(self) -> dict[str, str]:
        """What was filled in, by the code of its question."""
        return answers_in(self.cleaned_data)


def answers_in(given: dict[str, Any]) -> dict[str, str]:
    """What of the answers could be read, by the code of its question."""
    own = {name: value for name, value in given.items() if name not in ("version", "reason")}
    return {name: ",".join(value) if isinstance(value, list) else value for name, value in own.items()}


def _field_of(question: Question, answer: str) -> forms.Field:
    usual: dict[str, Any] = {"label": question.label, "required": False, "initial": answer}
    if question.kind is Kind.TEXT:
        return FreeTextField(
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=question.help or OWN_WORDS,
            **usual,
        )
    if question.kind is Kind.CHOICE:
        return forms.ChoiceField(choices=[("", _("Niet ingevuld")), *question.choices], **usual)
    return forms.MultipleChoiceField(
        choices=question.choices,
        widget=forms.CheckboxSelectMultiple,
        **usual | {"initial": answer.split(",") if answer else []},
    )
