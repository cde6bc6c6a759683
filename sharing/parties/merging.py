"""What two records of one organisation say beside each other, and what the one that stays says after (ADR 0069)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

KEPT, MERGED = "kept", "merged"
# Of these one value holds; a name, a code and aliases are all kept.
CHOSEN = (
    *("kvk_number", "foreign_register_number", "address", "country_id", "contact_name", "email", "website"),
    *("notice_address", "dpo_contact"),
)


@dataclass(frozen=True, slots=True)
class Differing:
    """A field of which both records say something, and not the same."""

    name: str
    kept: str
    merged: str


def differing(kept: Mapping[str, str], merged: Mapping[str, str]) -> list[Differing]:
    """The fields to choose: where one record says nothing, the other speaks by itself."""
    return [
        Differing(name, kept[name], merged[name])
        for name in CHOSEN
        if kept[name] and merged[name] and kept[name] != merged[name]
    ]


def values_after(
    kept: Mapping[str, str], merged: Mapping[str, str], choices: Mapping[str, str]
) -> dict[str, str]:
    """What the record that stays says of these fields. Raises KeyError when one that differs was not chosen."""
    chosen = {one.name: choices[one.name] for one in differing(kept, merged)}
    return {
        name: merged[name] if chosen.get(name, KEPT if kept[name] else MERGED) == MERGED else kept[name]
        for name in CHOSEN
    }


def choices_in_words(choices: Mapping[str, str], merger: Any) -> str:
    """Of which record each field that differed is kept, a field per line."""
    fields = merger._meta.get_field("merged").related_model._meta
    labels = {one.attname: one.verbose_name for one in fields.concrete_fields}
    of = {KEPT: _("van de partij die blijft"), MERGED: _("van de partij die opgaat")}
    return "\n".join(f"{capfirst(str(labels[name]))}: {of[chosen]}" for name, chosen in choices.items())


def aliases_after(kept: Mapping[str, str], merged: Mapping[str, str]) -> str:
    """The aliases of the record that stays: what the other is called is found there from now on."""
    said = [*kept["aliases"].splitlines(), merged["name"], *merged["aliases"].splitlines(), merged["code"]]
    known = {kept["name"].strip().casefold()}
    lines = []
    for one in (line.strip() for line in said):
        if one and one.casefold() not in known:
            known.add(one.casefold())
            lines.append(one)
    return "\n".join(lines)
