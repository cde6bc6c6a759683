"""A person's own account: he changes address and password himself, recorded as his own doing, and never his name."""

from typing import Any

from django.contrib.auth import forms as auth_forms
from django.utils.translation import gettext as _
from wagtail.admin.forms.account import NameEmailForm
from wagtail.admin.forms.auth import PasswordChangeForm
from wagtail.admin.views import account

from cms.users.devices import remember_device
from sharing.public import acting

NAMES = ("first_name", "last_name")


class _ToldAtOnce:
    """What is wrong with a new password is said at it, also when it was repeated differently.

    Django judges the repetition, which is no longer there when it differs.
    """

    def validate_password_for_user(self, user: Any, password_field_name: Any = None) -> Any:
        return super().validate_password_for_user(user, "new_password1")  # type: ignore[misc]  # of Django's form


class OwnAccountForm(NameEmailForm):
    """The name is shown; the address can be changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in NAMES:
            self.fields[name].disabled, self.fields[name].required = True, False
        self.fields["last_name"].help_text = _(
            "Zo staat u in de historie. Klopt uw naam niet meer? Vraag een beheerder."
        )
        if not self.instance.email:
            # The accounts of a first start have none, and nobody has to make one up to choose a password.
            self.fields["email"].required = False


class OwnAccountPanel(account.NameEmailSettingsPanel):
    """Wagtail's part of the screen with that form."""

    form_class = OwnAccountForm


class OwnPasswordForm(_ToldAtOnce, PasswordChangeForm):
    """Wagtail's form, with all that is wrong at once."""


class OwnPasswordPanel(account.ChangePasswordPanel):
    """Wagtail's part of the screen with that form."""

    form_class = OwnPasswordForm


OURS: dict[Any, Any] = {
    account.NameEmailSettingsPanel: OwnAccountPanel,
    account.ChangePasswordPanel: OwnPasswordPanel,
}


class AccountView(account.AccountView):
    """Wagtail's screen of one's own account; what changes is recorded as the person's own doing."""

    def get_panels(self) -> Any:
        return [
            OURS.get(type(panel), type(panel))(panel.request, panel.user, panel.profile)
            for panel in super().get_panels()
        ]

    def post(self, request: Any) -> Any:
        with acting(by=request.user, reason=_("Eigen account")):
            return super().post(request)


class ChoosePasswordForm(_ToldAtOnce, auth_forms.SetPasswordForm):  # type: ignore[type-arg]  # not when it runs
    """A new password, chosen by the person whose account it is."""

    def save(self, commit: Any = True) -> Any:
        with acting(by=self.user, reason=_("Zelf een wachtwoord gekozen via een link in de e-mail")):
            return super().save(commit)


class ChoosePasswordView(account.PasswordResetConfirmView):
    """Where a link in the mail leads; one for an account that is not active leads nowhere."""

    form_class = ChoosePasswordForm

    def form_valid(self, form: Any) -> Any:
        response = super().form_valid(form)
        # Who has the mail is let in from here, also while somebody else is guessing.
        remember_device(response, form.user.get_username())
        return response

    def get_user(self, uidb64: Any) -> Any:
        user = super().get_user(uidb64)
        return user if user is not None and user.is_active else None
