"""Who wrote a text that is about to be published: everyone whose words are in it and not in the last version."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from home.authorship.words import ORDER, SECTION, TITLE, canonical, reusable_in, text_of, words_of
from home.text.blocks import SectionBodyBlock
from sharing import public

if TYPE_CHECKING:
    from home.versions.bases import FrozenEdition, FrozenVersion

EDITS = ("wagtail.edit", "wagtail.revert", "wagtail.create")
FROZEN = "home.version"  # a draft became a version or an edition; the entry says which
PUBLICATIONS = ("wagtail.publish", "wagtail.publish.scheduled")
_FRESH = {"kind": "material"}  # what a page tells about its next version before anybody says anything


@dataclass(frozen=True, slots=True)
class Stored:
    """A text as somebody stored it: its words by part, who and when; ``user`` is None when nobody knows."""

    pk: int
    user: Any
    at: datetime
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who wrote a draft, the latest writer first; ``unknown`` when something in it was stored by nobody we know."""

    users: list[Any]
    unknown: bool


def authors_of(revision: Revision, *, page: Page | None = None) -> list[Any]:
    """The users who wrote what this draft shows and the last version does not, the latest writer first.

    ``page`` is the one that it is a draft of, for who has it.
    """
    return _known(revision, page).users


def _known(revision: Revision, page: Page | None) -> Authorship:
    found: Authorship = public.once((authorship_of, revision.pk), lambda: authorship_of(revision, page=page))
    return found


def authorship_of(revision: Revision, *, page: Page | None = None) -> Authorship:
    """Who wrote what readers would see of this draft and do not see in the last version.

    Each part (title, order, each section, what is told of the version, each reusable text that is shown) is followed
    back on its own. Whoever first stored it as it is now wrote it, also when others stored it since without a change;
    what lies between was undone and makes nobody an author. So does everyone before, back to the words of the last
    version. What nobody we know stored is the work of who stored it next. When drafts in between are gone, whoever
    stored them counts as an author: what cannot be shown is not assumed.
    """
    base = _last_published(page or revision.content_object)
    found: dict[int | None, datetime] = {}
    became, lost = _told_in_history(revision, base)
    drafts, last = _drafts_since(revision, base, became), _words_of_version(base)
    chains = [(drafts, last), *_chains_of_texts(drafts[0], revision, base)]
    for stored, published in chains:
        for part in {part for one in stored for part in one.words} | set(published):
            for writer, at in _writers(part, stored, published):
                found[writer] = max(at, found.get(writer, at))
    known = {user for user in found if user is not None}
    lost |= _writers_of_lost_texts(reusable_in(_body(revision)), since=base.published_at if base else None)
    users = {one.user.pk: one.user for drafts, _last in chains for one in drafts if one.user is not None}
    users |= get_user_model().objects.in_bulk((known | lost) - users.keys())
    order = sorted(known, key=lambda user: found[user], reverse=True) + sorted(lost - known)
    return Authorship([users[pk] for pk in order if pk in users], None in found or bool(known - users.keys()))


def _writers(
    part: str, stored: list[Stored], published: dict[str, str]
) -> Iterator[tuple[int | None, datetime]]:
    """Each writer of this part, with the moment; ``stored`` is the newest first.

    A section that was moved to another place is followed to where its words came from.
    """
    position = 0
    while position < len(stored):
        words = stored[position].words.get(part)
        if words == published.get(part) or _place(published, part, words):
            return
        same = [at for at in range(position, len(stored)) if _place(stored[at].words, part, words)]
        if not same:  # absent: it was taken out
            same = [at for at in range(position, len(stored)) if part not in stored[at].words]
        first = same[-1]
        # Known or not: somebody who stored it afterwards under their own name stands for it.
        sign = next((at for at in reversed(same) if stored[at].user is not None), first)
        if stored[sign].user is not None or position == 0:  # what nobody knows and is gone, does not matter
            yield stored[sign].user and stored[sign].user.pk, stored[sign].at
        part = _place(stored[first].words, part, words) or part
        position = first + 1


def _place(said: dict[str, str], part: str, words: str | None) -> str:
    """The part that says these words: this one, or of a section also another; empty when none does."""
    if words is None:
        return ""
    if said.get(part) == words:
        return part
    if not part.startswith(SECTION):
        return ""
    return next((other for other, spoken in said.items() if spoken == words), "")


def _body(revision: Revision) -> list[dict[str, Any]]:
    body: list[dict[str, Any]] = json.loads(revision.content.get("body") or "[]")
    return body


def _last_published(page: Any) -> FrozenVersion | FrozenEdition | None:
    """The last version, or of a translation its last edition; None before the first.

    One that was withdrawn is none: whoever wrote what only that one said, wrote it in what comes now.
    """
    last: FrozenVersion | FrozenEdition | None = (
        page.translated_versions.filter(version__withdrawal__isnull=True).order_by("-pk").first()
        if page.is_translation
        else page.latest_version()
    )
    return last


def _words_of_version(base: Any) -> dict[str, str]:
    """What readers have now, and what a page tells about its next version as long as nobody filled it in."""
    if base is None:
        return dict(_FRESH)
    words = text_of(base.title, base.body)
    if version := getattr(base, "version_id", None):
        told = {"change_note": base.change_note, "translates": str(version)}
        return words | {name: value for name, value in {**_FRESH, **told}.items() if value}
    return words | _FRESH


