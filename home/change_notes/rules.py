"""What a new version changes for readers, in plain Dutch; and what of it a note leaves unsaid."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from home.comparison.sections import ADDED, CHANGED, REMOVED, SectionChange
from sharing.public import Capacity, SpecialCategoriesPolicy, TransferPolicy

# Legal forms say nothing about who somebody is: people leave them out.
_FORMS = re.compile(
    r"[\s,]+(b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|inc\.?|ltd\.?|gmbh|s\.?a\.?|stichting)$", re.IGNORECASE
)
# Lines of the lists of the register in which a recipient stands, taken apart.
NAMED_IN_LISTS = {
    "recipients": re.compile(r"^(?P<first>[^:]+): (?P<name>.+) \((?P<rest>[^()]*)\)$"),
    "processors": re.compile(r"^(?P<name>.+?): (?P<rest>.+)$"),
    "transfers": re.compile(r"^(?P<name>.+?), (?P<rest>.+)$"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is another for readers: the sentence that tells it, and the words by which a note would name it.

    ``names``: one of them is enough; without any, a note need not name it. ``label`` says in a warning what it is.
    """

    sentence: str
    label: str = ""
    names: tuple[str, ...] = ()

    def is_mentioned(self, note: str) -> bool:
        """Whether the note names it."""
        said = _plain(note)
        return not self.names or any(_plain(name) in said for name in self.names)


def note_of(changes: Iterable[Change]) -> str:
    """The note that tells all of it, a sentence per line; empty when nothing changed."""
    return "\n".join(dict.fromkeys(change.sentence for change in changes))


def unsaid(changes: Iterable[Change], note: str) -> list[str]:
    """A warning for every recipient and promise that changed and that the note does not name."""
    return [_warning(label) for label in _labels(changes, note)]


def unsaid_together(changes: Iterable[Change], note: str) -> str:
    """All of these warnings as one; empty when the note leaves nothing out."""
    labels = _labels(changes, note)
    return _warning("; ".join(labels)) if labels else ""


def _labels(changes: Iterable[Change], note: str) -> list[str]:
    return [change.label for change in changes if not change.is_mentioned(note)]


def _warning(what: str) -> str:
    return _("Niet genoemd bij “Wat is er veranderd”: %(what)s.") % {"what": what}


def of_sections(changes: Sequence[SectionChange]) -> Iterator[Change]:
    """Paragraphs that are new, another, or gone; the numbers of others follow from that."""
    for status in (ADDED, CHANGED, REMOVED):
        found = [change.section for change in changes if change.status == status]
        if status == CHANGED and any(not section.heading for section in found):
            yield Change(_("De inleiding is gewijzigd."))
        headings = [f"“{section.heading}”" for section in found if section.heading]
        if headings:
            yield Change(_of_status(status, headings))


def _of_status(status: str, headings: list[str]) -> str:
    words, count = {"names": get_text_list(headings, _("en"))}, len(headings)
    if status == ADDED:
        told = ngettext("Nieuw is paragraaf %(names)s.", "Nieuw zijn de paragrafen %(names)s.", count)
    elif status == REMOVED:
        told = ngettext("Paragraaf %(names)s is vervallen.", "De paragrafen %(names)s zijn vervallen.", count)
    else:
        told = ngettext("Paragraaf %(names)s is gewijzigd.", "De paragrafen %(names)s zijn gewijzigd.", count)
    return told % words


def of_title(old: str, new: str) -> Iterator[Change]:
    """The name of the statement."""
    if old != new:
        yield Change(_("De titel is nu “%(title)s”.") % {"title": new})


def of_lists(
    before: Mapping[str, Sequence[str]], now: Mapping[str, Sequence[str]], labels: Mapping[str, str]
) -> Iterator[Change]:
    """Lines of the register's lists that are new or gone, per kind of list that both texts show.

    Who stays in the list with another line is not told to be new or gone: only that line is.
    """
    for kind in before:
        if kind not in now:
            continue  # the paragraph that showed it changed, which is told
        new, gone = _told_of_lines(kind, labels[kind].lower())
        for lines, others, told in ((now[kind], before[kind], new), (before[kind], now[kind], gone)):
            known = {_taken_apart(kind, line)[1] for line in others} if kind in NAMED_IN_LISTS else set()
            for line in dict.fromkeys(line for line in lines if line not in others):
                what, names = _taken_apart(kind, line)
                if names in known:  # "what" is the name with the rest of the line in brackets
                    words = {"name": names[0], "rest": what[len(names[0]) + 2 : -1]}
                    sentence = _told_of_who_stays(kind)[told is gone] % words
                    yield Change(f"{sentence}.", sentence, names)
                    continue
                label = told % {"what": names[0]} if names else ""
                yield Change(f"{told % {'what': what}}.", f"{label[:1].lower()}{label[1:]}", names)


