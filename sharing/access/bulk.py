"""Wagtail's actions on several accounts at once, through the same operations as one account."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction

from sharing.access.accounts import change_account
from sharing.access.forms import ActivityForm, RoleForAllForm
from sharing.access.refusals import why_not_all
from sharing.core.admin.screens import add_foreseen, add_refusal
from sharing.core.admin.writing import REFUSALS
from sharing.core.exceptions import InputError

_Action: Any = object  # of Wagtail, to which the mixin is added


class _RefusableMixin(_Action):
    """What an operation refuses becomes an error on the form; nobody changes what he himself may do."""

    @classmethod
    def get_queryset(cls, model: Any, object_ids: Any) -> Any:
        """The accounts that were chosen; an address in which no number stands chooses none, and is not found."""
        return super().get_queryset(model, [one for one in object_ids if str(one).isdecimal()])

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        """What changing these accounts would refuse, told at once and by the accounts' names."""
        accounts, _without = self.get_actionable_objects()
        return why_not_all(accounts, **self.wanted(given), reason=given.get("reason"))

    def wanted(self, given: dict[str, Any]) -> dict[str, Any]:
        """The values and the role that all of them get."""
        raise NotImplementedError

    def form_invalid(self, form: Any) -> Any:
        add_foreseen(form, self.foresee(form.cleaned_data))
        return super().form_invalid(form)

    def form_valid(self, form: Any) -> Any:
        if self.foresee(form.cleaned_data):
            return self.form_invalid(form)
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except REFUSALS as refused:
            add_refusal(form, refused)
        return self.form_invalid(form)

    def get_actionable_objects(self) -> Any:
        objects, without = super().get_actionable_objects()
        own = [one for one in objects if one.pk == self.request.user.pk]
        without["items_with_no_access"] = [*without["items_with_no_access"], *own]
        return [one for one in objects if one not in own], without

    def get_execution_context(self) -> Any:
        data = self.cleaned_form.cleaned_data
        return {**super().get_execution_context(), "by": self.request.user, "reason": data["reason"]}


def proposals_made(number: int) -> str:
    """What waits now."""
    return (
        ngettext(
            "%d voorstel gedaan; een tweede persoon bevestigt het.",
            "%d voorstellen gedaan; een tweede persoon bevestigt ze.",
            number,
        )
        % number
    )


class GiveRoleToAll(_RefusableMixin, AssignRoleBulkAction):
    """One role for several accounts; where it takes two people, a proposal for each."""

    display_name = gettext_lazy("Rol geven")
    aria_label = gettext_lazy("Rol geven aan de gekozen gebruikers")
    form_class = RoleForAllForm

    def wanted(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"values": {}, "role": given.get("role")}

    @classmethod
    def execute_action(
        cls, objects: Any, role: Any = None, by: Any = None, reason: Any = "", **kwargs: Any
    ) -> Any:
        # Locked before their roles are read: what a colleague takes away at this moment does not come back.
        locked = get_user_model().objects.select_for_update().filter(pk__in=[one.pk for one in objects])
        outcomes = [
            change_account(user, roles={*user.groups.all(), role}, by=by, reason=reason)
            for user in locked.order_by("pk")
        ]
        return len(objects), sum(1 for one in outcomes if one.proposal)

    def get_success_message(self, num_parent_objects: Any, num_child_objects: Any) -> Any:
        role = self.cleaned_form.cleaned_data["role"]
        if num_child_objects:
            return proposals_made(num_child_objects)
        return _("Rol “%(role)s” is gegeven.") % {"role": role}


class SetActiveForAll(_RefusableMixin, SetActiveStateBulkAction):
    """Several accounts at once may sign in, or no longer."""

    display_name = gettext_lazy("Actief of niet")
    aria_label = gettext_lazy("Actief of niet: de gekozen gebruikers")
    form_class = ActivityForm

    def wanted(self, given: dict[str, Any]) -> dict[str, Any]:
        chosen = given.get("mark_as_active")
        return {"values": {} if chosen is None else {"is_active": chosen}, "role": None}

    @classmethod
    def execute_action(
        cls, objects: Any, mark_as_active: Any = False, by: Any = None, reason: Any = "", **kwargs: Any
    ) -> Any:
        outcomes = [
            change_account(user, values={"is_active": mark_as_active}, by=by, reason=reason)
            for user in objects
        ]
        return sum(1 for one in outcomes if one.fields), sum(1 for one in outcomes if one.proposal)

    def get_success_message(self, num_parent_objects: Any, num_child_objects: Any) -> Any:
        changed, proposed = num_parent_objects, num_child_objects
        said = ngettext("%d account is gewijzigd.", "%d accounts zijn gewijzigd.", changed) % changed
        if proposed:
            return said + " " + proposals_made(proposed)
        return said


# Accounts are never deleted: the history names them. So nobody is offered it, and its address is none.
DeleteBulkAction.models = []

BULK_ACTIONS = (GiveRoleToAll, SetActiveForAll)
