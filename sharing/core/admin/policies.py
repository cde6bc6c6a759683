"""Who may do what with a register, on Django's permissions per model."""

from typing import Any

from django.contrib.auth import get_permission_codename, get_user_model
from django.db.models import Model, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from sharing.core.actor import Actor


class RegisterPolicy(ModelPermissionPolicy):
    """Seeing, choosing and reading history take the right to view (who may change may also see)."""

    def _implied_by(self, action: str) -> set[str]:
        return {"view", "change"} if action in ("view", "choose") else {action}

    def user_has_permission(self, user: Actor, action: str) -> bool:
        return any(user.has_perm(self._get_permission_name(one)) for one in self._implied_by(action))

    def users_with_any_permission(self, actions: dict[str, Any]) -> QuerySet[Any]:
        return super().users_with_any_permission(set().union(*map(self._implied_by, actions)))


class ReadOnlyRegisterPolicy(RegisterPolicy):
    """Nobody adds, changes or deletes here, whatever permissions they have."""

    def _implied_by(self, action: str) -> set[str]:
        return super()._implied_by(action) if action in ("view", "choose") else set()


def register_policy(model: type[Model], policy_class: type[RegisterPolicy] = RegisterPolicy) -> None:
    """Let Wagtail ask this policy about the model, everywhere."""
    if policy_registry.get_by_type(model, fallback=False) is None:
        register_permission_policy(model, policy_class(model), exact_class=True)


def possible_owners(model: type[Model], present: int | None) -> QuerySet[Any]:
    """Active accounts of people who may change records of the model, and whoever (a key) is the owner now."""
    users = get_user_model().objects
    permission = f"{model._meta.app_label}.{get_permission_codename('change', model._meta)}"
    able = users.with_perm(permission, backend="django.contrib.auth.backends.ModelBackend")
    return (able | users.filter(pk=present or 0)).distinct().order_by("first_name", "last_name", "username")


def may(user: Actor, action: str, model: type[Model]) -> bool:
    """Whether the user may do this with records of the model."""
    return policy_registry.get_by_type(model).user_has_permission(user, action)
