"""What a text promises: the commitments that a version made of it puts in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from home.core.refusals import PublicationRefused
from home.text.commitment_blocks import commitment_parameters
from home.versions.models import StatementVersion
from sharing import public

if TYPE_CHECKING:
    from home.models import StatementPage


def commitments_for(page: StatementPage, last: StatementVersion | None) -> public.Commitments:
    """What the page promises: from its file, else its blocks, else the last version, else the strictest."""
    known = public.known_purposes()
    base = public.commitments_of(last.number) if last else public.Commitments.strictest(known)
    before = base.as_json()
    if (
        page.commitments
    ):  # a file is a whole: what it does not state of data, the last version does not state for it
        before.pop("data_categories", None)
    values = before | commitment_parameters(page.body) | (page.commitments or {})
    categories = set(public.known_data_categories()).union(*(base.data_categories or {}).values())
    try:
        return public.Commitments.from_json(
            values, purposes={*known, *base.purposes}, data_categories=categories
        )
    except public.RefusedInput as refusal:
        raise PublicationRefused(
            _("De toezeggingen kloppen niet. %(errors)s") % {"errors": " ".join(map(str, refusal.errors))},
            field="body",
        ) from refusal
