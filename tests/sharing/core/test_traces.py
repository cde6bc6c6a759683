"""A dossier number stands nowhere but in its sealed column: planted by every way in, also where that goes wrong."""

import io
import itertools
import json
import logging
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sharing.background.choices import State
from sharing.background.models import BackgroundWork
from sharing.consents.models import Consent
from sharing.core.dossiers import seal
from sharing.core.records import version_of
from sharing.disclosures.models import Disclosure
from sharing.reference.models import DataCategory
from sharing.roles import LAWYER
from tests import factories as make
from tests.sharing.background.conftest import private_files  # noqa: F401  a fixture
from tests.sharing.background.queue import work_off
from tests.sharing.core.traces import Files, Traces, logged, talkative
from tests.sharing.core.visitors import signed_in
from tests.sharing.disclosures.screens import filled
from tests.sharing.disclosures.test_imports import written
from tests.sharing.register import entry, row, small_register, token_for

WORD = "merk-7719"
MARK = f"zq-{WORD}"
# As people type it; the third one is refused.
TYPED = ("ZQ-Merk-7719", "zq\u2011MERK\u20117719", "zq-merk-7719, zq-merk-7719")
SEALED = (
    *("sharing_disclosure", "sharing_consent", "sharing_objection", "sharing_requesteddossier"),
    *("sharing_look", "sharing_accessanswer"),
)
pytestmark = pytest.mark.django_db(transaction=True)


