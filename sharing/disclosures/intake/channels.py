"""How entries reach us: the fields of the exchange format, and how each channel writes them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from sharing.disclosures.choices import (
    CHANNEL_WORDS,
    RESTRICTION_EXCEPTION_WORDS,
    Channel,
    RestrictionException,
)
from sharing.parties.choices import CAPACITY_WORDS, Capacity
from sharing.reference.choices import LEGAL_BASIS_WORDS, LegalBasis

# How many entries go together: many, since each time costs something. First a few, so that the database has work soon,
# and then twice as many each time: storing them takes about twice as long as reading them.
CHUNK, FIRST = 5_000, 720


class Raw(NamedTuple):
    """One entry as texts; absent ones are empty. What many entries have in common comes last, from
    ``recipient``.
    """

    external_id: str = ""
    disclosed_at: str = ""
    dossier: str = ""
    legal_provision: str = ""
    authority_request: str = ""
    description: str = ""
    deviation_reason: str = ""
    recipient: str = ""
    capacity: str = ""
    subject_category: str = ""
    purpose: str = ""
    data_categories: tuple[str, ...] = ()
    legal_basis: str = ""
    destination_country: str = ""
    channel: str = ""
    on_behalf_of: str = ""
    restriction_exception: str = ""


REQUIRED = (
    "external_id",
    "disclosed_at",
    "recipient",
    "capacity",
    "dossier",
    "subject_category",
    "purpose",
    "data_categories",
    "legal_basis",
)


@dataclass(frozen=True, slots=True)
class Words:
    """How a channel writes things: its field names and its words for our codes."""

    names: Mapping[str, str] = field(default_factory=dict)
    capacities: Mapping[str, str] = field(default_factory=lambda: {code: code for code in Capacity.values})
    bases: Mapping[str, str] = field(default_factory=lambda: {code: code for code in LegalBasis.values})
    channels: Mapping[str, str] = field(default_factory=lambda: {code: code for code in Channel.values})
    exceptions: Mapping[str, str] = field(
        default_factory=lambda: {code: code for code in RestrictionException.values}
    )
    line_breaks: bool = False

    def name(self, field_name: str) -> str:
        """The channel's name of a field."""
        return self.names.get(field_name, field_name)


JSON = Words()
# People may write more than one line where they explain themselves.
FORM = Words(line_breaks=True)
CSV = Words(
    names={
        "external_id": "kenmerk",
        "disclosed_at": "tijdstip",
        "recipient": "ontvanger",
        "capacity": "hoedanigheid",
        "dossier": "dossier",
        "subject_category": "betrokkene",
        "purpose": "doeleinde",
        "data_categories": "gegevens",
        "legal_basis": "grondslag",
        "legal_provision": "wettelijke_bepaling",
        "authority_request": "verzoek",
        "destination_country": "land",
        "channel": "kanaal",
        "description": "omschrijving",
        "deviation_reason": "reden_afwijking",
        "on_behalf_of": "namens",
        "restriction_exception": "uitzondering_beperking",
    },
    capacities={word: code.value for word, code in CAPACITY_WORDS.items()},
    bases={word: code.value for word, code in LEGAL_BASIS_WORDS.items()},
    channels={word: code.value for word, code in CHANNEL_WORDS.items()},
    exceptions={word: code.value for word, code in RESTRICTION_EXCEPTION_WORDS.items()},
)


def in_chunks(entries: Iterable[tuple[int, Raw]], size: int = CHUNK) -> Iterator[list[tuple[int, Raw]]]:
    """Numbered entries in lists of at most ``size``, the first ones shorter."""
    iterator, count = iter(entries), min(FIRST, size)
    while chunk := list(islice(iterator, count)):
        yield chunk
        count = min(2 * count, size)
