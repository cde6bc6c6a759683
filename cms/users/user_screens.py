"""The forms and screens of accounts; see `cms.users.user_admin`."""

from typing import Any

from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from cms.users.user_admin import NOT_HERE

_Form: Any = object  # of Wagtail, to which the mixin is added


class _RolesOnly(_Form):
    """A disabled field keeps its value whatever is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("is_superuser"):
            field.disabled, field.help_text = True, NOT_HERE


class RolesOnlyCreationForm(_RolesOnly, UserCreationForm):
    """A new account: a member of groups."""


class RolesOnlyEditForm(_RolesOnly, UserEditForm):
    """An existing account: its groups and whether it is active."""


class UserViewSet(WagtailUserViewSet):
    """Wagtail's screens of accounts with those forms."""

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return RolesOnlyEditForm if for_update else RolesOnlyCreationForm
