"""The tables of the page of a party, and what its drawing draws."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sharing.agreements.choices import KIND_SHORT, NEEDS_ARTICLE_28, Article28Item
from sharing.agreements.models import Agreement
from sharing.agreements.queries import facts_of
from sharing.agreements.rules import last_effective_day
from sharing.agreements.screens import last_day_of, notice_day_of, owner_of, status_of
from sharing.core.admin import Link, Section
from sharing.core.admin.tables import short_day
from sharing.core.readable import EMPTY
from sharing.core.timeline import Event, Moment, Timeline
from sharing.parties.models import Party, PartyCapacity
from sharing.relations.drawing import Period
from sharing.relations.queries import SHOWN_AT_MOST
from sharing.transfers.models import Transfer
from sharing.transfers.viewsets import reason_of
from sharing.transfers.viewsets import status_of as status_of_transfer


def capacity_periods(capacities: Iterable[PartyCapacity]) -> list[Period]:
    """What the party was, and when."""
    return [
        Period(
            "capacity",
            _("Hoedanigheid: %s") % str(one.get_capacity_display()).lower(),
            _since(one.first_day, one.last_day),
            one.first_day,
            one.last_day,
        )
        for one in capacities
    ]


def agreement_period(agreement: Agreement) -> Period:
    """When an agreement holds; a draft is drawn otherwise."""
    last, notice = last_effective_day(facts_of(agreement)), notice_day_of(agreement)
    words = _since(agreement.first_day, last)
    if notice is not None:
        words = _("%(period)s, opzeggen uiterlijk %(day)s") % {"period": words, "day": short_day(notice)}
    look = "agreement" if agreement.signed_on else "draft"
    return Period(look, _("Overeenkomst %s") % agreement.reference, words, agreement.first_day, last)


def transfer_period(transfer: Transfer) -> Period:
    """When a transfer holds."""
    words = {"country": transfer.country.name, "mechanism": transfer.get_mechanism_display()}
    return Period(
        "transfer",
        _("Doorgifte %(country)s: %(mechanism)s") % words,
        _since(transfer.first_day, transfer.last_day),
        transfer.first_day,
        transfer.last_day,
    )


def _since(first: date, last: date | None) -> str:
    if last is None:
        return _("sinds %s") % short_day(first)
    return _("%(first)s tot en met %(last)s") % {"first": short_day(first), "last": short_day(last)}


def periods_section(periods: Sequence[Period]) -> Section:
    """What is drawn, as a table."""
    rows = tuple((one.label, short_day(one.first), short_day(one.last, _("onbepaald"))) for one in periods)
    return Section(_("De tijdas als tabel"), (_("Wat"), _("Vanaf"), _("Tot en met")), rows)


def agreements_section(agreements: Sequence[Agreement], party: int) -> Section:
    """The agreements of the party (a key) with their status and end, the newest first."""
    rows: list[tuple[Any, ...]] = [
        (
            Link(one.reference, reverse("agreements:inspect", args=[one.pk])),
            KIND_SHORT[one.kind],
            status_of(one).tag(),
            short_day(one.first_day),
            short_day(last_day_of(one), _("onbepaald")),
            short_day(notice_day_of(one)),
            _article_28(one),
            owner_of(one) or EMPTY,
        )
        for one in agreements[:SHOWN_AT_MOST]
    ]
    if (more := len(agreements) - SHOWN_AT_MOST) > 0:
        address = f"{reverse('agreements:index')}?party={party}"
        rows.append((Link(_("Nog %d tonen") % more, address), *([""] * 7)))
    columns = (
        *(_("Kenmerk"), _("Soort"), _("Status"), _("Vanaf"), _("Geldt tot en met")),
        *(_("Opzeggen uiterlijk"), _("Artikel 28"), _("Beheerder")),
    )
    title, empty = _("Overeenkomsten"), _("Er is geen overeenkomst met deze partij.")
    return Section(title, columns, tuple(rows), empty=empty, anchor="overeenkomsten")


def _article_28(agreement: Any) -> str:
    if agreement.kind not in NEEDS_ARTICLE_28:
        return EMPTY
    return _("%(done)d van %(all)d geregeld") % {"done": agreement.arranged, "all": len(Article28Item)}


def transfers_section(transfers: Sequence[Transfer], party: int) -> Section:
    """The transfers to the party (a key) with how they stand today, and why."""
    rows: list[tuple[Any, ...]] = [
        (
            Link(one.country.name, reverse("transfers:inspect", args=[one.pk])),
            one.get_mechanism_display(),
            status_of_transfer(one).tag(),
            reason_of(one),
            short_day(one.last_day, _("onbepaald")),
        )
        for one in transfers[:SHOWN_AT_MOST]
    ]
    if transfers:
        assessed = f"{reverse('assessments:index')}?party={party}"
        rows.append((Link(_("Beoordelingen (TIA) van deze partij"), assessed), "", "", "", ""))
    columns = (_("Land"), _("Mechanisme"), _("Stand"), _("Waarom"), _("Tot en met"))
    title, empty = _("Doorgiften"), _("Er is geen doorgifte naar deze partij vastgelegd.")
    return Section(title, columns, tuple(rows), empty=empty, anchor="doorgiften")


def documents_section(agreements: Iterable[Any]) -> Section:
    """The documents of its agreements; fetched from the agreement, where every version is."""
    documents = [(one, kept) for one in agreements for kept in one.kept]
    rows = tuple(
        (
            Link(kept["title"], reverse("agreements:document", args=[one.pk, kept["pk"]])),
            Link(one.reference, reverse("agreements:inspect", args=[one.pk])),
        )
        for one, kept in documents[:SHOWN_AT_MOST]
    )
    empty = _("Er zijn geen documenten bewaard.")
    return Section(_("Documenten"), (_("Titel"), _("Overeenkomst")), rows, empty=empty, anchor="documenten")


def merged_section(gone: Sequence[Party]) -> Section:
    """The records that went into this one, each with the way to what it was."""
    rows = tuple(
        (
            Link(f"{one.name} ({one.code})", reverse("parties:inspect", args=[one.pk])),
            Link(_("Historie"), reverse("parties:history", args=[one.pk])),
        )
        for one in gone
    )
    return Section(_("Samengevoegd in deze partij"), (_("Partij"), ""), rows, anchor="samengevoegd")


def newest_of(own: Sequence[Moment], gone: Sequence[Party], *, at_most: int) -> list[Moment]:
    """The newest moments of all records together; those of the others say of which one they are."""
    found = list(own)
    for one in gone:
        for moment in Timeline(Party, one.pk, dossiers=True)[:at_most]:
            events = [replace(event, subject=_named(event, one)) for event in moment.events]
            found.append(replace(moment, events=events))
    return sorted(found, key=lambda moment: moment.at, reverse=True)[:at_most]


def _named(event: Event, party: Party) -> str:
    return f"{party.name} ({party.code}){f', {event.subject}' if event.subject else ''}"


def months_section(months: Sequence[tuple[date, int]]) -> Section:
    """Disclosures per month, numbers only."""
    rows = tuple((f"{month:%m-%Y}", str(number)) for month, number in months)
    return Section(_("Verstrekkingen per maand"), (_("Maand"), _("Aantal")), rows)
