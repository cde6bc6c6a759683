"""What article 30 AVG asks of a record of processing activities, and what of it is missing. Pure.

The record is evidence, so its words are Dutch and do not pass through the interface's translation.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from sharing.activities.choices import ProcessingRole
from sharing.core.dutch import day_in_words
from sharing.parties.choices import Capacity

MISSING = "ontbreekt"
ORGANISATION_NOW = (
    "De gegevens van de organisatie zelf zijn die van nu: daarvan wordt geen historie bijgehouden."
)


@dataclass(frozen=True, slots=True)
class Contact:
    """An organisation and where to reach it; ``lines`` are address, e-mail and telephone, as far as known.

    ``dpo``: its data protection officer; ``representative``: the one of art. 27, for who has no establishment in the
    Union (``inside``).
    """

    name: str
    lines: tuple[str, ...] = ()
    dpo: str = ""
    representative: str = ""
    code: str = ""
    country: str = ""
    inside: bool = True


@dataclass(frozen=True, slots=True)
class Named:
    """A row of a list: its code and what people call it; ``kind`` is a code of ``DataKind`` for data categories."""

    code: str
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who receives data: its code, name and country, and in which capacities (codes of ``Capacity``)."""

    code: str
    name: str
    country: str
    country_name: str
    capacities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Abroad:
    """Data that leave the EEA: to whom, to which country, and what that rests on.

    ``via`` is the processor that engages this one, "" for a recipient itself; ``mechanism`` a code of ``Mechanism``
    ("" for none), ``decision`` the number of an adequacy decision. ``sound``: chapter V is satisfied; ``reason`` says
    why, or why not.
    """

    recipient: str
    name: str
    country: str
    country_name: str
    reason: str
    sound: bool
    mechanism: str = ""
    decision: str = ""
    via: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept how long, in words."""

    code: str
    what: str
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A processing activity on the day; ``client`` is who it is done for, when we are the processor.

    ``security`` was written with the activity; ``measures`` and ``declared`` (confidentiality, roles) have registers.
    """

    code: str
    name: str
    client: Contact | None = None
    purposes: tuple[Named, ...] = ()
    subjects: tuple[Named, ...] = ()
    data: tuple[Named, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    sub_processors: tuple[Recipient, ...] = ()
    abroad: tuple[Abroad, ...] = ()
    kept: tuple[Kept, ...] = ()
    security: str = ""
    measures: tuple[str, ...] = ()
    declared: tuple[str, ...] = ()
    legal_bases: tuple[Named, ...] = ()
    provision: str = ""
    interest: str = ""
    origin: str = ""
    automated_decisions: str = ""
    dpia: str = ""
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The record in one role, of the activities on a day; ``known_at`` is when the register stood so (None: now)."""

    role: str
    on: date
    known_at: datetime | None
    made_at: datetime
    organisation: Contact
    joint: tuple[Contact, ...] = ()
    activities: tuple[Activity, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked, by the letter of the paragraph ("" for what is told besides), and what is told of it.

    ``gaps`` are sentences on what is missing; a field without lines has at least one.
    """

    letter: str
    label: str
    lines: tuple[str, ...] = ()
    gaps: tuple[str, ...] = field(default=())

    @property
    def title(self) -> str:
        """What is asked, with the letter of the law."""
        return f"{self.label} ({self.letter})" if self.letter else self.label

    @property
    def told(self) -> tuple[str, ...]:
        """The lines, and each gap by its name."""
        return (*self.lines, *(f"{MISSING}: {gap}" for gap in self.gaps))


def title_of(record: Record) -> str:
    """What the record is called."""
    who = "verwerkingsverantwoordelijke" if is_controller(record) else "verwerker"
    return f"Register van verwerkingsactiviteiten als {who}"


def is_controller(record: Record) -> bool:
    """Whether it is that of art. 30(1), and not that of a processor (30(2))."""
    return record.role == ProcessingRole.CONTROLLER


def state_of(record: Record) -> str:
    """Of which day it is, and what was known."""
    text = f"De verwerkingen van {day_in_words(record.on)}"
    if record.known_at is None:
        return f"{text}, zoals het register nu is."
    return f"{text}, zoals het register aan het eind van {day_in_words(record.on)} was."


def fields_of_record(record: Record) -> list[Field]:
    """Part (a): who is responsible, with whom, and whom to ask."""
    own = record.organisation
    who = "verwerkingsverantwoordelijke" if is_controller(record) else "verwerker"
    fields = [
        Field("a", f"Naam van de {who}", _lines(own.name), _unless(own.name, "naam van de organisatie.")),
        Field("a", "Contactgegevens", own.lines, _unless(own.lines, "contactgegevens van de organisatie.")),
    ]
    if is_controller(record):
        joint, none = tuple(map(_reached, record.joint)), "Geen: er geldt geen gezamenlijke regeling."
        fields.append(Field("a", "Gezamenlijke verantwoordelijken", joint or (none,)))
    fields.append(_representative("Vertegenwoordiger", own))
    gap = "functionaris voor gegevensbescherming, of waarom er geen is."
    fields.append(Field("a", "Functionaris voor gegevensbescherming", _lines(own.dpo), _unless(own.dpo, gap)))
    return fields


def fields_of(activity: Activity, role: str) -> list[Field]:
    """What the paragraph of this role (``ProcessingRole``) asks of each activity, then what is told besides."""
    asked = _as_controller(activity) if role == ProcessingRole.CONTROLLER else _as_processor(activity)
    return [*asked, *_besides(activity)]


def gaps_of(record: Record) -> Iterator[tuple[str, str, str]]:
    """All that is missing: the activity ("" for the record as a whole), the letter and the sentence."""
    for one in fields_of_record(record):
        yield from (("", one.letter, gap) for gap in one.gaps)
    if not record.activities:
        yield "", "b", "verwerkingsactiviteiten: er is er op deze dag geen vastgelegd in deze rol."
    for activity in record.activities:
        for one in fields_of(activity, record.role):
            yield from ((activity.name, one.letter, gap) for gap in one.gaps)


def _representative(label: str, one: Contact) -> Field:
    lines = _lines(one.representative)
    if not lines and one.inside:
        lines = ("Niet van toepassing: gevestigd in de Unie (artikel 27 AVG).",)
    gap = "vertegenwoordiger in de Unie (artikel 27 AVG); deze organisatie is buiten de EER gevestigd."
    return Field("a", label, lines, _unless(lines, gap))


def _as_controller(activity: Activity) -> list[Field]:
    purposes, subjects, data = map(_names, (activity.purposes, activity.subjects, activity.data))
    recipients = tuple(_in_words(one) for one in activity.recipients)
    kept = tuple(f"{one.what}: {one.term}" for one in activity.kept)
    return [
        Field("b", "Doeleinden", purposes, _unless(purposes, "doeleinden.")),
        Field("c", "Betrokkenen", subjects, _unless(subjects, "categorieën van betrokkenen.")),
        Field("c", "Persoonsgegevens", data, _unless(data, "categorieën van persoonsgegevens.")),
        Field("d", "Ontvangers", recipients, _unless(recipients, "ontvangers.")),
        _transfers("e", activity),
        Field("f", "Bewaartermijnen", kept, _unless(kept, "termijnen waarbinnen de gegevens worden gewist.")),
        _security("g", activity),
    ]


def _as_processor(activity: Activity) -> list[Field]:
    client = activity.client or Contact("")
    reached = (*_lines(client.name), *client.lines)
    gaps = (
        *_unless(client.name, "opdrachtgever."),
        *_unless(client.lines, "contactgegevens van de opdrachtgever."),
    )
    dpo_gap = "functionaris voor gegevensbescherming van de opdrachtgever, of waarom er geen is."
    kinds = (
        *(f"Voor: {one}" for one in _names(activity.purposes)),
        *(f"Van: {one}" for one in _names(activity.subjects)),
        *(f"Gegevens: {one}" for one in _names(activity.data)),
    )
    subs = tuple(_in_words(one) for one in activity.sub_processors)
    return [
        Field("a", "Opdrachtgever", reached, gaps),
        _representative("Vertegenwoordiger van de opdrachtgever", client),
        Field("a", "Functionaris van de opdrachtgever", _lines(client.dpo), _unless(client.dpo, dpo_gap)),
        Field(
            "b",
            "Categorieën van verwerkingen",
            (activity.name, *kinds),
            _unless(kinds, "wat er wordt verwerkt."),
        ),
        Field("", "Subverwerkers", subs or ("Geen vastgelegd.",)),
        _transfers("c", activity),
        _security("d", activity),
    ]


def _transfers(letter: str, activity: Activity) -> Field:
    lines, gaps = [], []
    for one in activity.abroad:
        via = f" (via {one.via})" if one.via else ""
        place = f"{one.name}{via}, {one.country_name}"
        if one.sound:
            lines.append(f"{place}: {one.reason}")
        else:
            gaps.append(f"waarborg voor {place}. {one.reason}")
    if not (lines or gaps):
        lines.append("Geen doorgifte buiten de EER vastgelegd.")
    return Field(letter, "Doorgiften en waarborgen", tuple(lines), tuple(gaps))


def _security(letter: str, activity: Activity) -> Field:
    described = (*_lines(activity.security), *activity.measures)
    gaps = _unless(described, "algemene beschrijving van de beveiliging.")
    return Field(letter, "Beveiliging", (*described, *activity.declared), gaps)


def _besides(activity: Activity) -> Iterator[Field]:
    bases = [*_names(activity.legal_bases)]
    if activity.provision:
        bases.append(activity.provision)
    if activity.interest:
        bases.append(f"Belang: {activity.interest}")
    since = f"Vanaf {day_in_words(activity.first_day)}" if activity.first_day else ""
    if activity.last_day:
        since += f" tot en met {day_in_words(activity.last_day)}"
    more = (
        ("Grondslag", tuple(bases)),
        ("Herkomst", _lines(activity.origin)),
        ("Geautomatiseerde besluiten", _lines(activity.automated_decisions)),
        ("DPIA", _lines(activity.dpia)),
        ("Looptijd", _lines(since)),
    )
    return (Field("", label, lines) for label, lines in more if lines)


def _names(listed: Iterable[Named]) -> tuple[str, ...]:
    return tuple(one.name for one in listed)


def _in_words(one: Recipient) -> str:
    held = (str(Capacity(capacity).label).lower() for capacity in one.capacities)
    return f"{one.name} ({', '.join((*held, one.country_name))})"


def _reached(one: Contact) -> str:
    return ", ".join((one.name, *one.lines))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _unless(told: object, gap: str) -> tuple[str, ...]:
    return () if told else (gap,)
