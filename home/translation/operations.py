"""Work on the draft of a translation: take over the build of a version, and store sections that were translated."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision

from home.core.refusals import PublicationRefused
from home.text.blocks import SectionBodyBlock, body_of
from home.text.commitment_blocks import CommitmentBlock
from home.text.register_blocks import RegisterBlock
from home.translation.aligning import Aligned, aligned
from home.versions.queries import AnyVersion
from sharing import public
from sharing.public import Actor

if TYPE_CHECKING:
    from home.written import WrittenPage


class DraftMoved(PublicationRefused):
    """Somebody stored another draft since this one was on the screen; nothing was stored."""


@transaction.atomic
def follow_version(page: WrittenPage, version: AnyVersion, *, by: Actor, seen: str) -> Aligned:
    """Make the draft a translation of ``version``: its sections, their order and its promises; words that stood stay.

    ``seen`` is the number of the draft that was looked at. The draft of before stays in the history. Raises DraftMoved,
    PublicationRefused and PermissionDenied.
    """
    draft = _draft(page, by=by, seen=seen)
    made = aligned(list(draft.body.get_prep_value()), version.body, registers=_REGISTERS)
    draft.body = json.dumps(made.body)
    draft.translates = version
    draft.save_revision(user=by, log_action=True)
    return made


@transaction.atomic
def store_sections(
    page: WrittenPage, sections: Mapping[str, Any], *, title: str, change_note: str, by: Actor, seen: str
) -> Revision:
    """A new draft in which these sections, by their address, have their new value; the others are as they were.

    Raises DraftMoved, PublicationRefused and PermissionDenied.
    """
    draft = _draft(page, by=by, seen=seen)
    body = [
        {**section, "value": {**sections[anchor], "anchor": anchor}} if anchor in sections else section
        for section in draft.body.get_prep_value()
        for anchor in [section["value"].get("anchor")]
    ]
    draft.title, draft.change_note = title, change_note
    draft.body = body_of(body)
    revision: Revision = draft.save_revision(user=by, log_action=True)
    return revision


def _draft(page: WrittenPage, *, by: Actor, seen: str) -> WrittenPage:
    """The last draft, to be changed by one person at a time."""
    stored = type(page).objects.select_for_update(of=("self",)).get(pk=page.pk)
    if not stored.permissions_for_user(by).can_edit():
        raise PermissionDenied
    if why := why_locked(stored, by=by):
        raise PublicationRefused(why)
    if str(stored.latest_revision_id or "") != seen:
        revision = stored.latest_revision
        who = public.named(revision.user) if revision and revision.user else _("Iemand anders")
        raise DraftMoved(
            _(
                "%(who)s heeft de vertaling intussen gewijzigd; er is niets bewaard. Wat u schreef, staat hieronder. "
                "Bewaart u opnieuw, dan komen uw paragrafen in de plaats van die van nu."
            )
            % {"who": who}
        )
    draft: WrittenPage = stored.get_latest_revision_as_object()
    return draft


def why_locked(page: WrittenPage, *, by: Actor) -> str:
    """Why this person cannot change the text now; empty when they can."""
    lock = page.get_lock()
    if lock and lock.for_user(by):
        return _("Er is niets gewijzigd: de tekst ligt nu vast. %(why)s") % {"why": lock.get_message(by)}
    return ""


_REGISTERS = [
    name
    for name, block in SectionBodyBlock.base_blocks.items()
    if isinstance(block, CommitmentBlock | RegisterBlock)
]
