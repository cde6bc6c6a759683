"""Wagtail's screens of accounts and roles, with ours in their place (`sharing.access`)."""

from wagtail.users.apps import WagtailUsersAppConfig


class UserAdminConfig(WagtailUsersAppConfig):
    """Nobody becomes all-powerful there, nobody changes his own roles, and no account is deleted."""

    user_viewset = "sharing.access.users.AccountViewSet"
    group_viewset = "sharing.access.groups.RoleViewSet"
