"""Registration only."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from home.import_views import import_button, statement_import
from home.models import StatementVersion
from home.publishing_hooks import publish_with_version, refuse_bulk_deletion, refuse_deletion
from home.viewsets import ReadOnlyPolicy, statement_versions

register_permission_policy(StatementVersion, ReadOnlyPolicy(StatementVersion))
hooks.register("register_admin_viewset", lambda: statement_versions)
hooks.register("register_admin_viewset", lambda: statement_import)
hooks.register("register_page_header_buttons", import_button)
hooks.register("before_publish_page", publish_with_version)
hooks.register("before_delete_page", refuse_deletion)
hooks.register("before_bulk_action", refuse_bulk_deletion)
