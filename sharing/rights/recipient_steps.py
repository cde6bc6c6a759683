"""The steps of telling recipients of a decision, and the person who was told (AVG art. 19)."""

from collections.abc import Collection
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharing.core.exceptions import InputError
from sharing.core.periods import amsterdam_day
from sharing.letters.choices import LetterKind
from sharing.parties.queries import records_of
from sharing.rights.informing import (
    acknowledge_notices,
    except_recipients,
    record_person_told,
    tell_recipients,
)
from sharing.rights.letter import sent_of
from sharing.rights.recipient_forms import AcknowledgeForm, ExceptForm, PersonToldForm, TellForm
from sharing.rights.recipient_refusals import (
    why_not_acknowledged,
    why_not_excepted,
    why_not_heard,
    why_not_told,
)
from sharing.rights.recipients import Recipient, is_heard_of, recipients_of, unheard_of
from sharing.rights.views import RightsStep


class ToRecipients(RightsStep):
    """A step about recipients of a decision that was taken in the person's favour."""

    @cached_property
    def recipients(self) -> list[Recipient]:
        """As the log has them today."""
        return recipients_of(self.live, on=amsterdam_day(timezone.now()))

    def why_not(self) -> str:
        if not is_heard_of(self.live):
            return _(
                "Ontvangers horen alleen van een verzoek om verbetering, aanvulling, wissing of beperking dat wij "
                "toewezen."
            )
        return "" if self.offered() else self.nobody

    nobody: Any = gettext_lazy("Er is (nog) geen ontvanger voor deze stap.")

    def offered(self) -> Collection[Recipient]:
        """Those that the step may be about."""
        raise NotImplementedError

    def chosen(self) -> Collection[Recipient]:
        """Those that it is about at first."""
        return self.offered()

    def about(self, given: dict[str, Any]) -> list[Recipient]:
        """Those that were chosen, as far as that could be read."""
        chosen = {party.pk for party in given.get("recipients") or ()}
        return [one for one in self.recipients if one.party.pk in chosen]

    def get_form(self, data: Any = None) -> Any:
        form: Any = self.form_class
        return form(data, initial=self.get_initial(), offered=self.offered(), chosen=self.chosen())


class TellView(ToRecipients):
    page_title = gettext_lazy("Vastleggen wie het hoorde")
    form_class = TellForm
    submit_label = gettext_lazy("Vastleggen")
    done_message = gettext_lazy("Vastgelegd welke ontvangers het besluit weten.")
    day_field = "told_on"
    explanation = gettext_lazy(
        "Voor een bericht zonder brief uit dit systeem; van een brief legt u bij de brief vast wanneer hij is "
        "verstuurd. Een ontvanger die het al hoorde, kiest u alleen om de dag of de wijze te verbeteren."
    )

    def offered(self) -> Collection[Recipient]:
        return [one for one in self.recipients if not (one.notice and one.notice.acknowledged_on)]

    def chosen(self) -> Collection[Recipient]:
        waiting = [one for one in self.recipients if one.waits]
        letters = self.live.letters.filter(sent_on__isnull=False, recipient__isnull=False)
        sent = records_of(letters.values_list("recipient_id", flat=True))
        return [one for one in waiting if one.party.pk in sent] or waiting

    def get_initial(self) -> dict[str, Any]:
        """The day and way of the last letter to a recipient, when that went out."""
        sent = sent_of(self.live, LetterKind.RECIPIENT)
        return {"told_on": sent[0], "way": sent[1]} if sent else super().get_initial()

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        day, address = given.get("told_on"), given.get("address")
        wrong = why_not_told(self.live, self.about(given), day, address, at=timezone.now())
        return super().foresee(given) + wrong

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        tell_recipients(
            self.live,
            recipients=data["recipients"],
            told_on=data["told_on"],
            way=data["way"],
            address=data["address"],
            note=data["note"],
            **self.said(form),
        )


class ExceptView(ToRecipients):
    page_title = gettext_lazy("Vastleggen wie het niet hoeft te horen")
    form_class = ExceptForm
    submit_label = gettext_lazy("Vastleggen")
    done_message = gettext_lazy("Vastgelegd wie het niet hoort, en waarom.")
    explanation = gettext_lazy(
        "Alleen als het onmogelijk is of onevenredig veel inspanning kost (artikel 19 AVG). Uw naam komt bij dit "
        "besluit te staan."
    )

    def offered(self) -> Collection[Recipient]:
        return [one for one in self.recipients if not one.is_told]

    def chosen(self) -> Collection[Recipient]:
        return []

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        wrong = why_not_excepted(self.about(given), given.get("exception"))
        return super().foresee(given) + wrong

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        except_recipients(
            self.live,
            recipients=data["recipients"],
            exception=data["exception"],
            note=data["note"],
            **self.said(form),
        )


class AcknowledgeView(ToRecipients):
    page_title = gettext_lazy("Bevestiging van een ontvanger")
    form_class = AcknowledgeForm
    submit_label = gettext_lazy("Vastleggen")
    done_message = gettext_lazy("De bevestiging is vastgelegd.")
    day_field = "acknowledged_on"

    def offered(self) -> Collection[Recipient]:
        return [
            one for one in self.recipients if one.is_told and one.notice and not one.notice.acknowledged_on
        ]

    def chosen(self) -> Collection[Recipient]:
        return []

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        wrong = why_not_acknowledged(self.about(given), given.get("acknowledged_on"), at=timezone.now())
        return super().foresee(given) + wrong

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        acknowledge_notices(
            self.live,
            recipients=data["recipients"],
            acknowledged_on=data["acknowledged_on"],
            note=data["note"],
            **self.said(form),
        )


class PersonToldView(ToRecipients):
    page_title = gettext_lazy("De betrokkene weet wie het hoorde")
    form_class = PersonToldForm
    submit_label = gettext_lazy("Vastleggen")
    done_message = gettext_lazy("Vastgelegd wanneer de betrokkene dit hoorde.")
    day_field = "told_on"
    explanation = gettext_lazy("Het overzicht om mee te sturen staat bij het verzoek, bij “Ontvangers”.")
    nobody = gettext_lazy("De betrokkene is al verteld welke ontvangers het weten.")

    def offered(self) -> Collection[Recipient]:
        return unheard_of(self.recipients)

    def get_form(self, data: Any = None) -> Any:
        return PersonToldForm(data, initial=self.get_initial())

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        return super().foresee(given) + why_not_heard(self.live, given.get("told_on"), at=timezone.now())

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        record_person_told(self.live, told_on=data["told_on"], note=data["note"], **self.said(form))
