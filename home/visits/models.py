"""How often each public page was read on each day: all that is kept of visitors."""

from collections.abc import Mapping
from datetime import date

from django.db import connection, models
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

MAX_PATH = 200

_ADD = """
INSERT INTO home_pagevisits (day, path, visits)
SELECT * FROM unnest(%s::date[], %s::text[], %s::integer[])
ON CONFLICT (day, path) DO UPDATE SET visits = home_pagevisits.visits + excluded.visits
"""


class PageVisits(models.Model):
    """The visits of one page on one day in Amsterdam."""

    day = models.DateField(_("dag"))
    path = models.CharField(_("pagina"), max_length=MAX_PATH)
    visits = models.PositiveIntegerField(_("bezoeken"))

    class Meta:
        verbose_name = _("bezoek per dag")
        verbose_name_plural = _("bezoek per dag")
        default_permissions = ["view"]
        constraints = [models.UniqueConstraint(fields=["day", "path"], name="visits_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.path}"


def record_visits(counts: Mapping[tuple[date, str], int]) -> None:
    """Add these visits to what was counted before, in one statement; workers may do so at the same time."""
    rows = sorted((day, path, number) for (day, path), number in counts.items() if len(path) <= MAX_PATH)
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [list(column) for column in zip(*rows, strict=True)] or [[], [], []])


def visits_per_day(first: date, last: date) -> dict[date, int]:
    """Visits of all pages by day, days without any left out."""
    rows = PageVisits.objects.filter(day__range=(first, last)).values("day").annotate(total=Sum("visits"))
    return {row["day"]: row["total"] for row in rows.order_by("day")}


def visits_per_page(first: date, last: date) -> list[tuple[str, int]]:
    """Visits in a period by page, the most read first."""
    rows = PageVisits.objects.filter(day__range=(first, last)).values("path").annotate(total=Sum("visits"))
    return [(row["path"], row["total"]) for row in rows.order_by("-total", "path")]
