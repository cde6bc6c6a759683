"""The form for the supervisory authority, as data: what is asked, by whom, and what answers it.

The Dutch authority (AP) takes its own form; the EDPB's common template (draft of 10 June 2026, consultation closed)
asks
more. A question is a row here: a new edition of a form is a change of rows, and needs no change of tables. What the
register itself knows answers a question by its code (`sharing.breaches.form`); the other answers are kept per code.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _

AP, EDPB = "AP", "EDPB"


class Kind(Enum):
    """How a question is answered."""

    KNOWN = "known"  # by the register itself
    TEXT = "text"
    CHOICE = "choice"  # one of its choices
    CHOICES = "choices"  # some of them


@dataclass(frozen=True, slots=True)
class Question:
    """``article`` is where the law asks it (empty: only the form does), ``forms`` are those in which it stands.

    ``help`` is said under the question where another sentence than the usual one is needed.
    """

    code: str
    label: Any
    kind: Kind = Kind.KNOWN
    choices: tuple[tuple[str, Any], ...] = ()
    article: str = ""
    forms: tuple[str, ...] = (AP, EDPB)
    help: Any = ""

    def in_words(self, answer: str) -> str:
        """An answer as people read it, a choice per line."""
        if self.kind is Kind.TEXT:
            return answer
        labels = dict(self.choices)
        return "\n".join(str(labels.get(code, code)) for code in answer.split(","))


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the form with its questions."""

    title: Any
    questions: tuple[Question, ...]


_YES_NO: tuple[tuple[str, Any], ...] = (("yes", _("Ja")), ("no", _("Nee")), ("unknown", _("Nog niet bekend")))
_PROTECTED: tuple[tuple[str, Any], ...] = (
    ("yes", _("Ja, helemaal")),
    ("partly", _("Deels")),
    ("no", _("Nee")),
    ("unknown", _("Nog niet bekend")),
)
_ORIGIN: tuple[tuple[str, Any], ...] = (
    ("inside_mistake", _("Van binnen, per ongeluk")),
    ("inside_intent", _("Van binnen, met opzet")),
    ("outside_mistake", _("Van buiten, per ongeluk")),
    ("outside_intent", _("Van buiten, met opzet")),
    ("unknown", _("Nog niet bekend")),
)
_EFFECTS: tuple[tuple[str, Any], ...] = (
    ("control", _("Verlies van zeggenschap over eigen gegevens")),
    ("identity", _("Identiteitsfraude")),
    ("money", _("Financiële schade")),
    ("discrimination", _("Discriminatie of uitsluiting")),
    ("reputation", _("Schade aan de goede naam")),
    ("secrecy", _("Schending van een beroepsgeheim")),
    ("safety", _("Gevaar voor gezondheid of veiligheid")),
    ("rights", _("Rechten niet kunnen uitoefenen")),
    ("other", _("Iets anders")),
)
_SEVERITY: tuple[tuple[str, Any], ...] = (
    ("negligible", _("Verwaarloosbaar")),
    ("limited", _("Beperkt")),
    ("significant", _("Aanzienlijk")),
    ("maximum", _("Zeer ernstig")),
)

