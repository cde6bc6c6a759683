"""Blocks with what AVG art. 13 and 14 ask a statement to tell, from the settings and the processing activities.

The words around the facts are the product's own, in the language of the page; a version keeps them as it was published.
"""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail import blocks

from home.core.languages import ENGLISH, SOURCE
from home.text.features import INLINE
from home.text.register_blocks import RegisterBlock, in_language
from home.text.sentences import complaint, procedure_told
from sharing import public

SETTINGS = (
    "sharing.change_organisationsettings",
    "wagtailsettings:edit",
    "sharing",
    "organisationsettings",
)
ACTIVITIES = ("sharing.view_processingactivity", "activities:index")


def _introduction(help_text: Any) -> blocks.RichTextBlock:
    return blocks.RichTextBlock(
        label=gettext_lazy("Inleiding"), required=False, features=INLINE, help_text=help_text
    )


class OfficerBlock(RegisterBlock):
    """How to reach the data protection officer (art. 13(1)(b))."""

    register = SETTINGS

    def facts(self, value: Any, on: date) -> public.Officer:
        return public.OrganisationSettings.current().officer

    def lines(self, value: Any, on: date) -> Iterator[str]:
        yield from filter(None, asdict(self.facts(value, on)).values())

    def clean(self, value: Any) -> dict[str, Any]:
        value = super().clean(value)
        if not self.is_deferred_validation and not public.OrganisationSettings.current().officer:
            message = _(
                "Er is nog geen functionaris gegevensbescherming ingevuld. De beheerder doet dat bij Instellingen › "
                "Organisatie en huisstijl."
            )
            raise blocks.StructBlockValidationError(non_block_errors=[ValidationError(message)])
        return value

    class Meta:
        icon = "user"
        label = gettext_lazy("Functionaris gegevensbescherming (FG)")
        template = "home/blocks/officer.html"


class LegalBasesBlock(RegisterBlock):
    """The legal basis of each purpose (art. 13(1)(c))."""

    register = ACTIVITIES

    def facts(self, value: Any, on: date) -> list[Any]:
        return public.legal_bases_by_purpose(on=on)

    def lines(self, value: Any, on: date) -> Iterator[str]:
        for row in self.facts(value, on):
            bases = (f"{label} ({provision})" if provision else label for label, provision in row.bases)
            yield f"{row.purpose}: {', '.join(bases)}"

    def only_in_dutch(self, value: Any, on: date) -> Iterator[str]:
        return (row.purpose for row in self.facts(value, on) if not row.purpose_en)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        facts = [{**in_language(row.purpose, row.purpose_en), "bases": row.bases} for row in context["facts"]]
        return {**context, "facts": facts}

    class Meta:
        icon = "key"
        label = gettext_lazy("Grondslag per doeleinde")
        template = "home/blocks/legal_bases.html"


class ActivitiesBlock(RegisterBlock):
    """What is told of our own activities, each by its name in the language of the page."""

    register = ACTIVITIES

    def only_in_dutch(self, value: Any, on: date) -> Iterator[str]:
        return (row.name for row in self.facts(value, on) if not row.name_en)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        facts = [
            {
                **asdict(row),
                "name": in_language(row.name, row.name_en),
                "data": [in_language(*names) for names in row.data],
            }
            for row in context["facts"]
        ]
        return {**context, "facts": facts}


class LegitimateInterestsBlock(ActivitiesBlock):
    """Which legitimate interests processing rests on (art. 13(1)(d))."""

    def facts(self, value: Any, on: date) -> list[public.ToldActivity]:
        return [row for row in public.activities_told(on=on) if row.interest]

    def lines(self, value: Any, on: date) -> Iterator[str]:
        return (f"{row.name}: {row.interest}" for row in self.facts(value, on))

    class Meta:
        icon = "sliders"
        label = gettext_lazy("Gerechtvaardigde belangen")
        template = "home/blocks/legitimate_interests.html"


class SourcesBlock(ActivitiesBlock):
    """Which data there are for what, and whom they come from (art. 14(1)(d), 14(2)(f))."""

    def facts(self, value: Any, on: date) -> list[public.ToldActivity]:
        return [row for row in public.activities_told(on=on) if row.data]

    def lines(self, value: Any, on: date) -> Iterator[str]:
        for row in self.facts(value, on):
            data = ", ".join(dutch for dutch, _english in row.data)
            yield f"{row.name}: {data}" + (f" ({row.origin})" if row.origin else "")

    def only_in_dutch(self, value: Any, on: date) -> Iterator[str]:
        yield from super().only_in_dutch(value, on)
        for row in self.facts(value, on):
            yield from (dutch for dutch, english in row.data if not english)

    class Meta:
        icon = "download"
        label = gettext_lazy("Welke gegevens, en van wie")
        template = "home/blocks/sources.html"