def _told_of_lines(kind: str, label: str) -> tuple[str, str]:
    """The sentences for a line that is new and one that is gone."""
    told = {
        "recipients": (_("Nieuwe ontvanger: %(what)s"), _("Geen ontvanger meer: %(what)s")),
        "processors": (_("Nieuwe verwerker: %(what)s"), _("Geen verwerker meer: %(what)s")),
        "transfers": (
            _("Nieuwe doorgifte buiten de EER: %(what)s"),
            _("Geen doorgifte buiten de EER meer: %(what)s"),
        ),
    }
    other = (_("Nieuw bij %(list)s: %%(what)s"), _("Niet meer bij %(list)s: %%(what)s"))
    new, gone = told.get(kind) or tuple(sentence % {"list": label} for sentence in other)
    return new, gone


def _told_of_who_stays(kind: str) -> tuple[str, str]:
    """The sentences for a line that is new or gone of somebody who has another line in the list as well."""
    told = {
        "recipients": (
            _("%(name)s blijft ontvanger; nieuw: %(rest)s"),
            _("%(name)s blijft ontvanger; niet meer: %(rest)s"),
        ),
        "processors": (
            _("%(name)s blijft verwerker; nieuw: %(rest)s"),
            _("%(name)s blijft verwerker; niet meer: %(rest)s"),
        ),
        "transfers": (
            _("Doorgifte aan %(name)s blijft; nieuw: %(rest)s"),
            _("Doorgifte aan %(name)s blijft; niet meer: %(rest)s"),
        ),
    }
    return told[kind]


def _taken_apart(kind: str, line: str) -> tuple[str, tuple[str, ...]]:
    """The line as a sentence says it, and the names by which a note would name it."""
    if kind not in NAMED_IN_LISTS:
        return line, (line.partition(":")[0],) if kind == "retention_terms" else ()
    found = NAMED_IN_LISTS[kind].match(line)
    if not found:  # a list without names: of recipients only the kinds
        return line, (line,)
    parts = found.groupdict()
    rest = ", ".join(filter(None, [parts.get("first", "").lower(), parts["rest"]]))
    names = tuple(dict.fromkeys([parts["name"], _FORMS.sub("", parts["name"])]))
    return f"{parts['name']} ({rest})", names


def of_promises(
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    *,
    purposes: Mapping[str, str],
    categories: Mapping[str, str],
) -> Iterator[Change]:
    """Promises that are another; ``purposes`` and ``categories`` give the names of codes."""
    for name, told in _TOLD.items():
        if old.get(name) != new.get(name):
            label, names = _CALLED[name]
            yield Change(told(old.get(name), new.get(name)), str(label), names)
    for code in _either(old, new, "capacities"):
        yield Change(*_of_capacity(code, now=code in new["capacities"]))
    for code in _either(old, new, "purposes"):
        words = {"purpose": purposes.get(code, code)}
        sentence = (
            _("Nieuw doel: %(purpose)s.") if code in new["purposes"] else _("Geen doel meer: %(purpose)s.")
        )
        yield Change(sentence % words, _("het doel “%(purpose)s”") % words, (words["purpose"],))
    before, now = old.get("data_categories") or {}, new.get("data_categories") or {}
    for capacity in Capacity.values:
        if set(before.get(capacity, ())) != set(now.get(capacity, ())):
            yield _of_categories(capacity, before.get(capacity, ()), now.get(capacity, ()), categories)


def _either(old: Mapping[str, Any], new: Mapping[str, Any], name: str) -> list[str]:
    before, now = set(old.get(name) or ()), set(new.get(name) or ())
    return [
        code for code in (*(new.get(name) or ()), *(old.get(name) or ())) if (code in before) != (code in now)
    ]