class Ways:
    """Every way in, each with a number that can be and one that cannot; what is asked and answered is kept."""

    def __init__(self, lawyer: Client, token: str, folder: Path) -> None:
        self.lawyer, self.folder = lawyer, folder
        self.source = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {token}"})
        self.lawyer.raise_request_exception = False
        self.addresses: list[str] = []
        self.broken: list[bytes] = []
        self.count = itertools.count()

    def take_all(self) -> None:
        """Take every way with every spelling."""
        for typed in TYPED:
            for way in (self.screens, self.searches, self.answers, self.exports, self.api, self.files):
                way(typed)

    def screens(self, typed: str) -> None:
        """Forms that are stored, forms with an error, and the gate that is asked or refuses."""
        sent = filled(dossier=typed, recipient="gemeente-a", purpose="re-integratie", data_categories=["naw"])
        for changes in (
            {"check": "1"},
            {"store": "1", "recipient": ""},
            {"store": "1", "purpose": "reclame"},
            {"store": "1"},
        ):
            self.post("disclosures:add", sent | changes | {"form_key": f"{next(self.count):022d}"})
        if disclosure := Disclosure.objects.order_by("pk").last():
            again = sent | {"version": version_of(Disclosure, disclosure.pk), "reason": "Ander dossier"}
            self.post("disclosures:edit", again | {"store": "1", "reason": ""}, disclosure.pk)
            self.post("disclosures:edit", again | {"store": "1"}, disclosure.pk)
        self.persons(typed)
        self.requests(typed)

    def persons(self, typed: str) -> None:
        """Consents, withdrawals and objections."""
        data = DataCategory.objects.get(code="naw").pk
        consent = {
            "dossier_number": typed,
            "given_at": "31-01-2026 14:05",
            "recipient": "derde-c",
            "for_any": "on",
            "data_categories": [data],
            "evidence": "Formulier",
            "given_by": "person",
            "reason": "Ontvangen per post",
        }
        for changes in ({"evidence": ""}, {}):
            self.post("consents:add", consent | changes)
        if stored := Consent.objects.order_by("pk").last():
            for moment in ("onzin", "01-04-2026 09:00"):
                self.post("consents:withdraw", {"withdrawn_at": moment, "reason": "Gebeld"}, stored.pk)
        objection = {
            "dossier_number": typed,
            "kind": "objection",
            "recipient": "gemeente-a",
            "decision": "pending",
            "in_force_from": "31-03-2026 00:00",
            "received_at": "30-03-2026 09:00",
            "reason": "Brief",
        }
        for changes in ({"recipient": ""}, {}):
            self.post("objections:add", objection | changes)

    def requests(self, typed: str) -> None:
        """Requests of authorities about some persons."""
        request = {
            "reference": f"VZ-{next(self.count)}",
            "received_on": timezone.localdate().isoformat(),
            "authority": make.PartyFactory(authority=True).pk,
            "legal_provision": "artikel-1",
            "asked": "Adres",
            "data_categories": [DataCategory.objects.get(code="naw").pk],
            "dossiers": f"d-1\n{typed}",
            "reason": "Binnengekomen",
            "documents-TOTAL_FORMS": 0,
            "documents-INITIAL_FORMS": 0,
        }
        for changes in ({"asked": f"Alles over {typed}"}, {"asked": ""}, {}):
            self.post("authority_requests:add", request | changes)

    def searches(self, typed: str) -> None:
        """The log and the lists of persons, narrowed to one, and what hangs on that."""
        for name in ("disclosures", "consents", "objections"):
            self.post(f"{name}:find", {"dossier": typed, "reason": ""})
            self.post(f"{name}:find", {"dossier": typed, "reason": "other", "note": f"Over {typed}"})
            answer = self.post(f"{name}:find", {"dossier": typed, "reason": "audit"})
            if answer.status_code == 302:
                self.get(answer["Location"])

    def answers(self, typed: str) -> None:
        """The whole dossier, who looked, answers of both kinds, also by the command."""
        found = self.post("dossiers:index", {"dossier": typed, "reason": "access", "note": "Brief"})
        if found.status_code == 302:
            dossier = found["Location"]
            key = dossier.rstrip("/").rpartition("/")[2]
            for address in (dossier, f"{dossier}wie-keek/", reverse("looks:index"), reverse("answers:index")):
                self.get(address)
            make_one = reverse("answers:make", args=[key])
            for kind, note in (("json", f"Voor {typed}"), ("json", "Brief"), ("pdf", "Brief")):
                sent = {"format": kind, "reason": "access", "note": note}
                made = self.answer(self.lawyer, "POST", make_one, sent)
                if made.status_code == 302:
                    self.get(made["Location"])
                    b"".join(self.get(f"{made['Location']}bestand/"))
        number, out = self.folder / "nummer.txt", self.folder / "antwoord.json"
        number.write_text(typed, encoding="utf-8")
        self.command("access_answer", str(out), "--dossier-file", str(number), "--reason", "Brief")

    def exports(self, typed: str) -> None:
        """Lists as files; of the log in the background, for a reason in which the number may stand."""
        found = self.post("disclosures:find", {"dossier": typed, "reason": "access"})
        if found.status_code == 302:
            asked = f"{reverse('disclosures:export')}?{found['Location'].partition('?')[2]}"
            for kind, reason in (
                ("csv", "Inzageverzoek"),
                ("xlsx", f"Inzage van {typed}"),
                ("xlsx", "Inzage"),
            ):
                self.answer(self.lawyer, "POST", asked, {"format": kind, "reason": reason})
            work_off()
            for work in BackgroundWork.objects.filter(state=State.DONE):
                b"".join(self.get(reverse("exports:download", args=[work.pk])))
        for name in ("disclosures", "consents", "objections"):
            for kind in ("csv", "xlsx"):
                b"".join(self.get(f"{reverse(f'{name}:index')}?export={kind}"))

    def api(self, typed: str) -> None:
        """What a source system sends and asks."""
        number = next(self.count)
        good = entry(external_id=f"E-{number}", dossier=typed)
        for path, body in (
            ("disclosures/check", good),
            ("disclosures/check", good | {"recipient": typed, "onbekend": typed}),
            ("disclosures", {"disclosures": [good]}),
            ("disclosures", {"disclosures": [good | {"external_id": f"F-{number}", "purpose": "reclame"}]}),
            ("disclosures", {"disclosures": [good | {"disclosed_at": "gisteren"}]}),
            ("disclosures/search", {"dossier": typed}),
            ("disclosures/search", {"dossier": typed, "limit": "veel"}),
            ("consents", self.consent(f"T-{number}", typed)),
            ("consents", self.consent(f"T-{number}", typed) | {"explicit": "ja"}),
            ("objections", self.restriction(f"B-{number}", typed)),
            ("objections", self.restriction(f"B-{number}", typed) | {"kind": "klacht"}),
        ):
            self.send(path, json.dumps(body).encode())
        self.send("disclosures", f'{{"disclosures": [{{"dossier": "{typed}", '.encode())

    def consent(self, name: str, typed: str) -> dict:
        return {
            "external_id": name,
            "dossier": typed,
            "purpose": "reclame",
            "data_categories": ["naw"],
            "explicit": True,
            "given_at": "2026-03-01T12:00:00Z",
        }

    def restriction(self, name: str, typed: str) -> dict:
        return {
            "external_id": name,
            "dossier": typed,
            "kind": "restriction",
            "decision": "rejected",
            "from": "2026-01-01",
        }

    def files(self, typed: str) -> None:
        """Files of disclosures, good, with an error, and one that cannot be read."""
        number = next(self.count)
        good = row(external_id=f"C-{number}", dossier=typed)
        for rows in ([good], [good, row(external_id="", dossier=typed)], [good | {"tijdstip": "onzin"}]):
            for options in (("--dry-run",), ()):
                path = written(self.folder / f"bestand-{next(self.count)}.csv", *rows)
                self.command("import_disclosures", str(path), *options)

    def command(self, name: str, *given: str) -> None:
        """A command; what it refuses is said to who typed it, on his own screen."""
        by = ("--by", self.lawyer.user.username)
        try:
            call_command(name, *given, *by, stdout=io.StringIO(), stderr=io.StringIO())
        except CommandError:
            pass
        except Exception as error:
            self.broken.append(str(error).encode())

    def post(self, name: str, sent: dict, *key: int):
        return self.answer(self.lawyer, "POST", reverse(name, args=key), sent)

    def get(self, address: str):
        return self.answer(self.lawyer, "GET", address, {})

    def send(self, path: str, body: bytes):
        headers = {"Idempotency-Key": f"sleutel-{next(self.count)}"}
        return self.answer(
            self.source, "POST", f"/api/v1/{path}", body, content_type="application/json", headers=headers
        )

    def answer(self, client: Client, method: str, address: str, sent, **how):
        answer = getattr(client, method.lower())(address, sent, **how)
        self.addresses += [address, answer.headers.get("Location", ""), str(answer.cookies)]
        if answer.status_code >= 500:
            self.broken.append(answer.content)
        return answer


