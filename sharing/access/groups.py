"""Wagtail's screens of roles: what a role may do changes when a second person confirms it."""

from typing import Any

from django.contrib.auth.models import Group
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.generic import DeleteView
from wagtail.users.forms import GroupForm
from wagtail.users.views.groups import CreateView, EditView, GroupViewSet, IndexView

from sharing.access.choices import PRODUCT_ROLES, ProposalKind
from sharing.access.forms import ask_for_two, optional_reason
from sharing.access.models import AccessProposal, Role
from sharing.access.roles import delete_role, save_role
from sharing.core.admin import (
    DenseTable,
    RegisterHistoryView,
    RegisterInspectView,
    TitleColumn,
    register_policy,
)
from sharing.core.admin.screens import add_refusal
from sharing.core.admin.sections import remember_screen
from sharing.core.admin.writing import REFUSALS
from sharing.core.exceptions import Refused


class RoleForm(GroupForm):
    """A role: its name, and what it may do."""

    reason = optional_reason()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.name in PRODUCT_ROLES:
            self.fields["name"].disabled = True
            self.fields["name"].help_text = _("Ligt vast: deze rol hoort bij het product.")
        self.fields.pop("is_superuser", None)

    def changes_rights(self) -> bool:
        """Whether the rights that are chosen here differ from what the role has of them."""
        chosen = set(self.cleaned_data.get("permissions", ()))
        held = self.instance.permissions.all() if self.instance.pk else []
        return chosen != set(held) & set(self.fields["permissions"].queryset)


_View: Any = object  # of Wagtail, to which the mixin is added


class _TwoPeopleMixin(_View):
    """Saves the name, and asks a second person for the rights."""

    def is_valid(self, form: Any) -> bool:
        """With what is wrong also what a proposal would be refused for."""
        if super().is_valid(form):
            return True
        changed = form.changes_rights() or any(panel.has_changed() for panel in self.permission_panel_forms)
        if changed:
            ask_for_two(form, ProposalKind.GROUP, form.instance.pk)
        return False

    def process_form(self) -> Any:
        form = self.get_form()
        if not self.is_valid(form):
            return self.form_invalid(form)
        try:
            group, proposal = self._save(form)
        except REFUSALS as refused:
            add_refusal(form, refused)
            self.produced_error_code = "validation_error"
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        said = _("Rol “%s” is opgeslagen.") % group.name
        if proposal:
            said = _(
                "Voorgesteld aan een tweede persoon: de rechten van rol “%s”. Totdat die bevestigt, verandert er niets."
            ) % (group.name)
        messages.success(self.request, said)
        return redirect(self.get_success_url())

    def _save(self, form: Any) -> tuple[Group, AccessProposal | None]:
        def as_asked() -> Group:
            group: Group = form.save()
            for panel in self.permission_panel_forms:
                panel.instance = group
                panel.save()
            return group

        data = form.cleaned_data
        return save_role(
            self.original, name=data["name"], as_asked=as_asked, by=self.request.user, reason=data["reason"]
        )


class RoleCreateView(_TwoPeopleMixin, CreateView):
    page_title = gettext_lazy("Rol toevoegen")
    original = None


class RoleEditView(_TwoPeopleMixin, EditView):
    @cached_property
    def original(self) -> Group:
        """The role as it is stored."""
        found: Group = self.get_object()
        return found

    def get_last_updated_info(self) -> Any:
        return None  # the timeline tells this, from the register's own history


class RoleDeleteView(DeleteView):
    """A role of the organisation itself goes, and with it the role of whoever had it; one of the product stays."""

    success_message = gettext_lazy("Rol “%(object)s” is verwijderd.")
    page_title = gettext_lazy("Rol verwijderen")
    confirmation_message = gettext_lazy("Weet u zeker dat u deze rol wilt verwijderen?")

    def form_valid(self, form: Any) -> Any:
        try:
            delete_role(self.object, by=self.request.user, reason=_("Rol verwijderd"))
        except Refused as refused:
            messages.error(self.request, str(refused))
        else:
            messages.success(self.request, self.get_success_message())
        return redirect(self.get_success_url())


class RoleIndexView(IndexView):
    """The list of roles; who may only read them gets to see each in full."""

    # What Wagtail calls groups are roles on every screen.
    page_title = gettext_lazy("Rollen")
    add_item_label = gettext_lazy("Rol toevoegen")
    search_box_placeholder = gettext_lazy("Zoek rollen")
    verbose_name_plural = gettext_lazy("rollen")
    table_class = DenseTable

    @cached_property
    def columns(self) -> Any:
        def url(role: Any) -> Any:
            return self.get_edit_url(role) or self.get_inspect_url(role)

        return [TitleColumn("name", label=_("Rol"), sort_key="name", get_url=url)]


class RoleViewSet(GroupViewSet):
    """List, add, change, inspect and history of roles."""

    menu_label = gettext_lazy("Rollen")
    index_view_class = RoleIndexView
    add_view_class = RoleCreateView
    edit_view_class = RoleEditView
    delete_view_class = RoleDeleteView
    inspect_view_class = RegisterInspectView
    history_view_class = RegisterHistoryView
    inspect_view_enabled = True
    create_template_name = "sharing/access/role_create.html"
    edit_template_name = "sharing/access/role_edit.html"
    inspect_template_name = RegisterInspectView.template_name
    inspect_view_fields = ["name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        register_policy(Role)
        remember_screen(Role, self)

    def get_form_class(self, for_update: Any = False) -> Any:
        return RoleForm

    def get_queryset(self, request: Any) -> Any:
        """All roles, as the register knows them."""
        return Role.objects.all()

    def inspect_sections(self, record: Any, *, user: Any, day: Any) -> list[Any]:
        """Nothing besides the rights, which are part of the role."""
        return []

    def get_inspect_view_kwargs(self, **kwargs: Any) -> Any:
        return super().get_inspect_view_kwargs(**{"viewset": self, "model": Role, **kwargs})

    def get_history_view_kwargs(self, **kwargs: Any) -> Any:
        return {
            "viewset": self,
            "model": Role,
            "template_name": RegisterHistoryView.template_name,
            "header_icon": "history",
            **kwargs,
        }

    def get_urlpatterns(self) -> Any:
        gone = {"usage", "history_results"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in gone]
