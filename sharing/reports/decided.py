"""What a second person lately decided on what somebody proposed: who proposed it should not find that by chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from sharing.access.choices import Decision
from sharing.access.models import AccessProposal
from sharing.consents.choices import SecrecyKind
from sharing.consents.request_models import AuthorityRequest, SecrecyDecision
from sharing.core.actor import Actor
from sharing.core.admin import may
from sharing.core.dutch import within
from sharing.core.gathering import rows_together
from sharing.core.models import Register, followed_fields
from sharing.core.readable import AccountNames
from sharing.disclosures.models import Disclosure
from sharing.grounds.models import GroundsIntroduction
from sharing.parties.merger_models import PartyMerger
from sharing.retention.models import Destruction

LATELY = timedelta(days=14)
# A record that forgets its proposal is found by it in the history; what waited for longer is not.
WAITED_AT_MOST = timedelta(days=180)
SHOWN_AT_MOST = 10

# Records that forget what was proposed when that is decided, each with who proposed it, and all that is forgotten.
_FORGETTING: dict[type[Register], tuple[str, frozenset[str]]] = {
    Disclosure: (
        "proposed_by",
        frozenset(
            ("proposes", "proposal", "proposed_dossier", "proposal_reason", "proposed_by", "proposed_at")
        ),
    ),
    GroundsIntroduction: ("wanted_by", frozenset(("wanted_until", "wanted_by"))),
}


@dataclass(frozen=True, slots=True)
class Decided:
    """How a proposal about ``record`` ended: whether it went on, and who decided that, when and why."""

    record: Any
    words: str
    went_on: bool
    by_id: int
    at: datetime
    reason: str

    @property
    def by(self) -> str:
        """What the second person was called when deciding."""
        return AccountNames([self.by_id]).at(self.by_id, self.at)


def decisions(user: Actor, *, at: datetime) -> list[QuerySet[Any]]:
    """What to ask for `decided_lately`, so that it can be asked together with what else a page shows."""
    kept, proposed = _sets(user, at)
    return [*kept, *proposed.values()]


def decided_lately(rows: Sequence[list[Any]], user: Actor, *, at: datetime) -> list[Decided]:
    """What others decided in the two weeks before ``at`` on what this person proposed, newest first.

    ``rows`` are the rows of ``decisions``, set by set.
    """
    kept, proposed = _sets(user, at)
    found = [_told_by_itself(row) for some in rows[: len(kept)] for row in some]
    found += _told_by_history(list(proposed), rows[len(kept) :])
    return sorted(found, key=lambda one: one.at, reverse=True)[:SHOWN_AT_MOST]


def _sets(user: Actor, at: datetime) -> tuple[list[QuerySet[Any]], dict[type[Register], QuerySet[Any]]]:
    """What keeps how it ended, and of what forgets its proposal the states with one; as far as he may see them."""
    since = at - LATELY
    kept = [rows for model, rows in _kept(user, since).items() if may(user, "view", model)]
    forgetting = [model for model in _FORGETTING if may(user, "view", model)]
    return kept, {model: _with_proposal(model, user, since) for model in forgetting}


def _kept(user: Actor, since: datetime) -> dict[type[Register], QuerySet[Any]]:
    """What keeps how it ended, the newest of each, by whose screen shows it."""
    me = user.pk or 0
    decided = AccessProposal.objects.filter(proposed_by=me, decided_at__gte=since).exclude(decided_by=me)
    mergers = _ended(PartyMerger, since, "confirmed_at").filter(proposed_by=me)
    secrecy = _ended(SecrecyDecision, since, "confirmed_at").filter(decided_by=me, kind=SecrecyKind.END)
    asked: dict[type[Register], QuerySet[Any]] = {
        AccessProposal: decided.order_by("-decided_at"),
        PartyMerger: mergers.prefetch_related("merged", "kept"),
        Destruction: _ended(Destruction, since, "approved_at").filter(proposed_by=me),
        AuthorityRequest: secrecy.prefetch_related("request"),
    }
    return {model: rows[:SHOWN_AT_MOST] for model, rows in asked.items()}


def _ended(model: type[Register], since: datetime, agreed_at: str) -> QuerySet[Any]:
    """What was agreed to or declined by another, with the reason that was given for that."""
    last = model.history.filter(id=OuterRef("pk")).order_by("-history_date", "-history_id")
    proposer = "decided_by" if model is SecrecyDecision else "proposed_by"
    ended = Q(**{f"{agreed_at}__gte": since}) | Q(declined_at__gte=since) & ~Q(declined_by=F(proposer))
    said = Subquery(last.values("history_change_reason")[:1])
    rows: QuerySet[Any] = model._default_manager.filter(ended).annotate(said=said)
    return rows.order_by(Coalesce("declined_at", agreed_at).desc())


def _told_by_itself(row: Any) -> Decided:
    model = type(row)
    if model is AccessProposal:
        went_on = row.decision == Decision.CONFIRMED
        return Decided(row, str(row), went_on, row.decided_by_id, row.decided_at, row.decision_note)
    declined = row.declined_at is not None
    agreed = "approved" if model is Destruction else "confirmed"
    step = "declined" if declined else agreed
    record, words = row, str(row)
    if model is SecrecyDecision:
        record = row.request
        words = _("Geheimhouding van verzoek %(reference)s eerder beëindigen") % {"reference": record}
    by, at = (getattr(row, f"{step}_{what}") for what in ("by_id", "at"))
    return Decided(record, words, not declined, by, at, row.said)


def _with_proposal(model: type[Register], user: Actor, since: datetime) -> QuerySet[Any]:
    """The last states in which proposals of this person waited that others ended since then, the newest of these.

    Each with the key of the state that ended it (``ended_by``): only those few are read in full.
    """
    proposer, _forgotten = _FORGETTING[model]
    me = user.pk or 0
    later = model.history.filter(
        Q(history_date__gt=OuterRef("history_date"))
        | Q(history_date=OuterRef("history_date"), history_id__gt=OuterRef("history_id")),
        id=OuterRef("id"),
    ).order_by("history_date", "history_id")
    ending = {
        f"ended_{name}": Subquery(later.values(column)[:1])
        for name, column in (
            ("by", "history_id"),
            ("at", "history_date"),
            ("whose", "history_user_id"),
            ("waits", f"{proposer}_id"),  # something else changed, and it waits on
        )
    }
    rows: QuerySet[Any] = (
        model.history.filter(**{proposer: me}, history_date__gte=since - WAITED_AT_MOST)
        .annotate(**ending)
        .filter(~Q(ended_whose=me), Q(ended_waits__isnull=True) | ~Q(ended_waits=me), ended_at__gte=since)
        .order_by("-ended_at")[:SHOWN_AT_MOST]
    )
    return rows


def _told_by_history(models: Sequence[Any], waited: Sequence[list[Any]]) -> list[Decided]:
    keys = [[row.ended_by for row in rows] for rows in waited]
    if not any(keys):
        return []
    ended = rows_together(
        [model.history.filter(history_id__in=one) for model, one in zip(models, keys, strict=True)]
    )
    found = []
    for model, rows, states in zip(models, waited, ended, strict=True):
        by_key = {state.history_id: state for state in states}
        _proposer, forgotten = _FORGETTING[model]
        for row in rows:
            state = by_key[row.ended_by]
            went_on = any(
                getattr(row, field.attname) != getattr(state, field.attname)
                for field in followed_fields(model)
                if field.name not in forgotten
            )
            found.append(
                Decided(
                    *(model(pk=row.id), _words_of(model, row), went_on),
                    *(state.history_user_id, state.history_date, state.history_change_reason),
                )
            )
    return found


def _words_of(model: type[Register], row: Any) -> str:
    if model is Disclosure:
        return _("Verstrekking %(number)s: %(what)s") % {
            "number": row.id,
            "what": within(row.get_proposes_display()),
        }
    return _("Ontbrekende gronden langer alleen laten waarschuwen")
