"""A screen with one form and one operation, for steps that are not simply adding or changing a record."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from sharing.core.exceptions import InputError, Refused, RefusedInput
from sharing.core.fields import focus_first_error


def add_refusal(form: forms.BaseForm, refused: Refused | ValidationError) -> None:
    """Show what an operation refused at the fields it is about; the input stays."""
    if isinstance(refused, RefusedInput):
        for error in refused.errors:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        return
    if isinstance(refused, ValidationError):
        said = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for name, sentences in said.items():
            for sentence in sentences:
                form.add_error(name if name in form.fields else None, sentence)
        return
    form.add_error(None, str(refused))


def add_foreseen(form: forms.BaseForm, foreseen: Iterable[InputError]) -> None:
    """Show what an operation would refuse as well, where nothing is said yet: all that is wrong is told at once."""
    said = [
        one for one in foreseen if one.field not in form.errors and one.message not in form.non_field_errors()
    ]
    if said:
        add_refusal(form, RefusedInput(said))


def ask_files_again(form: Any) -> None:
    """Say of each file that was chosen that it is to be chosen again: a page that comes back with errors has none."""
    rows = [row for formset in getattr(form, "formsets", {}).values() for row in formset.forms]
    for one in (form, *rows):
        for name, field in one.fields.items():
            chosen = one.files.get(one.add_prefix(name)) if isinstance(field, forms.FileField) else None
            if chosen is not None and not one.has_error(name) and not one.data.get(one.add_prefix("DELETE")):
                message = _(
                    "Kies “%(file)s” opnieuw: er is nog niets opgeslagen, en een browser onthoudt geen bestand."
                )
                one.add_error(name, message % {"file": chosen.name})


BACK = "terug"  # in an address: where one goes afterwards, such as the step or the request that one came from


def way_back(request: HttpRequest, otherwise: str, *, below: str = "/") -> str:
    """Where the address says that one came from, when that is on this site and ``below`` there; or ``otherwise``."""
    back = request.GET.get(BACK, "")
    safe = back.startswith(below) and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if safe else otherwise


def kept_way(request: HttpRequest, address: str) -> str:
    """This address, for a screen on the way that goes back to where the one before it would go back to."""
    back = way_back(request, "")
    return f"{address}?{urlencode({BACK: back})}" if back else address


class FormScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Subclasses give ``form_class`` and ``perform``; with ``RecordMixin`` it is a step on one record."""

    template_name = "sharing/core/form_screen.html"
    form_class: type[forms.Form] = forms.Form
    submit_label = _("Vastleggen")
    explanation: Any = ""
    stores = True  # False where the form only leads somewhere, so that nothing could have been stored

    def get_form(self, data: Any = None) -> forms.Form:
        """The form, empty or with what was sent."""
        return self.form_class(data, initial=self.get_initial())

    def get_initial(self) -> dict[str, Any]:
        """What the fields start with."""
        return {}

    def perform(self, form: forms.Form) -> HttpResponse:
        """Call the operation and answer; Refused and ValidationError become errors on the form."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(self.get_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST)
        if form.is_valid():
            try:
                return self.perform(form)
            except (Refused, ValidationError) as refused:
                add_refusal(form, refused)
        add_foreseen(form, self.foresee(form.cleaned_data))
        return self.show(form)

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        """What the operation would refuse of what could be read, told with what could not."""
        return []

    def show(self, form: forms.Form) -> HttpResponse:
        """The page with this form."""
        if form.is_bound and form.errors:
            ask_files_again(form)
        focus_first_error(form)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "explanation": self.explanation,
            "submit_label": self.submit_label,
            "stores": self.stores,
            "media": kwargs["form"].media,
        }


class DecisionScreen(FormScreen):
    """A proposal, on which another decides than who made it, who may take it back."""

    deciding_form: type[forms.Form]
    taking_back_form: type[forms.Form]

    @property
    def proposed_by(self) -> Any:
        """The account (a key) that made the proposal; None while there is none."""
        raise NotImplementedError

    @property
    def is_own(self) -> bool:
        """Whether who looks made the proposal."""
        return self.proposed_by is not None and bool(self.proposed_by == self.request.user.pk)

    @property
    def form_class(self) -> Any:  # type: ignore[override]  # what may be done depends on who looks
        return self.taking_back_form if self.is_own else self.deciding_form

    @property
    def submit_label(self) -> Any:  # type: ignore[override]
        return _("Voorstel intrekken") if self.is_own else _("Besluit vastleggen")
