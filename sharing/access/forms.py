"""The forms of accounts and of decisions on proposals."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.users.forms import UserCreationForm, UserEditForm

from sharing.access.accounts import ALMOST_TAKEN, OWN
from sharing.access.choices import ProposalKind
from sharing.access.queries import for_two, is_almost_taken
from sharing.access.refusals import REASON_NEEDED, why_not_beside
from sharing.core.admin import ReasonField
from sharing.core.admin.forms import REASON_LENGTH
from sharing.core.fields import FreeTextField
from sharing.core.records import version_of

NOT_HERE = _("Dit recht gaat aan alle rollen voorbij en is alleen op de server zelf te geven.")
NOT_OWN = _("Uw eigen naam en rollen wijzigt een andere beheerder.")
NO_ADDRESS_YET = _(
    "Dit account heeft nog geen adres: er komen dan geen herinneringen en geen wachtwoordlink."
)
FIXED_NAME = _("Ligt vast: de historie noemt deze naam.")


def optional_reason() -> forms.CharField:
    """Why; asked for when it takes two people, and kept with every change."""
    return ReasonField(
        label=_("Reden"),
        required=False,
        help_text=_(
            "Komt in de historie. Verplicht bij wat twee personen doen, zoals een rol geven die beoordeelt of beslist: "
            "de tweede persoon leest haar."
        ),
    )


_Form: Any = object  # of Wagtail, to which the mixin is added


class _WithoutSecrets(_Form):
    """Nobody types the password of another, and nobody becomes all-powerful here."""

    password_enabled = False
    password_required = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("is_superuser"):
            # A disabled field keeps its value whatever is sent.
            field.disabled, field.help_text = True, NOT_HERE
        self.fields["last_name"].required = False
        self.fields["groups"].label = _("Rollen")

    def clean(self) -> Any:
        """What the operation would refuse, told with what else is wrong."""
        data = super().clean()
        if self._takes_two():
            ask_for_two(self, ProposalKind.ROLES, self.instance.pk)
        return data

    def _takes_two(self) -> bool:
        """Whether something that was changed takes a second person."""
        given = {name: self.cleaned_data[name] for name in self.changed_data if name in self.cleaned_data}
        held = set(self.instance.groups.all()) if self.instance.pk else set()
        values = given if self.instance.pk else {}
        own = getattr(self, "editing_self", False)
        return any(for_two(self.instance, values, set(given.get("groups", ())) - held, own=own))


def ask_for_two(form: forms.BaseForm, kind: ProposalKind, key: int | None) -> None:
    """Say on a form what a proposal would be refused for: no reason, or one about the same that still waits."""
    if "reason" not in form.errors and not form.cleaned_data.get("reason"):
        form.add_error("reason", REASON_NEEDED)
    if waits := why_not_beside(kind, key):
        form.add_error(None, waits)


class AccountCreationForm(_WithoutSecrets, UserCreationForm):
    """A new account; the person chooses a password by a link in the mail."""

    reason = optional_reason()

    def clean(self) -> Any:
        data = super().clean()
        if is_almost_taken(self.cleaned_data.get("username", "")):
            self.add_error("username", ALMOST_TAKEN)
        return data


class AccountEditForm(_WithoutSecrets, UserEditForm):
    """An existing account. Who edits his own sees his name and roles, and changes neither.

    ``version`` is the account as it was shown: roles are saved as they stand here, and what a colleague took away
    meanwhile would come back.
    """

    reason = optional_reason()
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        own, account = kwargs.get("editing_self", False), kwargs["instance"]
        version = version_of(type(account), account.pk)
        if data is None:
            account.refresh_from_db()  # read after its mark
        super().__init__(data, *args, **kwargs)
        self.initial["version"] = version
        self.fields["username"].disabled, self.fields["username"].help_text = True, FIXED_NAME
        if not self.instance.email:
            # The accounts of a first start have none, and nobody has to make one up to change something else.
            self.fields["email"].required, self.fields["email"].help_text = False, NO_ADDRESS_YET
        if own:
            for name in (*OWN, "groups"):
                self.fields[name].disabled, self.fields[name].required = True, False
                self.fields[name].help_text = NOT_OWN


class RoleForAllForm(forms.Form):
    """One role for several accounts."""

    use_required_attribute = False  # a browser would tell what is missing alone, and nothing of the rest

    role = forms.ModelChoiceField(
        label=_("Rol"),
        queryset=Group.objects.order_by("name"),
        empty_label=_("Kies…"),
        error_messages={"required": _("Kies welke rol deze gebruikers krijgen.")},
    )
    reason = optional_reason()


class ActivityForm(forms.Form):
    """Whether several accounts may sign in."""

    use_required_attribute = False  # as above

    mark_as_active = forms.TypedChoiceField(
        label=_("Mag aanmelden"),
        choices=((True, _("Ja, actief")), (False, _("Nee, niet actief"))),
        widget=forms.RadioSelect,
        coerce=lambda value: value == "True",
        error_messages={"required": _("Kies of deze gebruikers mogen aanmelden.")},
    )
    reason = ReasonField(label=_("Reden"), required=False)


class DecisionForm(forms.Form):
    """What somebody decides about the proposal that was on the screen."""

    seen = forms.CharField(widget=forms.HiddenInput)
    note = FreeTextField(
        label=_("Toelichting"),
        max_length=REASON_LENGTH,
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
        help_text=_("Staat voorgoed bij dit voorstel."),
        error_messages={"required": _("Schrijf op waarom u het voorstel afwijst.")},
    )

    def __init__(self, *args: Any, note_needed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].required = note_needed
