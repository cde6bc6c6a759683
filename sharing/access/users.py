"""Wagtail's screens of accounts, with our operations behind them and the register's history beside them."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.users.views.users import CreateView, EditView, IndexView, UserViewSet

from sharing.access.accounts import Changed, change_account, make_account
from sharing.access.forms import AccountCreationForm, AccountEditForm
from sharing.access.mail import send_password_link
from sharing.access.words import waiting_in_words
from sharing.core.admin import (
    Column,
    DayColumn,
    DenseTable,
    RegisterHistoryView,
    RegisterInspectView,
    Status,
    StatusColumn,
    TitleColumn,
    WritingMixin,
)
from sharing.core.admin.sections import remember_screen
from sharing.core.admin.steps import StepScreen
from sharing.core.admin.tables import WORDS, ChoosingColumn
from sharing.core.dutch import instant_in_words
from sharing.core.exceptions import Refused
from sharing.core.readable import EMPTY


class AccountPolicy(ModelPermissionPolicy):
    """Accounts are never deleted: the history names them. Who is done is made inactive."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class _RolesMixin(WritingMixin):
    """Saves through the operations, and says what waits for a second person."""

    outcome = Changed()

    def get_success_message(self, *args: Any) -> Any:
        said = [str(super().get_success_message(*args))]
        if proposal := self.outcome.proposal:
            said.append(waiting_in_words(proposal))
        return " ".join(said)


class AccountCreateView(_RolesMixin, CreateView):
    success_message = gettext_lazy("Account “%(object)s” is gemaakt.")

    def write(self, form: Any) -> Any:
        data, by = form.cleaned_data, self.request.user
        reason = data["reason"]
        with transaction.atomic():
            user = make_account(
                **{name: data[name] for name in ("username", "email", "first_name", "last_name")},
                by=by,
                reason=reason,
            )
            self.outcome = change_account(user, roles=data["groups"], by=by, reason=reason)
        try:
            send_password_link(user, by=by)
        except Refused as refused:
            messages.warning(self.request, str(refused))
        return user


class AccountEditView(_RolesMixin, EditView):
    success_message = gettext_lazy("Account “%(object)s” is gewijzigd.")

    def get_success_message(self, *args: Any) -> Any:
        done = self.outcome
        if done.proposal and not (done.fields or done.given or done.taken):
            self.success_message = gettext_lazy("Account “%(object)s” is nog niet gewijzigd.")
        return super().get_success_message(*args)

    def write(self, form: Any) -> Any:
        data, by = form.cleaned_data, self.request.user
        user = self.object
        names = [name for name in ("email", "first_name", "last_name", "is_active") if name in data]
        self.outcome = change_account(
            user,
            values={name: data[name] for name in names},
            roles=None if self.editing_self else data["groups"],
            by=by,
            reason=data["reason"],
            seen=data["version"] or None,
        )
        return user

    def get_last_updated_info(self) -> Any:
        return None  # the timeline tells this, from the register's own history

    @cached_property
    def header_more_buttons(self) -> Any:
        url = reverse("wagtailusers_users:password_link", args=[self.object.pk])
        buttons = [*super().header_more_buttons]
        if not self.editing_self:
            buttons.append(Button(_("Wachtwoordlink sturen"), url=url, icon_name="mail", priority=15))
        return buttons


class PasswordLinkView(StepScreen):
    """Mail somebody a link to choose a password; nobody chooses it for another."""

    page_title = gettext_lazy("Wachtwoordlink sturen")
    explanation = gettext_lazy(
        "Deze persoon krijgt een e-mail met een link om zelf een wachtwoord te kiezen. De link werkt één keer. Het "
        "huidige wachtwoord blijft werken totdat er een nieuw is."
    )
    submit_label = gettext_lazy("Link sturen")

    def perform(self, form: Any) -> HttpResponse:
        send_password_link(self.live, by=self.request.user)
        messages.success(
            self.request, _("De link is gestuurd aan %(address)s.") % {"address": self.live.email}
        )
        return redirect(self.url("inspect"))


class AccountInspectView(RegisterInspectView):
    """An account, its roles and everything that happened to it."""


