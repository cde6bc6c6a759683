"""What the project itself adds to the admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from cms.handbook import views as handbook
from cms.running.panel import add_standstill_panel
from cms.users.viewsets import sign_in_events

hooks.register("construct_homepage_panels", add_standstill_panel)
hooks.register(
    "insert_global_admin_css",
    lambda: format_html('<link rel="stylesheet" href="{}">', static("cms/admin.css")),
)
hooks.register("register_admin_urls", lambda: handbook.urls)
hooks.register("register_help_menu_item", handbook.menu_item)
hooks.register("construct_help_menu", handbook.ours_only)
hooks.register("register_admin_viewset", lambda: sign_in_events)
hooks.register("register_access_item", sign_in_events.get_menu_item)
