"""The screen of the organisation's settings: tabs, and the contrast that was measured."""

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)

from sharing.core.fresh import FreshForm
from sharing.organisation.fields import ColourInput
from sharing.organisation.style import COLOUR_NAMES, DARK, LIGHT, Colours, Pair, pairs
from sharing.parties.choices import Capacity

NAMES = {
    "background": gettext_lazy("achtergrond"),
    "text": gettext_lazy("tekst"),
    "heading": gettext_lazy("koppen"),
    "link": gettext_lazy("links"),
    "accent": gettext_lazy("accent"),
    "on_accent": gettext_lazy("letters op het accent"),
    "edge": gettext_lazy("rand van invoervelden"),
    "focus": gettext_lazy("rand om wat gekozen is"),
}


def explain(pair: Pair, *, dark: bool) -> str:
    """Why two colours do not go together, and which one would."""
    words = {
        "front": NAMES[pair.front],
        "front_colour": pair.front_colour,
        "behind": NAMES[pair.behind],
        "behind_colour": pair.behind_colour,
        "measured": in_words(pair.measured),
        "needed": in_words(pair.needed),
        "suggestion": pair.suggestion,
    }
    if dark:
        sentence = _(
            "Donkere weergave: %(front)s (%(front_colour)s) op %(behind)s (%(behind_colour)s) heeft contrast "
            "%(measured)s; nodig is %(needed)s. Voor %(front)s is %(suggestion)s de dichtstbijzijnde kleur die "
            "leesbaar is."
        )
    else:
        sentence = _(
            "%(front)s (%(front_colour)s) op %(behind)s (%(behind_colour)s) heeft contrast %(measured)s; nodig is "
            "%(needed)s. Voor %(front)s is %(suggestion)s de dichtstbijzijnde kleur die leesbaar is."
        )
    sentence %= words
    return sentence[0].upper() + sentence[1:]


def in_words(contrast: float) -> str:
    """``4,5 : 1``; cut off, not rounded, so that 4.49 does not pass for 4.5."""
    return f"{number_format(int(contrast * 10) / 10, 1)} : 1"


class HouseFileInput(forms.ClearableFileInput):
    """Shows the logo itself, or that there is a font, instead of the name that its content gives it."""

    clear_checkbox_label: Any = gettext_lazy("Verwijderen")

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        widget = self.get_context(name, value, attrs)["widget"]
        field = forms.FileInput(self.attrs).render(name, None, attrs, renderer)
        return render_to_string("sharing/organisation/house_file.html", {"widget": widget, "field": field})


class ContrastPanel(Panel):
    """The measured contrast of every pair of colours, in the light and the dark scheme."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "sharing/organisation/contrast.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            schemes = [
                {"name": name, "rows": [self._row(pair) for pair in pairs(self.instance.style, dark=dark)]}
                for name, dark in ((_("Lichte weergave"), False), (_("Donkere weergave"), True))
            ]
            return {**context, "schemes": schemes}

        @staticmethod
        def _row(pair: Pair) -> dict[str, Any]:
            return {
                "pair": pair,
                "front": NAMES[pair.front],
                "behind": NAMES[pair.behind],
                "measured": in_words(pair.measured),
                "needed": in_words(pair.needed),
            }


class SettingsForm(FreshForm):
    """What is chosen from a list of words has boxes to tick."""

    public_capacities = forms.MultipleChoiceField(
        label=gettext_lazy("Wie er op de openbare lijst van ontvangers staan"),
        choices=Capacity.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Niets aangevinkt: er is geen lijst. Anders staat op /ontvangers/ wie in deze hoedanigheid gegevens "
            "krijgt: naam, land en waarborg, van een verwerker ook de dienst en de subverwerkers, met wat er de "
            "laatste twee jaar veranderde. De dienst is de omschrijving van de overeenkomst en de dienst bij de "
            "subverwerker: laat die eerst nalezen. Contacten, kenmerken en wat er verder is afgesproken, staan er "
            "nooit bij."
        ),
    )


def _colours(scheme: str, heading: Any, house: Colours) -> MultiFieldPanel:
    panels = [
        FieldPanel(f"{scheme}_{name}", widget=ColourInput({"placeholder": getattr(house, name)}))
        for name in COLOUR_NAMES
    ]
    return MultiFieldPanel([FieldRowPanel(panels[:3]), FieldRowPanel(panels[3:])], heading=heading)


SETTINGS_PANELS = TabbedInterface(
    [
        ObjectList(
            [
                HelpPanel(template="sharing/organisation/contact_help.html"),
                MultiFieldPanel(
                    [
                        FieldPanel("organisation"),
                        FieldPanel("attention"),
                        FieldPanel("street"),
                        FieldPanel("town"),
                        FieldPanel("email"),
                        FieldPanel("phone"),
                    ],
                    heading=gettext_lazy("Waar lezers terechtkunnen"),
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("dpo_name"),
                        FieldPanel("dpo_email"),
                        FieldPanel("dpo_phone"),
                        FieldPanel("without_dpo"),
                    ],
                    heading=gettext_lazy("Functionaris gegevensbescherming"),
                ),
                MultiFieldPanel(
                    [FieldPanel("representative")], heading=gettext_lazy("In het verwerkingsregister")
                ),
            ],
            heading=gettext_lazy("Contact"),
        ),
        ObjectList(
            [
                HelpPanel(template="sharing/organisation/look_help.html"),
                MultiFieldPanel(
                    [
                        FieldPanel("logo", widget=HouseFileInput),
                        FieldPanel("logo_text"),
                        FieldPanel("logo_dark", widget=HouseFileInput),
                    ],
                    heading=gettext_lazy("Logo"),
                ),
                _colours("light", gettext_lazy("Kleuren"), LIGHT),
                _colours("dark", gettext_lazy("Kleuren in donkere weergave"), DARK),
                ContrastPanel(heading=gettext_lazy("Gemeten contrast")),
                MultiFieldPanel(
                    [
                        FieldPanel("font"),
                        FieldPanel("font_regular", widget=HouseFileInput),
                        FieldPanel("font_bold", widget=HouseFileInput),
                    ],
                    heading=gettext_lazy("Lettertype"),
                ),
            ],
            heading=gettext_lazy("Uiterlijk"),
        ),
        ObjectList([FieldPanel("public_capacities")], heading=gettext_lazy("Ontvangers")),
        ObjectList([FieldPanel("security_contact")], heading=gettext_lazy("Beveiliging")),
    ],
    base_form_class=SettingsForm,
)
