"""Registration only, with the menu of the statement in order of use."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from home.conflicts.home_panel import add_own_conflicts_panel
from home.conflicts.viewsets import conflicts_viewset
from home.editor.assets import menu_script, scripts, styles
from home.editor.checker import check_the_text
from home.editor.references import offer_references
from home.editor.screen import ComparisonScreen
from home.editor.views import block_note, change_note
from home.editor.viewsets import plain_page_viewset, statement_page_viewset
from home.importing.viewsets import import_button, statement_import
from home.inspection import PARTS
from home.publication.api import register_endpoint
from home.publication.hooks import (
    refuse_bulk_deletion,
    refuse_bulk_unpublishing,
    refuse_deletion,
    refuse_unpublishing,
)
from home.recognition.viewsets import recognition_button, statement_recognition
from home.reusable.queries import refuse_deletion_in_use
from home.reusable.viewsets import ReusableTextViewSet
from home.review import admin, screen
from home.review.log import register_actions
from home.search import SOURCES
from home.translation.viewsets import statement_workbench, workbench_button
from home.versions.models import StatementTranslation, StatementVersion
from home.versions.plain_models import PlainTranslation, PlainVersion
from home.versions.viewsets import ReadOnlyPolicy, statement_translations, statement_versions
from home.versions.viewsets_plain import plain_translations, plain_versions
from home.visits.viewsets import visits_report
from home.what_if.viewsets import what_if_viewset
from sharing.public import DOSSIER_PARTS, SEARCH_SOURCES


class StatementMenu(ViewSetGroup):
    """The texts that were published, what they promise beside what happens, and who read them."""

    menu_label = _("Privacy­verklaring")  # a soft hyphen, for the menu
    menu_name = "privacyverklaring"
    menu_icon = "doc-full"
    menu_order = 140
    submenu_hook = "register_statement_item"
    items = (
        statement_versions,
        statement_translations,
        plain_versions,
        conflicts_viewset,
        what_if_viewset,
        visits_report,
    )


for made in (StatementVersion, StatementTranslation, PlainVersion, PlainTranslation):
    register_permission_policy(made, ReadOnlyPolicy(made))
hooks.register("register_admin_viewset", StatementMenu)
hooks.register(
    "register_admin_viewset", lambda: [plain_translations, statement_import, statement_recognition]
)
hooks.register("register_page_header_buttons", import_button)
hooks.register("register_page_header_buttons", recognition_button)
hooks.register("register_admin_viewset", lambda: statement_workbench)
hooks.register("register_page_header_buttons", workbench_button)
hooks.register("construct_admin_api", register_endpoint)
hooks.register("before_delete_page", refuse_deletion)
hooks.register("before_unpublish_page", refuse_unpublishing)
hooks.register("before_bulk_action", refuse_bulk_deletion)
hooks.register("before_bulk_action", refuse_bulk_unpublishing)
hooks.register("register_log_actions", register_actions)
hooks.register("construct_page_action_menu", admin.shape_action_menu)
hooks.register("register_page_header_buttons", admin.review_button)
hooks.register("before_edit_page", admin.hears_of_remarks)
hooks.register("construct_homepage_panels", admin.add_home_panel)
hooks.register("construct_homepage_panels", add_own_conflicts_panel)
hooks.register("construct_homepage_summary_items", admin.leave_out_summary, order=1000)
hooks.register(
    "register_admin_urls",
    lambda: [
        path("verklaring/toets/", include((screen.urls, "statement_review"), namespace="statement_review"))
    ],
)
hooks.register("register_admin_viewset", lambda: [statement_page_viewset, plain_page_viewset])
register_snippet(ReusableTextViewSet)
hooks.register("before_delete_snippet", refuse_deletion_in_use)
hooks.register("construct_wagtail_userbar", check_the_text)
hooks.register("register_rich_text_features", offer_references, order=100)
hooks.register("insert_editor_js", scripts)
hooks.register("insert_editor_js", admin.leave_text_script)
hooks.register("insert_global_admin_css", styles)
hooks.register("insert_global_admin_js", menu_script)
hooks.register(
    "register_admin_urls",
    lambda: [
        path("verklaring/onderdeel/<slug:kind>/", block_note, name="home_block_note"),
        path("verklaring/toelichting/<int:page_id>/", change_note, name="home_change_note"),
        path("verklaring/wijzigingen/<int:page_id>/", ComparisonScreen.as_view(), name="home_comparison"),
    ],
)
for source in SOURCES:
    hooks.register(SEARCH_SOURCES, source)
for part in PARTS:
    hooks.register(DOSSIER_PARTS, part)
