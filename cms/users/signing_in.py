"""Signing in, and asking for a new password: guessing is slow, and nobody locks another out (ADR 0023)."""

import logging
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.views import account

from cms.models import SignInEvent, SignInKind
from cms.users.addresses import place_of, through_unknown_proxy, visitor_address
from cms.users.devices import known_device, remember_device
from cms.users.limits import Limit, Ticket, sweep

logger = logging.getLogger(__name__)

QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)
# A browser in which this account signed in before has its own limit, and no other.
BY_DEVICE = Limit("device", 10, QUARTER)
# From elsewhere: one name from one place, all names from one place, and one name from all places.
BY_PLACE = Limit("place", 10, QUARTER)
BY_ADDRESS = Limit("address", 50, QUARTER)
BY_NAME = Limit("name", 100, HOUR)
RESET_BY_NAME = Limit("reset-name", 3, HOUR)
RESET_BY_ADDRESS = Limit("reset-address", 20, HOUR)


class LimitedBackend(ModelBackend):
    """Checks a password, on whichever screen it is typed, unless there were too many wrong ones."""

    def authenticate(
        self, request: HttpRequest | None, username: Any = None, password: Any = None, **kwargs: Any
    ) -> Any:
        """The account; None for a wrong password. Raises PermissionDenied while somebody has to wait."""
        if username is None or password is None:
            return None
        attempt = _Attempt(request, username)
        if not attempt.may_be_judged():
            if request is not None:
                request.sign_in_waits = True  # type: ignore[attr-defined]  # for the form
            raise PermissionDenied
        user = super().authenticate(request, username=username, password=password, **kwargs)
        if user is None:
            record(SignInKind.WRONG, username=username, request=request)
        else:
            attempt.succeeded()
        return user

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """What somebody may: by roles, and what the operator gave past these. Every screen asks, so both are one
        question, where Django asks two.
        """
        if not user_obj.is_active or user_obj.is_anonymous or user_obj.is_superuser or obj is not None:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            named = ("content_type__app_label", "codename")
            by_role = Permission.objects.filter(group__user=user_obj).order_by().values_list(*named)
            past_roles = user_obj.user_permissions.order_by().values_list(*named)
            user_obj._perm_cache = {f"{app}.{name}" for app, name in by_role.union(past_roles)}
        found: set[str] = user_obj._perm_cache
        return found


class _Attempt:
    """One try: its tickets are taken before the password is looked at."""

    def __init__(self, request: HttpRequest | None, username: str) -> None:
        self.request, self.username, self.at = request, username, timezone.now()
        name, place = username.casefold(), place_of(visitor_address(request))
        device = known_device(request, username)
        self.own = BY_DEVICE.ticket(device) if device else BY_PLACE.ticket(name, place)
        self.tickets = [self.own] if device else [self.own, BY_ADDRESS.ticket(place), BY_NAME.ticket(name)]

    def may_be_judged(self) -> bool:
        taken: list[Ticket] = []
        for ticket in self.tickets:
            count = ticket.take(at=self.at)
            if count > ticket.limit.most:
                for one in taken:
                    one.give_back()
                if count == ticket.limit.most + 1:  # told once, however long somebody goes on
                    self._tell(ticket)
                return False
            taken.append(ticket)
        return True

    def succeeded(self) -> None:
        self.own.forget()
        for ticket in self.tickets[1:]:
            ticket.give_back()
        sweep(at=self.at)
        SignInEvent.objects.outdated(at=self.at).delete()

    def _tell(self, ticket: Ticket) -> None:
        record(SignInKind.WAITS, username=self.username, request=self.request)
        if ticket.limit == BY_ADDRESS and through_unknown_proxy(self.request):
            logger.warning(
                "Too many sign-in attempts from %s, which passes addresses on: if that is a proxy, name it in "
                "TRUSTED_PROXIES (docs/operations.md)",
                self.request.META.get("REMOTE_ADDR", "") if self.request else "",
            )


def record(kind: SignInKind, *, request: HttpRequest | None, username: str = "", account: Any = None) -> None:
    """Keep what happened for the auditor. A name that nobody has is not kept: it may be a password."""
    if account is None and username:
        account = get_user_model().objects.filter(username=username).first()
    address = visitor_address(request)
    SignInEvent.objects.create(kind=kind, account=account, address=address)
    logger.info("Sign-in (%s): account %s, from %s", kind, account.pk if account else "unknown", address)


class SignInForm(LoginForm):
    """Wagtail's form, which says so when somebody has to wait."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Wachtwoord")  # Wagtail derives it from the field's name

    def get_invalid_login_error(self) -> ValidationError:
        if getattr(self.request, "sign_in_waits", False):
            return ValidationError(
                _(
                    "Te vaak een verkeerd wachtwoord. Probeer het over een kwartier opnieuw, of kies via ‘Wachtwoord "
                    "vergeten’ een nieuw wachtwoord."
                ),
                code="throttled",
            )
        error: ValidationError = super().get_invalid_login_error()
        return error


class SignInView(account.LoginView):
    """Wagtail's screen; a browser in which somebody signed in is known from then on."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().form_valid(form)
        remember_device(response, form.get_user().get_username())
        return response


class PasswordResetView(account.PasswordResetView):
    """A link is mailed a few times an hour at most; the answer is always the same."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        email, at = form.cleaned_data["email"], timezone.now()
        place = place_of(visitor_address(self.request))
        tickets = RESET_BY_ADDRESS.ticket(place), RESET_BY_NAME.ticket(email.casefold())
        accounts = list(form.get_users(email))
        if any(ticket.take(at=at) > ticket.limit.most for ticket in tickets):
            for one in accounts or [None]:
                record(SignInKind.RESET_WAITS, account=one, request=self.request)
            return redirect(self.get_success_url())
        for one in accounts or [None]:
            record(SignInKind.RESET, account=one, request=self.request)
        response: HttpResponseBase = super().form_valid(form)
        return response
