"""Steps on the tokens of a source system. A token is shown once, on the answer that makes it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from sharing.access.choices import ProposalKind
from sharing.access.refusals import why_not_beside
from sharing.access.words import waiting_in_words
from sharing.core.admin.steps import StepScreen
from sharing.core.dutch import instant_in_words
from sharing.core.exceptions import InputError
from sharing.sources.forms import RenewForm, RevokeForm
from sharing.sources.operations import MadeToken, renew_token, revoke_tokens
from sharing.sources.refusals import why_not_kept_until, why_not_revoked
from sharing.sources.words import expiry_words


def show_token(request: HttpRequest, made: MadeToken, index_url: str) -> HttpResponse:
    """The only page that ever shows the token; nothing keeps it, the browser neither."""
    context = {
        "source": made.source,
        "token": made.token,
        "waiting": waiting_in_words(made.proposal) if made.proposal else "",
        "expires_on": expiry_words(made.source),
        "old_until": instant_in_words(made.source.old_expires_at) if made.source.old_expires_at else "",
        "index_url": index_url,
    }
    answer = TemplateResponse(request, "sharing/sources/token.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


class RenewTokenView(StepScreen):
    """A new token instead of the old one, which stops working at once or at a moment that is chosen."""

    form_class = RenewForm
    page_title = gettext_lazy("Token vernieuwen")
    submit_label = gettext_lazy("Nieuw token maken")
    _explained = gettext_lazy(
        "Het nieuwe token ziet u één keer; zorg dat de beheerder van het bronsysteem klaarstaat om het over te nemen. "
        "Mag het huidige token lezen, dan doet het nieuwe dat pas als een tweede persoon dat opnieuw bevestigt. Werkt "
        "er nog een token van een vorige vernieuwing, dan stopt dat nu."
    )

    @property
    def explanation(self) -> str:
        """What a renewal does; also to a proposal that waits, which is about the token that it replaces."""
        waits = why_not_beside(ProposalKind.TOKEN, self.live.pk)
        lost = _("Vernieuwt u nu, dan kan dat niet meer worden bevestigd: vraag daarna opnieuw om het recht.")
        return f"{self._explained} {waits} {lost}" if waits else str(self._explained)

    def why_not(self) -> str:
        if self.live.token_hash is None:
            return _("Dit is een ingebouwde bron; die heeft geen token.")
        return ""

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        return why_not_kept_until(self.live, given.get("old_until"), at=timezone.now())

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        made = renew_token(
            self.live,
            **{name: data[name] for name in ("days", "old_until", "reason")},
            seen=data["version"],
            by=self.request.user,
            at=timezone.now(),
        )
        return show_token(self.request, made, self.url("inspect"))


class RevokeTokenView(StepScreen):
    """Let a token stop working at once, for good."""

    form_class = RevokeForm
    page_title = gettext_lazy("Token intrekken")
    explanation = gettext_lazy(
        "Een ingetrokken token werkt meteen niet meer en nooit meer. Wat ermee is vastgelegd, blijft. Maak met “Token "
        "vernieuwen” een nieuw token als het bronsysteem verder moet."
    )
    submit_label = gettext_lazy("Nu intrekken")

    def why_not(self) -> str:
        return why_not_revoked(self.live, at=timezone.now())

    def get_form(self, data: Any = None) -> Any:
        form = super().get_form(data)
        if not self.live.has_old_token(at=timezone.now()):
            which: Any = form.fields["which"]
            which.choices, which.initial = which.choices[1:], RevokeForm.ALL
        return form

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        only_old = data["which"] == RevokeForm.OLD
        revoke_tokens(
            self.live,
            only_old=only_old,
            seen=data["version"],
            by=self.request.user,
            at=timezone.now(),
            reason=data["reason"],
        )
        done = (
            _("Het oude token is ingetrokken en werkt niet meer; het huidige werkt door.")
            if only_old
            else _("Ingetrokken: dit bronsysteem heeft geen token meer dat werkt.")
        )
        messages.success(self.request, done)
        return redirect(self.url("inspect"))
