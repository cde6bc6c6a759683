"""Put a text that was read into the statement page, and publish it when asked: all of it or nothing."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from home.models import Kind, StatementPage, StatementVersion
from home.publication import latest_version, without_asking
from home.reading import ReadStatement
from home.rendering import heading_of
from home.site import ensure_site
from sharing import public


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
    return public.Commitments.from_json(data, purposes=known).as_json()


@transaction.atomic
def import_statement(*, text: ReadStatement, by, **fields) -> Imported:
    """`replace_statement` for someone who may edit the statement. Raises Refused for anyone else."""
    page = ensure_site()
    operator = by.groups.filter(name=public.OPERATORS).exists()
    if not operator and not page.permissions_for_user(by).can_edit():
        raise public.Refused(
            _("%(user)s mag de privacyverklaring niet bewerken.") % {"user": by.get_username()}
        )
    lock = page.get_lock()
    if lock and lock.for_user(by):
        raise public.Refused(_("De privacyverklaring is vergrendeld. Hef de vergrendeling in het beheer op."))
    return replace_statement(text=text, by=by, **fields)


@transaction.atomic
def replace_statement(
    *,
    text: ReadStatement,
    by,
    body: list[dict] | None = None,
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
    page.title = page.draft_title = text.title
    page.body = json.dumps(text.as_stream(_anchors(page)) if body is None else body)
    page.commitments, page.effective_from = commitments, effective_from
    page.change_note, page.kind = change_note, kind
    page.go_live_at = page.expire_at = None
    revision = page.save_revision(user=by, log_action=True)
    if not publish:
        return Imported(page, None)
    with without_asking(_("Ingelezen met de opdracht import_statement.")):
        page.publish(revision, user=by, skip_permission_checks=True)
    return Imported(page, latest_version())


def _anchors(page: StatementPage) -> dict[str, str]:
    """The anchors in use by heading, so that links to a section survive a new text."""
    return {heading_of(section): section.value["anchor"] for section in page.body if heading_of(section)}