FORM: tuple[Part, ...] = (
    Part(
        _("De melding"),
        (
            Question("phase", _("Soort melding"), article="33(4)"),
            Question("reference", _("Nummer van de eerdere melding")),
            Question("complete", _("Is de melding hiermee volledig?"), article="33(4)"),
            Question("delay_reason", _("Waarom later gemeld dan de termijn"), article="33(1)"),
            Question(
                "other_authorities",
                _("Bij welke andere toezichthouders of instanties is dit ook gemeld?"),
                Kind.TEXT,
            ),
        ),
    ),
    Part(
        _("Wie meldt"),
        (
            Question("organisation", _("Organisatie"), article="33(3)(b)"),
            Question("contact", _("Contactgegevens"), article="33(3)(b)"),
            Question("officer", _("Functionaris gegevensbescherming (FG)"), article="33(3)(b)"),
            Question(
                "reporter",
                _("Wie meldt namens de organisatie, en hoe is die te bereiken?"),
                Kind.TEXT,
                help=_(
                    "De functie of afdeling, met telefoonnummer en e-mailadres. Een naam blijft hier weg; die vult "
                    "u in op het formulier van de AP zelf."
                ),
            ),
            Question("processor", _("Verwerker die het meldde"), article="33(2)"),
            Question(
                "others_involved",
                _("Andere betrokken organisaties, en in welke rol"),
                Kind.TEXT,
                forms=(EDPB,),
            ),
        ),
    ),
    Part(
        _("Wat er is gebeurd"),
        (
            Question("facts", _("Samenvatting"), article="33(3)(a), 33(5)"),
            Question("occurred", _("Wanneer het gebeurde"), article="33(3)(a)"),
            Question("aware_at", _("Wanneer het bekend werd"), article="33(1)"),
            Question("found_how", _("Hoe het bekend werd")),
            Question("nature", _("Aard van de inbreuk"), article="33(3)(a)"),
            Question("cause", _("Oorzaak"), article="33(5)"),
            Question("origin", _("Waar het vandaan kwam"), Kind.CHOICE, _ORIGIN, forms=(EDPB,)),
            Question("still_going", _("Duurt de inbreuk nog voort?"), Kind.CHOICE, _YES_NO),
            Question("receivers", _("Wie de gegevens kreeg of kon zien, en of zij zijn gewist"), Kind.TEXT),
            Question("earlier", _("Is iets dergelijks eerder gebeurd?"), Kind.CHOICE, _YES_NO, forms=(EDPB,)),
        ),
    ),
    Part(
        _("Om wie en welke gegevens het gaat"),
        (
            Question("persons", _("Aantal personen (bij benadering)"), article="33(3)(a)"),
            Question("subjects", _("Categorieën personen, met aantallen"), article="33(3)(a)"),
            Question("vulnerable", _("Zijn er kinderen of kwetsbare personen bij?"), Kind.CHOICE, _YES_NO),
            Question("records", _("Categorieën gegevens, met aantallen gegevensrecords"), article="33(3)(a)"),
            Question(
                "other_countries",
                _("In welke andere landen van de EU of EER wonen deze personen?"),
                Kind.TEXT,
            ),
        ),
    ),
    Part(
        _("Beveiliging vooraf"),
        (
            Question("measures_before", _("Welke maatregelen waren er?")),
            Question(
                "unreadable",
                _("Waren de gegevens onleesbaar gemaakt, zoals versleuteld?"),
                Kind.CHOICE,
                _PROTECTED,
                article="34(3)(a)",
            ),
        ),
    ),
    Part(
        _("Gevolgen"),
        (
            Question("consequences", _("Waarschijnlijke gevolgen"), article="33(3)(c)"),
            Question("effects", _("Soorten gevolgen voor de personen"), Kind.CHOICES, _EFFECTS),
            Question("severity", _("Hoe ernstig die kunnen zijn"), Kind.CHOICE, _SEVERITY, forms=(EDPB,)),
            Question("risk", _("Ingeschat risico"), article="33(1), 34(1)"),
        ),
    ),
    Part(
        _("Maatregelen"),
        (
            Question("measures_after", _("Wat is gedaan om het te verhelpen"), article="33(3)(d)"),
            Question("measures_next", _("Wat wordt gedaan om herhaling te voorkomen"), article="33(3)(d)"),
        ),
    ),
    Part(
        _("De personen zelf"),
        (
            Question("informed", _("Zijn de personen geïnformeerd?"), article="34(1)"),
            Question("informed_how", _("Wanneer, hoe en hoeveel personen"), article="34(1)"),
            Question("informed_not", _("Waarom niet"), article="34(3)"),
            Question("message", _("Wat hun is of wordt verteld"), Kind.TEXT, article="34(2)"),
        ),
    ),
)


def questions() -> Iterator[Question]:
    """Every question, in the order of the form."""
    for part in FORM:
        yield from part.questions


def asked() -> dict[str, Question]:
    """The questions that somebody answers by hand, by their code."""
    return {one.code: one for one in questions() if one.kind is not Kind.KNOWN}


def question_in_words(code: str, record: object = None) -> str:
    """What was asked; a question of an earlier edition of the form by its code."""
    found = asked().get(code)
    return str(found.label) if found else code


def answer_in_words(answer: str, record: Any) -> str:
    """The answer of a record as people read it."""
    found = asked().get(record.question)
    return found.in_words(answer) if found else answer
