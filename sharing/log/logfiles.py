"""The log as a file in one of two standards, for who must hand it over; read and written as a stream."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.urls import reverse

from sharing.activities.choices import ProcessingRole
from sharing.activities.models import ProcessingActivity
from sharing.background.files import Counted, whole_file
from sharing.background.operations import note_made
from sharing.consents.queries import ever_secret, withheld_on
from sharing.core.actor import Actor
from sharing.core.dossiers import derived_key, normal_form, unseal
from sharing.core.dutch import day_in_words
from sharing.core.periods import amsterdam_day, holds_on, next_day, on_the_clock, start_of_day
from sharing.disclosures.models import Disclosure
from sharing.log.exporting import read
from sharing.log.logformats import (
    Activity,
    Confidential,
    Entry,
    Recipient,
    as_ldv,
    as_vng,
    pseudonym,
)
from sharing.organisation.models import OrganisationSettings
from sharing.parties.queries import merged_into, organisations
from sharing.reference.models import DataCategory, Purpose, SubjectCategory
from sharing.sources.models import Source

VNG, LDV = "vng", "ldv"
TITLES = {VNG: "VNG verwerkingsacties", LDV: "Logboek dataverwerkingen (OTLP)"}
KEY = b"log-files/1"
COLUMNS = (
    *("id", "disclosed_at", "recorded_at", "recorded_by_id", "recipient_id", "purpose_id", "dossier"),
    *(
        "subject_category_id",
        "data_categories",
        "source_id",
        "authority_request_id",
        "on_behalf_of_id",
        "voided_at",
    ),
)


def entries_between(first: date, last: date) -> QuerySet[Any]:
    """The log of these days of disclosure in Amsterdam, both included, the oldest first; void entries too."""
    return Disclosure.objects.filter(
        disclosed_at__gte=start_of_day(first), disclosed_at__lt=start_of_day(next_day(last))
    ).order_by("disclosed_at", "id")


def write_log_file(
    path: Path,
    *,
    kind: str,
    first: date,
    last: date,
    by: Actor,
    at: datetime,
    oin: str = "",
    progress: Callable[[int, int | None], object] = lambda done, total: None,
) -> dict[str, Any]:
    """Write the file and record that it was made; ``rows``, ``size`` and ``sha256`` of it.

    The file appears under its name when it is whole. What the chosen standard has no word for is left out: in Logius'
    log that is all of a void entry. Raises OSError when it cannot be written.
    """
    entries = entries_between(first, last)
    if kind == LDV:
        entries = entries.filter(voided_at=None)
    with whole_file(path) as out:
        rows = _write(out, kind, entries, Readable(on=amsterdam_day(at), oin=oin), progress)
        out.settle()
        note_made(
            title=TITLES[kind],
            filename=path.name[:150],
            words=[("Verstrekt van", day_in_words(first)), ("tot en met", day_in_words(last))],
            rows=rows,
            size=out.size,
            sha256=out.sha256,
            by=by,
            reason="Logboek geëxporteerd met een opdracht",
            at=at,
        )
    return {"rows": rows, "size": out.size, "sha256": out.sha256}


def _write(
    out: Counted,
    kind: str,
    entries: QuerySet[Any],
    readable: "Readable",
    progress: Callable[[int, int | None], object],
) -> int:
    form, key = (as_vng if kind == VNG else as_ldv), derived_key(KEY)
    head, tail = ("[", "]\n") if kind == VNG else envelope()
    total, done = entries.order_by().count(), 0
    out.write(head.encode())
    with closing(read(entries, columns=COLUMNS, most=None)) as parts:
        for part in parts:
            lines = [json.dumps(form(entry, key), ensure_ascii=False) for entry in readable.entries(part)]
            out.write(((",\n" if done else "\n") + ",\n".join(lines)).encode())
            done += len(part)
            progress(done, total)
    out.write(f"\n{tail}".encode())
    return done


def envelope() -> tuple[str, str]:
    """What comes before and after the spans in OTLP's JSON."""
    name = OrganisationSettings.current().contact.organisation
    attributes = {"service.name": "Verantwoord", "service.namespace": name}
    resource = {
        "attributes": [
            {"key": key, "value": {"stringValue": value}} for key, value in attributes.items() if value
        ]
    }
    head = f'{{"resourceSpans": [{{"resource": {json.dumps(resource, ensure_ascii=False)}, "scopeSpans": ['
    return f'{head}{{"scope": {{"name": "verantwoord.log"}}, "spans": [', "]}]}]}\n"


