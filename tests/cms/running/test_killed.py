"""What was acknowledged is there, once, whatever is killed and whenever: with the whole product, under load."""

import http.client
import json
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from sharing.disclosures.models import Disclosure
from tests.cms.running.product import Product, product
from tests.patience import LOOK, PATIENCE, until
from tests.sharing.register import entry, small_register, token_for

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc"),
    pytest.mark.django_db(transaction=True),
]
# What is killed, in turn; then the others go on with what there is, or it is started again as a person would.
KILLS: dict[str, Callable[[Product], list[int]]] = {
    "een proces van de webserver": lambda one: one.workers()[:1],
    "een verbinding met de database": lambda one: one.connections()[:1],
    "de database": Product.database_server,
    "alle processen van de webserver": Product.workers,
    "het werk dat vanzelf gebeurt": Product.jobs,
    "de database met alles": Product.database,
    "de webserver": Product.web,
    "bin/start": Product.supervisor,
    "alles tegelijk": lambda one: [
        *one.supervisor(),
        *one.web(),
        *one.workers(),
        *one.jobs(),
        *one.database(),
    ],
}
BATCHES = (1, 3, 500)  # how much each sender sends at a time: small and often, and large
AGAIN = (408, 429, 502, 503, 504)  # come back later


class Sender(threading.Thread):
    """A source system: sends until it is told that all was stored, and remembers what it was told."""

    def __init__(self, url: str, token: str, number: int, size: int, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.place, self.token, self.number, self.size, self.stop_now = url, token, number, size, stop
        self.told: dict[str, int] = {}
        self.consents: dict[int, str] = {}
        self.acknowledged = 0
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            while not self.stop_now.is_set():
                self._batch()
                if self.number == 0:
                    self._consent()
                self.acknowledged += 1
        except BaseException as error:
            self.failure = error

    def _batch(self) -> None:
        names = [f"{self.number}-{self.acknowledged}-{place}" for place in range(self.size)]
        sent = {"disclosures": [entry(external_id=name, dossier=f"d-{name}") for name in names]}
        answer = self._send("disclosures", sent, key=f"{self.number}-{self.acknowledged}")
        self.told |= {one["external_id"]: one["id"] for one in answer["recorded"]}

    def _consent(self) -> None:
        given = {
            "external_id": f"T-{self.acknowledged}",
            "dossier": f"t-{self.acknowledged}",
            "purpose": "reclame",
            "data_categories": ["naw"],
            "explicit": True,
            "given_at": "2026-01-01T10:00:00Z",
        }
        key = self._send("consents", given)["id"]
        self._send(f"consents/{key}/withdrawal", {"withdrawn_at": "2026-02-01T10:00:00Z"})
        self.consents[key] = given["external_id"]

    def _send(self, path: str, body: dict, key: str = "") -> Any:
        content = json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        headers |= {"Idempotency-Key": key} if key else {}
        waited = threading.Event()
        # What was sent is sent until it is acknowledged, also when the others have stopped: but not for ever.
        end = time.monotonic() + 2 * PATIENCE
        while time.monotonic() < end:
            try:
                # As a source does: what is not answered in time is sent again.
                connection = http.client.HTTPConnection(self.place, timeout=PATIENCE / 4)
                connection.request("POST", f"/api/v1/{path}", content, headers)
                answer = connection.getresponse()
                said = answer.read()
                connection.close()
            except (OSError, http.client.HTTPException):
                waited.wait(LOOK)  # nobody there, or gone in the middle: send the same again
                continue
            if answer.status in (200, 201):
                return json.loads(said)
            assert answer.status in AGAIN, (answer.status, said[:500])
            waited.wait(LOOK)
        raise AssertionError(f"niet bevestigd: {path}")


@pytest.fixture
def running(worker_database) -> Iterator[tuple[Product, str]]:
    """The product with a small register, and the token of a source."""
    small_register()
    token = token_for()
    with product(worker_database["urls"]) as made:
        made.start()
        yield made, token


def test_nothing_is_lost_and_nothing_is_there_twice(running):
    made, token = running
    stop = threading.Event()
    place = made.url.removeprefix("http://")
    senders = [Sender(place, token, number, size, stop) for number, size in enumerate(BATCHES)]
    for sender in senders:
        sender.start()
    chance = random.Random(7316)
    try:
        for what, found in KILLS.items():
            _wait_for_work(senders, what)
            threading.Event().wait(chance.uniform(0, 0.3))
            victims = found(made)
            assert victims, f"{what} is niet gevonden"
            made.kill(*victims)
            if what in ("bin/start", "alles tegelijk"):
                until(lambda: not made.runs(), f"na {what} is bin/start gestopt")
                made.start()
        _wait_for_work(senders, "het einde")
    finally:
        stop.set()
        for sender in senders:
            sender.join(PATIENCE * 2)
    assert [sender.failure for sender in senders] == [None] * len(senders)
    told = {name: key for sender in senders for name, key in sender.told.items()}
    with psycopg.connect(made.server.urls().owner) as connection:
        stored = connection.execute("SELECT external_id, id FROM sharing_disclosure").fetchall()
        history = connection.execute("SELECT id FROM sharing_historicaldisclosure").fetchall()
        consents = connection.execute(
            "SELECT id, external_id FROM sharing_consent WHERE withdrawn_at IS NOT NULL"
        ).fetchall()
    assert len(told) > len(KILLS) * max(BATCHES)
    lost, more = told.items() - set(stored), set(stored) - told.items()
    assert (len(lost), len(more), len(stored) - len(set(stored))) == (0, 0, 0)
    assert sorted(key for (key,) in history) == sorted(told.values()), "each with its history, once"
    assert dict(consents) == senders[0].consents and senders[0].consents
    assert not Disclosure.objects.exists(), "it was a copy"


def _wait_for_work(senders: list[Sender], what: str) -> None:
    """Until every sender was answered again: it works, and the next thing meets it in the middle of work."""
    before = [sender.acknowledged for sender in senders]

    def all_went_on() -> bool:
        failed = [sender.failure for sender in senders if sender.failure]
        assert not failed, failed
        return all(sender.acknowledged > count for sender, count in zip(senders, before, strict=True))

    until(all_went_on, f"er wordt weer vastgelegd, voor {what}")
