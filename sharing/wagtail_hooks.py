"""Registration only: the menu group "Privacyregister" and what each capability brings to it."""

from importlib import import_module
from importlib.util import find_spec

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

CAPABILITIES = (
    "disclosures",
    "parties",
    "agreements",
    "transfers",
    "consents",
    "commitments",
    "reference",
    "history",
    "reports",
)


def _brought(attribute: str) -> list:
    """What the capabilities' ``viewsets`` modules offer under this name, in order."""
    modules = (f"sharing.{capability}.viewsets" for capability in CAPABILITIES)
    found = [import_module(module) for module in modules if find_spec(module)]
    return [one for module in found for one in getattr(module, attribute, [])]


class PrivacyRegister(ViewSetGroup):
    """Everything of the register in one menu; each item shows itself only to who may view it."""

    menu_label = _("Privacyregister")
    menu_name = "privacyregister"
    menu_icon = "clipboard-list"
    menu_order = 100
    items = _brought("viewsets")


hooks.register("register_admin_viewset", PrivacyRegister)
for chooser in _brought("choosers"):
    hooks.register("register_admin_viewset", lambda chooser=chooser: chooser)
