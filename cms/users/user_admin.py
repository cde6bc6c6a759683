"""Accounts in the admin: nobody becomes all-powerful there.

Roles are groups. Wagtail lets whoever may change accounts also tick "Administrator", which passes every role; here
that is left to the command line of the server.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class UserAdminConfig(WagtailUsersAppConfig):
    """Wagtail's screens for users, with our own forms."""

    user_viewset = "cms.users.user_screens.UserViewSet"


NOT_HERE = _("Dit recht gaat aan alle rollen voorbij en is alleen op de server zelf te geven.")
