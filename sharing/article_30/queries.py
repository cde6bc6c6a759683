"""The record of processing activities on a day, as it is known now or was known at the end of that day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sharing.access.queries import last_review
from sharing.activities.choices import ProcessingRole
from sharing.activities.models import (
    ActivityDataCategory,
    ActivityPurpose,
    ActivityRecipient,
    ActivityRetentionTerm,
    ActivitySubjectCategory,
    ProcessingActivity,
)
from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.choices import AgreementKind
from sharing.agreements.models import Agreement
from sharing.agreements.queries import in_force_on
from sharing.article_30.rules import Abroad, Activity, Contact, Kept, Named, Recipient, Record
from sharing.core.asof import rows_at
from sharing.core.completing import fetch
from sharing.core.dutch import day_in_words
from sharing.core.models import holding_on
from sharing.core.periods import amsterdam_day
from sharing.measures.choices import Declarer
from sharing.measures.queries import declarations_on, measures_on
from sharing.organisation.models import OrganisationSettings
from sharing.parties.models import Party, PartyCapacity
from sharing.parties.queries import merged_into
from sharing.reference.choices import LegalBasis
from sharing.reference.models import Country, DataCategory, LegalProvision, Purpose, SubjectCategory
from sharing.reference.terms import RetentionTerm
from sharing.transfers.choices import TransferStatus
from sharing.transfers.models import Transfer
from sharing.transfers.queries import chapter_five


def record_on(
    role: ProcessingRole, *, on: date, moment: datetime | None, at: datetime, only: int | None = None
) -> Record:
    """The activities in this role that hold on the day, by name, or ``only`` this one; ``at`` is now.

    ``moment`` is as for ``rows_at``. Of the organisation itself no history is kept: it is told as its settings say now.
    """
    rows = rows_at(ProcessingActivity, moment).filter(role=role).order_by("name", "code")
    rows = rows.filter(id=only) if only else rows.filter(holding_on(on))
    return _Reading(list(rows), role=role, on=on, moment=moment).record(at=at)


class _Reading:
    """All that the activities name, read in a fixed number of queries."""

    def __init__(self, rows: list[Any], *, role: ProcessingRole, on: date, moment: datetime | None) -> None:
        self.rows, self.role, self.on, self.moment = rows, role, on, moment
        self.into = merged_into(moment)
        keys = [row.pk for row in rows]
        self.purposes = self._listed(ActivityPurpose, "purpose", keys)
        self.subjects = self._listed(ActivitySubjectCategory, "subject_category", keys)
        self.data = self._listed(ActivityDataCategory, "data_category", keys)
        named_recipients = self._listed(ActivityRecipient, "recipient", keys)
        self.recipients = defaultdict(
            list, {key: list(dict.fromkeys(map(self._org, found))) for key, found in named_recipients.items()}
        )
        self.terms = self._listed(ActivityRetentionTerm, "retention_term", keys)
        self.purpose_of = self._rows(Purpose, self.purposes)
        self.subject_of = self._rows(SubjectCategory, self.subjects)
        self.category_of = self._rows(DataCategory, self.data)
        self.term_of = self._rows(RetentionTerm, self.terms)
        self.provision_of = self._fetch(LegalProvision, {row.provision_id for row in rows})
        joint = (
            rows_at(Agreement, moment)
            .filter(in_force_on(on), kind=AgreementKind.JOINT_CONTROLLERS)
            .values_list("party_id", flat=True)
            if role == ProcessingRole.CONTROLLER
            else ()
        )
        self.joint = list(map(self._org, joint))
        clients = {self._org(row.client_id) for row in rows if row.client_id}
        named = {key for keys in self.recipients.values() for key in keys}
        self.chains = self._chains(named, clients)
        links = [link for chain in self.chains.values() for link in chain]
        self.party_of = self._fetch(
            Party, {*named, *clients, *self.joint, *(self._org(one.party_id) for one in links)}
        )
        everybody = named | {self._org(one.party_id) for one in links}
        self.capacities = self._capacities(everybody)
        self.abroad = self._transfers_to(everybody)
        countries = {party.country_id for party in self.party_of.values()} | {one.country_id for one in links}
        countries |= {country for of_party in self.abroad.values() for country in of_party}
        self.country_of = self._fetch(Country, countries)
        self.law = chapter_five(countries=countries, parties=self.party_of, moment=moment).by_party()
        self.measures = measures_on(on, moment)
        self.declarations = declarations_on(on, moment)
        self.reviewed = tuple(_reviewed(on, moment))

    def _org(self, key: int) -> int:
        """The record under which an organisation is known (ADR 0069)."""
        return self.into.get(key, key)

    def _records(self, keys: Iterable[int]) -> set[int]:
        wanted = set(keys)
        return wanted | {key for key, kept in self.into.items() if kept in wanted}

    def record(self, *, at: datetime) -> Record:
        """What was read, as the rules want it."""
        own = OrganisationSettings.current()
        contact = own.contact
        reach = (contact.attention, contact.street, contact.town, contact.email, contact.phone)
        joint = sorted(set(self.joint), key=lambda key: self.party_of[key].name.casefold())
        return Record(
            role=self.role,
            on=self.on,
            known_at=self.moment,
            made_at=at,
            organisation=Contact(
                contact.organisation, tuple(filter(None, reach)), _officer(own), own.representative
            ),
            joint=tuple(self._contact(key) for key in joint),
            activities=tuple(map(self._activity, self.rows)),
        )

    def _activity(self, row: Any) -> Activity:
        subjects = [self.subject_of[key] for key in self.subjects[row.pk]]
        staff = any(one.staff for one in subjects)
        provision = self.provision_of.get(row.provision_id)
        return Activity(
            code=row.code,
            name=row.name,
            client=self._contact(self._org(row.client_id)) if row.client_id else None,
            purposes=_named(
                (one.code, one.description) for one in self._of(row, self.purposes, self.purpose_of)
            ),
            subjects=_named((one.code, one.name) for one in subjects),
            data=_named((one.code, one.name, one.kind) for one in self._of(row, self.data, self.category_of)),
            recipients=self._recipients(self.recipients[row.pk]),
            sub_processors=self._recipients(
                [self._org(link.party_id) for link in self._engaged_for(row.client_id)]
            ),
            abroad=tuple(self._abroad(row, staff=staff)),
            kept=tuple(
                Kept(one.code, one.description, one.in_words)
                for one in sorted(self._of(row, self.terms, self.term_of), key=lambda one: one.description)
            ),
            security=row.security,
            measures=tuple(
                f"{measure.name}: {measure.description}"
                for measure, protects in self.measures
                if protects.covers(row.pk, self.data[row.pk])
            ),
            declared=(*self._declared(row), *self.reviewed),
            legal_bases=tuple(Named(one, str(LegalBasis(one).label)) for one in row.legal_bases),
            provision=provision.citation if provision else "",
            interest=row.legitimate_interest,
            origin=row.origin,
            automated_decisions=row.automated_decisions,
            dpia=row.dpia,
            first_day=row.first_day,
            last_day=row.last_day,
        )

    def _declared(self, row: Any) -> Iterable[str]:
        """Who declared to keep the data confidential: own staff, and the recipients of this activity."""
        told: set[int] = set()
        for one in self.declarations:
            if one.declarer == Declarer.STAFF:
                yield f"Geheimhouding, {one.group}: {one.signed} van {one.people} medewerkers hebben haar verklaard."
            elif (party := self._org(one.party_id)) in {*self.recipients[row.pk]} - told:
                told.add(party)
                yield f"Geheimhouding: verklaard door {self.party_of[party].name}."

    def _abroad(self, row: Any, *, staff: bool) -> Iterable[Abroad]:
        """Where data go outside the EEA: with the recipients, and with whom they (or we, for a client) engage."""
        seen: set[tuple[int, str]] = set()
        for key in self.recipients[row.pk]:
            party = self.party_of[key]
            for country in sorted({party.country_id, *self.abroad.get(key, ())}):
                seen.add((key, country))
                yield from self._assessed(party, country, "", staff=staff)
            for link in self.chains.get(("processor", key), ()):
                yield from self._engaged(link, party.name, seen, staff=staff)
        for link in self._engaged_for(row.client_id):
            yield from self._engaged(link, "", seen, staff=staff)

    def _engaged_for(self, client: int | None) -> list[Any]:
        """Whom we engage for a client."""
        return self.chains.get(("client", self._org(client)), []) if client else []

    def _engaged(self, link: Any, via: str, seen: set[tuple[int, str]], *, staff: bool) -> Iterable[Abroad]:
        """Where a sub-processor works, and the countries to which a transfer to it is registered."""
        key = self._org(link.party_id)
        for country in sorted({link.country_id, *self.abroad.get(key, ())}):
            if (key, country) not in seen:
                seen.add((key, country))
                yield from self._assessed(self.party_of[key], country, via, staff=staff)

    def _assessed(self, party: Any, country_id: str, via: str, *, staff: bool) -> Iterable[Abroad]:
        country = self.country_of[country_id]
        found = self.law(party.code).assess(party, country, on=self.on, staff=staff)
        if found.status == TransferStatus.EEA:
            return
        mechanism = found.transfer.mechanism if found.transfer else ""
        if found.decision and not mechanism:
            mechanism = "adequacy"
        yield Abroad(
            recipient=party.code,
            name=party.name,
            country=country_id,
            country_name=country.name,
            reason=found.reason,
            sound=found.sound,
            mechanism=mechanism,
            decision=found.decision.reference if found.decision else "",
            via=via,
        )

    def _recipients(self, keys: Iterable[int]) -> tuple[Recipient, ...]:
        parties = sorted((self.party_of[key] for key in set(keys)), key=lambda one: one.name.casefold())
        return tuple(
            Recipient(
                one.code,
                one.name,
                one.country_id,
                self.country_of[one.country_id].name,
                tuple(self.capacities.get(one.pk, ())),
            )
            for one in parties
        )

    def _contact(self, key: int) -> Contact:
        party = self.party_of[key]
        lines = [*party.address.splitlines(), party.contact_name, party.email]
        here = self.law(party.code).assess(party, self.country_of[party.country_id], on=self.on)
        return Contact(
            party.name,
            tuple(line.strip() for line in lines if line.strip()),
            dpo=party.dpo_contact,
            code=party.code,
            country=party.country_id,
            inside=here.status == TransferStatus.EEA,
        )

    def _of(self, row: Any, listed: dict[int, list[int]], rows: dict[int, Any]) -> list[Any]:
        return [rows[key] for key in listed[row.pk]]

    def _listed(self, model: Any, attribute: str, keys: list[int]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        rows = rows_at(model, self.moment).filter(activity_id__in=keys).order_by("id")
        for activity, key in rows.values_list("activity_id", f"{attribute}_id"):
            found[activity].append(key)
        return found

    def _rows(self, model: Any, listed: dict[int, list[int]]) -> dict[int, Any]:
        return self._fetch(model, {key for keys in listed.values() for key in keys})

    def _fetch(self, model: Any, keys: Iterable[Any]) -> dict[Any, Any]:
        wanted = set(keys) - {None}
        if self.moment is None:
            return dict(model._default_manager.in_bulk(wanted))
        return fetch(model, wanted, self.moment, names=())

    def _capacities(self, keys: Iterable[int]) -> dict[int, dict[str, None]]:
        found: dict[int, dict[str, None]] = defaultdict(dict)
        wanted = self._records(keys)
        held = rows_at(PartyCapacity, self.moment).filter(holding_on(self.on), party_id__in=wanted)
        for party, capacity in held.order_by("capacity").values_list("party_id", "capacity"):
            found[self._org(party)][capacity] = None
        return found

    def _transfers_to(self, keys: Iterable[int]) -> dict[int, set[str]]:
        """Per party the countries to which a transfer is registered that holds on the day."""
        found: dict[int, set[str]] = defaultdict(set)
        wanted = self._records(keys)
        held = rows_at(Transfer, self.moment).filter(holding_on(self.on), party_id__in=wanted).order_by()
        for party, country in held.values_list("party_id", "country_id"):
            found[self._org(party)].add(country)
        return found

    def _chains(self, recipients: set[int], clients: set[int]) -> dict[tuple[str, int | None], list[Any]]:
        """The sub-processors of the processors among the recipients, and those that we engage for a client."""
        agreements = rows_at(Agreement, self.moment).filter(in_force_on(self.on)).order_by()
        theirs = agreements.filter(kind=AgreementKind.PROCESSING, party_id__in=self._records(recipients))
        ours = agreements.filter(
            kind=AgreementKind.PROCESSING_AS_PROCESSOR, party_id__in=self._records(clients)
        )
        owner: dict[int, tuple[str, int | None]] = {
            **{pk: ("processor", self._org(party)) for pk, party in theirs.values_list("id", "party_id")},
            **{pk: ("client", self._org(party)) for pk, party in ours.values_list("id", "party_id")},
        }
        found: dict[tuple[str, int | None], list[Any]] = defaultdict(list)
        links = rows_at(SubProcessor, self.moment).filter(holding_on(self.on), agreement_id__in=list(owner))
        for link in links.order_by("id"):
            found[owner[link.agreement_id]].append(link)
        return found


def _reviewed(on: date, moment: datetime | None) -> Iterable[str]:
    """That two people reviewed who has which role, where they did so by that day."""
    review = last_review(moment, by=on)
    if review is not None and review.closed_at and review.next_review:
        day, following = amsterdam_day(review.closed_at), review.next_review
        yield (
            f"Wie welke rol heeft, is op {day_in_words(day)} door twee personen beoordeeld; opnieuw uiterlijk "
            f"{day_in_words(following)}."
        )


def _named(pairs: Iterable[tuple[str, ...]]) -> tuple[Named, ...]:
    return tuple(sorted((Named(*pair) for pair in pairs), key=lambda one: one.name.casefold()))


def _officer(own: OrganisationSettings) -> str:
    """The data protection officer as the settings say, a line each; or that there is none."""
    if own.without_dpo:
        return "Geen: de organisatie hoeft er geen te hebben (artikel 37 AVG)."
    officer = own.officer
    return "\n".join(filter(None, (officer.name, officer.email, officer.phone)))
