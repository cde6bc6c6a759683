from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """The project itself: users, images, documents, and where the database is."""

    name = "cms"
    verbose_name = _("Beheeromgeving")
