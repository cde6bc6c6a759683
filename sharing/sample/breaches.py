"""Two breaches of the sample: one out of the log that was reported, and one that was not, as two people agreed."""

from datetime import datetime, time, timedelta
from typing import Any

from sharing.breaches.models import Breach, BreachRecords, BreachSubjects
from sharing.breaches.operations import (
    assess_breach,
    close_breach,
    confirm_not_reporting,
    decide_on_persons,
)
from sharing.breaches.queries import unregistered
from sharing.breaches.register import register_breach
from sharing.breaches.reporting import report_breach
from sharing.core.actor import Actor
from sharing.core.periods import amsterdam_day, at_clock
from sharing.core.records import version_of
from sharing.reference.models import DataCategory, SubjectCategory
from sharing.sample.register import REASON


def load_sample_breaches(*, by: Actor, first: Actor, at: datetime) -> None:
    """Register both as seen from ``at``; ``first`` wrote down what ``by`` confirms and closes."""
    _reported(by=by, first=first, at=at)
    _not_reported(by=by, first=first, at=at)


def _reported(*, by: Actor, first: Actor, at: datetime) -> None:
    row = unregistered().filter(breach_reported_at__isnull=False).first()
    if row is None or row.aware_at is None or row.breach_reported_at is None:
        return
    breach = register_breach(
        facts={
            "title": "Voortgang besproken met een huisarts zonder toestemming",
            "aware_at": row.aware_at,
            "found_how": "De toets van de verstrekking gaf een afwijking.",
            "occurred_from": row.disclosed_at,
            "occurred_until": row.disclosed_at,
            "nature": ["confidentiality"],
            "cause": "too_much",
            "facts": "In een telefoongesprek is verteld hoe een traject verloopt. Er was geen toestemming.",
            "persons_least": 1,
            "persons_most": 1,
            "consequences": "Iemand buiten het traject weet iets wat de deelnemer daar niet had willen vertellen.",
            "measures_before": "Geheimhouding, en een toets vooraf bij elke verstrekking.",
            "measures_after": "De huisarts is gevraagd de gegevens niet te bewaren en heeft dat bevestigd.",
            "measures_next": "Bellen over een deelnemer kan alleen na een vinkje dat de toestemming is gezien.",
        },
        parts=_parts(("deelnemers",), ("naw", "voortgang")),
        disclosures=[row],
        by=first,
        at=at,
        reason=REASON,
    )
    said: dict[str, Any] = {"by": by, "at": at}
    assess_breach(
        breach,
        risk="risk",
        decision="report",
        note="Het gaat om een kwetsbare groep.",
        seen=_seen(breach),
        by=first,
        at=at,
    )
    report_breach(
        breach,
        phase="initial",
        sent_at=row.breach_reported_at,
        reference="VOORBEELD-0001",
        is_complete=True,
        missing_reason="Meer is er niet over te zeggen; de gebeurtenis is verzonnen.",
        seen=_seen(breach),
        **said,
    )
    decide_on_persons(
        breach,
        decision="informed",
        on=amsterdam_day(row.breach_reported_at),
        how="phone",
        number=1,
        note="Gebeld: wat er is verteld, aan wie, en wat wij doen.",
        seen=_seen(breach),
        **said,
    )
    close_breach(
        breach, note="De werkwijze is aangepast; de AP vroeg niets meer.", seen=_seen(breach), **said
    )


def _not_reported(*, by: Actor, first: Actor, at: datetime) -> None:
    day = amsterdam_day(at) - timedelta(days=45)
    breach = register_breach(
        facts={
            "title": "Presentielijst blijven liggen in een vergaderzaal",
            "aware_at": at_clock(day, time(14)),
            "found_how": "De schoonmaak bracht de lijst naar de receptie.",
            "occurred_from": at_clock(day, time(11)),
            "occurred_until": at_clock(day, time(14)),
            "nature": ["confidentiality"],
            "cause": "lost",
            "facts": "Na een bijeenkomst bleef een lijst met namen van relaties drie uur liggen in een dichte gang.",
            "persons_least": 12,
            "persons_most": 12,
            "consequences": "Geen: niemand anders kon in de gang komen.",
            "measures_after": "De lijst is vernietigd.",
            "measures_next": "Presentielijsten worden niet meer geprint.",
        },
        parts=_parts(("contactpersonen",), ("naw",)),
        by=first,
        at=at,
        reason=REASON,
    )
    assess_breach(
        breach,
        risk="unlikely",
        decision="not_report",
        note="Alleen namen van zakelijke relaties, en niemand zag ze.",
        seen=_seen(breach),
        by=first,
        at=at,
    )
    confirm_not_reporting(
        breach, note="Nagelopen met de receptie; de gang was dicht.", seen=_seen(breach), by=by, at=at
    )


def _parts(subjects: tuple[str, ...], records: tuple[str, ...]) -> list[Any]:
    return [
        *(BreachSubjects(category=one) for one in SubjectCategory.objects.filter(code__in=subjects)),
        *(BreachRecords(category=one) for one in DataCategory.objects.filter(code__in=records)),
    ]


def _seen(breach: Breach) -> str:
    return version_of(Breach, breach.pk)
