"""Writers of what hangs from an agreement; called inside ``acting``."""

from collections.abc import Mapping

from sharing.agreements.choices import AgreementKind, ItemStatus
from sharing.agreements.models import Agreement, Article28Clause

# Only an agreement between a controller and a processor must arrange the items of art. 28(3).
NEEDS_ARTICLE_28 = frozenset({AgreementKind.PROCESSING, AgreementKind.PROCESSING_AS_PROCESSOR})


def arrange_article_28(agreement: Agreement, items: Mapping[str, tuple[str, str]]) -> None:
    """Record per item (a-h) its status and the clause that shows it; only what differs is written.

    A processing agreement has all the items that are given. Another agreement has only those that say
    something, so a service agreement does not carry eight empty rows.
    """
    stored = {clause.item: clause for clause in Article28Clause.objects.filter(agreement=agreement)}
    needed = agreement.kind in NEEDS_ARTICLE_28
    for item, (status, text) in items.items():
        clause = stored.get(item)
        if clause is None:
            if needed or text or status != ItemStatus.NOT_MET:
                Article28Clause.objects.create(agreement=agreement, item=item, status=status, clause=text)
        elif (clause.status, clause.clause) != (status, text):
            clause.status, clause.clause = status, text
            clause.save()
