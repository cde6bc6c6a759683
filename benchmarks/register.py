"""A register of any size, made in a few statements: parties, agreements in every status, transfers."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

_TOWNS = ("Amersfoort", "Breda", "Culemborg", "Dronten", "Ede", "Franeker", "Gouda", "Hoorn", "IJsselstein")
_SORTS = ("Gemeente", "Opleidingshuis", "Salarisbureau", "Arbodienst", "Uitvoeringsdienst", "Taalschool")
_KINDS = (
    "service_agreement",
    "processing_agreement",
    "cooperation_agreement",
    "processing_agreement_as_processor",
    "joint_controllers",
)
_CAPACITY_OF = {
    "service_agreement": "client",
    "processing_agreement_as_processor": "client",
    "joint_controllers": "client",
    "processing_agreement": "processor",
    "cooperation_agreement": "partner",
}


def fill_register(*, by: Any, parties: int, agreements: int, today: date, prefix: str = "m") -> None:
    """Add parties and agreements, and a transfer for every fifth party, as the user ``by``.

    Of seven agreements one of each: draft, signed and waiting, in force without an end, in force, ending within its
    notice period, ended, terminated. One party in three has no agreement that is in force.
    """
    from sharing.core.actor import acting
    from sharing.models import (
        Agreement,
        AgreementDataCategory,
        AgreementPurpose,
        AgreementSubjectCategory,
        DataCategory,
        ImpactAssessment,
        Party,
        PartyCapacity,
        Purpose,
        SubjectCategory,
        Transfer,
    )

    purposes = _at_least(Purpose, 6, by, prefix, "description")
    categories = _at_least(DataCategory, 8, by, prefix, "name")
    subjects = _at_least(SubjectCategory, 3, by, prefix, "name")
    with acting(by=by, reason="Meting"):
        made = Party.objects.bulk_create(_party(number, prefix) for number in range(parties))
        PartyCapacity.objects.bulk_create(
            PartyCapacity(party=party, capacity=_CAPACITY_OF[_KINDS[number % 5]], first_day=date(2018, 1, 1))
            for number, party in enumerate(made)
        )
        signed = Agreement.objects.bulk_create(
            Agreement(
                reference=f"{prefix.upper()}-{2018 + number % 9}-{number:05}",
                party=made[number % parties],
                kind=_KINDS[number % parties % 5],
                description="Begeleiding naar werk, perceel " + str(number),
                owner=by if number % 2 else None,
                notice_days=90,
                **_days(number // 2 if parties < agreements else number, today),
            )
            for number in range(agreements)
        )
        for model, name, values, each in (
            (AgreementPurpose, "purpose", purposes, 2),
            (AgreementDataCategory, "data_category", categories, 4),
            (AgreementSubjectCategory, "subject_category", subjects, 1),
        ):
            model.objects.bulk_create(
                model(agreement=agreement, **{name: values[(number + turn) % len(values)]})
                for number, agreement in enumerate(signed)
                for turn in range(each)
            )
        Transfer.objects.bulk_create(
            Transfer(
                party=party,
                country_id="US",
                mechanism="scc_module_2",
                first_day=date(2023, 1, 1),
                scope="Beheer van werkplekken",
            )
            for party in made[::5]
        )
        ImpactAssessment.objects.bulk_create(
            ImpactAssessment(
                party=party, country_id="US", assessed_on=date(2023, 1, 1), conclusion="positive"
            )
            for number, party in enumerate(made[::5])
            if number % 10
        )


def _at_least(model: Any, count: int, by: Any, prefix: str, label: str) -> Sequence[Any]:
    """So many records of a reference list, made as far as they are missing."""
    from sharing.core.actor import acting

    with acting(by=by, reason="Meting"):
        for number in range(model.objects.count(), count):
            model.objects.create(code=f"{prefix}-{number}", **{label: f"Meting {prefix} {number}"})
    return list(model.objects.order_by("code"))[:count]


def _party(number: int, prefix: str) -> Any:
    from sharing.models import Party

    name = f"{_SORTS[number % 6]} {_TOWNS[number % 9]} {number:04}"
    return Party(
        code=f"{prefix}-partij-{number:05}",
        name=name,
        country_id="US" if number % 5 == 0 else "NL",
        kvk_number="" if number % 5 == 0 else f"{10_000_000 + number}",
        email=f"contact{number}@voorbeeld.example",
    )


def _days(number: int, today: date) -> dict[str, Any]:
    """The dates that give an agreement its status, one of seven."""

    def day(offset: int) -> date:
        return today + timedelta(days=offset + number % 40)

    return (
        {"first_day": day(60), "last_day": day(800)},
        {"first_day": day(60), "last_day": day(800), "signed_on": day(-100)},
        {"first_day": day(-900), "signed_on": day(-910)},
        {"first_day": day(-700), "last_day": day(400), "signed_on": day(-710)},
        {"first_day": day(-700), "last_day": day(30), "signed_on": day(-710)},
        {"first_day": day(-1400), "last_day": day(-300), "signed_on": day(-1410)},
        {"first_day": day(-1400), "last_day": day(900), "terminated_per": day(-200)},
    )[number % 7]
