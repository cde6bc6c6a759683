"""The questions that somebody can ask with "Wat als …?": each form is a thought about the register or the text."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharing import public

YEARS_AHEAD = 10


class ThoughtForm(forms.Form):
    """A thought beside ``facts`` and the ``versions`` of the text (latest effective first)."""

    #: What a user must be allowed to open to ask this; empty for everybody who may see the screen.
    needs = ""

    def __init__(self, data: Any = None, *, facts: public.RegisterFacts, promised: Any, today: date) -> None:
        super().__init__(data)
        self.facts, self.promised, self.today = facts, promised, today

    def think(self) -> public.Thought:
        """The thought; the form is valid."""
        raise NotImplementedError

    def sentence(self) -> str:
        """The thought in words."""
        raise NotImplementedError


class LastDayForm(ThoughtForm):
    """A thought about something that holds through a day and no longer."""

    last_day = public.DayField(
        label=gettext_lazy("Laatste dag"),
        help_text=gettext_lazy("De laatste dag waarop het nog geldt. Vergeleken wordt op de dag erna."),
        error_messages={"required": gettext_lazy("Vul de laatste dag in.")},
    )

    def clean_last_day(self) -> date:
        day = self.cleaned_data["last_day"]
        if day < self.today:
            raise ValidationError(
                _("%(day)s is voorbij. Kies vandaag of een dag daarna.") % {"day": date_format(day, "j F Y")}
            )
        if day.year > self.today.year + YEARS_AHEAD:
            raise ValidationError(
                _("%(day)s is te ver weg. Kies een dag tot en met het jaar %(year)s.")
                % {"day": date_format(day, "j F Y"), "year": self.today.year + YEARS_AHEAD}
            )
        return day

    def check_end(self, field: str, end: date | None) -> None:
        """Refuse a day on which it has ended by itself; on its own last day the answer is what happens then."""
        day = self.cleaned_data.get("last_day")
        if day and end and day > end:
            words = {"end": date_format(end, "j F Y")}
            self.add_error(
                "last_day",
                _("Dit eindigt al uit zichzelf op %(end)s. Kies die dag of een dag daarvoor.") % words,
            )


def _choice(label: Any, nothing: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, error_messages={"required": nothing, "invalid_choice": nothing})


class DecisionForm(LastDayForm):
    decision = _choice(
        gettext_lazy("Adequaatheidsbesluit"), gettext_lazy("Kies een adequaatheidsbesluit uit de lijst.")
    )
    field_order = ["decision", "last_day"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = [one for one in self.facts.decisions if not one.last_day or one.last_day >= self.today]
        self.known = {f"{one.country}:{one.reference}": one for one in current}
        named = sorted((self._label(one), key) for key, one in self.known.items())
        decision: Any = self.fields["decision"]
        decision.choices = [("", _("Kies een besluit")), *((key, name) for name, key in named)]

    def _label(self, decision: Any) -> str:
        country = self.facts.names.countries.get(decision.country, decision.country)
        scope = f" ({decision.scope})" if decision.scope else ""
        return f"{country}: {decision.reference}{scope}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if decision := self.known.get(cleaned.get("decision", "")):
            self.check_end("decision", decision.last_day)
        return cleaned

    def think(self) -> public.Thought:
        decision = self.known[self.cleaned_data["decision"]]
        return public.decision_ends(
            self.promised,
            self.facts,
            country=decision.country,
            reference=decision.reference,
            last_day=self.cleaned_data["last_day"],
        )

    def sentence(self) -> str:
        return _("Als besluit %(name)s nog geldt tot en met %(day)s") % {
            "name": self._label(self.known[self.cleaned_data["decision"]]),
            "day": date_format(self.cleaned_data["last_day"], "j F Y"),
        }


class AgreementForm(LastDayForm):
    needs = "agreement"
    agreement = public.record_field(
        "agreement",
        label=gettext_lazy("Overeenkomst"),
        help_text=gettext_lazy("Typ een deel van het kenmerk of van de partij, en kies er een."),
        error_messages={"required": gettext_lazy("Noem een overeenkomst.")},
    )
    field_order = ["agreement", "last_day"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {
            agreement.id: (party, agreement)
            for party in self.facts.organisations.values()
            for agreement in party.facts.agreements
            if (public.last_effective_day(agreement) or date.max) >= self.today
        }

    def clean_agreement(self) -> Any:
        both = self.known.get(self.cleaned_data["agreement"].pk)
        if both is None:
            raise ValidationError(_("Deze overeenkomst is al voorbij. Kies er een die nog geldt."))
        return both

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if both := cleaned.get("agreement"):
            self.check_end("agreement", public.last_effective_day(both[1]))
        return cleaned

    def think(self) -> public.Thought:
        _party, agreement = self.cleaned_data["agreement"]
        return public.agreement_ends(
            self.promised, self.facts, agreement=agreement.id, last_day=self.cleaned_data["last_day"]
        )

    def sentence(self) -> str:
        party, agreement = self.cleaned_data["agreement"]
        return _("Als overeenkomst %(name)s nog geldt tot en met %(day)s") % {
            "name": _("%(reference)s met %(party)s")
            % {"reference": agreement.reference, "party": party.name},
            "day": date_format(self.cleaned_data["last_day"], "j F Y"),
        }


class PartyForm(LastDayForm):
    needs = "party"
    party = public.record_field(
        "party",
        label=gettext_lazy("Partij"),
        help_text=gettext_lazy("Typ een deel van de naam, en kies er een."),
        error_messages={"required": gettext_lazy("Noem een partij.")},
    )
    field_order = ["party", "last_day"]

    def clean_party(self) -> Any:
        organisation = self.facts.organisations.get(self.cleaned_data["party"].code)
        if organisation is None:
            raise ValidationError(_("Deze partij staat hier niet meer in het register. Kies een andere."))
        return organisation

    def think(self) -> public.Thought:
        return public.party_leaves(
            self.promised,
            self.facts,
            code=self.cleaned_data["party"].code,
            last_day=self.cleaned_data["last_day"],
        )

    def sentence(self) -> str:
        return _("Als alles met %(name)s eindigt op %(day)s") % {
            "name": self.cleaned_data["party"].name,
            "day": date_format(self.cleaned_data["last_day"], "j F Y"),
        }


class PromiseForm(ThoughtForm):
    """Only promises that are stricter than those in force can be chosen."""

    promise = _choice(
        gettext_lazy("Strengere toezegging"), gettext_lazy("Kies een strengere toezegging uit de lijst.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(label, list(options)) for label, options in self._stricter()]
        promise: Any = self.fields["promise"]
        promise.choices = [
            ("", _("Kies een toezegging")),
            *((label, options) for label, options in groups if options),
        ]
        self.labels = {key: f"{label}: {name}" for label, options in groups for key, name in options}

    def _stricter(self) -> Iterator[Any]:
        promised, names = self.promised, self.facts.names
        for name, label, choices in (
            ("transfer_policy", _("Doorgifte buiten de EER"), public.TransferPolicy),
            ("special_categories", _("Bijzondere persoonsgegevens"), public.SpecialCategoriesPolicy),
        ):
            stricter = choices.values[: choices.values.index(getattr(promised, name))]
            yield label, [(f"{name}:{value}", choices(value).label) for value in stricter]
        yield (
            _("Wie gegevens mag ontvangen"),
            [
                (
                    f"capacities:{code}",
                    _("niet meer: %(name)s") % {"name": public.Capacity(code).label},
                )
                for code in promised.capacities
            ],
        )
        yield (
            _("Doeleinden"),
            [
                (f"purposes:{code}", _("niet meer: %(name)s") % {"name": names.purposes.get(code, code)})
                for code in promised.purposes
            ],
        )
        yield (
            _("Antwoord binnen (weken)"),
            [(f"response_weeks:{weeks}", weeks) for weeks in range(promised.response_weeks - 1, 0, -1)],
        )
        yield (
            _("Verlenging (maanden)"),
            [(f"extension_months:{one}", one) for one in range(promised.extension_months - 1, -1, -1)],
        )

    def think(self) -> public.Thought:
        name, _colon, value = self.cleaned_data["promise"].partition(":")
        number = name in ("response_weeks", "extension_months")
        return public.promise_tightened(
            self.promised, self.facts, name=name, value=int(value) if number else value, on=self.today
        )

    def sentence(self) -> str:
        return _("Als de verklaring strenger wordt – %(name)s") % {
            "name": self.labels[self.cleaned_data["promise"]]
        }
