"""Registration only: the menus with what each capability brings to them in order of use, and the settings."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.contrib.settings.registry import register_setting

from sharing.access.bulk import BULK_ACTIONS
from sharing.access.viewsets import changes_item
from sharing.core.admin.assets import form_scripts, form_styles
from sharing.core.admin.dates import picker_script, picker_styles
from sharing.core.admin.writing import AROUND_SAVE
from sharing.log import relying
from sharing.organisation.models import OrganisationSettings
from sharing.registration.home_panel import add_registration_panel
from sharing.reports.contract_panel import add_contract_panel
from sharing.reports.home_panel import add_introduction_panel, add_older_numbers_panel, add_work_panel
from sharing.reports.viewsets_consequences import tell_consequences
from sharing.retention.record_views import tell_lone_number
from sharing.search import views as search

CAPABILITIES = (
    "access",
    "background",
    "reference",
    "commitments",
    "parties",
    "relations",
    "transfers",
    "agreements",
    "grounds",
    "activities",
    "measures",
    "consents",
    "sources",
    "log",
    "entry",
    "answers",
    "letters",
    "rights",
    "breaches",
    "retention",
    "dossiers",
    "history",
    "reports",
    "registration",
    "reminders",
    "workbook",
    "inspection",
)
SUBMENU = "register_privacy_register_item"
ACCESS_SUBMENU = "register_access_item"


def _brought(attribute: str) -> list[Any]:
    """What the capabilities' ``viewsets`` modules offer under this name."""
    modules = (f"sharing.{capability}.viewsets" for capability in CAPABILITIES)
    found = [import_module(module) for module in modules if find_spec(module)]
    return [one for module in found for one in getattr(module, attribute, [])]


SCREENS = {screen.name: screen for screen in _brought("viewsets")}


def _named(*names: str) -> list[Any]:
    return [SCREENS[name] for name in names]


# Each item shows itself only to who may view it, and a menu only to who sees something in it (ADR 0070).
class Disclosures(ViewSetGroup):
    """What is given to whom, and whether that may: the daily work on dossiers."""

    menu_label = _("Dossiers en verstrekkingen")
    menu_name = "verstrekkingen"
    menu_icon = "redirect"
    menu_order = 110
    items = _named(
        "dossiers",
        "disclosures",
        "worklist",
        "consents",
        "authority_requests",
        "flows",
        "grounds",
        "introduction",
        "starting_list",
        "entry_templates",
        "figures",
    )


class Rights(ViewSetGroup):
    """What persons ask, what went wrong with their data, and what is destroyed."""

    menu_label = _("Rechten en datalekken")
    menu_name = "rechten"
    menu_icon = "user"
    menu_order = 115
    items = _named(
        "rights_requests",
        "breaches",
        "objections",
        "answers",
        "black_outs",
        "retention",
        "retention_holds",
        "destructions",
        "retention_rules",
        "letter_templates",
    )


class PrivacyRegister(ViewSetGroup):
    """With whom data are shared, and on what agreements: what contract managers keep, and the lists below it."""

    menu_label = _("Privacyregister")
    menu_name = "privacyregister"
    menu_icon = "clipboard-list"
    menu_order = 120
    submenu_hook = SUBMENU
    items = _named(
        "contract_work",
        "parties",
        "agreements",
        "chains",
        "transfers",
        "assessments",
        "party_mergers",
        "calendar",
        "workbook",
        "register_export",
        "sources",
    )


class Accountability(ViewSetGroup):
    """What the organisation can show of itself: what it does, how it protects that, and who changed what."""

    menu_label = _("Verantwoording")
    menu_name = "verantwoording"
    menu_icon = "glasses"
    menu_order = 125
    items = _named(
        "activities",
        "record_of_processing",
        "measures",
        "confidentiality",
        "inspection",
        "yearly",
        "commitments",
        "changes",
        "looks",
        "differences",
        "exports",
    )


class Access(ViewSetGroup):
    """Who may what: what takes two people, and what happened to accounts, roles and tokens."""

    menu_label = _("Toegang")
    menu_name = "toegang"
    menu_icon = "key"
    menu_order = 850
    submenu_hook = ACCESS_SUBMENU
    items = _brought("access_viewsets")


MENUS = (Disclosures, Rights, PrivacyRegister, Accountability, Access)
REFERENCE_LISTS = _brought("modeladmin_groups")


def screens() -> list[Any]:
    """The viewsets and modeladmins that are about a ``model`` of the register."""
    return [
        *(one for menu in MENUS for one in menu.items if hasattr(one, "model")),
        *(admin for group in REFERENCE_LISTS for admin in group.modeladmin_instances),
    ]


for menu in MENUS:
    hooks.register("register_admin_viewset", menu)
hooks.register(ACCESS_SUBMENU, changes_item)
for action in BULK_ACTIONS:
    hooks.register("register_bulk_action", action, order=1)  # after Wagtail's own, so in its place
hooks.register("register_admin_viewset", lambda: _brought("choosers"))
hooks.register("register_admin_viewset", lambda: _brought("admin_viewsets"))
for group in REFERENCE_LISTS:
    group.register_with_wagtail()
    hooks.register(SUBMENU, group.get_menu_item)
hooks.register(
    "insert_global_admin_css",
    lambda: format_html('<link rel="stylesheet" href="{}">', static("sharing/register.css")),
)
hooks.register(
    "insert_global_admin_css",
    lambda: format_html('<link rel="stylesheet" href="{}">', static("sharing/lists.css")),
)
hooks.register("insert_global_admin_css", picker_styles)
hooks.register("insert_global_admin_css", form_styles)
hooks.register("insert_global_admin_js", picker_script)
hooks.register("insert_global_admin_js", form_scripts)
hooks.register(
    "insert_global_admin_js",
    lambda: format_html('<script src="{}" defer></script>', static("sharing/choose.js")),
)
hooks.register(
    "insert_global_admin_js",
    lambda: format_html('<script src="{}" defer></script>', static("sharing/way.js")),
)
# Beside a message Wagtail shows the icon with the name of its level, and has none of this name.
hooks.register("register_icons", lambda icons: [*icons, "sharing/core/icons/info.svg"])
register_setting(OrganisationSettings, icon="home", order=100)
hooks.register("construct_homepage_panels", add_older_numbers_panel)
hooks.register("construct_homepage_panels", add_introduction_panel)
hooks.register("construct_homepage_panels", add_work_panel)
hooks.register("construct_homepage_panels", add_contract_panel)
hooks.register("construct_homepage_panels", add_registration_panel)
hooks.register(AROUND_SAVE, tell_consequences)
hooks.register(AROUND_SAVE, tell_lone_number)
hooks.register("register_admin_urls", lambda: search.urls)
hooks.register("register_admin_urls", lambda: relying.urls)
hooks.register("register_admin_search_area", search.search_area)
