"""The blocks a statement is made of: sections with paragraphs, lists, commitments and facts."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from home.text.commitment_blocks import (
    CapacitiesBlock,
    CommitmentBlock,
    ConsentForAllElseBlock,
    DataCategoriesBlock,
    IdentityCheckBlock,
    PurposesBlock,
    ResponseTermBlock,
    SpecialCategoriesBlock,
    TransferPolicyBlock,
)
from home.text.contact_block import ContactBlock
from home.text.features import INLINE, LISTS
from home.text.law_blocks import (
    AutomatedDecisionsBlock,
    ComplaintBlock,
    LegalBasesBlock,
    LegitimateInterestsBlock,
    OfficerBlock,
    RightsBlock,
    SourcesBlock,
)
from home.text.lists import as_list, is_empty
from home.text.register_blocks import (
    FROM_REGISTER,
    ProcessorsBlock,
    PurposesTreeBlock,
    RecipientsBlock,
    RetentionTermsBlock,
    TransfersBlock,
)
from home.text.reusable_block import ReusableTextBlock
from home.text.tables import TableBlock, table_value

__all__ = [
    "INLINE",
    "LISTS",
    "ListTextBlock",
    "PlainBodyBlock",
    "StatementBodyBlock",
    "body_of",
    "table_value",
]


class ListTextBlock(blocks.RichTextBlock):
    """A bulleted or numbered list with sub-lists (Tab makes an item a sub-item), and nothing but a list."""

    def clean(self, value: Any) -> RichText:
        value = super().clean(value)
        listed = as_list(value.source or "")
        if value.source and is_empty(listed) and not self.is_deferred_validation:
            raise ValidationError(_("De lijst is leeg. Schrijf minstens één punt, of haal de lijst weg."))
        return RichText(listed)

    class Meta:
        default = "<ul><li></li></ul>"  # what somebody types in a new one is an item at once


class DefinitionBlock(blocks.StructBlock):
    """A term and what it means."""

    term = blocks.CharBlock(label=_("Begrip"), max_length=200)
    text = blocks.RichTextBlock(label=_("Uitleg"), features=INLINE)


class SectionBodyBlock(blocks.StreamBlock):
    """What a section says, block by block."""

    paragraph = blocks.RichTextBlock(label=_("Alinea"), icon="pilcrow", features=INLINE)
    list = ListTextBlock(label=_("Lijst"), icon="list-ul", features=[*INLINE, *LISTS])
    definitions = blocks.ListBlock(
        DefinitionBlock(), label=_("Begrippen"), icon="openquote", template="home/blocks/definitions.html"
    )
    table = TableBlock()
    reusable = ReusableTextBlock()
    contact = ContactBlock()
    transfer_policy = TransferPolicyBlock()
    special_categories = SpecialCategoriesBlock()
    response_term = ResponseTermBlock()
    identity_check = IdentityCheckBlock()
    consent_for_all_else = ConsentForAllElseBlock()
    capacities = CapacitiesBlock()
    purposes = PurposesBlock()
    data_categories = DataCategoriesBlock()
    recipients = RecipientsBlock()
    purposes_tree = PurposesTreeBlock()
    transfers = TransfersBlock()
    processors = ProcessorsBlock()
    retention_terms = RetentionTermsBlock()
    officer = OfficerBlock()
    legal_bases = LegalBasesBlock()
    legitimate_interests = LegitimateInterestsBlock()
    sources = SourcesBlock()
    automated_decisions = AutomatedDecisionsBlock()
    rights = RightsBlock()
    complaint = ComplaintBlock()
    retention = blocks.RichTextBlock(
        label=_("Bewaartermijnen in eigen woorden"), icon="history", features=[*INLINE, *LISTS]
    )

    def grouped_child_blocks(self) -> Iterable[tuple[Any, Sequence[blocks.Block]]]:
        """The list to insert from: whoever types "doeleinden" or "bewaartermijnen" finds what the register fills in
        before the promise with that name, and before the same in one's own words."""
        groups = dict(super().grouped_child_blocks())
        plain, own = groups.pop("", []), self.child_blocks["retention"]
        yield "", [block for block in plain if block is not own]
        yield FROM_REGISTER, groups.pop(FROM_REGISTER)
        yield _("In eigen woorden"), [own]
        yield from groups.items()


