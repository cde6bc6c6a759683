"""When who has which role is to be reviewed again."""

from datetime import date, timedelta

from sharing.access.queries import review_state
from sharing.duties.choices import FURTHEST, MomentKind
from sharing.duties.rules import Moment


def moments_of_roles(*, on: date, within: int = FURTHEST) -> list[Moment]:
    """The next review, where it is due at most ``within`` days after that day; it is nobody's in particular."""
    due = review_state().due
    if due is None or due > on + timedelta(days=within):
        return []
    return [Moment(due, MomentKind.ROLE_REVIEW.value, 0, "", "", 0)]
