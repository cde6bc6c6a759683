"""What an answer is made of. What is secret that day is left out before anything is counted or named (UAVG art. 41)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from sharing.activities.choices import ProcessingRole
from sharing.activities.models import ProcessingActivity
from sharing.answers.models import BlackOut
from sharing.answers.rules import Pieces, Shown, What, pieces_of, stands_in
from sharing.answers.sensitive import Sensitive
from sharing.answers.words import basis_in_words, safeguard_told
from sharing.commitments.models import CommitmentSet
from sharing.consents.queries import Withheld, withheld_on
from sharing.core.exceptions import InputError
from sharing.core.models import holding_on
from sharing.core.periods import amsterdam_day
from sharing.disclosures.models import Disclosure
from sharing.parties.models import Party
from sharing.parties.queries import of_organisation, organisation, organisation_field, organisations
from sharing.reference.models import Country, DataCategory, Purpose, SubjectCategory
from sharing.reference.queries import parents_of_purposes
from sharing.reference.terms import RetentionTerm
from sharing.transfers.queries import ChapterFive, chapter_five

READ_AT_ONCE = 1_000
SHORTEST_NAME = 4  # letters; a user name of fewer could be any word
_COLUMNS = (
    *("pk", "recipient_id", "capacity", "disclosed_at", "purpose_id", "data_categories", "legal_basis"),
    *("legal_provision", "destination_country_id", "subject_category_id", "commitments_id", "description"),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is withheld on one authority's request, for staff: the request, and how many disclosures."""

    request: Withheld
    count: int


def of_dossier(seals: Collection[bytes]) -> QuerySet[Disclosure]:
    """Every disclosure of this person that counts."""
    return Disclosure.objects.counting().filter(dossier__in=seals)


class Told:
    """All that a person is told on a day; made once per answer, read in the transaction that makes it.

    ``rows`` are the disclosures we answer for ourselves, without those on requests that are secret that day.
    """

    def __init__(self, seals: Collection[bytes], *, day: date) -> None:
        self.day = day
        secret = withheld_on(day)
        everything = of_dossier(seals)
        counted = (
            everything.filter(authority_request_id__in=list(secret))
            .order_by("authority_request_id")
            .values_list("authority_request_id")
            .annotate(number=Count("pk"))
        )
        self.kept = [Kept(secret[key], number) for key, number in counted]
        visible = everything.exclude(authority_request_id__in=list(secret)) if self.kept else everything
        self.rows = visible.filter(on_behalf_of=None)
        self.clients = sorted(
            set(
                visible.exclude(on_behalf_of=None)
                .order_by()
                .values_list(organisation_field("on_behalf_of", "name"), flat=True)
            ),
            key=str.casefold,
        )
        self.words = _Words(self.rows, seals)
        self.seen = Seen()
        self._asking = {one.authority for one in secret.values()}

    def without_request(self, most: int) -> list[Disclosure]:
        """For staff: what the answer tells that went to an authority of which a request is secret that day, and that
        names no request: the first so many. It may belong to that one.
        """
        if not self._asking:
            return []
        rows = self.rows.filter(of_organisation("recipient", *self._asking), authority_request=None)
        return list(rows.select_related("recipient").order_by("disclosed_at", "id")[:most])

    def shown(self) -> Iterator[Shown]:
        """The disclosures by recipient (in the order of the alphabet) and moment; a thousand at a time in memory."""
        # All records of an organisation are one recipient (ADR 0069).
        name, key = organisation_field("recipient", "name"), organisation("recipient")
        ordered = self.rows.order_by(name, key, "capacity", "disclosed_at", "id")
        for row in ordered.values(*_COLUMNS).iterator(chunk_size=READ_AT_ONCE):
            shown = self.words.shown(row)
            self.seen.note(row, black=bool(shown.grounds))
            yield shown


