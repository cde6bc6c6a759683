"""Who wrote a text that is about to be published: everyone whose words are in it and not in the last version."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import Page, PageLogEntry, Revision

from home.text.plain import without_editor_keys

TITLE, ORDER, PROMISES = "title", "order", "commitments"
EDITS = ("wagtail.edit", "wagtail.revert")


@dataclass(frozen=True, slots=True)
class Draft:
    """A stored draft: its words by part (title, order, each section by its anchor), and who stored it."""

    pk: int
    user_id: int | None
    words: dict[str, str]


def words_by_part(revision: Revision) -> dict[str, str]:
    """What a draft says, by part; where blocks have their editor's keys makes no difference."""
    content = revision.content
    words = _words(content.get("title") or "", json.loads(content.get("body") or "[]"))
    if content.get("commitments"):
        words[PROMISES] = json.dumps(content["commitments"], sort_keys=True)
    return words


def authors_of(revision: Revision) -> list[Any]:
    """The users who wrote what this draft says and the last version does not, the latest writer first.

    Each part of the text (title, section, order of sections) is followed back on its own. Whoever first stored
    it as it is now wrote it; what lies between was undone and makes nobody an author. So does everyone before,
    back to the words of the last version. When drafts in between are gone (`purge_revisions`), whoever stored
    them counts as an author: what cannot be shown is not assumed.
    """
    base = _last_published(revision)
    published = _words(base.title, base.body) if base else {}
    drafts = _drafts_since(revision, published)
    found: dict[int, int] = {}
    parts = {part for draft in drafts for part in draft.words} | set(published)
    for part in parts:
        for position, user in _writers(part, drafts, published):
            found[user] = min(position, found.get(user, position))
    for user in _writers_of_lost_drafts(revision, base, known={draft.pk for draft in drafts}):
        found.setdefault(user, len(drafts))
    users = get_user_model().objects.in_bulk(found)
    return [users[pk] for pk, _position in sorted(found.items(), key=lambda one: one[1]) if pk in users]


def _writers(part: str, drafts: list[Draft], published: dict[str, str]) -> Iterator[tuple[int, Any]]:
    """(position, user) for each writer of this part; ``drafts`` is the newest first."""
    position, last = 0, published.get(part)
    while position < len(drafts):
        words = drafts[position].words.get(part)
        if words == last:
            return
        position = max(at for at, draft in enumerate(drafts) if draft.words.get(part) == words)
        if drafts[position].user_id:
            yield position, drafts[position].user_id
        position += 1


def _drafts_since(revision: Revision, published: dict[str, str]) -> list[Draft]:
    """This draft and those before it, newest first, until one that says what the last version says."""
    earlier = Revision.objects.filter(
        base_content_type_id=revision.base_content_type_id, object_id=revision.object_id, pk__lt=revision.pk
    )
    drafts = [Draft(revision.pk, revision.user_id, words_by_part(revision))]
    for before in earlier.order_by("-pk").iterator(chunk_size=20):
        words = words_by_part(before)
        if words == published:
            break
        drafts.append(Draft(before.pk, before.user_id, words))
    return drafts


def _last_published(revision: Revision) -> Any:
    """The last version of this page, or its last edition when it is a translation; None before the first."""
    page = revision.content_object
    return page.versions.order_by("-number").first() or page.translated_versions.order_by("-pk").first()


def _writers_of_lost_drafts(revision: Revision, base: Any, *, known: set[int]) -> set[int]:
    stored = Revision.objects.filter(
        base_content_type_id=revision.base_content_type_id, object_id=revision.object_id
    )
    entries = PageLogEntry.objects.filter(
        page_id=revision.object_id, action__in=EDITS, timestamp__lt=revision.created_at, user__isnull=False
    ).exclude(revision_id__in=known | set(stored.values_list("pk", flat=True)))
    if base:
        entries = entries.filter(timestamp__gt=base.published_at)
    return set(entries.values_list("user_id", flat=True))


def _words(title: str, body: list[dict[str, Any]]) -> dict[str, str]:
    sections = {_anchor(section, at): section for at, section in enumerate(body)}
    return {
        TITLE: title,
        ORDER: json.dumps(list(sections)),
        **{f"#{anchor}": _plain_text(section) for anchor, section in sections.items()},
    }


def _anchor(section: dict[str, Any], position: int) -> str:
    return (section.get("value") or {}).get("anchor") or str(section.get("id") or position)


def _plain_text(section: dict[str, Any]) -> str:
    text = json.dumps(_without_ids(section), ensure_ascii=False, sort_keys=True)
    return without_editor_keys(text.replace('\\"', '"'))


def _without_ids(value: Any) -> Any:
    """A block's value without the ids of blocks: a block that was put back as it was says the same."""
    if isinstance(value, list):
        return [_without_ids(one) for one in value]
    if isinstance(value, dict):
        block = {"type", "value"} <= value.keys()
        return {name: _without_ids(one) for name, one in value.items() if not (block and name == "id")}
    return value


def authors_of_draft(page: Page) -> list[Any]:
    """The authors of the latest draft of a statement; other pages have none that matter."""
    revision = page.get_latest_revision() if hasattr(page.specific_class, "versions") else None
    return authors_of(revision) if revision else []