class Readable:
    """Gives rows of the log the names of what they refer to, as these are now; each name is asked once."""

    def __init__(self, *, on: date, oin: str) -> None:
        self._oin = oin
        self._purposes = {row.pk: row for row in Purpose.objects.all()}
        self._subjects = dict(SubjectCategory.objects.values_list("pk", "name"))
        self._categories = dict(DataCategory.objects.values_list("pk", "name"))
        self._sources = {row.pk: row for row in Source.objects.all()}
        self._users = dict(get_user_model().objects.values_list("pk", "username"))
        self._recipients: dict[int, Recipient] = {}
        self._activities = Activities(self._purposes)
        secret_now = withheld_on(on)
        self._secrecy = {
            key: Confidential.SECRET if key in secret_now else Confidential.LIFTED
            for key in ever_secret().values_list("pk", flat=True)
        }
        self._key = derived_key(KEY)

    def entries(self, rows: list[dict[str, Any]]) -> Iterator[Entry]:
        """The rows with their names."""
        missing = {row["recipient_id"] for row in rows} - self._recipients.keys()
        for key, party in organisations(missing).items():
            self._recipients[key] = Recipient(party.code, party.kvk_number, party.foreign_register_number)
        return map(self._entry, rows)

    def _entry(self, row: dict[str, Any]) -> Entry:
        source = self._sources[row["source_id"]]
        return Entry(
            id=row["id"],
            disclosed_at=on_the_clock(row["disclosed_at"]),
            recorded_at=on_the_clock(row["recorded_at"]),
            recorded_by=self._users[row["recorded_by_id"]],
            person=pseudonym(normal_form(unseal(row["dossier"])), self._key),
            subject=self._subjects[row["subject_category_id"]],
            purpose=self._purposes[row["purpose_id"]].description,
            categories=sorted(self._categories[key] for key in row["data_categories"]),
            recipient=self._recipients[row["recipient_id"]],
            activity=self._activities.of(row),
            source=source.name,
            source_url=address_of("sources:inspect", source.pk) if source.scopes else "",
            confidential=self._secrecy.get(row["authority_request_id"], Confidential.NORMAL),
            void=row["voided_at"] is not None,
            oin=self._oin,
        )


class Activities:
    """Which processing activity a disclosure belongs to.

    Of those that hold on its day, in the right role (for a client: that client's), the one with the nearest purpose
    (its own, else one above it), and of these one that names the recipient. Without any it is the register as a whole.
    """

    def __init__(self, purposes: dict[int, Any]) -> None:
        self._purposes, self._into = purposes, merged_into()
        rows = ProcessingActivity.objects.prefetch_related("covered_purposes", "named_recipients")
        self._all = list(rows.order_by("pk"))
        self._fitting: dict[tuple[int, int, int | None], list[ProcessingActivity]] = {}
        self._none = Activity("", "", address_of("activities:index"))

    def of(self, row: dict[str, Any]) -> Activity:
        """The activity of a row of the log."""
        key = (row["purpose_id"], row["recipient_id"], row["on_behalf_of_id"])
        if key not in self._fitting:
            self._fitting[key] = self._fit(*key)
        day = amsterdam_day(row["disclosed_at"])
        for one in self._fitting[key]:
            if holds_on(one.first_day, one.last_day, day):
                return Activity(one.code, one.name, address_of("activities:inspect", one.pk))
        return self._none

    def _org(self, key: int | None) -> int | None:
        """The record under which an organisation is known."""
        return self._into.get(key or 0, key)

    def _fit(self, purpose: int, recipient: int, client: int | None) -> list[ProcessingActivity]:
        line, up = [], self._purposes.get(purpose)
        while up is not None and up.pk not in line:
            line.append(up.pk)
            up = self._purposes.get(up.parent_id)
        role = ProcessingRole.PROCESSOR if client else ProcessingRole.CONTROLLER
        found = []
        for one in self._all:
            covered = {row.purpose_id for row in one.covered_purposes.all()}
            near = next((place for place, key in enumerate(line) if key in covered), None)
            ours = one.role == role and self._org(one.client_id) == self._org(client)
            if near is not None and ours:
                names = {self._org(row.recipient_id) for row in one.named_recipients.all()}
                found.append((near, self._org(recipient) not in names, one.pk, one))
        return [one for *_order, one in sorted(found)]


def address_of(name: str, *args: Any) -> str:
    """The address of a screen as others write it down."""
    return f"{settings.BASE_URL}{reverse(name, args=args)}"