@dataclass(slots=True)
class Seen:
    """Which purposes, data and groups of people came by while the disclosures were read."""

    purposes: set[int] = field(default_factory=set)
    categories: set[int] = field(default_factory=set)
    subjects: set[int] = field(default_factory=set)
    versions: set[int] = field(default_factory=set)
    count: int = 0
    blackened: int = 0

    def note(self, row: dict[str, Any], *, black: bool) -> None:
        """Take a disclosure along; ``black`` when words of it are not shown."""
        self.count += 1
        self.blackened += black
        self.purposes.add(row["purpose_id"])
        self.categories.update(row["data_categories"])
        self.subjects.add(row["subject_category_id"])
        if row["commitments_id"]:
            self.versions.add(row["commitments_id"])


class _Words:
    """Names for keys, read once for all disclosures of the answer."""

    def __init__(self, rows: QuerySet[Disclosure], seals: Collection[bytes]) -> None:
        pairs = set(rows.order_by().values_list("recipient_id", "destination_country_id").distinct())
        self.parties = organisations({party for party, _country in pairs})
        self.countries = Country.objects.in_bulk({country for _party, country in pairs})
        self.purposes = dict(Purpose.objects.values_list("pk", "description"))
        self.categories = dict(DataCategory.objects.values_list("pk", "name"))
        self.staff = set(SubjectCategory.objects.filter(staff=True).values_list("pk", flat=True))
        self.versions = dict(CommitmentSet.objects.values_list("pk", "version"))
        self._chapter: ChapterFive = chapter_five(countries=self.countries, parties=self.parties)
        self._safeguards: dict[tuple[Any, ...], str] = {}
        self._seals = seals
        self._black = _passages(rows)
        self._colleagues = colleagues()

    @cached_property
    def _sensitive(self) -> Sensitive:
        """Read when there is a disclosure: of nobody the gate keeps nothing."""
        return Sensitive(self._seals, [one.pk for one in self.parties.values()])

    def shown(self, row: dict[str, Any]) -> Shown:
        party = self.parties[row["recipient_id"]]
        country = self.countries[row["destination_country_id"]]
        names = (self.categories[key] for key in row["data_categories"])
        what = What(
            purpose=self.purposes[row["purpose_id"]],
            categories=tuple(sorted(names, key=str.casefold)),
            legal_basis=basis_in_words(row["legal_basis"]),
            provision=pieces_of(row["legal_provision"], {}, *self._colleagues),
            country=country.name,
            safeguard=self._safeguard(
                party, country, row["disclosed_at"], staff=row["subject_category_id"] in self.staff
            ),
            version=self.versions.get(row["commitments_id"]),
            exceptions=tuple(
                (self.categories[key], why)
                for key, why in self._sensitive.exceptions(row, recipient=party.code)
            ),
        )
        description = self.description(row["pk"], row["description"])
        return Shown(party.pk, party.name, row["capacity"], what, row["disclosed_at"], description)

    def description(self, key: int, text: str) -> Pieces:
        """The description in pieces, of which some are black."""
        marks = self._black.get(key, {})
        return pieces_of(text, marks, *self._colleagues) if text else ()

    def _safeguard(self, party: Party, country: Country, at: datetime, *, staff: bool) -> str:
        key = (party.pk, country.pk, day := amsterdam_day(at), staff)
        if key not in self._safeguards:
            assessment = self._chapter.assess(party, country, on=day, staff=staff)
            self._safeguards[key] = safeguard_told(assessment)
        return self._safeguards[key]


def _passages(rows: QuerySet[Disclosure]) -> dict[int, dict[str, str]]:
    """Per disclosure the words that are marked, with the ground."""
    found: dict[int, dict[str, str]] = {}
    marked = BlackOut.objects.filter(disclosure__in=rows.order_by())
    for key, passage, ground in marked.values_list("disclosure_id", "passage", "ground"):
        found.setdefault(key, {})[passage] = ground
    return found