class SectionBlock(blocks.StructBlock):
    """A numbered paragraph of the statement, or the opening text when it has no heading."""

    heading = blocks.CharBlock(
        label=_("Kop"),
        required=False,
        max_length=200,
        help_text=_(
            "Zonder nummer: paragrafen worden vanzelf genummerd. Alleen de openingstekst heeft geen kop."
        ),
    )
    body = SectionBodyBlock(label=_("Tekst"))
    anchor = blocks.CharBlock(
        label=_("Vast adres"),
        required=False,
        max_length=200,
        validators=[validate_slug],
        help_text=_(
            "Wordt van de kop gemaakt en blijft daarna gelijk, ook als de kop verandert: zo blijven "
            "links van anderen werken."
        ),
    )

    class Meta:
        icon = "doc-full"
        label = _("Paragraaf")
        label_format = "{heading}"
        form_layout = blocks.BlockGroup(children=["heading", "body"], settings=["anchor"])


def _stands_already(label: Any, position: int, sections: Any) -> ValidationError:
    """That a commitment stands in the section at this position, which is told as readers count: the opening text has
    no number."""
    number = position + 1 if (sections[0].value["heading"] or "").strip() else position
    message = (
        _("“%(label)s” staat al in paragraaf %(number)s. Een toezegging komt één keer voor.")
        if number
        else _("“%(label)s” staat al in de openingstekst. Een toezegging komt één keer voor.")
    )
    return ValidationError(message, params={"label": label, "number": number})


class StatementBodyBlock(blocks.StreamBlock):
    """The whole statement: sections in order, each commitment at most once."""

    section = SectionBlock()

    class Meta:
        form_attrs = {"data-controller": "home-sections"}

    def clean(self, value: Any) -> dict[str, Any]:
        wrong: dict[int, Any] = {}
        of_all: Sequence[Any] = ()
        try:
            value = super().clean(value)
        except blocks.StreamBlockValidationError as error:
            wrong, of_all = dict(error.block_errors), error.non_block_errors
        errors: dict[int, list[ValidationError]] = {}
        seen: dict[str, int] = {}
        for position, section in enumerate(value):
            found = errors.setdefault(position, [])
            if position and not (section.value["heading"] or "").strip():
                found.append(
                    ValidationError(
                        _("Deze paragraaf heeft geen kop. Alleen de openingstekst, vooraan, mag zonder kop.")
                    )
                )
            for child in section.value["body"]:
                if not isinstance(child.block, CommitmentBlock):
                    continue
                if child.block_type in seen:
                    found.append(_stands_already(child.block.label, seen[child.block_type], value))
                seen.setdefault(child.block_type, position)
        for position, found in errors.items():
            inside = wrong.get(position)
            if found and isinstance(inside, blocks.StructBlockValidationError):
                found = [*inside.non_block_errors, *found]
                wrong[position] = blocks.StructBlockValidationError(inside.block_errors, found)
            elif found:
                wrong[position] = ValidationError(found)
        if wrong or of_all:
            raise blocks.StreamBlockValidationError(block_errors=wrong, non_block_errors=of_all)
        return value


_COMMITMENTS = [
    name for name, block in SectionBodyBlock.base_blocks.items() if isinstance(block, CommitmentBlock)
]
# The same without commitments: nothing obeys what a plain page promises, so that they are not offered there.
PlainSectionBodyBlock: Any = type("PlainSectionBodyBlock", (SectionBodyBlock,), dict.fromkeys(_COMMITMENTS))


class PlainSectionBlock(SectionBlock):
    """A numbered paragraph of a plain page."""

    body = PlainSectionBodyBlock(label=_("Tekst"))


class PlainBodyBlock(StatementBodyBlock):
    """The whole of a plain page."""

    section = PlainSectionBlock()


_BODY = StatementBodyBlock()


def body_of(raw: Sequence[dict[str, Any]]) -> blocks.StreamValue:
    """The text of a stored ``body`` (a version's, or one that is still to be stored), ready to render."""
    return _BODY.to_python(raw)