def _drafts_since(revision: Revision, base: Any, became: int | None) -> list[Stored]:
    """This draft and those before it, newest first, back to the one that became the last version."""
    earlier = Revision.objects.filter(
        base_content_type_id=revision.base_content_type_id, object_id=revision.object_id, pk__lt=revision.pk
    )
    published = _words_of_version(base) if base else {}
    drafts = [_stored(revision, words_of)]
    for before in earlier.select_related("user").order_by("-pk").iterator(chunk_size=20):
        if before.pk == became:
            break
        draft = _stored(before, words_of)
        if base and before.created_at <= base.published_at and _same_text(draft.words, published):
            break
        drafts.append(draft)
    return drafts


def _told_in_history(revision: Revision, base: Any) -> tuple[int | None, set[int]]:
    """The revision that became the last version, None when the history of the page does not say; and who stored drafts
    since that are gone.
    """
    entries = PageLogEntry.objects.filter(page_id=revision.object_id)
    kept = Revision.objects.filter(
        base_content_type_id=revision.base_content_type_id, object_id=revision.object_id
    )
    gone = entries.filter(action__in=EDITS[:2], timestamp__lt=revision.created_at, user__isnull=False)
    gone = gone.exclude(revision_id__in=kept.values("pk"))
    if base is None:
        return None, set(gone.values_list("user_id", flat=True))
    entries = entries.filter(revision__isnull=False)
    became, writers = public.values_together(
        [
            entries.filter(action=FROZEN, data=named_in_history(base))[:1].values("revision_id"),
            gone.filter(timestamp__gt=base.published_at).values("user_id"),
        ]
    )
    lost = {row["user_id"] for row in writers}
    if became:
        return int(became[0]["revision_id"]), lost
    entries = entries.filter(action__in=PUBLICATIONS)  # a version of before its draft was told
    live: int | None = revision.content_object.live_revision_id
    return live or entries.order_by("-timestamp", "-pk").values_list("revision_id", flat=True).first(), lost


def named_in_history(made: Any) -> dict[str, int]:
    """Which version or edition this is, as the history of the page tells it."""
    number = {"number": made.version.number if hasattr(made, "version_id") else made.number}
    return number | ({"edition": made.edition} if hasattr(made, "edition") else {})


def _same_text(one: dict[str, str], other: dict[str, str]) -> bool:
    text = {part for part in {*one, *other} if part in (TITLE, ORDER) or part.startswith(SECTION)}
    return all(one.get(part) == other.get(part) for part in text)


def _stored(revision: Revision, words: Callable[[dict[str, Any]], dict[str, str]]) -> Stored:
    return Stored(revision.pk, revision.user, revision.created_at, words(revision.content))


def _chains_of_texts(
    draft: Stored, revision: Revision, base: Any
) -> Iterator[tuple[list[Stored], dict[str, str]]]:
    """Of each reusable text that the draft shows: how it was stored, newest first, and what readers have of it."""
    shown_before = reusable_in(base.body) if base else set()
    for text in _reusable_text().objects.filter(pk__in=reusable_in(_body(revision))):
        stored = [_stored(one, _words_of_text) for one in _revisions_of(text)]
        now = _words_of_text({"body": text.body})
        if not stored or stored[0].words != now:  # stored by a way that kept no draft
            stored.insert(0, Stored(0, None, draft.at, now))
        before = [one for one in stored if base and one.at <= base.published_at]
        known = before[0].words if before and text.pk in shown_before else {}
        yield stored[: -len(before) or None] if known else stored, known


def _words_of_text(content: dict[str, Any]) -> dict[str, str]:
    return {"text": canonical(content["body"])}


def _reusable_text() -> type[Any]:
    block: Any = SectionBodyBlock.base_blocks["reusable"]
    model: type[Any] = block.target_model
    return model


def _revisions_of(text: Model) -> Iterable[Revision]:
    found: QuerySet[Revision] = Revision.objects.for_instance(text)
    return found.select_related("user").order_by("-pk")


def _writers_of_lost_texts(texts: set[int], *, since: datetime | None) -> set[int]:
    """Who stored one of these reusable texts in a way that is no longer there to be compared."""
    kind = ContentType.objects.get_for_model(_reusable_text())
    keys = [str(pk) for pk in texts]
    kept = Revision.objects.filter(base_content_type=kind, object_id__in=keys)
    entries = ModelLogEntry.objects.filter(
        content_type=kind, object_id__in=keys, action__in=EDITS, user__isnull=False, revision_id__isnull=False
    ).exclude(revision_id__in=kept.values("pk"))
    if since:
        entries = entries.filter(timestamp__gt=since)
    return set(entries.values_list("user_id", flat=True))


def authors_of_draft(page: Page) -> list[Any]:
    """The authors of the latest draft of a statement; other pages have none that matter."""
    return authorship_of_draft(page).users


def authorship_of_draft(page: Page) -> Authorship:
    """Who wrote the latest draft of a statement; of other pages it does not matter."""
    revision = page.get_latest_revision() if hasattr(page.specific_class, "versions") else None
    return _known(revision, page.specific) if revision else Authorship([], unknown=False)