class AutomatedDecisionsBlock(ActivitiesBlock):
    """Decisions by a machine, with their logic and consequences (art. 13(2)(f), 22)."""

    def facts(self, value: Any, on: date) -> list[public.ToldActivity]:
        return [row for row in public.activities_told(on=on) if row.decisions]

    def lines(self, value: Any, on: date) -> Iterator[str]:
        return (f"{row.name}: {row.decisions}" for row in self.facts(value, on))

    class Meta:
        icon = "cog"
        label = gettext_lazy("Geautomatiseerde besluiten")
        template = "home/blocks/automated_decisions.html"


class RightsBlock(RegisterBlock):
    """Every right that somebody has about their data (art. 13(2)(b), 13(2)(c)), and how to use it."""

    register = SETTINGS
    introduction = _introduction(gettext_lazy("Staat boven de rechten. Mag leeg blijven."))

    def facts(self, value: Any, on: date) -> list[tuple[str, str]]:
        """Each right with what it means."""
        return [
            (
                _("Inzage"),
                _(
                    "U mag weten welke gegevens wij van u hebben, waarvoor wij ze gebruiken en aan wie wij ze geven. U "
                    "kunt er een kopie van krijgen."
                ),
            ),
            (_("Verbeteren"), _("Klopt er iets niet, of mist er iets? Vraag ons om het te verbeteren.")),
            (
                _("Wissen"),
                _(
                    "U mag vragen om gegevens te wissen. Soms moeten wij ze van de wet bewaren; dan hoort u dat."
                ),
            ),
            (_("Beperken"), _("U mag vragen om uw gegevens een tijd niet te gebruiken.")),
            (
                _("Meenemen"),
                _(
                    "Gaf u ons gegevens zelf, en gebruiken wij ze met uw toestemming of voor een overeenkomst? Dan mag "
                    "u ze meenemen of aan een ander laten geven."
                ),
            ),
            (
                _("Bezwaar maken"),
                _(
                    "Gebruiken wij gegevens voor een taak van algemeen belang of voor een gerechtvaardigd belang? Dan "
                    "mag u daartegen bezwaar maken. Tegen reclame kan dat altijd."
                ),
            ),
            (
                _("Toestemming intrekken"),
                _(
                    "Gaf u toestemming? U mag die altijd intrekken. Wat wij daarvoor deden, blijft toegestaan."
                ),
            ),
        ]

    def lines(self, value: Any, on: date) -> Iterator[str]:
        contact = public.OrganisationSettings.current().contact
        yield from filter(None, [contact.email])

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        # In the language of the text, which is that in which it is rendered.
        place = reverse("home:rights-en" if get_language() == ENGLISH else "home:rights")
        return {**context, "contact": public.OrganisationSettings.current().contact, "rights": place}

    class Meta:
        icon = "tasks"
        label = gettext_lazy("Rechten van betrokkenen")
        template = "home/blocks/rights.html"


class ComplaintBlock(RegisterBlock):
    """That and where somebody may complain (art. 13(2)(d))."""

    register = SETTINGS

    def facts(self, value: Any, on: date) -> dict[str, str]:
        return public.SUPERVISORY_AUTHORITY

    def lines(self, value: Any, on: date) -> Iterator[str]:
        contact = public.OrganisationSettings.current().contact
        yield from filter(None, [contact.email, ", ".join(self.facts(value, on).values())])
        if procedure := public.complaint_procedure(on=on):
            yield " ".join([*complaint(procedure), procedure.description])

    def only_in_dutch(self, value: Any, on: date) -> Iterator[str]:
        procedure = public.complaint_procedure(on=on)
        if procedure and not procedure.description_en:
            yield procedure.description

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        on = context.get("on") or public.amsterdam_day(timezone.now())
        procedure = public.complaint_procedure(on=on)
        return {
            **context,
            "contact": public.OrganisationSettings.current().contact,
            "complaint": complaint(procedure),
            "procedure": procedure_told(procedure, get_language() or SOURCE),
        }

    class Meta:
        icon = "openquote"
        label = gettext_lazy("Klacht bij de Autoriteit Persoonsgegevens")
        template = "home/blocks/complaint.html"
