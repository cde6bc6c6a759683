"""Taking up the text of a version again, as the draft of the next one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from home.core.outcome import say_restored
from home.core.refusals import PublicationRefused
from home.publication.rules import start_anew
from home.versions.bases import FrozenVersion
from home.versions.commitments import commitments_for
from home.versions.models import StatementVersion
from home.versions.queries import latest_version

RESTORED = "home.restored"


@transaction.atomic
def start_from(version: FrozenVersion, *, by: Any, at: datetime) -> Revision:
    """Make the new draft of the text and the promises of ``version``; note, kind, dates and reason are empty.

    The draft of before stays in the history. Raises PublicationRefused while the text is locked, PermissionDenied.
    """
    stored = type(version.page).objects.select_for_update(of=("self",)).get(pk=version.page_id)
    if not stored.permissions_for_user(by).can_edit():
        raise PermissionDenied
    lock = stored.get_lock()
    if lock and lock.for_user(by):
        words = {"why": lock.get_message(by)}
        raise PublicationRefused(_("Er is niets gewijzigd: de tekst ligt nu vast. %(why)s") % words)
    draft = stored.get_latest_revision_as_object()
    draft.title = draft.draft_title = version.title
    draft.body = draft.body.stream_block.to_python(version.body)
    draft.commitments = None
    start_anew(draft)
    # A promise that stood in a file, or that the text left as it was, is not in the text itself.
    promised = commitments_for(draft, latest_version()).as_json() if version.makes_promises else None
    if isinstance(version, StatementVersion) and promised != version.commitments:
        draft.commitments = version.commitments
    revision: Revision = draft.save_revision(user=by)
    data = {"number": version.number}
    log(
        instance=draft,
        action=RESTORED,
        user=by,
        revision=revision,
        content_changed=True,
        data=data,
        timestamp=at,
    )
    say_restored(version)
    return revision
