"""Agreements with what hangs from them: the only writers."""

from collections.abc import Mapping
from typing import Any

from sharing.agreements.choices import NEEDS_ARTICLE_28, ItemStatus
from sharing.agreements.models import Agreement, Article28Clause
from sharing.agreements.queries import refuse_circles
from sharing.core.actor import Actor, acting
from sharing.core.operations import save_record
from sharing.core.refusals import readable_refusals


def save_agreement(
    *, form: Any, items: Mapping[str, tuple[str, str, str]], by: Actor, reason: str, seen: str | None = None
) -> Agreement:
    """Save a valid form of an agreement and how the items of article 28(3) are arranged in it.

    ``seen`` is the ``version_of`` the agreement when it was opened. Raises ChangedMeanwhile and Refused.
    """
    with readable_refusals(), acting(by=by, reason=reason):
        agreement: Any = save_record(form=form, by=by, reason=reason, seen=seen)
        arrange_article_28(agreement, items=items, by=by, reason=reason)
        refuse_circles(agreement)
    return agreement  # type: ignore[no-any-return]  # the form is of this model


def arrange_article_28(
    agreement: Agreement, *, items: Mapping[str, tuple[str, str, str]], by: Actor, reason: str
) -> None:
    """Record per item (a-h) its status, the clause that shows it and a note; only what differs is written.

    A processing agreement has all the items that are given. Another agreement has only those that say
    something, so a service agreement does not carry eight empty rows.
    """
    with acting(by=by, reason=reason):
        stored = {clause.item: clause for clause in Article28Clause.objects.filter(agreement=agreement)}
        needed = agreement.kind in NEEDS_ARTICLE_28
        for item, said in items.items():
            status, text, note = said
            clause = stored.get(item)
            if clause is None:
                if needed or text or note or status != ItemStatus.NOT_MET:
                    Article28Clause.objects.create(
                        agreement=agreement, item=item, status=status, clause=text, note=note
                    )
            elif (clause.status, clause.clause, clause.note) != said:
                clause.status, clause.clause, clause.note = said
                clause.save()
