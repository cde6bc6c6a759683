"""What a text would change, while somebody still writes it: the comparison that its reviewer will see."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState

from home.comparison.differences import compare_words
from home.comparison.sections import SectionChange, compare
from home.publication.queries import day_shown
from home.text.rendering import Section, render_sections
from home.versions.queries import in_force_of, last_published

if TYPE_CHECKING:
    from home.written import WrittenPage

PUBLISHED, IN_FORCE, HANDED_IN = "gepubliceerd", "geldt", "ingediend"
_SAID = (
    "change_note",
    "kind",
    "effective_from",
    "announce_from",
    "go_live_at",
    "translates",
    "conflict_reason",
)


@dataclass(frozen=True, slots=True)
class Against:
    """A text to compare with, a version or a draft: ``name`` in addresses, ``label`` for people."""

    name: str
    label: str
    text: Any

    def sections(self, *, on: date) -> list[Section]:
        if isinstance(self.text, Model) and hasattr(self.text, "sections"):
            return [Section(**section) for section in self.text.sections]
        return _sections(self.text, on=on)


@dataclass(frozen=True, slots=True)
class Compared:
    """``title`` and each of ``said`` are safe HTML with marks; ``title`` is empty when it is the same."""

    changes: list[SectionChange]
    title: str = ""
    said: list[tuple[str, str]] = field(default_factory=list)

    @property
    def changed(self) -> list[SectionChange]:
        """The sections of which a reader sees other words."""
        return [change for change in self.changes if not change.is_folded]

    @property
    def alike(self) -> int:
        return len(self.changes) - len(self.changed)

    @property
    def anything(self) -> bool:
        return bool(self.title or self.said or self.changed)


def against(page: WrittenPage, *, at: datetime) -> list[Against]:
    """What the text of this page can be compared with: what readers last got of it comes first, as in the review."""
    found = []
    last = last_published(page)
    if last is not None:
        label = _("de laatste Engelse uitgave") if page.is_translation else _version(last)
        found.append(Against(PUBLISHED, label, last))
    held = None if page.is_translation else in_force_of(page, at)
    if held is not None and held != last:
        label = _("%(version)s, die nu geldt") % {"version": _version(held)}
        found.append(Against(IN_FORCE, label, held))
    if handed_in := _last_handed_in(page):
        label = _("de tekst die het laatst is ingediend, van %(moment)s") % {
            "moment": _moment(handed_in.created_at)
        }
        found.append(Against(HANDED_IN, label, handed_in.as_object()))
    return found


def compare_with(page: WrittenPage, old: Against | None, *, at: datetime) -> Compared:
    """What ``page``, stored or not, makes of that text; without one everything is new."""
    page.fill_anchors()
    day = day_shown(page, at=at)
    if old is None:
        return Compared(compare([], _sections(page, on=day)))
    return Compared(compare(old.sections(on=day), _sections(page, on=day)), _title(old.text, page))


def compare_drafts(old: WrittenPage, new: WrittenPage, *, on: date) -> Compared:
    """What changed between two stored drafts: the text with the facts of one day, and what is said of the version."""
    fields = {one.name: one for one in new._meta.fields}
    said = []
    for name in _SAID:
        if name in fields and (before := _in_words(old, name)) != (after := _in_words(new, name)):
            said.append((str(capfirst(fields[name].verbose_name)), compare_words(before, after)))
    return Compared(compare(_sections(old, on=on), _sections(new, on=on)), _title(old, new), said)


def _title(old: Any, new: WrittenPage) -> str:
    return compare_words(old.title, new.title) if old.title != new.title else ""


def _in_words(page: WrittenPage, name: str) -> str:
    value: Any = getattr(page, name)
    if value is None:
        return ""
    if name == "kind":
        return str(page.get_kind_display())
    if isinstance(value, datetime):
        return _moment(value)
    return date_format(value, "j F Y") if isinstance(value, date) else str(value)


def _sections(page: WrittenPage, *, on: date) -> list[Section]:
    return render_sections(page.body, on=on, language=page.language)


def _last_handed_in(page: WrittenPage) -> Revision | None:
    """The draft of the last review, judged or not."""
    own = page.revisions.values("pk")
    last = (
        TaskState.objects.filter(revision__in=own)
        .select_related("revision")
        .order_by("-started_at", "-pk")
        .first()
    )
    return last.revision if last else None


def _version(version: Any) -> str:
    words = {"number": version.number, "day": date_format(timezone.localtime(version.in_force_from), "j F Y")}
    return _("versie %(number)s van %(day)s") % words


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j F Y H:i")
