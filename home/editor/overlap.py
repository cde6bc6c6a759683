"""Two people in the same text: both changes are brought together, and what both changed is a choice per paragraph."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail import blocks

from home.authorship.four_eyes import name_of
from home.editor.merging import (
    FIELDS,
    ORDER,
    Draft,
    body_from,
    draft_from_hashes,
    draft_of,
    orders_between,
    with_known_anchors,
)
from home.editor.saying import words_of, words_of_field
from sharing.public import WHOLE, Actor, Choice, Place, choice_of, merge_rows, take_answers

BASE = "merge-base"
ASKED = "merge-asked"
CHOICE = "merge-choice-"


@dataclass(frozen=True, slots=True)
class Question:
    """Whose words count at a place of the text: ``place`` names it in the form, ``link`` leads to its paragraph."""

    place: str
    label: str
    link: str
    mine: str
    theirs: str


@dataclass(slots=True)
class Overlap:
    """What came of bringing two drafts together, and what to tell and to ask the second person."""

    body: blocks.StreamValue
    fields: dict[str, Any]
    who: str
    when: str
    comparison: str
    questions: list[Question] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    @property
    def message(self) -> str:
        """Who stored what meanwhile, and what to do now."""
        told = [
            _("%(name)s heeft deze tekst bewaard terwijl u schreef, op %(moment)s uur.")
            % {"name": self.who, "moment": self.when}
        ]
        if self.taken:
            told.append(_("Overgenomen in uw tekst: %(what)s.") % {"what": "; ".join(self.taken)})
        if self.questions:
            told.append(
                _(
                    "Uw tekst staat hieronder en is nog niet bewaard. Kies bij “Wat geldt er?” per paragraaf wat "
                    "geldt, en bewaar dan opnieuw."
                )
            )
        return " ".join(told)


def stored_draft(page: Any, names: list[str]) -> Draft:
    """The draft that the page holds, with the fields of these names beside the text."""
    return draft_of(page.body, {name: getattr(page, name) for name in names})


def bring_together(
    page: Any, sent: Any, *, theirs: Draft, body: blocks.StreamValue, fields: Mapping[str, Any], user: Actor
) -> Overlap | None:
    """Bring what is sent together with what was stored since the form was opened; None when nothing was.

    ``theirs`` is the draft as it is stored, ``body`` and ``fields`` what is sent. What the person's own other windows
    stored is taken along, and where these differ the one that is sent counts.
    """
    base = draft_from_hashes(sent.get(BASE, "")) or _opened(page, sent, list(fields)) or theirs
    answers = {
        _place(one): choice_of(sent.get(f"{CHOICE}{one}"))
        for one in dict.fromkeys(_asked(sent))
        if "|" in one
    }
    if not answers and base.as_hashes() == theirs.as_hashes():
        return None
    mine = draft_of(body, fields)
    with_known_anchors(mine, theirs)
    order_answers = {key: choice for (key, name), choice in answers.items() if name == ORDER}
    for key, choice in order_answers.items():
        if choice == Choice.THEIRS:
            mine.order[key] = theirs.order.get(key, [])
    own, unanswered = take_answers(
        base.rows, mine.rows, {place: choice for place, choice in answers.items() if place[1] != ORDER}
    )
    revision = _of_another(page, sent, user=user)
    if revision is None and answers:  # the form was shown again since, with what is asked in it
        revision = page.revisions.exclude(user=user).order_by("-created_at", "-pk").first()
    merged = merge_rows(base.rows, theirs.rows, own)
    orders, moved = orders_between(base, theirs, mine)
    moved |= {
        key
        for key, choice in order_answers.items()
        if choice is None and mine.order.get(key) != base.order.get(key)
    }
    asked: set[Place] = set(merged.conflicts) | set(unanswered) | {(key, ORDER) for key in moved}
    if revision is None and not answers:
        merged = merge_rows(base.rows, theirs.rows, own, dict.fromkeys(merged.conflicts, Choice.MINE))
        asked = set()
    outcome = Overlap(
        body_from(merged, orders, (theirs, mine)),
        {name: _value(part, theirs, mine, name) for name, part in merged.rows[FIELDS].items()},
        who=name_of(revision.user) or _("Iemand anders") if revision else "",
        when=date_format(timezone.localtime(revision.created_at), "j F H:i") if revision else "",
        comparison=_comparison(page, revision, sent.get("loaded_revision_id", "")) if revision else "",
    )
    labels = _Labels(page, theirs, mine)
    outcome.questions = [
        labels.question(place) for place in sorted(asked) if place[1] == ORDER or place[0] in merged.rows
    ]
    outcome.taken = [labels.label(place) for place in sorted(merged.taken)] if revision else []
    return outcome


def _asked(sent: Any) -> list[str]:
    return list(sent.getlist(ASKED)) if hasattr(sent, "getlist") else []


def _place(asked: str) -> Place:
    key, _bar, name = asked.partition("|")
    return key, name


def _value(part: Any, theirs: Draft, mine: Draft, name: str) -> Any:
    same = next(
        (one.rows[FIELDS][name] for one in (theirs, mine) if one.rows[FIELDS].get(name) == part), part
    )
    return same.raw


@dataclass(frozen=True, slots=True)
class _Labels:
    """What a place in the text is called, and what both say there."""

    page: Any
    theirs: Draft
    mine: Draft

    def question(self, place: Place) -> Question:
        key, name = place
        mine, theirs = self._said(self.mine, place), self._said(self.theirs, place)
        gone = _("(verwijderd)") if name == WHOLE else _("(leeg)")
        return Question(f"{key}|{name}", self.label(place), self._link(place), mine or gone, theirs or gone)

    def label(self, place: Place) -> str:
        key, name = place
        if name == ORDER:
            where = self._heading(key) if key != FIELDS else _("de tekst")
            return _("de volgorde in %(where)s") % {"where": where}
        if key == FIELDS:
            return str(self.page._meta.get_field(name).verbose_name)
        if key.startswith("s:"):
            return _("de kop van %(where)s") % {"where": self._heading(key)} if name else self._heading(key)
        draft = self.theirs if key in self.theirs.rows else self.mine
        row = draft.rows.get(key)
        section = row["in"].raw if row else ""
        number = draft.order.get(section, []).index(key) + 1 if row else 0
        return _("%(where)s, deel %(number)s") % {"where": self._heading(section), "number": number}

    def _link(self, place: Place) -> str:
        """To the block, or to the field beside the text; of the order of the whole text to the first section."""
        key, name = place
        if key == FIELDS and name != ORDER:
            return f"#id_{name}"
        shown = key or next(iter(self.mine.order.get(FIELDS, [])), "")
        return f"#block-{shown[2:]}-section"

    def _heading(self, key: str) -> str:
        for draft in (self.mine, self.theirs):
            if key in draft.rows:
                heading = draft.rows[key]["heading"].raw or _("Openingstekst")
                return f"“{heading}”"
        return _("een paragraaf")

    def _said(self, draft: Draft, place: Place) -> str:
        key, name = place
        row = draft.rows.get(key, {})
        if name == ORDER:
            return ", ".join(self._short(draft, one) for one in draft.order.get(key, []))
        if key == FIELDS:
            return words_of_field(self.page._meta.get_field(name), row[name].raw) if name in row else ""
        shown = ("text" if key.startswith("b:") else "heading") if name == WHOLE else name
        return words_of(shown, row.get(shown))

    def _short(self, draft: Draft, key: str) -> str:
        if key.startswith("s:"):
            return self._heading(key)
        words = words_of("text", draft.rows[key]["text"])
        return f"{words[:30]}…" if len(words) > 30 else words


def _opened(page: Any, sent: Any, names: list[str]) -> Draft | None:
    """The draft that a form without hashes started from, unless it was written over since."""
    started_from = sent.get("loaded_revision_id", "")
    found = page.revisions.filter(pk=started_from).first() if started_from.isdecimal() else None
    if found is None or _opened_at(page, sent) != found.created_at:
        # Nothing is known of it: whatever differs is asked.
        return Draft({}, {}) if started_from else None
    return stored_draft(found.as_object(), names)


def _of_another(page: Any, sent: Any, *, user: Actor) -> Any:
    opened = _opened_at(page, sent)
    others = page.revisions.exclude(user=user).select_related("user")
    if opened is not None:
        others = others.filter(created_at__gt=opened)
    elif page.latest_revision_id is None:
        return None
    return others.order_by("-created_at", "-pk").first()


def _opened_at(page: Any, sent: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(sent.get("loaded_revision_created_at", ""))
    except ValueError:
        started_from = sent.get("loaded_revision_id", "")
        found = page.revisions.filter(pk=started_from).first() if started_from.isdecimal() else None
        return found and found.created_at


def _comparison(page: Any, latest: Any, started_from: str) -> str:
    before = page.revisions.filter(pk=started_from).first() if started_from.isdecimal() else None
    if before is None or before == latest:
        return reverse("wagtailadmin_pages:history", args=[page.pk])
    return reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, before.pk, latest.pk])
