"""Registration only."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from home.conflict_views import conflicts_viewset
from home.models import StatementVersion
from home.page_viewset import statement_page_viewset
from home.publishing_hooks import publish_with_version, refuse_bulk_deletion, refuse_deletion
from home.viewsets import ReadOnlyPolicy, statement_versions
from home.visit_report import visits_report
from home.what_if_views import what_if_viewset

register_permission_policy(StatementVersion, ReadOnlyPolicy(StatementVersion))
hooks.register("register_admin_viewset", lambda: statement_versions)
hooks.register("register_admin_viewset", lambda: visits_report)
hooks.register("before_publish_page", publish_with_version)
hooks.register("before_delete_page", refuse_deletion)
hooks.register("before_bulk_action", refuse_bulk_deletion)
hooks.register("register_admin_viewset", lambda: [statement_page_viewset, conflicts_viewset, what_if_viewset])
hooks.register(
    "insert_global_admin_css",
    lambda: format_html('<link rel="stylesheet" href="{}">', static("home/conflicts.css")),
)
