"""The screens that change a register: every write goes through an operation, with the reason that was given."""

from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views import generic

from sharing.core.admin.forms import ReasonForm
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.operations import ChangedMeanwhile, delete_record, messages_of, save_record
from sharing.core.records import version_of


class WritingMixin:
    """Translates what an operation refuses into errors on the form; the input stays.

    Override ``write(form)`` to call another operation than ``save_record``.
    """

    viewset = None

    def write(self, form):
        """Do the work of the screen and return the record."""
        return save_record(
            form=form,
            by=self.request.user,
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data.get("version") or None,
        )

    def save_instance(self):
        return self.write(self.form)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ChangedMeanwhile as refused:
            form.accept_version()
            form.add_error(None, str(refused))
        except RefusedInput as refused:
            for error in refused.errors:
                form.add_error(error.field if error.field in form.fields else None, error.message)
        except (Refused, ValidationError) as refused:
            for message in messages_of(refused):
                form.add_error(None, message)
        self.produced_error_code = "validation_error"
        self.produced_error_message = self.get_error_message()
        return self.form_invalid(form)


class RegisterCreateView(WritingMixin, generic.CreateView):
    """Add a record."""

    def get_success_message(self, instance):
        return _("%(what)s “%(record)s” is toegevoegd.") % {
            "what": capfirst(self.model._meta.verbose_name),
            "record": instance,
        }


class RegisterEditView(WritingMixin, generic.EditView):
    """Change a record; who was overtaken by somebody else is told, and loses nothing."""

    permission_required = "change"

    def get_object(self, queryset=None):
        return super().get_object(self.viewset.get_queryset(self.request))

    def get_success_message(self):
        return _("%(what)s “%(record)s” is gewijzigd.") % {
            "what": capfirst(self.model._meta.verbose_name),
            "record": self.object,
        }

    def get_last_updated_info(self):
        return None  # the timeline tells this, from the register's own history


class RegisterDeleteView(generic.DeleteView):
    """Delete a record, unless something refers to it."""

    viewset = None
    form_class = ReasonForm
    template_name = "sharing/core/confirm_delete.html"

    def get_object(self, queryset=None):
        return super().get_object(self.viewset.get_queryset(self.request))

    def get_initial(self):
        return {"version": version_of(self.model, self.object.pk)}

    @property
    def confirmation_message(self):
        return _(
            "Weet u zeker dat u “%(record)s” wilt verwijderen? Het verdwijnt uit de lijsten; de historie blijft bewaard."
        ) % {"record": self.object}

    def remove(self, form) -> None:
        """Do the work of the screen."""
        delete_record(
            self.object,
            by=self.request.user,
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["version"] or None,
        )

    def form_valid(self, form):
        name = str(self.object)
        try:
            self.remove(form)
        except (Refused, ValidationError) as refused:
            for message in messages_of(refused):
                form.add_error(None, message)
            return self.form_invalid(form)
        label = capfirst(self.model._meta.verbose_name)
        messages.success(
            self.request, _("%(what)s “%(record)s” is verwijderd.") % {"what": label, "record": name}
        )
        return HttpResponseRedirect(self.get_success_url())
