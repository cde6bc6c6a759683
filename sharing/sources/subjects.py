"""What a token may do, as something that takes two people (`sharing.access.subjects`)."""

from typing import Any

from django.utils.translation import gettext as _

from sharing.access.choices import ProposalKind
from sharing.access.subjects import Subject, register_subject
from sharing.access.words import State
from sharing.core.dutch import instant_in_words
from sharing.core.periods import parse_instant
from sharing.core.readable import named
from sharing.sources.choices import Scope
from sharing.sources.models import Source


class TokenRights(Subject):
    """The rights of a token. Its end stands with it: a renewed token has another, and is another token."""

    kind = ProposalKind.TOKEN
    model = Source

    def state(self, record: Source) -> State:
        return {
            "name": record.name,
            "owner": named(record.owner) if record.owner else "",
            "active": record.active,
            "expires_at": record.expires_at.isoformat() if record.expires_at else "",
            "scopes": sorted(record.scopes),
            "all_entries": record.all_entries,
        }

    def change(self, record: Source, after: State, *, before: State) -> None:
        record.scopes, record.all_entries = after["scopes"], after["all_entries"]
        record.save(update_fields=["scopes", "all_entries"])

    def label(self, field: Any) -> Any:
        return {
            "name": _("Bronsysteem"),
            "owner": _("Eigenaar"),
            "active": _("Actief"),
            "expires_at": _("Token verloopt op"),
            "scopes": _("Rechten"),
            "all_entries": _("Leest ook wat andere bronnen vastlegden"),
        }[field]

    def word(self, field: Any, value: Any) -> Any:
        if field == "scopes":
            return str(Scope(value).label)
        return instant_in_words(parse_instant(value)) if field == "expires_at" and value else str(value)


register_subject(TokenRights())
