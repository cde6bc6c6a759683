"""The block that shows readers where they can reach the organisation, from the organisation's settings."""

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from sharing import public


def contact_in_settings() -> public.Contact:
    """What the organisation filled in, once for all texts."""
    return public.OrganisationSettings.current().contact


def _explanation() -> str:
    """In the editor: the address that readers will see, and where it is changed."""
    contact = contact_in_settings()
    words = {
        "address": reverse("wagtailsettings:edit", args=["sharing", "organisationsettings"]),
        "name": _("Instellingen › Organisatie en huisstijl"),
    }
    link = format_html('<a href="{address}" target="_blank">{name}</a>', **words)
    if not contact:
        return format_html(
            _("Er zijn nog geen contactgegevens ingevuld. De beheerder doet dat bij {}."), link
        )
    lines = (
        contact.organisation,
        contact.attention,
        contact.street,
        contact.town,
        contact.email,
        contact.phone,
    )
    shown = format_html_join(", ", "{}", ((line,) for line in lines if line))
    return format_html(
        _(
            "Lezers zien: <strong>{}</strong>, tenzij hieronder een ander adres staat. De beheerder wijzigt dit bij {}."
        ),
        shown,
        link,
    )


class ContactBlock(blocks.StructBlock):
    """The organisation's contact details. Its own fields hold another address, for this text only.

    When the block has an organisation of its own, that address is shown as it stands; else the one of the settings.
    """

    organisation = blocks.CharBlock(label=gettext_lazy("Organisatie"), required=False, max_length=200)
    attention = blocks.CharBlock(label=gettext_lazy("Ter attentie van"), required=False, max_length=200)
    street = blocks.CharBlock(
        label=gettext_lazy("Straat en huisnummer of postbus"), required=False, max_length=200
    )
    town = blocks.CharBlock(label=gettext_lazy("Postcode en plaats"), required=False, max_length=200)
    email = blocks.EmailBlock(label=gettext_lazy("E-mailadres"), required=False)
    phone = blocks.CharBlock(label=gettext_lazy("Telefoonnummer"), required=False, max_length=40)

    def clean(self, value: Any) -> dict[str, Any]:
        wrong: dict[str, Any] = {}
        try:
            value = super().clean(value)
        except blocks.StructBlockValidationError as error:
            wrong = dict(error.block_errors)
        own = [name for name in self.child_blocks if value.get(name)]
        if own and not value["organisation"]:
            message = _(
                "Vul ook de organisatie in, of laat alle velden leeg voor het adres uit de instellingen."
            )
            wrong.setdefault("organisation", ValidationError(message))
        if wrong:
            raise blocks.StructBlockValidationError(block_errors=wrong)
        if not own and not self.is_deferred_validation and not contact_in_settings():
            message = _("Er zijn nog geen contactgegevens. De beheerder vult ze in bij de instellingen.")
            raise blocks.StructBlockValidationError(non_block_errors=[ValidationError(message)])
        return value

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        return {**context, "contact": value if value.get("organisation") else contact_in_settings()}

    class Meta:
        icon = "mail"
        label = gettext_lazy("Contactgegevens")
        template = "home/blocks/contact.html"
        help_text = lazy(_explanation, str)()
        description = gettext_lazy("Waar lezers terechtkunnen, zoals in de instellingen is ingevuld.")
        form_layout = [
            blocks.BlockGroup(
                children=["organisation", "attention", "street", "town", "email", "phone"],
                heading=gettext_lazy("Een ander adres in deze tekst"),
                help_text=gettext_lazy("Alleen als hier iets anders moet staan dan in de instellingen."),
                classname="collapsed",
            )
        ]
