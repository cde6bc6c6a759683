"""The promises of a draft, each with what the register does with it and where it comes from."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from home.core.refusals import PublicationRefused
from home.text.blocks import SectionBodyBlock
from home.text.commitment_blocks import CommitmentBlock
from home.text.promises import KINDS, explain
from home.text.rendering import numbered_sections
from home.versions.commitments import commitments_for
from home.versions.queries import latest_version
from sharing import public


@dataclass(frozen=True, slots=True)
class Shown:
    """A promise: its label, where it is made, and what the register does with it."""

    label: str
    source: str
    sentence: str


def commitments_shown(page: Any) -> dict[str, Any]:
    """``{"commitments": [Shown], "refusal": why the promises cannot be read}`` of a statement page."""
    last = latest_version()
    try:
        values = commitments_for(page, last).as_json()
    except PublicationRefused as refusal:
        return {"commitments": [], "refusal": str(refusal)}
    made = _made_in(page.body)
    tree, categories = public.purposes_tree(), public.known_data_categories()
    blocks = SectionBodyBlock().child_blocks
    shown = []
    for kind in KINDS:
        names = [name for name in blocks[kind].child_blocks if name != "text"]
        shown.append(
            Shown(
                label=capfirst(str(blocks[kind].label).partition(": ")[2]),
                source=_source(
                    made.get(kind),
                    from_file=any(name in (page.commitments or {}) for name in names),
                    holds=any(values.get(name) is not None for name in names),
                    last=last,
                ),
                sentence=explain(kind, values, purposes=tree, categories=categories),
            )
        )
    return {"commitments": shown, "refusal": ""}


def _made_in(body: Any) -> dict[str, str]:
    """In which section each kind of promise stands."""
    return {
        child.block_type: f"{number}. {heading}" if number else _("Openingstekst")
        for number, heading, section in numbered_sections(body)
        for child in section.value["body"]
        if isinstance(child.block, CommitmentBlock)
    }


def _source(section: str | None, *, from_file: bool, holds: bool, last: Any) -> str:
    """Where a promise comes from; one that nothing ``holds`` is not made at all."""
    if from_file:
        return _("uit het ingelezen bestand")
    if section:
        return section
    if not holds:
        return _("staat niet in de tekst")
    if last:
        return _("staat niet in de tekst; blijft zoals in versie %(number)s") % {"number": last.number}
    return _("staat niet in de tekst; de strengste keuze geldt")
