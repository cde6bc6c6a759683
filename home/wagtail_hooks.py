"""Registration only."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from home.models import StatementTranslation, StatementVersion
from home.publishing_hooks import publish_with_version, refuse_bulk_deletion, refuse_deletion
from home.viewsets import ReadOnlyPolicy, statement_versions
from home.viewsets_translation import statement_translations

for made in (StatementVersion, StatementTranslation):
    register_permission_policy(made, ReadOnlyPolicy(made))
hooks.register("register_admin_viewset", lambda: [statement_versions, statement_translations])
hooks.register("before_publish_page", publish_with_version)
hooks.register("before_delete_page", refuse_deletion)
hooks.register("before_bulk_action", refuse_bulk_deletion)
