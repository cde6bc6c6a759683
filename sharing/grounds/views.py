"""Loading the starting list in the browser: what it would add, then a reason, then once."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from sharing.core.actor import Actor
from sharing.core.admin import may
from sharing.core.admin.forms import ReasonField
from sharing.core.admin.screens import FormScreen
from sharing.grounds.models import SensitiveGround
from sharing.grounds.operations import load_starting_lists
from sharing.grounds.starting import standing
from sharing.reference.models import LegalProvision

TOLD_AT_MOST = 5


def may_load(user: Actor) -> bool:
    """Whether the list is for this person: who may add both provisions and grounds."""
    return may(user, "add", LegalProvision) and may(user, "add", SensitiveGround)


class StartingListForm(forms.Form):
    """Only the reason."""

    reason = ReasonField(label=gettext_lazy("Reden van de toevoeging"))


class StartingListView(FormScreen):
    """What the list would add, and the button that does."""

    page_title = gettext_lazy("Startlijst laden")
    header_icon = "download"
    form_class = StartingListForm
    submit_label = gettext_lazy("Startlijst laden")
    template_name = "sharing/grounds/starting_list.html"
    index_url_name = "grounds:index"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_load(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse(self.index_url_name), "label": _("Gronden voor gevoelige gegevens")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def perform(self, form: forms.Form) -> HttpResponse:
        loaded = load_starting_lists(by=self.request.user, reason=form.cleaned_data["reason"])
        if loaded.added:
            words = {"provisions": loaded.provisions, "grounds": loaded.grounds}
            messages.success(
                self.request,
                _(
                    "De startlijst is geladen: %(provisions)s bepalingen en %(grounds)s gronden toegevoegd, alle nog "
                    "te controleren."
                )
                % words,
            )
        else:
            messages.info(self.request, _("Alles van de startlijst staat er al; er is niets toegevoegd."))
        for sentence in loaded.left[:TOLD_AT_MOST]:
            messages.warning(self.request, sentence)
        if (more := len(loaded.left) - TOLD_AT_MOST) > 0:
            told = ngettext("En nog %(more)s ander gegeven.", "En nog %(more)s andere gegevens.", more)
            messages.warning(self.request, told % {"more": more})
        return redirect(self.index_url_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"found": standing()}
