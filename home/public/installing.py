"""What the site that is put together around the statement asks of it; nothing else of ``home`` is its business."""

from home.models import StatementPage
from home.review.operations import make_legal_review
from home.sample.statement import load_sample_statement
from home.site import ensure_site
from home.versions.models import StatementVersion
from home.visits.models import record_visits

__all__ = [
    "ensure_site",
    "load_sample_statement",
    "make_legal_review",
    "record_visits",
    "statement_exists",
]


def statement_exists() -> bool:
    """Whether somebody worked on the statement: a version was published, or a draft was stored."""
    drafts = StatementPage.objects.filter(latest_revision__isnull=False)
    return StatementVersion.objects.exists() or drafts.exists()
