"""The register of breaches (art. 33(5)), what was reported of each, and the texts of letters, as they stood."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from sharing.breaches.models import Breach, BreachDisclosure, BreachDocument, BreachRecords, BreachSubjects
from sharing.breaches.notice_models import BreachLetter
from sharing.breaches.report_models import BreachNotification
from sharing.core.asof import rows_at
from sharing.core.sealing import unsealed
from sharing.core.xlsx import Output
from sharing.documents.models import private_storage
from sharing.inspection.parts import Asked, Part, whole
from sharing.inspection.queries import GONE, all_at, as_day, as_json, copied
from sharing.letters.models import LetterTemplate
from sharing.parties.models import Party
from sharing.reference.models import DataCategory, SubjectCategory

BREACH_NEEDS = ("sharing.view_breach", "sharing.view_breachnotification", "sharing.view_breachletter")
HIDDEN = "Wie dit dossier maakte, mag de datalekken niet inzien."
_FILE = "datalekken/datalekken.json"
_ABOUT = (
    "Elk datalek, gemeld of niet: feiten, gevolgen, maatregelen, besluiten en meldingen (art. 33, lid 5)."
)
# As it stands in the register; nobody of ours is named.
_SAID = (
    *("title", "nature", "cause", "facts", "found_how", "persons_least", "persons_most", "consequences"),
    *("measures_before", "measures_after", "measures_next", "risk", "decision", "assess_reason"),
    *("confirm_note", "authority_reference", "report_complete", "client_told_how", "client_told_note"),
    *("persons_decision", "persons_how", "persons_number", "persons_ground", "persons_reason", "close_note"),
)
_MOMENTS = (
    *("aware_at", "occurred_from", "occurred_until", "told_by_knew_at", "assessed_at", "confirmed_at"),
    *("reported_at", "client_told_at", "persons_decided_at", "closed_at"),
)


def breach_parts(asked: Asked) -> Iterator[Part]:
    """All breaches in one file, then what was sent of each: reports to the authority, letters to persons.

    Documents stand in it by their title and hash: they may say who it was about.
    """
    if not asked.shows.issuperset(BREACH_NEEDS):
        yield Part(_FILE, _ABOUT, missing=HIDDEN)
        return
    sent = BreachNotification.objects.order_by("breach_id", "made_at", "id")
    reports = list(sent if asked.moment is None else sent.filter(made_at__lte=asked.moment))
    letters = list(rows_at(BreachLetter, asked.moment).order_by("breach_id", "id"))
    yield whole(_FILE, _ABOUT, as_json(_told(asked, reports, letters)))
    for report in reports:
        about = f"Melding van datalek {report.breach_id} aan de AP."
        yield _file(report, _path(report, "melding"), about, partial(copied, str(report.file)))
    for letter in letters:
        about = f"Brief aan betrokkenen over datalek {letter.breach_id}."
        yield _file(letter, _path(letter, "brief"), about, partial(_opened, str(letter.file)))


def letter_parts(asked: Asked) -> Iterator[Part]:
    """The texts of letters: what persons and recipients are told. Letters themselves are about a person."""
    rows = rows_at(LetterTemplate, asked.moment).order_by("kind", "language")
    told = [
        {
            "kind": row.kind,
            "language": row.language,
            "title": row.title,
            "body": row.body,
            "dated": as_day(row.dated),
        }
        for row in rows
    ]
    about = "De teksten van brieven aan betrokkenen en ontvangers."
    yield whole("brieven/sjablonen.json", about, as_json(told))


def _told(asked: Asked, reports: list[Any], letters: list[Any]) -> list[dict[str, Any]]:
    breaches = list(rows_at(Breach, asked.moment).order_by("aware_at", "id"))
    keys = {key for row in breaches for key in (row.told_by_id, row.on_behalf_of_id)} - {None}
    parties = all_at(Party, keys, asked)
    subjects = _categories(BreachSubjects, SubjectCategory, asked)
    records = _categories(BreachRecords, DataCategory, asked)
    linked = _by_breach(rows_at(BreachDisclosure, asked.moment))
    documents = _by_breach(rows_at(BreachDocument, asked.moment).order_by("title", "id"))
    sent, written = _by_breach(reports), _by_breach(letters)
    return [
        {
            "number": row.pk,
            **{name: getattr(row, name) for name in _SAID},
            **{name: _instant(getattr(row, name)) for name in _MOMENTS},
            "persons_on": as_day(row.persons_on),
            "told_by": parties[row.told_by_id].name if row.told_by_id else None,
            "on_behalf_of": parties[row.on_behalf_of_id].name if row.on_behalf_of_id else None,
            "subjects": subjects[row.pk],
            "records": records[row.pk],
            "disclosures": len(linked[row.pk]),
            "reports": [_report(one) for one in sent[row.pk]],
            "letters": [
                {
                    "path": _path(one, "brief"),
                    "language": one.language,
                    "sent_on": as_day(one.sent_on),
                    "sha256": one.sha256,
                }
                for one in written[row.pk]
            ],
            "documents": [{"title": one.title, "sha256": one.sha256} for one in documents[row.pk]],
        }
        for row in breaches
    ]


def _report(row: BreachNotification) -> dict[str, Any]:
    return {
        "phase": row.phase,
        "sent_at": _instant(row.sent_at),
        "reference": row.reference,
        "due_at": _instant(row.due_at),
        "delay_reason": row.delay_reason,
        "is_complete": row.is_complete,
        "path": _path(row, "melding"),
        "sha256": row.sha256,
    }


def _categories(part: Any, category: Any, asked: Asked) -> dict[int, list[dict[str, Any]]]:
    rows = list(rows_at(part, asked.moment).order_by("id"))
    names = all_at(category, {row.category_id for row in rows}, asked)
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row.breach_id].append({"category": names[row.category_id].name, "number": row.number})
    return found


def _by_breach(rows: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.breach_id].append(row)
    return found


def _path(row: Any, what: str) -> str:
    return f"datalekken/datalek-{row.breach_id}-{what}-{row.pk}.pdf"


def _file(row: Any, path: str, about: str, write: Any) -> Part:
    if private_storage().exists(str(row.file)):
        return Part(path, about, write, registered=row.sha256)
    return Part(path, about, missing=GONE)


def _opened(name: str, out: Output) -> None:
    """A letter as it was sent; on the disk it is sealed."""
    with private_storage().open(name, "rb") as file:
        for part in unsealed(file):
            out.write(part)


def _instant(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
