"""The lists of one dossier, and those of who looked."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from sharing.consents.request_viewset import status_of as request_status
from sharing.consents.viewsets_objections import decision_of
from sharing.core.admin import Column, DayColumn, DenseTable, Link, Status, StatusColumn, TitleColumn
from sharing.core.admin.looking import PARAMETER
from sharing.core.admin.sections import link_to
from sharing.core.admin.tables import CLIPPED, NUMBER, WORDS, short_day, short_moment
from sharing.core.dossiers import is_nobody, unseal
from sharing.core.looking.models import Look
from sharing.core.readable import EMPTY, name_accounts
from sharing.dossiers.choices import Happening
from sharing.dossiers.queries import Event, Received
from sharing.log.list_columns import status_of
from sharing.rights.viewsets import stand
from sharing.rights.viewsets import status_of as right_status


def recipients_table(received: list[Received], *, key: str) -> DenseTable:
    """Who received how much, from when until when; each leads to its disclosures of this dossier."""

    def listed(row: Received) -> str:
        asked = urlencode({PARAMETER: key, "recipient": row.recipient})
        return f"{reverse('disclosures:index')}?{asked}"

    return DenseTable(
        [
            TitleColumn("name", label=_("Ontvanger"), get_url=listed),
            Column("capacity", label=_("Als"), accessor=lambda row: row.capacity.label),
            Column("count", label=_("Aantal"), classname=NUMBER),
            DayColumn("first", label=_("Eerste")),
            DayColumn("last", label=_("Laatste")),
        ],
        received,
        caption=_("Ontvangers"),
    )


def events_table(events: list[Event], *, secret: Collection[int], at: datetime) -> DenseTable:
    """Every moment, leading to its record; ``secret``: keys of requests that the person may not know of.

    What the person asked says where it stands ``at`` that moment.
    """
    asked = [event.record for event in events if event.kind == Happening.ASKED]
    stand(asked, at=at)

    def kind(event: Event) -> str:
        label = str(event.kind.label)
        record: Any = event.record
        requests = {Happening.REQUEST: "pk", Happening.DISCLOSURE: "authority_request_id"}
        hidden = event.kind in requests and getattr(record, requests[event.kind]) in secret
        return _("%s (geheim voor de betrokkene)") % label if hidden else label

    return DenseTable(
        [
            TitleColumn("moment", label=_("Wanneer"), accessor=_moment, get_url=_url),
            Column("kind", label=_("Wat"), accessor=kind, classname=WORDS),
            Column("who", label=_("Ontvanger of autoriteit"), accessor=_who, classname=WORDS),
            Column("purpose", label=_("Waarvoor"), accessor=_what_for, classname=CLIPPED),
            StatusColumn("standing", label=_("Stand"), accessor=_standing),
        ],
        events,
        caption=_("Alles wat er gebeurde"),
    )


def _moment(event: Event) -> str:
    return short_day(event.record.received_on) if event.kind == Happening.REQUEST else short_moment(event.at)


def _url(event: Event) -> str:
    link = link_to(event.record)
    return link.url if isinstance(link, Link) else ""


def _who(event: Event) -> str:
    name = {Happening.REQUEST: "authority", Happening.ASKED: "on_behalf_of"}.get(event.kind, "recipient")
    who = getattr(event.record, name)
    return str(who) if who else EMPTY


def _what_for(event: Event) -> str:
    if event.kind == Happening.REQUEST:
        return str(event.record.reference)
    if event.kind == Happening.ASKED:
        return str(event.record.get_kind_display())
    purpose = event.record.purpose
    return str(purpose) if purpose else EMPTY


def _standing(event: Event) -> Status | None:
    record: Any = event.record
    if event.kind == Happening.DISCLOSURE:
        return status_of(record)
    if event.kind == Happening.REQUEST:
        return request_status(record)
    if event.kind == Happening.ASKED:
        return right_status(record)
    if event.kind in (Happening.OBJECTION, Happening.RESTRICTION, Happening.LIFTED):
        return decision_of(record)
    return None


def looks_table(looks: list[Look], *, dossiers: bool) -> DenseTable:
    """Who looked; with ``dossiers`` also at which."""
    name_accounts(looks, looked_by="looked_at", owner="looked_at")
    columns: list[Any] = [
        Column("moment", label=_("Wanneer"), accessor=lambda row: short_moment(row.looked_at)),
        Column("by", label=_("Wie"), accessor=_by, classname=WORDS),
        Column("act", label=_("Wat"), accessor=_act, classname=WORDS),
        Column("reason", label=_("Waarom"), accessor=_why, classname=WORDS),
    ]
    if dossiers:
        columns.insert(2, Column("dossier", label=_("Dossier"), accessor=_dossier, classname=WORDS))
    return DenseTable(columns, looks, caption=_("Wie keek"))


def _dossier(row: Any) -> str:
    return _("niet bewaard: er is niets van vastgelegd") if is_nobody(row.dossier) else unseal(row.dossier)


def _by(row: Any) -> str:
    if row.source is None:
        return str(row.named["looked_by"])
    if row.owner_id is None:
        return str(row.source)
    return _("%(source)s (token van %(owner)s)") % {"source": row.source, "owner": row.named["owner"]}


def _act(row: Any) -> str:
    label = row.get_act_display()
    return f"{label}: {row.about}" if row.about else str(label)


def _why(row: Any) -> str:
    label = row.get_reason_display()
    return f"{label}: {row.note}" if row.note else str(label)
