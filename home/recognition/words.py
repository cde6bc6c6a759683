"""What a proposal says to people: what the text reads as, and what the part is called."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.recognition.rules import Proposal, proposals_for
from home.text.blocks import SectionBodyBlock
from home.text.contact_block import contact_in_settings
from sharing.public import SpecialCategoriesPolicy, TransferPolicy


@dataclass(frozen=True, slots=True)
class Recognised:
    """A proposal with its words."""

    proposal: Proposal
    label: str
    reading: str


def recognised_in(body: Sequence[dict[str, Any]]) -> list[Recognised]:
    """The proposals for raw sections, with their words; contact details only when the settings have them."""
    proposals = proposals_for(body)
    if any(one.kind == "contact" for one in proposals) and not contact_in_settings():
        proposals = [one for one in proposals if one.kind != "contact"]
    return [Recognised(one, label_of(one), reading_of(one)) for one in proposals]


def label_of(proposal: Proposal) -> str:
    """What the editor calls the part."""
    return str(SectionBodyBlock.base_blocks[proposal.kind].label)


def reading_of(proposal: Proposal) -> str:
    """What the text reads as, with the value that the promise would have."""
    value = proposal.value
    match proposal.kind:
        case "transfer_policy":
            return str(TransferPolicy(value["transfer_policy"]).label)
        case "special_categories":
            return str(SpecialCategoriesPolicy(value["special_categories"]).label)
        case "response_term":
            return _term(value)
        case "identity_check":
            return _("wij controleren de identiteit voordat wij een verzoek behandelen")
        case "consent_for_all_else":
            return _("in alle andere gevallen vragen wij toestemming")
        case "recipients":
            return _("een lijst van ontvangers, die het register kan bijhouden")
        case "purposes_tree":
            return _("een lijst van doeleinden, die het register kan bijhouden")
    return _("de contactgegevens, die in de instellingen staan")


def _term(value: dict[str, Any]) -> str:
    weeks, months = value["response_weeks"], value["extension_months"]
    answer = ngettext("antwoord binnen %(count)s week", "antwoord binnen %(count)s weken", weeks) % {
        "count": weeks
    }
    if not months:
        return answer
    more = ngettext("te verlengen met %(count)s maand", "te verlengen met %(count)s maanden", months) % {
        "count": months
    }
    return f"{answer}, {more}"