class ChosenAccountColumn(ChoosingColumn):
    """The name, behind the box by which Wagtail's actions on several accounts choose it."""

    _BOX = (
        '<input type="checkbox" class="bulk-action-checkbox" data-bulk-action-checkbox data-object-id="{pk}" '
        'aria-label="{name}"> '
    )


class AccountIndexView(IndexView):
    """The list of accounts with their roles; who may only read them gets to see each in full."""

    table_class = DenseTable

    @cached_property
    def columns(self) -> list[Any]:
        named = {
            "accessor": get_user_display_name,
            "label": _("Naam"),
            "sort_key": "name",
            "get_url": lambda account: self.get_edit_url(account) or self.get_inspect_url(account),
        }
        changes = self.user_has_permission("change")
        return [
            ChosenAccountColumn("name", form="", **named) if changes else TitleColumn("name", **named),
            Column("username", label=_("Gebruikersnaam"), sort_key="username"),
            Column("roles", label=_("Rollen"), accessor=_roles_of, classname=WORDS),
            StatusColumn("is_active", label=_("Stand"), accessor=_standing, sort_key="is_active"),
            DayColumn("last_login", label=_("Laatst aangemeld"), sort_key="last_login"),
        ]

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_related("groups")


def _roles_of(account: Any) -> str:
    every = [_("Alle rechten")] if account.is_superuser else []
    return ", ".join(map(str, [*every, *sorted(group.name for group in account.groups.all())])) or EMPTY


def _standing(account: Any) -> Status:
    if account.is_active:
        return Status("active", _("Actief"))
    return Status("inactive", _("Niet actief"))


class AccountViewSet(UserViewSet):
    """List, add, change, inspect and history of accounts."""

    index_view_class = AccountIndexView
    add_view_class = AccountCreateView
    edit_view_class = AccountEditView
    inspect_view_class = AccountInspectView
    history_view_class = RegisterHistoryView
    inspect_view_enabled = True
    copy_view_enabled = False
    create_template_name = "sharing/access/user_create.html"
    edit_template_name = "sharing/access/user_edit.html"
    inspect_template_name = RegisterInspectView.template_name
    inspect_view_fields = [
        *("username", "first_name", "last_name", "email", "is_active", "is_superuser"),
        *("date_joined", "last_sign_in"),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        register_permission_policy(self.model, AccountPolicy(self.model))
        remember_screen(self.model, self)

    def get_queryset(self, request: Any) -> Any:
        """All accounts."""
        return self.model._default_manager.all()

    def inspect_sections(self, record: Any, *, user: Any, day: Any) -> list[Any]:
        """Nothing besides the roles, which are part of the account."""
        return []

    def show_last_sign_in(self, user: Any) -> str:
        """When somebody last signed in; it is not followed, so it is known for now only."""
        return instant_in_words(user.last_login) if user.last_login else EMPTY

    show_last_sign_in.short_description = gettext_lazy("Laatst aangemeld")  # type: ignore[attr-defined]  # read by the inspect screen

    def get_form_class(self, for_update: Any = False) -> Any:
        return AccountEditForm if for_update else AccountCreationForm

    def get_common_view_kwargs(self, **kwargs: Any) -> Any:
        return super().get_common_view_kwargs(**{"delete_url_name": None, "usage_url_name": None, **kwargs})

    def get_inspect_view_kwargs(self, **kwargs: Any) -> Any:
        return super().get_inspect_view_kwargs(**{"viewset": self, **kwargs})

    def get_history_view_kwargs(self, **kwargs: Any) -> Any:
        return {
            "viewset": self,
            "template_name": RegisterHistoryView.template_name,
            "header_icon": "history",
            **kwargs,
        }

    @property
    def password_link_view(self) -> Any:
        return self.construct_view(PasswordLinkView, viewset=self)

    def get_urlpatterns(self) -> Any:
        gone = {"delete", "usage", "usage_results", "history_results"}
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name not in gone]
        return [*kept, path("wachtwoordlink/<int:pk>/", self.password_link_view, name="password_link")]
