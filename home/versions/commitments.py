"""What a text promises: the commitments that a version made of it puts in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from home.core.refusals import PublicationRefused
from home.text.commitment_blocks import CommitmentBlock
from home.versions.models import StatementVersion
from sharing import public

if TYPE_CHECKING:
    from home.models import StatementPage


def commitment_parameters(body: Any) -> dict[str, Any]:
    """What the commitment blocks in the text give to the register, by name in the commitments object."""
    parameters: dict[str, Any] = {}
    for section in body:
        for child in section.value["body"]:
            if isinstance(child.block, CommitmentBlock):
                parameters |= child.block.parameters(child.value)
    return parameters


def commitments_for(page: StatementPage, last: StatementVersion | None) -> public.Commitments:
    """What the page promises: from its file, else its blocks, else the last version, else the strictest."""
    known = public.known_purposes()
    base = public.commitments_of(last.number) if last else public.Commitments.strictest(known)
    values = base.as_json() | commitment_parameters(page.body) | (page.commitments or {})
    try:
        return public.Commitments.from_json(values, purposes={*known, *base.purposes})
    except public.RefusedInput as refusal:
        raise PublicationRefused(
            _("De toezeggingen kloppen niet. %(errors)s") % {"errors": " ".join(map(str, refusal.errors))},
            field="body",
        ) from refusal
