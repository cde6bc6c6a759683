"""A step on one record: a form, one operation, and the mark of the state that was on the screen."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages

from sharing.core.admin.reading import RecordMixin
from sharing.core.admin.screens import FormScreen
from sharing.core.records import version_of


class StepScreen(RecordMixin, FormScreen):
    """A step on a live record, for who may change it.

    A form with a field ``version`` carries which state was on the screen; the operation refuses it when that is
    another by now, and the page then shows the record as it is.
    """

    any_permission_required: Any = None
    permission_required = "change"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.user_has_permission("change"):
            raise PermissionDenied
        self.pk = self._key()
        if self.live is None:
            raise Http404
        if reason := self.why_not():
            return self.turned_away(reason)
        return super().dispatch(request, *args, **kwargs)

    def why_not(self) -> str:
        """Why this step is not possible now, in a sentence; empty when it is."""
        return ""

    def turned_away(self, reason: str) -> HttpResponse:
        """Back to the record, with the reason."""
        messages.warning(self.request, reason)
        return redirect(self.url("inspect"))

    def get_page_subtitle(self) -> str:
        return str(self.live)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"object": self.live}

    def show(self, form: Any) -> HttpResponse:
        """The page as the record is now; who was told of a change decides again on this."""
        if "version" in form.fields:
            # Read before the record, so that the mark is never newer than what is shown.
            form.initial["version"] = version_of(self.model, self.pk)
            self.__dict__.pop("live", None)
            if form.is_bound:
                form.data = form.data.copy()
                form.data["version"] = form.initial["version"]
        return super().show(form)
