"""The screen “Herstel” of a version: withdraw it while it does not hold yet, or take its text up again as the draft."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.authorship.four_eyes import names_of
from home.core.refusals import PublicationRefused
from home.publication.proposals import confirmers_of, may_confirm, may_propose, open_proposal
from home.publication.restoring import start_from
from home.publication.withdrawals import check_withdrawable, drop_withdrawal, propose_withdrawal, withdraw
from home.versions.bases import FrozenVersion
from home.versions.forms import WithdrawalForm
from sharing.public import Actor

PROPOSE, CONFIRM, DROP, DRAFT = "propose", "confirm", "drop", "draft"


class RestoreView(WagtailAdminTemplateMixin, TemplateView):
    """For whoever writes or approves the text; of two people one proposes and the other confirms."""

    template_name = "home/versions/restore.html"
    page_title = gettext_lazy("Herstel")
    header_icon = "rotate"
    model: Any = None  # of the version; its list says which

    def dispatch(self, request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.version: FrozenVersion = get_object_or_404(self.model, pk=pk)
        if not may_propose(self.version, user=request.user):
            raise PermissionDenied
        self.form = WithdrawalForm(request.POST if request.POST.get("action") == PROPOSE else None)
        return super().dispatch(request, *args, pk=pk, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what was chosen; a refusal is shown here, and what was typed stays."""
        action = request.POST.get("action", "")
        refusal = ""
        try:
            if action != PROPOSE or self.form.is_valid():
                return redirect(self._do(action, by=request.user))
        except PublicationRefused as refused:
            refusal = str(refused)
        return self.render_to_response(self.get_context_data(refusal=refusal))

    def _do(self, action: str, *, by: Actor) -> str:
        here, now = reverse(f"{self.version.screens}:restore", args=[self.version.pk]), timezone.now()
        if action == DRAFT:
            start_from(self.version, by=by, at=now)
            return reverse("wagtailadmin_pages:edit", args=[self.version.page_id])
        if action == PROPOSE:
            propose_withdrawal(self.version, explanation=self.form.cleaned_data["explanation"], by=by, at=now)
            return here
        proposal = open_proposal(self.version)
        # What is decided on is what was on the screen.
        if proposal is None or self.request.POST.get("proposal") != str(proposal.pk):
            raise PublicationRefused(_("Dit voorstel is er niet meer. Hieronder staat hoe het nu is."))
        if action == CONFIRM:
            withdraw(proposal, by=by, at=now)
        elif action == DROP:
            drop_withdrawal(proposal, by=by, at=now)
        else:
            raise PermissionDenied
        return here

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(f"{self.version.screens}:index"), "label": _("Versies")},
            {
                "url": reverse(f"{self.version.screens}:inspect", args=[self.version.pk]),
                "label": str(self.version),
            },
            {"url": "", "label": self.page_title},
        ]

    def get_page_subtitle(self) -> str:
        return str(self.version)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        proposal = open_proposal(self.version)
        why_not = ""
        try:
            check_withdrawable(self.version, at=timezone.now())
        except PublicationRefused as refused:
            why_not = str(refused)
        return super().get_context_data(**kwargs) | {
            "version": self.version,
            "withdrawal": self.version.withdrawn,
            "why_not": why_not,
            "proposal": proposal,
            "may_confirm": bool(proposal and may_confirm(proposal, user=self.request.user)),
            "names": names_of(confirmers_of(proposal)) if proposal else "",
            "form": self.form,
            "may_write": self.version.page.permissions_for_user(self.request.user).can_edit(),
        }