def fail(superuser: str) -> None:
    """From now on the database refuses every new row about a person."""
    with psycopg.connect(superuser, autocommit=True) as connection:
        for table in SEALED:
            connection.execute(f"ALTER TABLE {table} ADD CONSTRAINT proef_mislukt CHECK (false) NOT VALID")


def test_by_no_way_in_does_it_leave_a_trace(worker_database, tmp_path, monkeypatch, caplog, request):
    caplog.set_level(logging.DEBUG)
    exports: Path = request.getfixturevalue("private_files")
    superuser = worker_database["admin"].replace("/postgres?", f"/{worker_database['name']}?")
    small_register()
    lawyer = signed_in(LAWYER)
    (tmp_path / "tijdelijk").mkdir()
    (tmp_path / "bestanden").mkdir()
    files = Files(tmp_path / "tijdelijk", monkeypatch)
    ways, traces = Ways(lawyer, token_for(), tmp_path / "bestanden"), Traces(WORD)
    with talkative(worker_database["admin"], worker_database["name"]) as log:
        connections["default"].close()  # what comes is written down
        before = log.stat().st_size
        ways.take_all()
        stored = sealed_in(superuser)
        fail(superuser)
        ways.take_all()
        connections["default"].close()
        said = log.read_bytes()[before:]
    assert all(stored.values()), f"by every way one was stored: {stored}"
    assert sealed_in(superuser) == stored, "and then no more"
    assert b"proef_mislukt" in said and b"plan:" in said, "it wrote down what failed, and how it was done"
    traces.look("logboek van PostgreSQL", said)
    traces.look("logboek", logged(caplog))
    traces.look_in_database(superuser)
    for address in ways.addresses:
        traces.look("adres, doorverwijzing of cookie", address)
    for page in ways.broken:
        traces.look("foutpagina", page)
    kept = [path for path in exports.rglob("*") if path.is_file()]
    assert kept, "exports were made"
    for path in kept:
        traces.look(f"bewaard bestand {path.name}", path.read_bytes())
    for name, content in files.contents():
        traces.look(f"tijdelijk bestand {name}", content)
    assert traces.found == []


def sealed_in(superuser: str) -> dict[str, int]:
    """In how many rows of each table the number stands as it should."""
    with psycopg.connect(superuser) as connection:
        return {
            table: connection.execute(
                f"SELECT count(*) FROM {table} WHERE dossier = %s", [seal(MARK)]
            ).fetchone()[0]
            for table in SEALED
        }


def test_what_looks_for_it_would_find_it(worker_database, caplog):
    """In whatever form: else the test above proves nothing."""
    traces = Traces(WORD)
    for text in (
        f"Dossier {MARK.upper()}",
        MARK.encode().hex(),
        "/?q=zq%2Dmerk%2D7719",
        "enEtbWVyay03NzE5",
        "eHpxLW1lcmstNzcxOQ==",
    ):
        traces.look("proef", text)
    traces.look("proef", MARK.encode())
    assert len(traces.found) == 6
    traces.look("proef", "merk-7718")
    assert len(traces.found) == 6