def colleagues() -> tuple[list[str], list[str]]:
    """What accounts are or were called, by which a description may name one: never shown to a person.

    First what is black as it is, then given names and surnames alone: of one word, which could be any.
    """
    names: set[str] = set()
    alone: set[str] = set()
    accounts: Any = get_user_model()
    for known in (accounts.objects, accounts.history):
        rows = known.values_list("first_name", "last_name", "username", "email").order_by().distinct()
        for first, last, username, email in rows:
            names |= {name for name in (f"{first} {last}".strip(),) if " " in name}
            names |= {name for name in (username,) if len(name) >= SHORTEST_NAME} | {email}
            # Initials are no name by themselves.
            alone |= {part for part in (*first.split(), last.strip()) if len(part) > 1 and "." not in part}
    return sorted(name for name in names if name.strip()), sorted(alone)


def shown_description(disclosure: Disclosure) -> Pieces:
    """The description as an answer shows it."""
    marks = dict(disclosure.black_outs.values_list("passage", "ground"))
    return pieces_of(disclosure.description, marks, *colleagues())


def described(seals: Collection[bytes], *, day: date) -> QuerySet[Disclosure]:
    """The disclosures that would be in an answer of that day and have a description, the newest first."""
    return Told(seals, day=day).rows.exclude(description="").order_by("-disclosed_at", "-id")


def sources_of(told: Told) -> list[tuple[str, str]]:
    """Of which data which source is registered: what, and where from (AVG art. 15(1)(g)); "" when none is."""
    known = DataCategory.objects.filter(pk__in=told.seen.categories).order_by("name")
    named = [(row.name, row.origin) for row in known if row.origin]
    rest = [row.name for row in known if not row.origin]
    activities = [(row.name, row.origin) for row in activities_of(told) if row.origin]
    return [*named, *activities, *([("; ".join(rest), "")] if rest else [])]


def terms_of(told: Told) -> list[RetentionTerm]:
    """The retention terms of that day that fit what was disclosed: a list that a term leaves empty limits nothing."""
    purposes, seen = with_ancestors(told.seen.purposes), told.seen
    rows = RetentionTerm.objects.filter(holding_on(told.day)).prefetch_related("purposes", "data_categories")
    return [
        row
        for row in rows
        if _fits({one.pk for one in row.purposes.all()}, purposes)
        and _fits({one.pk for one in row.data_categories.all()}, seen.categories)
        and _fits({row.subject_category_id} - {None}, seen.subjects)
    ]


def _fits(limits: set[Any], seen: set[int]) -> bool:
    return not limits or not limits.isdisjoint(seen)


def activities_of(told: Told) -> list[ProcessingActivity]:
    """Our own processing activities of that day, for the purposes of what was disclosed and this group of people."""
    purposes = with_ancestors(told.seen.purposes)
    rows = ProcessingActivity.objects.filter(
        holding_on(told.day),
        Q(covered_subjects=None) | Q(covered_subjects__subject_category__in=told.seen.subjects),
        role=ProcessingRole.CONTROLLER,
        covered_purposes__purpose__in=purposes,
    )
    return list(rows.distinct().order_by("name", "code"))


def with_ancestors(purposes: set[int]) -> set[int]:
    """A term or an activity for a purpose is also for what falls under it."""
    above = parents_of_purposes() if purposes else {}
    found, new = set(purposes), set(purposes)
    while new:
        new = {parent for key in new if (parent := above.get(key)) is not None} - found
        found |= new
    return found


def versions_of(told: Told) -> list[CommitmentSet]:
    """The versions of the statement that held at the disclosures, the oldest first."""
    return list(CommitmentSet.objects.filter(pk__in=told.seen.versions).order_by("version"))


def why_not_blacked_out(disclosure: Disclosure, passages: Iterable[str]) -> list[InputError]:
    """What is wrong with words that are to be black: each stands in the description."""
    description = Disclosure.objects.values_list("description", flat=True).get(pk=disclosure.pk)
    message = _("“%(words)s” staat niet zo in de omschrijving. Neem de woorden letterlijk over.")
    return [
        InputError(message % {"words": passage}, "passages", "absent")
        for passage in passages
        if not stands_in(passage, description)
    ]
