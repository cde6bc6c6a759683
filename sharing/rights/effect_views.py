"""The steps that write in the register what a request asks: its objections, and a restriction until the answer."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharing.rights.choices import IN_REGISTER, UNTIL_ANSWERED, RightKind
from sharing.rights.effect_forms import RecordForm, RestrictForm
from sharing.rights.effects import record_objection, restrict_until_answered
from sharing.rights.queries import meanwhile, progress_of
from sharing.rights.views import BeforeDecision


class InRegister(BeforeDecision):
    """Only when it is sure of whom it is."""

    def why_not(self) -> str:
        if self.live.on_behalf_of_id is not None:
            return _("Over dit verzoek beslist de opdrachtgever; stuur het door.")
        if not self.live.identity_how:
            return _("Controleer eerst wie dit vraagt.")
        if self.live.dossier is None:
            return _(
                "Vul eerst het dossiernummer in bij het verzoek; het register moet weten over wie het gaat."
            )
        return super().why_not()


class RecordView(InRegister):
    page_title = gettext_lazy("Opnemen bij de bezwaren en beperkingen")
    form_class = RecordForm
    submit_label = gettext_lazy("Opnemen")
    done_message = gettext_lazy(
        "Opgenomen bij de bezwaren en beperkingen. Daarop wordt met dit verzoek beslist."
    )
    explanation = gettext_lazy(
        "Het register houdt er rekening mee zodra het wordt toegewezen. Vraagt de betrokkene verschillende dingen, "
        "neem die dan apart op; dan kunt u ook een deel toewijzen."
    )

    @property
    def is_restriction(self) -> bool:
        """Whether the whole dossier is to be restricted."""
        return bool(self.live.kind == RightKind.RESTRICTION)

    def why_not(self) -> str:
        if self.live.kind not in IN_REGISTER:
            return _("Dit verzoek is geen bezwaar en geen beperking.")
        if self.is_restriction and progress_of(self.live).objections:
            return _("Deze beperking is al opgenomen; zij geldt voor het hele dossier.")
        return super().why_not()

    def get_form(self, data: Any = None) -> Any:
        return RecordForm(data, is_restriction=self.is_restriction)

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        record_objection(
            self.live,
            recipient=data.get("recipient"),
            purpose=data.get("purpose"),
            restriction_ground=data.get("restriction_ground", ""),
            until_answered=data.get("until_answered", False),
            note=data["note"],
            **self.said(form),
        )


class RestrictView(InRegister):
    page_title = gettext_lazy("Gebruik beperken tot het antwoord")
    form_class = RestrictForm
    submit_label = gettext_lazy("Beperken")
    done_message = gettext_lazy("Vanaf nu wordt er niets verstrekt, tot u de beperking opheft.")
    explanation = gettext_lazy(
        "Alleen als de betrokkene het vraagt, omdat de gegevens niet zouden kloppen of tegen het gebruik bezwaar is "
        "gemaakt (artikel 18, lid 1, onder a en d, AVG)."
    )

    def why_not(self) -> str:
        if self.live.kind not in UNTIL_ANSWERED:
            return _("Bij dit verzoek kan niet om een beperking tot het antwoord worden gevraagd.")
        if meanwhile(self.live) is not None:
            return _("Het gebruik is al beperkt tot er een antwoord is.")
        return super().why_not()

    def step(self, form: Any) -> None:
        restrict_until_answered(self.live, note=form.cleaned_data["note"], **self.said(form))
