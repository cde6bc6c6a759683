"""A throw-away database with a register of some size, and disclosures as its sources would report them."""

import contextlib
import os
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from cms.embedded.server import Server

SEED = 20_260_101
FIRST_DAY, DAYS = date(2024, 1, 1), 730
PARTIES, FLOWS, PERSONS = 25, 8, 20_000


@contextlib.contextmanager
def database() -> Iterator["Server"]:
    """Django on an empty, migrated database of its own (fsync on), removed at the end; the server that it is on."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    django.setup()
    from django.conf import settings

    from sharing.core.memory import settle
    from tests import throwaway

    settings.ALLOWED_HOSTS = ["*"]
    with throwaway.server(durable=True) as running:
        throwaway.make_template(running)
        settle()  # as the server and the commands do
        yield running


class World:
    """A register: parties in all capacities, most with an agreement; ids by code."""

    def __init__(self) -> None:
        from sharing.agreements.choices import AgreementKind
        from sharing.models import CommitmentSet
        from sharing.parties.choices import Capacity
        from tests import factories as make

        self.purposes = [make.PurposeFactory(code=f"doel-{number}") for number in range(8)]
        self.categories = [make.DataCategoryFactory(code=f"gegeven-{number}") for number in range(12)]
        self.subjects = [make.SubjectCategoryFactory(code=f"groep-{number}") for number in range(4)]
        make.EeaMembershipFactory(country=make.CountryFactory(code="NL"))
        if not CommitmentSet.objects.exists():
            make.CommitmentSetFactory(
                version=1, effective_from=date(2020, 1, 1), purposes=[one.code for one in self.purposes]
            )
        self.user = make.UserFactory(username="meting")
        self.capacities = []
        kinds = {Capacity.CLIENT: AgreementKind.SERVICE, Capacity.PROCESSOR: AgreementKind.PROCESSING}
        self.parties = []
        for number in range(PARTIES):
            capacity = (Capacity.CLIENT, Capacity.PROCESSOR, Capacity.PARTNER)[number % 3]
            party = make.PartyFactory(code=f"partij-{number}", holds=capacity)
            self.parties.append((party, capacity.value))
            for turn in range(2 if capacity in kinds else 0):
                make.AgreementFactory(
                    reference=f"OV-{number}-{turn}",
                    party=party,
                    kind=kinds[capacity],
                    covers=self.purposes,
                    data=self.categories,
                    first_day=date(2020 + 5 * turn, 1, 1),
                    last_day=date(2024, 12, 31) if turn == 0 else None,
                    article_28=capacity == Capacity.PROCESSOR,
                )

    def reports(self, count: int, *, prefix: str) -> list[dict]:
        """Entries under the names of the JSON format; the same ones for the same count."""
        rng = random.Random(SEED)
        codes = [one.code for one in self.categories]
        # A source system has its fixed flows of data: to whom, for what, which data, about whom.
        flows = [
            (
                party.code,
                capacity,
                rng.choice(self.purposes).code,
                sorted(rng.sample(codes, rng.randint(1, 5))),
                rng.choice(self.subjects).code,
            )
            for party, capacity in self.parties
            for _ in range(FLOWS)
        ]
        start = datetime.combine(FIRST_DAY, datetime.min.time(), tzinfo=UTC)
        rows = []
        for number in range(count):
            recipient, capacity, purpose, categories, subject = rng.choice(flows)
            moment = start + timedelta(seconds=rng.randrange(DAYS * 86_400))
            rows.append(
                {
                    "external_id": f"{prefix}-{number:07}",
                    "disclosed_at": moment.isoformat(),
                    "recipient": recipient,
                    "capacity": capacity,
                    "dossier": f"D{rng.randrange(PERSONS):06}",
                    "subject_category": subject,
                    "purpose": purpose,
                    "data_categories": categories,
                    "legal_basis": "public_task" if capacity == "client" else "contract",
                    "channel": "portal",
                    "description": "Rapportage over de voortgang van het traject",
                }
            )
        return rows

    def some_decisions(self) -> None:
        """Consents and restrictions of one in fifty persons."""
        from sharing.consents.models import Consent, Objection
        from sharing.core.actor import acting
        from sharing.core.dossiers import seal

        given = datetime(2023, 1, 1, tzinfo=UTC)
        keys = [one.pk for one in self.categories]
        with acting(by=self.user, reason="Meting"):
            Consent.objects.bulk_create(
                Consent(
                    dossier=seal(f"d{number:06}"),
                    purpose=self.purposes[0],
                    data_categories=keys,
                    explicit=True,
                    given_at=given,
                )
                for number in range(0, PERSONS, 50)
            )
            Objection.objects.bulk_create(
                Objection(
                    dossier=seal(f"d{number:06}"),
                    kind="restriction",
                    decision="upheld",
                    in_force_from=given,
                    in_force_until=given + timedelta(days=30),
                )
                for number in range(0, PERSONS, 500)
            )
