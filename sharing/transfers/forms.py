"""The forms of a transfer and of its assessments."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sharing.core.admin import RegisterForm
from sharing.core.dates import check_register_day
from sharing.core.dutch import day_in_words
from sharing.core.exceptions import NotUnderstood
from sharing.core.periods import amsterdam_day
from sharing.reference.fields import DecisionField
from sharing.reference.models import AdequacyDecision
from sharing.transfers.choices import Mechanism


class TransferForm(RegisterForm):
    """Asks for what belongs to the mechanism, and refuses what does not."""

    decision = DecisionField(
        label=_("Adequaatheidsbesluit"),
        required=False,
        help_text=_(
            "Het besluit waarop deze doorgifte rust; het is van het land van de doorgifte. Een later besluit vraagt "
            "een nieuwe aanmelding."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        mechanism, decision, country = (cleaned.get(name) for name in ("mechanism", "decision", "country"))
        if mechanism and mechanism != Mechanism.ADEQUACY:
            if decision is not None:
                self.add_error(
                    "decision",
                    _("Een besluit hoort bij het mechanisme “Adequaatheidsbesluit”. Kies “Geen besluit”."),
                )
            for name in ("inside_scope", "covers_staff"):
                if cleaned.get(name) is not None:
                    self.add_error(
                        name,
                        _(
                            "Dit geldt alleen bij een adequaatheidsbesluit. Kies “Onbekend” bij dit mechanisme."
                        ),
                    )
        elif decision is not None and country is not None and decision.country_id != country.pk:
            self.add_error(
                "decision",
                _(
                    "Besluit %(decision)s gaat over %(its)s, de doorgifte over %(country)s. Kies een ander besluit "
                    "of een ander land."
                )
                % {"decision": decision.reference, "its": decision.country, "country": country},
            )
        elif decision is not None:
            self._must_have_held(decision)
        elif "decision" not in self.errors and (
            cleaned.get("inside_scope") is not None or cleaned.get("covers_staff") is not None
        ):
            self.add_error(
                "decision",
                _(
                    "Kies het besluit waar dit over gaat. Of de ontvanger of gegevens van personeel eronder vallen, "
                    "telt alleen bij een besluit."
                ),
            )
        return cleaned

    def _must_have_held(self, decision: AdequacyDecision) -> None:
        """A transfer rests on a decision that was in force on a day of it."""
        first, last = (self.cleaned_data.get(name) for name in ("first_day", "last_day"))
        if first and decision.last_day and decision.last_day < first:
            words, day = _("gold tot en met"), decision.last_day
        elif last and decision.adopted > last:
            words, day = _("geldt pas vanaf"), decision.adopted
        else:
            return
        self.add_error(
            "decision",
            _(
                "Besluit %(decision)s %(words)s %(day)s, dus op geen dag van deze doorgifte. Kies een besluit dat dan "
                "geldt, of een ander mechanisme."
            )
            % {"decision": decision.reference, "words": words, "day": day_in_words(day)},
        )


class ImpactAssessmentForm(RegisterForm):
    """An assessment of a party in a country; a day in a year that is surely a slip is said at its field."""

    fixed_fields = ("party", "country")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("assessed_on", "review_due"):
            try:
                if cleaned.get(name):
                    check_register_day(cleaned[name])
            except NotUnderstood as error:
                self.add_error(name, str(error))
        assessed, review = cleaned.get("assessed_on"), cleaned.get("review_due")
        # What was stored before this was asked, is asked at its next change.
        if assessed and "assessed_on" in self.changed_data and assessed > amsterdam_day(timezone.now()):
            self.add_error(
                "assessed_on",
                _("%(day)s moet nog komen. Vul de dag in waarop is beoordeeld.")
                % {"day": day_in_words(assessed)},
            )
        if assessed and review and review < assessed:
            self.add_error(
                "review_due",
                _("De herziening ligt voor de beoordeling. Kies een latere dag, of laat dit leeg."),
            )
        return cleaned
