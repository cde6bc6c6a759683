"""Put a text that was read into the statement page, and publish it when asked: all of it or nothing."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Revision

from home.importing.rules import Kept, keep_blocks
from home.models import StatementPage
from home.publication.operations import publish as publish_page
from home.reading import ReadStatement
from home.reading.stream import stream_of
from home.recognition.rules import with_proposals
from home.site import ensure_site
from home.text.rendering import heading_of
from home.versions.choices import Kind
from home.versions.models import StatementVersion
from sharing import public
from sharing.public import Actor


@dataclass(frozen=True, slots=True)
class Imported:
    """What the import did; ``version`` is None for a draft."""

    page: StatementPage
    version: StatementVersion | None


def read_commitments(path: Path) -> dict[str, Any]:
    """The commitments object of a JSON file, checked. Raises RefusedInput with every error."""

    def no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _value in pairs]
        repeated = sorted({name for name in names if names.count(name) > 1})
        if repeated:
            raise ValueError(_("deze namen komen dubbel voor: %(names)s") % {"names": ", ".join(repeated)})
        return dict(pairs)

    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=no_repeats)
        json.dumps(data, ensure_ascii=False).encode()  # half a surrogate pair is not text
    except (OSError, ValueError, RecursionError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        message = _("“%(name)s” is niet te lezen als JSON: %(why)s.") % {"name": path.name, "why": why}
        raise public.RefusedInput([public.InputError(message, field="--commitments")]) from error
    known = public.known_purposes()
    categories = public.known_data_categories()
    return public.Commitments.from_json(data, purposes=known, data_categories=categories).as_json()


@transaction.atomic
def import_statement(*, text: ReadStatement, by: Actor, **fields: Any) -> Imported:
    """`replace_statement` for someone who may edit the statement. Raises Refused for anyone else."""
    page = ensure_site()
    operator = by.groups.filter(name=public.OPERATORS).exists()
    if not operator and not page.permissions_for_user(by).can_edit():
        raise public.Refused(
            _("%(user)s mag de privacyverklaring niet bewerken.") % {"user": by.get_username()}
        )
    check_unlocked(page, by=by)
    return replace_statement(text=text, by=by, **fields)


def check_unlocked(page: StatementPage, *, by: Actor) -> None:
    """Raises Refused when the page is locked for this person."""
    lock = page.get_lock()
    if lock and lock.for_user(by):
        raise public.Refused(_("De privacyverklaring is vergrendeld. Hef de vergrendeling in het beheer op."))


def check_replaceable(page: StatementPage, *, by: Actor) -> None:
    """Raises Refused when a new text may not take the place of the draft now: it is in review, or locked."""
    state = page.current_workflow_state
    if state and state.status == state.STATUS_IN_PROGRESS:
        raise public.Refused(
            _(
                "De verklaring ligt ter beoordeling bij “%(task)s”. Wacht op de uitkomst, of trek het indienen "
                "in; lees daarna de tekst in."
            )
            % {"task": state.current_task_state.task.name}
        )
    check_unlocked(page, by=by)


@transaction.atomic
def replace_draft(
    *,
    page: StatementPage,
    text: ReadStatement,
    by: Actor,
    keep: bool,
    replaces: int | None,
    recognised: Collection[str] = (),
) -> Revision:
    """A new draft with ``text`` as ``by``; date, note and the like stay. Gives the revision.

    ``replaces`` is the revision that was looked at, ``keep`` puts back what only exists in the editor, and what reads
    as a part of the kinds ``recognised`` becomes that part. Raises DraftChanged when there is a newer one, Refused when
    the page is locked or in review.
    """
    locked = StatementPage.objects.select_for_update().get(pk=page.pk)
    check_replaceable(locked, by=by)
    if locked.latest_revision_id != replaces:
        raise DraftChanged(locked)
    draft = locked.get_latest_revision_as_object()
    draft.title = draft.draft_title = text.title or draft.title
    draft.body = json.dumps(with_proposals(new_body(draft, text, keep=keep)[0], recognised))
    return draft.save_revision(user=by, log_action=True)


class DraftChanged(public.Refused):
    """Somebody saved another draft since this one was looked at."""

    def __init__(self, page: StatementPage) -> None:
        revision = page.latest_revision
        who = revision and revision.user
        words = {
            "who": public.named(who) if who else _("Iemand anders"),
            "when": date_format(timezone.localtime(revision.created_at), "j F Y H:i") if revision else "",
        }
        super().__init__(
            _(
                "%(who)s heeft het concept intussen gewijzigd (%(when)s). Er is niets vervangen. Hieronder ziet u "
                "de vergelijking met dat nieuwe concept."
            )
            % words
        )


def new_body(
    page: StatementPage, text: ReadStatement, *, keep: bool
) -> tuple[list[dict[str, Any]], list[Kept]]:
    """The raw body that ``text`` gives ``page``, and what became of the blocks that files cannot bring."""
    stream = stream_of(text, anchors_by_heading(page))
    old = page.body.get_prep_value()
    with_blocks, kept = keep_blocks(old, stream)
    return (with_blocks if keep else stream), kept


@transaction.atomic
def replace_statement(
    *,
    text: ReadStatement,
    by: Actor,
    body: list[dict[str, Any]] | None = None,
    commitments: dict[str, Any] | None = None,
    publish: bool = False,
    effective_from: date | None = None,
    change_note: str = "",
    kind: str = Kind.MATERIAL,
) -> Imported:
    """Replace the draft of the statement by ``text``, as ``by``; publish it as the next version when asked.

    ``body`` is the raw StreamField value to use instead of the text's own paragraphs and lists. Raises
    PublicationRefused when this text cannot become a version now.
    """
    ensure_site()
    page = (
        StatementPage.objects.source().select_for_update(of=("self",)).get().get_latest_revision_as_object()
    )
    page.title = page.draft_title = text.title or page.title
    page.body = json.dumps(stream_of(text, anchors_by_heading(page)) if body is None else body)
    page.commitments, page.effective_from = commitments, effective_from
    page.change_note, page.kind = change_note, kind
    page.go_live_at = page.expire_at = None
    revision = page.save_revision(user=by, log_action=True)
    if not publish:
        return Imported(page, None)
    reason = _("Ingelezen met de opdracht import_statement.")
    version = publish_page(page, revision=revision, by=by, at=timezone.now(), archive=reason)
    return Imported(page, cast(StatementVersion, version))


def anchors_by_heading(page: StatementPage) -> dict[str, str]:
    """The anchors in use by heading, so that links to a section survive a new text."""
    return {heading_of(section): section.value["anchor"] for section in page.body if heading_of(section)}
