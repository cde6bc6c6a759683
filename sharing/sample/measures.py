"""Measures and declarations of confidentiality of the sample, with checks of before; and who has which role."""

from datetime import date, datetime, timedelta

from django.contrib.auth import get_user_model

from sharing.access.queries import mark_of, roles_now
from sharing.access.review import countersign_review, sign_review
from sharing.core.actor import Actor
from sharing.core.operations import save_record
from sharing.core.periods import months_after
from sharing.core.records import version_of
from sharing.measures.choices import CheckOutcome, Declarer, MeasureKind
from sharing.measures.models import Confidentiality, SecurityMeasure
from sharing.measures.operations import record_check
from sharing.parties.models import Party

REASON = "Voorbeeldgegevens"
SINCE = date(2024, 1, 1)
# Code, name, kind, what it is, and in how many days it is to be checked again.
MEASURES = (
    (
        "toegang-op-rol",
        "Toegang op rol",
        MeasureKind.ORGANISATIONAL,
        "Wie iets niet nodig heeft voor het werk, kan er niet bij. Rollen worden elk jaar met twee personen bekeken.",
        200,
    ),
    (
        "versleuteling",
        "Versleutelde opslag en verbinding",
        MeasureKind.TECHNICAL,
        "Schijven en reservekopieën zijn versleuteld; alle verbindingen gaan over TLS.",
        260,
    ),
    (
        "reservekopie",
        "Reservekopie die wordt teruggezet",
        MeasureKind.TECHNICAL,
        "Elke nacht een kopie op een andere plaats; twee keer per jaar wordt er een teruggezet om te zien of dat kan.",
        40,
    ),
)
PROCESSOR = "hosting"
SIGNERS = ("beheerder", "auditor")


def load_sample_measures(*, by: Actor, at: datetime, today: date) -> None:
    """Register them as seen from ``today``; all were checked before."""
    checked_on = today - timedelta(days=100)
    for code, name, kind, description, days in MEASURES:
        measure = SecurityMeasure(
            code=code,
            name=name,
            kind=kind,
            description=description,
            protects_all=True,
            first_day=SINCE,
            next_check=checked_on,
        )
        _keep(measure, checked_on=checked_on, next_check=today + timedelta(days=days), by=by, at=at)
    declarations = (
        Confidentiality(declarer=Declarer.STAFF, group="Begeleiding", people=24, signed=24),
        Confidentiality(declarer=Declarer.STAFF, group="Vrijwilligers", people=9, signed=8),
        Confidentiality(
            declarer=Declarer.PROCESSOR,
            party=Party.objects.get(code=PROCESSOR),
            kept_where="Artikel 4 van de verwerkersovereenkomst",
        ),
    )
    for declaration in declarations:
        declaration.first_day, declaration.next_check = SINCE, checked_on
        _keep(declaration, checked_on=checked_on, next_check=months_after(checked_on, 12), by=by, at=at)


def load_sample_role_review() -> None:
    """A review of who has which role, signed by an administrator and the auditor where the accounts are there."""
    accounts = get_user_model().objects.filter(username__in=SIGNERS, is_active=True)
    signers = {one.username: one for one in accounts}
    if len(signers) < len(SIGNERS):
        return
    first, second = (signers[name] for name in SIGNERS)
    review = sign_review(note="Elke rol past bij het werk.", seen=mark_of(roles_now()), by=first)
    countersign_review(review, note="Nagelopen en akkoord.", by=second)


def _keep(
    record: SecurityMeasure | Confidentiality, *, checked_on: date, next_check: date, by: Actor, at: datetime
) -> None:
    save_record(instance=record, by=by, reason=REASON)
    record_check(
        record,
        checked_on=checked_on,
        outcome=CheckOutcome.IN_ORDER,
        note="",
        next_check=next_check,
        seen=version_of(type(record), record.pk),
        by=by,
        at=at,
        reason="Controle volgens de planning",
    )