def _of_capacity(code: str, *, now: bool) -> tuple[str, str, tuple[str, ...]]:
    label = str(Capacity(code).label).lower()
    words = {"capacity": label}
    sentence = (
        _("Ook een %(capacity)s kan voortaan gegevens ontvangen.")
        if now
        else _("Een %(capacity)s ontvangt geen gegevens meer.")
    )
    return sentence % words, _("wie gegevens mag ontvangen (%(capacity)s)") % words, (label,)


def _of_categories(
    capacity: str, before: Sequence[str], now: Sequence[str], names: Mapping[str, str]
) -> Change:
    changed = [
        names.get(code, code) for code in dict.fromkeys([*now, *before]) if (code in before) != (code in now)
    ]
    words = {"capacity": str(Capacity(capacity).label).lower(), "what": get_text_list(changed, _("en"))}
    return Change(
        _("Welke gegevens een %(capacity)s kan krijgen, is veranderd: %(what)s.") % words,
        _("welke gegevens een %(capacity)s kan krijgen") % words,
        (words["capacity"], *changed),
    )


def _transfer_policy(_old: Any, new: Any) -> str:
    return {
        TransferPolicy.LEGAL_OBLIGATION_ONLY.value: _(
            "Gegevens gaan alleen naar landen buiten de Europese Economische Ruimte (EER) als de wet dat voorschrijft."
        ),
        TransferPolicy.ADEQUATE_COUNTRIES.value: _(
            "Gegevens kunnen ook naar landen buiten de Europese Economische Ruimte (EER) gaan die volgens de Europese "
            "Commissie goed beschermen."
        ),
        TransferPolicy.APPROPRIATE_SAFEGUARDS.value: _(
            "Gegevens kunnen ook naar landen buiten de Europese Economische Ruimte (EER) gaan als er passende "
            "waarborgen zijn afgesproken."
        ),
    }[new]


def _special_categories(_old: Any, new: Any) -> str:
    if new == SpecialCategoriesPolicy.EXPLICIT_CONSENT_ONLY:
        return _("Bijzondere persoonsgegevens delen wij alleen met uw uitdrukkelijke toestemming.")
    return _("Bijzondere persoonsgegevens delen wij ook als de wet daarvoor een uitzondering geeft.")


def _weeks(old: Any, new: Any) -> str:
    words = {"new": new, "old": old}
    return (
        ngettext(
            "Wij antwoorden op uw verzoek binnen %(new)s week (was %(old)s).",
            "Wij antwoorden op uw verzoek binnen %(new)s weken (was %(old)s).",
            new,
        )
        % words
    )


def _months(old: Any, new: Any) -> str:
    if not new:
        return _("De termijn van antwoord wordt niet meer verlengd.")
    words = {"new": new, "old": old}
    return (
        ngettext(
            "Die termijn kan met %(new)s maand worden verlengd (was %(old)s).",
            "Die termijn kan met %(new)s maanden worden verlengd (was %(old)s).",
            new,
        )
        % words
    )


def _identity_check(_old: Any, new: Any) -> str:
    if new:
        return _("Wij controleren uw identiteit voordat wij een verzoek behandelen.")
    return _("Wij beloven niet meer dat wij eerst uw identiteit controleren.")


def _consent_for_all_else(_old: Any, new: Any) -> str:
    if new:
        return _("Voor alle andere derden vragen wij eerst uw toestemming.")
    return _("Voor andere derden beloven wij niet meer dat wij eerst uw toestemming vragen.")


_TOLD = {
    "transfer_policy": _transfer_policy,
    "special_categories": _special_categories,
    "response_weeks": _weeks,
    "extension_months": _months,
    "identity_check": _identity_check,
    "consent_for_all_else": _consent_for_all_else,
}
# What a warning calls it, and words of which a note that tells it has at least one.
_CALLED: dict[str, tuple[Any, tuple[str, ...]]] = {
    "transfer_policy": (
        gettext_lazy("doorgifte buiten de EER"),
        ("EER", "Europese", "buiten Europa", "doorgifte"),
    ),
    "special_categories": (gettext_lazy("bijzondere persoonsgegevens"), ("bijzondere",)),
    "response_weeks": (gettext_lazy("de termijn van antwoord"), ("week", "weken", "termijn")),
    "extension_months": (gettext_lazy("de verlenging van de termijn"), ("verleng", "maand", "termijn")),
    "identity_check": (gettext_lazy("de controle van identiteit"), ("identiteit", "legitim")),
    "consent_for_all_else": (gettext_lazy("toestemming voor andere derden"), ("toestemming",)),
}


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
