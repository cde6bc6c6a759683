"""Reads of the transfer register."""

from datetime import date

from sharing.parties.queries import holds_on
from sharing.reference.queries import countries_in_eea
from sharing.transfers.models import Transfer


def transfers_outside_eea(*, on: date) -> list[dict]:
    """Transfers that hold that day: ``{"party", "country", "mechanism", "first_day", "last_day"}``."""
    held = (
        Transfer.objects.filter(holds_on(on))
        .exclude(country__in=countries_in_eea(on=on))
        .select_related("party", "country")
        .order_by("party__name", "country__name")
    )
    return [
        {
            "party": row.party.name,
            "country": row.country.name,
            "mechanism": str(row.get_mechanism_display()),
            "first_day": row.first_day,
            "last_day": row.last_day,
        }
        for row in held
    ]
