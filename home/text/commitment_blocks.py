"""The promises in a text: each has words for readers and the parameter that the register obeys."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.text.features import INLINE, LISTS
from home.text.register_blocks import in_language
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


def data_category_choices() -> Sequence[tuple[Any, Any]]:
    return list(public.known_data_categories().items())


def _said(error: Any) -> list[str]:
    """What is wrong; of a block of blocks each part of it."""
    parts = getattr(error, "block_errors", None) or {}
    return [one for part in parts.values() for one in _said(part)] or list(error.messages)


class CommitmentBlock(blocks.StructBlock):
    """A promise: the text that readers see and the parameter that the register obeys."""

    text = blocks.RichTextBlock(label=_("Tekst voor de lezer"), features=[*INLINE, *LISTS])

    def parameters(self, value: Any) -> dict[str, Any]:
        """The values this promise gives to the register, by their name in ``Commitments``."""
        return {name: value[name] for name in self.child_blocks if name != "text"}

    def unusable(self, value: Any) -> list[str]:
        """Of what is filled in, what the register cannot use: what it is called, and what can be filled in."""
        found = []
        for name, given in self.parameters(value).items():
            try:
                if given not in (None, "", []):
                    self.child_blocks[name].clean(given)
            except ValidationError as error:
                said = " ".join(_said(error))
                shown = "" if isinstance(given, list) or str(given) in said else f"“{given}”. "
                found.append(f"{self.child_blocks[name].label}: {shown}{said}")
        return found

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


class WholeNumberBlock(blocks.IntegerBlock):
    """A whole number as text: a browser's own field for numbers drops the letters of “vier” without a word."""

    field: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.field
        self.field = public.WholeNumberField(
            required=asked.required,
            help_text=asked.help_text,
            min_value=asked.min_value,
            max_value=asked.max_value,
        )

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """What is stored is what Wagtail's block stores: no migration."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.IntegerBlock", args, kwargs


class ResponseTermBlock(CommitmentBlock):
    response_weeks = WholeNumberBlock(label=_("Antwoord binnen (weken)"), min_value=1, max_value=120)
    extension_months = WholeNumberBlock(
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


class DataCategoriesChoiceBlock(blocks.MultipleChoiceBlock):
    """Data categories by code. A code is a text: reading one asks the register nothing."""

    def normalize_choice(self, value: Any) -> Any:
        return value

    class Meta:
        required = False


def _may_receive(label: Any) -> DataCategoriesChoiceBlock:
    return DataCategoriesChoiceBlock(
        choices=data_category_choices,
        required=False,
        label=label,
        widget=CheckboxSelectMultiple,
        search_index=False,
    )


class DataPerCapacityBlock(blocks.StructBlock):
    """The data categories that each capacity may receive, by the code of the capacity."""

    client = _may_receive(public.Capacity.CLIENT.label)
    partner = _may_receive(public.Capacity.PARTNER.label)
    processor = _may_receive(public.Capacity.PROCESSOR.label)
    authority = _may_receive(public.Capacity.AUTHORITY.label)
    other = _may_receive(public.Capacity.OTHER.label)

    class Meta:
        form_classname = "struct-block home-per-capacity"


class DataCategoriesBlock(CommitmentBlock):
    data_categories = DataPerCapacityBlock(
        label=_("Gegevens die een ontvanger mag krijgen"),
        help_text=_(
            "Kies per soort ontvanger welke gegevens de tekst noemt. Kiest u bij een soort niets, dan noemt de "
            "verklaring daarvoor geen gegevens en let het register er niet op. Lezers zien de lijst onder de tekst."
        ),
    )

    def parameters(self, value: Any) -> dict[str, Any]:
        """Only what is chosen; None when that is nothing, which takes back what an earlier version stated."""
        chosen = value.get("data_categories") or {}
        stated = {code: list(chosen[code]) for code in public.Capacity.values if chosen.get(code)}
        return {"data_categories": stated or None}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        stated = self.parameters(value)["data_categories"] or {}
        names = public.known_data_categories() if stated else {}
        english = public.data_categories_in_english() if stated else {}
        rows = [
            {
                "capacity": public.Capacity(code).label,
                "names": [in_language(names.get(one, one), english.get(one, "")) for one in chosen],
            }
            for code, chosen in stated.items()
        ]
        return {**context, "rows": rows}

    def only_in_dutch(self, value: Any, on: date) -> Iterator[str]:
        """The names of data categories that have no English one."""
        stated = self.parameters(value)["data_categories"] or {}
        names, english = public.known_data_categories(), public.data_categories_in_english()
        codes = {one: None for chosen in stated.values() for one in chosen}
        return (names.get(one, one) for one in codes if not english.get(one))

    class Meta:
        label = _("Toezegging: welke gegevens wie mag krijgen")
        template = "home/blocks/data_categories.html"


def commitment_parameters(body: Any) -> dict[str, Any]:
    """What the commitment blocks in the text give to the register, by name in the commitments object."""
    parameters: dict[str, Any] = {}
    for section in body:
        for child in section.value["body"]:
            if isinstance(child.block, CommitmentBlock):
                parameters |= child.block.parameters(child.value)
    return parameters
