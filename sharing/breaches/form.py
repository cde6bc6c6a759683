"""The form for the supervisory authority, filled in with what the register knows (`sharing.breaches.definitions`)."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from sharing.breaches.choices import Nature, Phase, RiskLevel
from sharing.breaches.definitions import FORM, Kind, Question
from sharing.breaches.models import Breach
from sharing.breaches.queries import known_since
from sharing.core.dutch import day_in_words, instant_in_words, within
from sharing.core.periods import on_the_clock
from sharing.organisation.models import OrganisationSettings


@dataclass(frozen=True, slots=True)
class Report:
    """What is to be told of the report itself; for a form that is not sent yet only what is known."""

    phase: str = ""
    reference: str = ""
    complete: bool | None = None
    delay_reason: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A question with its answer in words (empty: nothing is known), and as codes, numbers or an instant."""

    code: str
    part: str
    label: str
    value: str
    raw: Any
    article: str
    forms: tuple[str, ...]


def form_of(breach: Breach, report: Report) -> list[Field]:
    """Every question of the form with its answer, in Dutch: the form is the authority's."""
    with translation.override("nl"):
        answers = {one.question: one.answer for one in breach.answers.all()}
        return [
            Field(
                question.code,
                str(part.title),
                str(question.label),
                *_answered(question, breach, report, answers),
                question.article,
                question.forms,
            )
            for part in FORM
            for question in part.questions
        ]


def gaps_of(fields: list[Field]) -> list[Field]:
    """What the law asks (art. 33(3)) and is not known yet: it follows in a later phase."""
    return [one for one in fields if one.article.startswith(("33(3)", "33(1), 34(1)")) and not one.value]


def lacking(breach: Breach) -> list[str]:
    """What art. 33(3) asks of a report and the register does not know yet, in words."""
    return [one.label for one in gaps_of(form_of(breach, Report()))]


def lacking_in_words(breach: Breach) -> str:
    """A sentence on what is lacking, for who closes a breach; empty when nothing is."""
    if not (missing := lacking(breach)):
        return ""
    said = _(
        "In dit register ontbreekt nog: %s. Vul dat liever eerst aan, of schrijf op waarom het niet kan."
    )
    return said % listed_in_words(missing)


def listed_in_words(labels: Sequence[str]) -> str:
    """What is lacking, in the order of the form."""
    return "; ".join(within(one) for one in labels)


def as_json(fields: list[Field], *, number: int, made_at: datetime) -> dict[str, Any]:
    """The form for a file: ``{"breach", "made_at", "fields": [{"code", "part", "label", "value", "raw", …}]}``."""
    return {
        "breach": number,
        "made_at": made_at.isoformat(),
        "fields": [asdict(one) | {"forms": list(one.forms)} for one in fields],
    }


def _answered(question: Question, breach: Breach, report: Report, answers: dict[str, str]) -> tuple[str, Any]:
    if question.kind is Kind.KNOWN:
        return _KNOWN[question.code](breach, report)
    answer = answers.get(question.code, "")
    if not answer:
        return "", None
    return question.in_words(answer), answer.split(",") if question.kind is Kind.CHOICES else answer


def _instant(moment: datetime | None) -> tuple[str, Any]:
    return (instant_in_words(moment), on_the_clock(moment).isoformat()) if moment else ("", None)


def _text(text: str) -> tuple[str, Any]:
    return text, text or None


def _coded(words: Any, code: str) -> tuple[str, Any]:
    return (str(words), code) if code else ("", None)


def _occurred(breach: Breach, _report: Report) -> tuple[str, Any]:
    first, last = breach.occurred_from, breach.occurred_until
    words = [f"vanaf {instant_in_words(first)}"] if first else []
    words += [f"tot {instant_in_words(last)}"] if last else []
    return ", ".join(words), {"from": _instant(first)[1], "until": _instant(last)[1]} if words else None


def _persons(breach: Breach, _report: Report) -> tuple[str, Any]:
    least, most = breach.persons_least, breach.persons_most
    if least is None and most is None:
        return "", None
    words = (
        f"{least}"
        if least == most
        else " ".join(
            [
                *([f"minstens {least}"] if least is not None else []),
                *([f"hoogstens {most}"] if most is not None else []),
            ]
        )
    )
    return words, {"least": least, "most": most}


def _counted(rows: Any) -> tuple[str, Any]:
    lines = [
        f"{one.category}: {one.number if one.number is not None else 'aantal nog niet bekend'}"
        for one in rows
    ]
    raw = [{"code": one.category.code, "name": str(one.category), "number": one.number} for one in rows]
    return "\n".join(lines), raw or None


def _contact(_breach: Breach, _report: Report) -> tuple[str, Any]:
    found = OrganisationSettings.current().contact
    lines = [found.attention, found.street, found.town, found.email, found.phone]
    return _text("\n".join(line for line in lines if line))


def _officer(_breach: Breach, _report: Report) -> tuple[str, Any]:
    found = OrganisationSettings.current()
    return _text("\n".join(line for line in (found.dpo_name, found.dpo_email, found.dpo_phone) if line))


def _informed_how(breach: Breach, _report: Report) -> tuple[str, Any]:
    if breach.persons_on is None:
        return "", None
    words = [day_in_words(breach.persons_on), breach.get_persons_how_display().lower()]
    words += [f"{breach.persons_number} personen"] if breach.persons_number is not None else []
    raw = {"on": breach.persons_on.isoformat(), "how": breach.persons_how, "number": breach.persons_number}
    return ", ".join(words), raw


def _informed_not(breach: Breach, _report: Report) -> tuple[str, Any]:
    if not breach.persons_ground:
        return "", None
    return f"{breach.get_persons_ground_display()}\n{breach.persons_reason}", breach.persons_ground


def _complete(_breach: Breach, report: Report) -> tuple[str, Any]:
    return ("" if report.complete is None else "ja" if report.complete else "nee"), report.complete


_KNOWN: dict[str, Callable[[Breach, Report], tuple[str, Any]]] = {
    "phase": lambda breach, report: _coded(Phase(report.phase).label if report.phase else "", report.phase),
    "reference": lambda breach, report: _text(report.reference or breach.authority_reference),
    "complete": _complete,
    "delay_reason": lambda breach, report: _text(report.delay_reason),
    "organisation": lambda breach, report: _text(OrganisationSettings.current().organisation),
    "contact": _contact,
    "officer": _officer,
    "processor": lambda breach, report: _text(str(breach.told_by or "")),
    "facts": lambda breach, report: _text(breach.facts),
    "occurred": _occurred,
    "aware_at": lambda breach, report: _instant(known_since(breach)),
    "found_how": lambda breach, report: _text(breach.found_how),
    "nature": lambda breach, report: (
        "\n".join(str(Nature(one).label) for one in breach.nature),
        breach.nature,
    ),
    "cause": lambda breach, report: _coded(breach.get_cause_display(), breach.cause),
    "persons": _persons,
    "subjects": lambda breach, report: _counted(breach.subjects.all()),
    "records": lambda breach, report: _counted(breach.records.all()),
    "measures_before": lambda breach, report: _text(breach.measures_before),
    "consequences": lambda breach, report: _text(breach.consequences),
    "risk": lambda breach, report: _coded(RiskLevel(breach.risk).label if breach.risk else "", breach.risk),
    "measures_after": lambda breach, report: _text(breach.measures_after),
    "measures_next": lambda breach, report: _text(breach.measures_next),
    "informed": lambda breach, report: _coded(breach.get_persons_decision_display(), breach.persons_decision),
    "informed_how": _informed_how,
    "informed_not": _informed_not,
}
