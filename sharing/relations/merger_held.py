"""What two records of one organisation hold, side by side, and what is shown together after they are one (ADR 0069)."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from sharing.activities.models import ActivityRecipient
from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.models import Agreement
from sharing.consents.models import Consent, Objection
from sharing.core.admin import Section
from sharing.core.gathering import counts_together
from sharing.core.readable import EMPTY
from sharing.disclosures.models import Disclosure
from sharing.measures.models import Confidentiality
from sharing.parties.merging import CHOSEN, MERGED, aliases_after, differing
from sharing.parties.models import Party, PartyCapacity
from sharing.parties.queries import said
from sharing.transfers.models import ImpactAssessment, Transfer

COUNTED_AT_MOST = 10_000


def label_of(name: str) -> str:
    """What a field is called."""
    field: Any = Party._meta.get_field(name)
    return str(capfirst(str(field.verbose_name)))


def in_words(party: Party, name: str) -> str:
    """What the record says in this field, for people."""
    value = party.country if name == "country_id" else getattr(party, name)
    return str(value) if value not in (None, "") else EMPTY


def fields_section(merged: Party, kept: Party, choices: Mapping[str, str] | None = None) -> Section:
    """Every field of both, and what the record that stays says after; ``choices`` is None while it is being chosen."""
    one, other = said(kept), said(merged)
    differ = {field.name for field in differing(one, other)}

    def after(name: str) -> str:
        if name == "aliases":
            return aliases_after(one, other) or EMPTY
        if name in differ:
            if choices is None:
                return _("kiest u hieronder")
            return in_words(merged if choices.get(name) == MERGED else kept, name)
        return in_words(kept if one.get(name) or name not in CHOSEN else merged, name)

    rows = tuple(
        (label_of(name), in_words(merged, name), in_words(kept, name), after(name))
        for name in ("code", "name", "aliases", *CHOSEN)
        if one[name] or other[name]
    )
    return Section(_("Wat beide zeggen"), (_("Gegeven"), _gone(merged), _stays(kept), _("Daarna")), rows)


def held_section(merged: Party, kept: Party, *, parts: bool = False) -> Section:
    """How much hangs on both, and how much is shown together after; nothing of it is moved.

    ``parts``: both are taken apart, so what is shown together is what was so far.
    """
    labels = [label for label, _rows in _kinds(merged)]
    numbers = counts_together([rows for party in (merged, kept) for _label, rows in _kinds(party)])
    gone, stays = numbers[: len(labels)], numbers[len(labels) :]
    rows = tuple(
        (label, _number(one), _number(other), _number(one + other))
        for label, one, other in zip(labels, gone, stays, strict=True)
    )
    if parts:
        return Section(_("Wat eraan hangt"), (_("Wat"), merged.code, kept.code, _("Samen")), rows)
    columns = (_("Wat"), _gone(merged), _stays(kept), _("Samen getoond"))
    return Section(_("Wat eraan hangt"), columns, rows)


def _kinds(party: Party) -> list[tuple[str, QuerySet[Any]]]:
    found: list[tuple[str, Any]] = [
        (_("Hoedanigheden"), PartyCapacity.objects.filter(party=party)),
        (_("Overeenkomsten"), Agreement.objects.filter(party=party)),
        (_("Subverwerker in overeenkomsten van anderen"), SubProcessor.objects.filter(party=party)),
        (_("Doorgiften"), Transfer.objects.filter(party=party)),
        (_("Beoordelingen (TIA)"), ImpactAssessment.objects.filter(party=party)),
        (_("Verwerkingen waarin zij ontvanger is"), ActivityRecipient.objects.filter(recipient=party)),
        (_("Geheimhoudingsverklaringen"), Confidentiality.objects.filter(party=party)),
        (_("Verstrekkingen"), Disclosure.objects.filter(recipient=party)),
        (_("Toestemmingen"), Consent.objects.filter(recipient=party)),
        (_("Bezwaren"), Objection.objects.filter(recipient=party)),
    ]
    return [(label, rows.order_by()[: COUNTED_AT_MOST + 1]) for label, rows in found]


def _number(number: int) -> str:
    return _("meer dan %d") % COUNTED_AT_MOST if number > COUNTED_AT_MOST else str(number)


def _gone(party: Party) -> str:
    return str(_("Gaat op: %s") % party.code)


def _stays(party: Party) -> str:
    return str(_("Blijft: %s") % party.code)
