"""Registration only."""

from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from home.conflict_views import conflicts_viewset
from home.models import StatementVersion
from home.page_viewset import statement_page_viewset
from home.publishing_hooks import publish_with_version, refuse_bulk_deletion, refuse_deletion
from home.review import admin, screen
from home.review.log import register_actions
from home.viewsets import ReadOnlyPolicy, statement_versions
from home.what_if_views import what_if_viewset

register_permission_policy(StatementVersion, ReadOnlyPolicy(StatementVersion))
hooks.register("register_admin_viewset", lambda: statement_versions)
hooks.register("before_publish_page", publish_with_version)
hooks.register("before_delete_page", refuse_deletion)
hooks.register("before_bulk_action", refuse_bulk_deletion)
hooks.register("register_log_actions", register_actions)
hooks.register("construct_page_action_menu", admin.shape_action_menu)
hooks.register("register_page_header_buttons", admin.review_button)
hooks.register("construct_homepage_panels", admin.add_home_panel)
hooks.register("insert_editor_js", admin.leave_text_script)
hooks.register(
    "insert_global_admin_css",
    lambda: format_html('<link rel="stylesheet" href="{}">', static("home/review.css")),
)
hooks.register(
    "register_admin_urls",
    lambda: [
        path("verklaring/toets/", include((screen.urls, "statement_review"), namespace="statement_review"))
    ],
)
hooks.register("register_admin_viewset", lambda: [statement_page_viewset, conflicts_viewset, what_if_viewset])
hooks.register(
    "insert_global_admin_css",
    lambda: format_html('<link rel="stylesheet" href="{}">', static("home/conflicts.css")),
)
