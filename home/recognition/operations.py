"""Make parts of the draft what they read as."""

import json
from collections.abc import Collection

from django.db import transaction
from wagtail.models import Revision

from home.importing.operations import DraftChanged, check_replaceable
from home.models import StatementPage
from home.recognition.rules import with_proposals
from sharing.public import Actor


@transaction.atomic
def accept_proposals(
    *, page: StatementPage, kinds: Collection[str], by: Actor, replaces: int | None
) -> Revision:
    """A new draft, as ``by``, in which the proposals of these kinds have taken their place.

    ``replaces`` is the revision that was looked at. Raises DraftChanged when there is a newer one, Refused when the
    page is locked or in review.
    """
    locked = StatementPage.objects.select_for_update().get(pk=page.pk)
    check_replaceable(locked, by=by)
    if locked.latest_revision_id != replaces:
        raise DraftChanged(locked)
    draft = locked.get_latest_revision_as_object()
    draft.body = json.dumps(with_proposals(draft.body.get_prep_value(), kinds))
    return draft.save_revision(user=by, log_action=True)
