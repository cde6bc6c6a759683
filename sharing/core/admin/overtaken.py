"""A form that is sent when somebody else stored the record since it was opened: both changes are brought together.

The form names the version that it started from. What only one of the two changed is kept; where both changed the same,
the field itself asks whose value counts, and nothing is stored until that is answered.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from sharing.core.admin.controls import Sent, sent_by, words_of
from sharing.core.asof import record_as_seen
from sharing.core.dutch import instant_in_words
from sharing.core.merging import WHOLE, Choice, Merged, Place, choice_of, merge_rows, take_answers
from sharing.core.models import Register
from sharing.core.readable import EMPTY
from sharing.core.records import children_of
from sharing.core.timeline import Moment, Timeline

VERSION = "version"
ASKED = "merge-asked"  # the places at which the form asked whose value counts
SINCE = "merge-since"  # the version before the first change that was asked about
CHOICE = "merge-choice-"
_OURS = frozenset({VERSION, "reason", "id", "DELETE", "ORDER"})
_MARKS = re.compile(r"\d+(\.\d+)*", re.ASCII)

Rows: TypeAlias = dict[str, dict[str, Sent]]


@dataclass(slots=True)
class Question:
    """Whose value counts at a field, or for a row of a record (then ``field`` is its first field)."""

    place: str
    form: str  # the prefix of the form it is in
    field: str
    theirs: str
    who: str
    when: str
    since: str
    mine: str = ""


@dataclass(slots=True)
class Overtaken:
    """What is bound instead of what was sent, and what there is to tell and to ask."""

    data: Any
    files: Any
    questions: list[Question]
    taken: list[str]
    moments: list[Moment]

    @property
    def sentence(self) -> str:
        """Who changed what meanwhile, and what was taken along of it; empty when there is nothing to tell."""
        if not self.moments:
            return ""
        last = self.moments[0]
        told = [
            _("%(who)s heeft dit intussen gewijzigd (%(when)s, reden: “%(why)s”).")
            % {"who": last.actor, "when": instant_in_words(last.at), "why": last.reason}
        ]
        if self.taken:
            told.append(_("Overgenomen in dit scherm: %(what)s.") % {"what": "; ".join(self.taken)})
        return " ".join(told)


def bring_together(
    form_class: Any, data: Any, files: Any, *, record: Register, now: str, **options: Any
) -> Overtaken | None:
    """What to bind when the record is no longer what ``data`` started from; None when there is nothing to do.

    ``now`` is the ``version_of`` the record, read before the record itself.
    """
    seen, asked = data.get(VERSION, ""), data.getlist(ASKED)
    if seen == now and not asked:
        return None
    since = data.get(SINCE, "") or seen
    if not all(_is_version(type(record), mark) for mark in (seen, since)):
        return None
    base = record_as_seen(type(record), record.pk, seen)
    theirs = type(record)._base_manager.filter(pk=record.pk).first()
    if base is None or theirs is None:
        return None
    opened = form_class(instance=base, as_seen=True, **options)
    present = form_class(instance=theirs, as_seen=True, **options)
    moments = Timeline(type(record), record.pk).since(since)
    return _Merging(opened, present, data, files, since=since, now=now, moments=moments).outcome()


def _is_version(model: type[Register], mark: str) -> bool:
    return bool(_MARKS.fullmatch(mark)) and mark.count(".") == len(children_of(model))


def _fields(form: Any) -> Iterator[forms.BoundField]:
    return (one for one in form if one.name not in _OURS and not one.field.disabled)


def _same(form: Any, name: str, value: Any) -> bool:
    """Whether this is what the form showed."""
    if form is None or name not in form.fields:
        return False
    shown = form[name].initial
    if isinstance(shown, str) and isinstance(value, str):
        shown, value = ("\n".join(text.splitlines()) for text in (shown, value))
    return not form.fields[name].has_changed(shown, value)


@dataclass(slots=True)
class _Merging:
    opened: Any  # the form as it was opened
    present: Any  # the form as it would open now
    data: Any
    files: Any
    since: str
    now: str
    moments: list[Moment]
    sent_as: dict[str, str] = field(default_factory=dict)  # row -> prefix under which it was sent
    known: dict[str, Any] = field(default_factory=dict)  # row -> a form that knows its fields
    uploads: dict[Place, tuple[Sent, Any]] = field(default_factory=dict)

    def outcome(self) -> Overtaken:
        base, theirs = self._rows(self.opened), self._rows(self.present)
        mine = self._mine(base, theirs)
        mine, unanswered = take_answers(base, mine, self._answers())
        merged = merge_rows(base, theirs, mine)
        prefixes = self._places(merged.rows, theirs)
        data, files = self._bound(merged.rows, prefixes, theirs)
        questions = [
            self._question(place, prefixes, theirs)
            for place in sorted(merged.conflicts | unanswered)
            if place[0] in merged.rows
        ]
        return Overtaken(data, files, questions, self._told(merged), self.moments)

    # The three states.

    def _rows(self, form: Any) -> Rows:
        rows = {"": {one.name: sent_by(one) for one in _fields(form)}}
        self.known[""] = form
        for name, formset in form.formsets.items():
            for child in formset.initial_forms:
                key = f"{name}:{child.instance.pk}"
                rows[key] = {one.name: sent_by(one) for one in _fields(child)}
                self.known[key] = child
        return rows

    def _shown(self, form: Any) -> dict[str, Any]:
        """The forms of a state by row."""
        children = {
            f"{name}:{child.instance.pk}": child
            for name, formset in form.formsets.items()
            for child in formset.initial_forms
        }
        return {"": form} | children

    def _mine(self, base: Rows, theirs: Rows) -> Rows:
        opened, present = self._shown(self.opened), self._shown(self.present)
        self.sent_as[""] = ""
        for name, formset in self.present.formsets.items():
            for number in range(int(self.data.get(f"{formset.prefix}-TOTAL_FORMS") or 0)):
                prefix = f"{formset.prefix}-{number}"
                pk = self.data.get(f"{prefix}-id", "")
                key = f"{name}:{pk or f'+{number}'}"
                if self.data.get(f"{prefix}-DELETE") and pk:
                    continue
                self.sent_as[key] = prefix
                self.known.setdefault(key, formset.empty_form)
        return {
            key: {
                one.name: self._typed(one, prefix, opened.get(key), present.get(key), base, theirs, key)
                for one in _fields(self.known[key])
            }
            for key, prefix in self.sent_as.items()
        }

    def _typed(
        self,
        one: forms.BoundField,
        prefix: str,
        opened: Any,
        present: Any,
        base: Rows,
        theirs: Rows,
        key: str,
    ) -> Sent:
        if opened is not None and one.name not in opened.fields:
            return theirs[key][one.name]  # such as when a consent was withdrawn: the form had no field for it
        name = f"{prefix}-{one.name}" if prefix else one.name
        value = one.field.widget.value_from_datadict(self.data, self.files, name)
        if _same(opened, one.name, value):
            return base[key][one.name]
        if _same(present, one.name, value):
            return theirs[key][one.name]
        if isinstance(one.field, forms.FileField):
            sent: Sent = (("", (f"{name} {value}",)),)
            self.uploads[key, one.name] = (sent, value)
            return sent
        return tuple((part, tuple(self.data.getlist(f"{name}{part}"))) for part, _values in sent_by(one))

    # What was asked before.

    def _answers(self) -> dict[Place, Choice | None]:
        rows = {prefix: key for key, prefix in self.sent_as.items()}
        asked = {one: self._place(one, rows) for one in self.data.getlist(ASKED)}
        return {place: choice_of(self.data.get(f"{CHOICE}{one}")) for one, place in asked.items() if place}

    def _place(self, asked: str, rows: Mapping[str, str]) -> Place | None:
        if asked in rows and asked:
            return rows[asked], WHOLE
        for prefix, key in rows.items():
            name = asked.removeprefix(f"{prefix}-") if prefix else asked
            if name in self.known[key].fields and (name != asked or not prefix):
                return key, name
        return None

    # What is bound.

    def _places(self, rows: Mapping[str, Any], theirs: Rows) -> dict[str, str]:
        """The prefix of each row: what the database has comes first, in the order in which it was sent."""
        prefixes = {"": ""}
        sent = list(self.sent_as)
        for name, formset in self.present.formsets.items():
            own = [key for key in rows if key.startswith(f"{name}:")]
            own.sort(key=lambda key: (key not in theirs, sent.index(key) if key in sent else len(sent)))
            removed = [key for key in theirs if key.startswith(f"{name}:") and key not in rows]
            stored = [key for key in own if key in theirs] + removed
            order = [*stored, *(key for key in own if key not in theirs)]
            prefixes |= {key: f"{formset.prefix}-{number}" for number, key in enumerate(order)}
        return prefixes

    def _bound(self, rows: Rows, prefixes: Mapping[str, str], theirs: Rows) -> tuple[Any, Any]:
        data, files = self.data.copy(), MultiValueDict[str, Any]()
        for name in [one for one in data if one in (ASKED, SINCE) or one.startswith(CHOICE)]:
            del data[name]
        data[VERSION] = self.now
        for formset in self.present.formsets.values():
            for name in [one for one in data if re.match(rf"{re.escape(formset.prefix)}-\d+-", one)]:
                del data[name]
            own = [key for key, prefix in prefixes.items() if prefix.startswith(f"{formset.prefix}-")]
            data[f"{formset.prefix}-TOTAL_FORMS"] = str(len(own))
            data[f"{formset.prefix}-INITIAL_FORMS"] = str(sum(key in theirs for key in own))
        for key, prefix in prefixes.items():
            self._bind_row(key, prefix, rows.get(key), theirs, data, files)
        return data, files

    def _bind_row(
        self, key: str, prefix: str, row: dict[str, Sent] | None, theirs: Rows, data: Any, files: Any
    ) -> None:
        if prefix:
            data[f"{prefix}-id"] = key.rpartition(":")[2] if key in theirs else ""
            if row is None or (key not in theirs and self.data.get(f"{self.sent_as.get(key)}-DELETE")):
                data[f"{prefix}-DELETE"] = "on"
        for name, sent in (row if row is not None else theirs[key]).items():
            place = f"{prefix}-{name}" if prefix else name
            if isinstance(self.known[key].fields[name], forms.FileField):
                uploaded, file = self.uploads.get((key, name), (None, None))
                if uploaded == sent:
                    files[place] = file
                continue
            for part, values in sent:
                if values:
                    data.setlist(f"{place}{part}", list(values))
                else:
                    data.pop(f"{place}{part}", None)

    # What is told and asked.

    def _question(self, place: Place, prefixes: Mapping[str, str], theirs: Rows) -> Question:
        key, name = place
        prefix = prefixes[key]
        moment = self._moment_of(place)
        form = self._shown(self.present).get(key)
        if name == WHOLE:
            removed_by_me = key in theirs
            at, own = prefix, next(one.name for one in _fields(self.known[key]) if not one.is_hidden)
            other = self._row_in_words(form) if removed_by_me else _("verwijderd")
            mine = _("verwijderd") if removed_by_me else _("behouden, zoals hier ingevuld")
        else:
            at, own, mine = (f"{prefix}-{name}" if prefix else name), name, ""
            other = words_of(form[name]) if form is not None and name in form.fields else EMPTY
        who, when = (moment.actor, instant_in_words(moment.at)) if moment else ("", "")
        return Question(at, prefix, own, other, who, when, self.since, mine)

    def _moment_of(self, place: Place) -> Moment | None:
        """Who changed it last; for a row of the record: who changed the record last."""
        for moment in self.moments:
            for event in moment.events:
                if not event.subject and any(change.field == place[1] for change in event.changes):
                    return moment
        return next(iter(self.moments), None)

    def _row_in_words(self, form: Any) -> str:
        said = (f"{one.label}: {words_of(one)}" for one in _fields(form) if not one.is_hidden)
        return ", ".join(said)

    def _told(self, merged: Merged) -> list[str]:
        """What was taken along, in words."""
        shown = self._shown(self.present)
        told = []
        for key, name in sorted(merged.taken):
            form = shown.get(key)
            if name == WHOLE:
                kind = self.known[key].instance._meta.verbose_name
                told.append(
                    _("%(what)s toegevoegd (%(which)s)") % {"what": kind, "which": self._row_in_words(form)}
                    if form is not None
                    else _("%(what)s verwijderd (%(which)s)")
                    % {"what": kind, "which": self._row_in_words(self.known[key])}
                )
            elif form is not None and name in form.fields:
                told.append(f"{form[name].label}: {words_of(form[name])}")
        return told
