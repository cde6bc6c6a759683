"""The sample's log: two years of disclosures through the gate, with the consents they rest on.

The same day of installation gives the same log.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from sharing.commitments.models import CommitmentSet
from sharing.consents.choices import GivenBy, ObjectionDecision, ObjectionKind, RestrictionGround
from sharing.consents.operations import decide_objection, give_consent, withdraw_consent
from sharing.core.actor import Actor
from sharing.core.periods import amsterdam_day, at_clock, previous_day
from sharing.disclosures.choices import BreachReport, Review
from sharing.disclosures.intake.channels import Raw
from sharing.disclosures.models import Disclosure
from sharing.disclosures.recording import record_entries
from sharing.disclosures.review import NOT_DECIDED, Report, review_disclosure
from sharing.parties.models import Party
from sharing.reference.models import DataCategory
from sharing.sample.breaches import load_sample_breaches
from sharing.sample.register import REASON
from sharing.sample.requests import load_sample_requests
from sharing.sample.tables import day, records
from sharing.sources.operations import built_in_source

SOURCE = "Voorbeeldgegevens"
SIZE = 2_000
# The sample's statement takes effect the day before.
EARLIEST = date(2024, 10, 2)
_CONSENTS = {
    "huisarts": ("deelnemers", ("naw", "gezondheid")),
    "schuldhulp": ("deelnemers", ("naw", "contact", "bank")),
}
_EACH = 40
# In turn: what was decided, on what, and why.
_OBJECTIONS = (
    (
        ObjectionKind.OBJECTION,
        "werkgever-groen",
        ObjectionDecision.UPHELD,
        "Zijn omstandigheden wegen zwaarder.",
    ),
    (ObjectionKind.OBJECTION, "taalschool", ObjectionDecision.UPHELD, "Een andere school is ook mogelijk."),
    (ObjectionKind.OBJECTION, "vakopleiding", ObjectionDecision.REJECTED, "De opleiding kan niet zonder."),
    (ObjectionKind.RESTRICTION, None, ObjectionDecision.UPHELD, "De juistheid wordt nog nagegaan."),
    (ObjectionKind.OBJECTION, "werkplaats", ObjectionDecision.PENDING, ""),
)
_NUMBERS = {
    "deelnemers": [f"D-{2022 + number % 4}-{number:04}" for number in range(101, 501)],
    "medewerkers": [f"M-{number:04}" for number in range(1, 161)],
    "gedetacheerden": [f"G-{number:04}" for number in range(1, 61)],
    "contactpersonen": [f"R-{number:04}" for number in range(1, 121)],
}


@dataclass(frozen=True, slots=True)
class _Days:
    """The period of the log, both days included."""

    first: date
    last: date

    def moment(self, random: Random, first: date | None = None, last: date | None = None) -> datetime:
        """A moment during working hours, on a working day when there is one near."""
        first, last = max(first or self.first, self.first), min(last or self.last, self.last)
        chosen = first + timedelta(days=random.randrange((last - first).days + 1))
        while chosen.weekday() > 4 and chosen > first:
            chosen = previous_day(chosen)
        return at_clock(chosen, time(random.randrange(8, 17), random.randrange(60)))


def load_sample_log(*, by: Actor, at: datetime) -> None:
    """Record consents, objections, requests and some 2,000 disclosures, as seen from ``at``; ``by`` reviews deviations.

    The entries come from the source itself: nobody reviews what they recorded.
    """
    random = Random(20241001)  # noqa: S311 - chosen for being the same every time
    today = amsterdam_day(at)
    days = _Days(max(EARLIEST, today - timedelta(days=730)), previous_day(today))
    source = built_in_source(SOURCE)
    free_until = _load_decisions(days, source=source, by=by)
    deviations = list(_deviations(random, days, today))
    usual = list(_usual(random, days, today, free_until, SIZE - len(deviations)))
    entries = sorted([*usual, *deviations], key=lambda entry: datetime.fromisoformat(entry.disclosed_at))
    numbered = [entry._replace(external_id=f"V-{number:05}") for number, entry in enumerate(entries, start=1)]
    record_entries(numbered, source=source, by=source.user, at=at, reason=REASON)
    _review(by=by, at=at)
    load_sample_requests(by=by, at=at)
    load_sample_breaches(by=by, first=source.user, at=at)


def _load_decisions(days: _Days, *, source: Any, by: Actor) -> dict[str, date]:
    """Consents, objections and a restriction; from when a dossier is left alone because of them."""
    parties = {party.code: party for party in Party.objects.all()}
    data = {category.code: category for category in DataCategory.objects.all()}
    versions = list(CommitmentSet.objects.standing().order_by("-version"))
    free_until: dict[str, date] = {}
    noon = at_clock(days.first, time(12))
    for code, (group, categories) in _CONSENTS.items():
        for number, dossier in enumerate(_NUMBERS[group][:_EACH]):
            consent = give_consent(
                dossier=dossier,
                recipient=parties[code],
                data_categories=[data[category] for category in categories],
                explicit="gezondheid" in categories,
                given_at=noon - timedelta(days=20 + number),
                evidence="Ondertekend formulier in het dossier",
                given_by=GivenBy.REPRESENTATIVE if number == 11 else GivenBy.PERSON,
                source=source,
                external_id=f"T-{code}-{number:03}",
                by=by,
                reason=REASON,
            )
            if number in (7, 23):
                withdrawn = days.last - timedelta(days=60 + number)
                free_until[dossier] = withdrawn
                at = at_clock(withdrawn, time(12))
                withdraw_consent(
                    consent, withdrawn_at=at, by=by, reason="De deelnemer belde om dit in te trekken"
                )
    asked = days.last - timedelta(days=40)
    give_consent(
        dossier=_NUMBERS["deelnemers"][_EACH],
        recipient=parties["huisarts"],
        data_categories=[data["naw"], data["gezondheid"]],
        explicit=True,
        refused=True,
        given_at=at_clock(asked, time(11)),
        evidence="Gesprek op kantoor; wij vragen de huisarts niets",
        statement_version=next((one for one in versions if one.effective_from <= asked), None),
        source=source,
        external_id="T-geweigerd",
        by=by,
        reason=REASON,
    )
    for number, (kind, recipient, decision, why) in enumerate(_OBJECTIONS):
        restricted = kind == ObjectionKind.RESTRICTION
        dossier = _NUMBERS["deelnemers"][300 + number]
        since = days.last - timedelta(days=90 + 30 * number)
        free_until[dossier] = since
        decide_objection(
            dossier=dossier,
            kind=kind,
            recipient=parties[recipient] if recipient else None,
            decision=decision,
            in_force_from=at_clock(since, time(9)),
            explanation="Persoonlijke omstandigheden, besproken met de deelnemer.",
            received_at=at_clock(since - timedelta(days=10), time(10)),
            decision_reason=why,
            restriction_ground=RestrictionGround.A if restricted else "",
            source=source,
            external_id=f"B-{number:03}",
            by=by,
            reason=REASON,
        )
    return free_until


def _usual(
    random: Random, days: _Days, today: date, free_until: dict[str, date], count: int
) -> Iterator[Raw]:
    flows = records("stromen")
    weights = [int(flow["gewicht"]) for flow in flows]
    for flow in random.choices(flows, weights, k=count):
        last = day(flow["tot"], today=today)
        moment = days.moment(random, day(flow["vanaf"], today=today), last)
        numbers = _NUMBERS[flow["betrokkene"]][: _EACH if flow["toestemming"] else None]
        dossier = random.choice(numbers)
        while moment.date() >= free_until.get(dossier, date.max):
            dossier = random.choice(numbers)
        yield _entry(flow, moment, dossier)._replace(
            legal_provision=flow["bepaling"],
            authority_request=flow["verzoek"],
            on_behalf_of=flow["namens"],
        )


def _deviations(random: Random, days: _Days, today: date) -> Iterator[Raw]:
    for flow in records("afwijkingen"):
        for _number in range(int(flow["aantal"])):
            moment = days.moment(random, day(flow["vanaf"], today=today))
            # From the end of the list: people of whom nothing else was decided.
            dossier = random.choice(_NUMBERS[flow["betrokkene"]][-60:])
            yield _entry(flow, moment, dossier)._replace(deviation_reason=flow["reden"])


def _entry(flow: dict[str, str], moment: datetime, dossier: str) -> Raw:
    return Raw(
        disclosed_at=moment.isoformat(),
        dossier=dossier,
        description=flow["omschrijving"],
        recipient=flow["ontvanger"],
        capacity=flow["hoedanigheid"],
        subject_category=flow["betrokkene"],
        purpose=flow["doeleinde"],
        data_categories=tuple(flow["gegevens"].split()),
        legal_basis=flow["grondslag"],
        channel=flow["kanaal"],
    )


def _review(*, by: Actor, at: datetime) -> None:
    """Most deviations of a kind that somebody decided on are settled; the last ones still wait."""
    for flow in records("afwijkingen"):
        if flow["beoordeling"]:
            waiting = Disclosure.objects.filter(source__name=SOURCE, deviation_reason=flow["reden"])
            for disclosure in waiting.order_by("disclosed_at")[: int(flow["aantal"]) - 2]:
                breach = flow["beoordeling"] == Review.BREACH
                known = disclosure.disclosed_at + timedelta(hours=20)
                review_disclosure(
                    disclosure,
                    decision=flow["beoordeling"],
                    note=flow["toelichting"],
                    aware_at=known if breach else None,
                    report=Report(BreachReport.REPORTED, known + timedelta(hours=20))
                    if breach
                    else NOT_DECIDED,
                    by=by,
                    at=at,
                )
