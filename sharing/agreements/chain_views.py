"""The screen on which the whole chain of sub-processors of an agreement is entered."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages

from sharing.agreements.chain_forms import ChainForm
from sharing.agreements.chaining import enter_chain
from sharing.agreements.choices import NEEDS_ARTICLE_28
from sharing.agreements.models import Agreement
from sharing.core.admin.steps import StepScreen
from sharing.core.admin.writing import AROUND_SAVE


class ChainView(StepScreen):
    """Every link in a row of its own, stored together or not at all."""

    page_title = gettext_lazy("Keten van subverwerkers")
    header_icon = "list-ul"
    template_name = "sharing/agreements/chain.html"
    submit_label = gettext_lazy("Keten opslaan")
    explanation = gettext_lazy(
        "Een rij per subverwerker. Schakelt een subverwerker op haar beurt een ander in, vul dan bij die ander het "
        "nummer van de rij in; leeg is de verwerker zelf. Een rij waarin niets staat, telt niet mee."
    )

    def why_not(self) -> str:
        if self.live.kind in NEEDS_ARTICLE_28:
            return ""
        return _("Alleen een verwerkersovereenkomst heeft een keten van subverwerkers.")

    def get_form(self, data: Any = None) -> Any:
        return ChainForm(data, agreement=self.live)

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        followers = [follow(self.request, Agreement) for follow in hooks.get_hooks(AROUND_SAVE)]
        enter_chain(
            self.live,
            links=form.rows.links(),
            seen=data["version"],
            by=self.request.user,
            reason=data["reason"],
        )
        messages.success(self.request, _("De keten van %s is opgeslagen.") % self.live.reference)
        for tell in followers:
            tell(self.live)
        return redirect(self.url("inspect"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"media": kwargs["form"].media + kwargs["form"].rows.media}


_ViewSet: Any = object  # of the register, to which the mixin is added


class ChainViewSet(_ViewSet):
    """The address of the chain of an agreement."""

    def get_urlpatterns(self) -> list[URLPattern]:
        own = path(f"<{self.pk_path_converter}:pk>/keten/", self.construct_view(ChainView), name="chain")
        return [*super().get_urlpatterns(), own]
