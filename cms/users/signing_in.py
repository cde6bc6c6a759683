"""Guessing passwords is slow: after ten wrong ones a name has to wait, from that address."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from wagtail.admin.forms.auth import LoginForm

from cms.models import SignInFailure

ATTEMPTS = 10
PERIOD = timedelta(minutes=15)


class SignInForm(LoginForm):
    """Wagtail's form, which also refuses the right password while the name has to wait."""

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError for a wrong password and for too many of them."""
        key = self._key()
        recent = SignInFailure.objects.filter(at__gt=timezone.now() - PERIOD)
        if recent.filter(key=key).count() >= ATTEMPTS:
            raise ValidationError(
                _("Te vaak een verkeerd wachtwoord. Probeer het over een kwartier opnieuw."), code="throttled"
            )
        try:
            cleaned: dict[str, Any] = super().clean()
        except ValidationError:
            SignInFailure.objects.create(key=key)
            raise
        SignInFailure.objects.filter(key=key).delete()
        SignInFailure.objects.filter(at__lte=timezone.now() - PERIOD).delete()
        return cleaned

    def _key(self) -> str:
        """Of name and address together, so that nobody locks another out; neither can be read back."""
        name = self.cleaned_data.get("username", "").casefold()
        address = self.request.META.get("REMOTE_ADDR", "") if self.request else ""
        return salted_hmac("cms.users.signing_in", f"{name}\0{address}", algorithm="sha256").hexdigest()
