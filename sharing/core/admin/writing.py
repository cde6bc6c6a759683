"""The screens that change a register: every write goes through an operation, with the reason that was given."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views import generic

from sharing.core.actor import Actor
from sharing.core.admin.forms import ReasonForm, RegisterForm
from sharing.core.admin.looking import note_shown
from sharing.core.admin.policies import may
from sharing.core.admin.screens import add_foreseen, add_refusal, ask_files_again, kept_way, way_back
from sharing.core.exceptions import ChangedMeanwhile, InputError, Refused
from sharing.core.fields import focus_first_error
from sharing.core.models import Register
from sharing.core.operations import delete_record, save_record
from sharing.core.records import version_of
from sharing.core.refusals import why_not_deleted

REFUSALS = (Refused, ValidationError)
# Wagtail's way for what lies above this: called with the request and the model before a record is saved, and gives what
# is to be called with the record after it was.
AROUND_SAVE = "around_register_save"


def explain(form: BaseForm, refused: Refused | ValidationError) -> None:
    """Put what an operation refused on the form, at the field it is about."""
    add_refusal(form, refused)


def tell_overtaken(request: HttpRequest, form: Any) -> None:
    """Say what somebody else changed meanwhile and was taken along, unless the form itself already says so."""
    overtaken = getattr(form, "overtaken", None)
    if overtaken is not None and overtaken.sentence and not overtaken.questions:
        messages.info(request, overtaken.sentence)


def save_form(form: Any, *, by: Actor) -> Register:
    """Save a valid RegisterForm with the reason and the version it carries."""
    cleaned = form.cleaned_data
    return save_record(form=form, by=by, reason=cleaned["reason"], seen=cleaned.get("version") or None)


_View: Any = object  # of Wagtail, to which the mixin is added


class WritingMixin(_View):
    """Translates what an operation refuses into errors on the form; the input stays.

    Override ``write(form)`` to call another operation than ``save_record``.
    """

    viewset: Any = None
    tried_again = False

    def write(self, form: Any) -> Any:
        """Do the work of the screen and return the record."""
        return save_form(form, by=self.request.user)

    def save_instance(self) -> Any:
        return self.write(self.form)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            followers = [follow(self.request, self.model) for follow in hooks.get_hooks(AROUND_SAVE)]
            answer = super().form_valid(form)
            tell_overtaken(self.request, form)
            for tell in followers:
                tell(self.object)
            return answer
        except ChangedMeanwhile as refused:
            # Between reading and writing: once more, with that change as well.
            again = self.get_form() if isinstance(form, RegisterForm) and not self.tried_again else form
            if again is not form and getattr(again, "overtaken", None) is not None:
                self.tried_again = True
                return self.form_valid(again) if again.is_valid() else self.form_invalid(again)
            explain(form, refused)
        except REFUSALS as refused:
            explain(form, refused)
        self.produced_error_code = "validation_error"
        self.produced_error_message = self.get_error_message()
        return self.form_invalid(form)

    def get_success_buttons(self) -> list[Any]:
        """To the record as it stands now, where the next step is; its form only where it has no such screen."""
        if not getattr(self.viewset, "inspect_view_enabled", False):  # accounts are Wagtail's own
            return super().get_success_buttons()
        address = reverse(self.viewset.get_url_name("inspect"), args=[self.object.pk])
        return [messages.button(address, _("Bekijken"))]

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        """What the operation would refuse of what could be read, told with what could not."""
        return []

    def form_invalid(self, form: Any) -> HttpResponse:
        add_foreseen(form, self.foresee(form.cleaned_data))
        ask_files_again(form)
        focus_first_error(form)
        tell_overtaken(self.request, form)
        return super().form_invalid(form)


def prefilled(model: type[Model], names: Iterable[str], asked: Mapping[str, str]) -> dict[str, Any]:
    """The values of these fields in an address, as a form begins with them; what is no value fills in nothing."""
    found: dict[str, Any] = {}
    for name in names:
        text = asked.get(name, "").replace("\0", "")
        try:
            if text:
                field: Any = model._meta.get_field(name)
                found[name] = field.clean(text, None)
        except ValidationError:
            continue
    return found


class RegisterCreateView(WritingMixin, generic.CreateView):
    """Add a record."""

    # What the address may fill in beforehand, by the name of the field: a link from where something is missing.
    prefilled: tuple[str, ...] = ()

    success_message = _("%(model_name)s “%(object)s” is toegevoegd.")
    error_message = _("Nog niet toegevoegd: er is iets mis met de invoer. Zie de meldingen hieronder.")

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | prefilled(self.model, self.prefilled, self.request.GET)


class RegisterEditView(WritingMixin, generic.EditView):
    """Change a record; who was overtaken by somebody else is told, and loses nothing."""

    success_message = _("%(model_name)s “%(object)s” is gewijzigd.")
    error_message = _("Nog niet opgeslagen: er is iets mis met de invoer. Zie de meldingen hieronder.")

    def get_object(self, queryset: QuerySet[Any] | None = None) -> Any:
        return super().get_object(self.viewset.get_queryset(self.request))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        note_shown(request, self.object)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        if response.status_code == 200:
            note_shown(request, self.object, again=False)
        return response

    def get_edit_url(self) -> str:
        return kept_way(self.request, super().get_edit_url())

    def get_success_url(self) -> str:
        return way_back(self.request, super().get_success_url())

    def get_last_updated_info(self) -> None:
        return None  # the timeline tells this, from the register's own history


class RegisterDeleteView(generic.DeleteView):
    """Delete a record, unless something refers to it."""

    viewset: Any = None
    form_class = ReasonForm
    template_name = "sharing/core/confirm_delete.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        # Wagtail fetches the record here, before it asks who may.
        if not may(request.user, self.permission_required, self.model):
            raise PermissionDenied
        super().setup(request, *args, **kwargs)

    def get_object(self, queryset: QuerySet[Any] | None = None) -> Any:
        try:
            return super().get_object(self.viewset.get_queryset(self.request))
        except ValueError:
            raise Http404 from None

    def get_initial(self) -> dict[str, Any]:
        return {"version": version_of(self.model, self.object.pk)}

    @property
    def confirmation_message(self) -> str:
        return _(
            "Weet u zeker dat u “%(record)s” wilt verwijderen? Het gaat uit de lijsten; de historie blijft bewaard."
        ) % {"record": self.object}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # Said before a reason is asked; after trying, the form says what stood in the way.
        asking = self.request.method == "GET"
        kept = why_not_deleted(self.object, by=self.request.user) if asking else self.object.why_kept()
        return super().get_context_data(**kwargs) | {"kept": kept}

    def remove(self, form: Any) -> None:
        """Do the work of the screen."""
        cleaned = form.cleaned_data
        delete_record(
            self.object, by=self.request.user, reason=cleaned["reason"], seen=cleaned["version"] or None
        )

    def form_valid(self, form: Any) -> HttpResponse:
        name = str(self.object)
        try:
            self.remove(form)
        except REFUSALS as refused:
            explain(form, refused)
            return self.form_invalid(form)
        label = capfirst(self.model._meta.verbose_name)
        messages.success(
            self.request, _("%(what)s “%(record)s” is verwijderd.") % {"what": label, "record": name}
        )
        return HttpResponseRedirect(self.get_success_url())
