"""The promises in a text: each has words for readers and the parameter that the register obeys."""

from collections.abc import Sequence
from typing import Any

from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.text.features import INLINE, LISTS
from sharing import public


def transfer_policy_choices() -> Sequence[tuple[Any, Any]]:
    return public.TransferPolicy.choices


def special_categories_choices() -> Sequence[tuple[Any, Any]]:
    return public.SpecialCategoriesPolicy.choices


def capacity_choices() -> Sequence[tuple[Any, Any]]:
    return public.Capacity.choices


def purpose_choices() -> Sequence[tuple[Any, Any]]:
    """The purposes of the register, sub-purposes under their purpose."""
    choices: list[tuple[str, str]] = []

    def add(purposes: list[dict[str, Any]], level: int) -> None:
        for purpose in purposes:
            choices.append((purpose["code"], f"{'– ' * level}{purpose['description']} ({purpose['code']})"))
            add(purpose["children"], level + 1)

    add(public.purposes_tree(), 0)
    return choices


class CommitmentBlock(blocks.StructBlock):
    """A promise: the text that readers see and the parameter that the register obeys."""

    text = blocks.RichTextBlock(label=_("Tekst voor de lezer"), features=[*INLINE, *LISTS])

    def parameters(self, value: Any) -> dict[str, Any]:
        """The values this promise gives to the register, by their name in ``Commitments``."""
        return {name: value[name] for name in self.child_blocks if name != "text"}

    class Meta:
        icon = "key"
        group = _("Toezeggingen")
        template = "home/blocks/commitment.html"
        form_classname = "struct-block home-commitment"
        form_attrs = {"data-controller": "home-block-note"}


class TransferPolicyBlock(CommitmentBlock):
    transfer_policy = blocks.ChoiceBlock(
        label=_("Doorgifte buiten de EER"),
        choices=transfer_policy_choices,
        default=public.TransferPolicy.LEGAL_OBLIGATION_ONLY.value,
        widget=RadioSelect,
        search_index=False,
    )

    class Meta:
        label = _("Toezegging: doorgifte buiten de EER")


class SpecialCategoriesBlock(CommitmentBlock):
    special_categories = blocks.ChoiceBlock(
        label=_("Bijzondere persoonsgegevens"),
        choices=special_categories_choices,
        default=public.SpecialCategoriesPolicy.EXPLICIT_CONSENT_ONLY.value,
        widget=RadioSelect,
        search_index=False,
    )

    class Meta:
        label = _("Toezegging: bijzondere persoonsgegevens")


class ResponseTermBlock(CommitmentBlock):
    response_weeks = blocks.IntegerBlock(label=_("Antwoord binnen (weken)"), min_value=1, max_value=120)
    extension_months = blocks.IntegerBlock(
        label=_("Verlenging (maanden)"),
        min_value=0,
        max_value=120,
        help_text=_("De wet staat ten hoogste twee maanden toe (artikel 12, lid 3, AVG)."),
    )

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        # Wagtail compares what was sent with what is stored: "4" for 4 would be a change of the text, and
        # the approval of a text that changed meanwhile does not count.
        value = super().value_from_datadict(data, files, prefix)
        for name, sent in self.parameters(value).items():
            if isinstance(sent, str) and sent.isdecimal() and len(sent) < 4:
                value[name] = int(sent)
        return value

    class Meta:
        label = _("Toezegging: antwoordtermijn")


class IdentityCheckBlock(CommitmentBlock):
    identity_check = blocks.BooleanBlock(
        label=_("Wij controleren de identiteit"), required=False, default=True
    )

    class Meta:
        label = _("Toezegging: controle van de identiteit")


class ConsentForAllElseBlock(CommitmentBlock):
    consent_for_all_else = blocks.BooleanBlock(
        label=_("In alle andere gevallen vragen wij toestemming"), required=False, default=True
    )

    class Meta:
        label = _("Toezegging: toestemming in alle andere gevallen")


class CapacitiesBlock(CommitmentBlock):
    capacities = blocks.MultipleChoiceBlock(
        label=_("Mogen gegevens ontvangen"),
        choices=capacity_choices,
        widget=CheckboxSelectMultiple,
        search_index=False,
    )

    class Meta:
        label = _("Toezegging: wie gegevens mag ontvangen")


class PurposesBlock(CommitmentBlock):
    purposes = blocks.MultipleChoiceBlock(
        label=_("Genoemde doeleinden"),
        choices=purpose_choices,
        widget=CheckboxSelectMultiple,
        search_index=False,
    )

    class Meta:
        label = _("Toezegging: doeleinden")
