"""What the draft reads as, however its text came there: typed, pasted or read in. One click makes it so."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button

from home.importing.operations import check_replaceable
from home.importing.viewsets import ImportScreen
from home.models import StatementPage
from home.recognition.operations import accept_proposals
from home.recognition.words import recognised_in
from sharing import public
from sharing.public import Actor

INDEX = "statement_recognition:index"


class RecognitionView(ImportScreen):
    """Shows what the draft reads as, and makes so what was chosen."""

    http_method_names = ["get", "post"]
    page_title = gettext_lazy("Toezeggingen herkennen")
    header_icon = "key"
    template_name = "home/admin/recognition.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        draft = self.page.get_latest_revision_as_object()
        try:
            check_replaceable(self.page, by=request.user)
        except public.Refused as refused:
            return self._page(refused=str(refused))
        proposals = recognised_in(draft.body.get_prep_value())
        return self._page(proposals=proposals, replaces=self.page.latest_revision_id or "")

    def post(self, request: HttpRequest) -> HttpResponse:
        kinds = request.POST.getlist("recognised")
        replaces = request.POST.get("replaces", "")
        if not kinds:
            messages.warning(request, _("Er is niets gekozen; het concept is niet veranderd."))
            return redirect(INDEX, self.page.pk)
        try:
            accept_proposals(
                page=self.page,
                kinds=kinds,
                by=request.user,
                replaces=int(replaces) if replaces.isascii() and replaces.isdecimal() else None,
            )
        except public.Refused as refused:
            messages.error(request, str(refused))
            return redirect(INDEX, self.page.pk)
        told = ngettext(
            "%(count)s onderdeel van het concept is gemaakt tot wat er staat. Lezers zien nog niets.",
            "%(count)s onderdelen van het concept zijn gemaakt tot wat er staat. Lezers zien nog niets.",
            len(kinds),
        )
        messages.success(request, told % {"count": len(kinds)})
        return redirect("wagtailadmin_pages:edit", self.page.pk)


class StatementRecognitionViewSet(ViewSet):
    """The address under /beheer/toezeggingen-herkennen/."""

    name = "statement_recognition"
    url_prefix = "toezeggingen-herkennen"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("<int:page_id>/", self.construct_view(RecognitionView), name="index")]


statement_recognition = StatementRecognitionViewSet()


def recognition_button(page: Any, user: Actor, view_name: str, next_url: str | None = None) -> Iterator[Any]:
    """In the menu of the statement, for who may edit it."""
    if page.specific_class is StatementPage and page.permissions_for_user(user).can_edit():
        address = reverse(INDEX, args=[page.pk])
        yield Button(_("Toezeggingen herkennen"), address, icon_name="key", priority=13)
