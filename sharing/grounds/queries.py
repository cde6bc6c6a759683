"""Reads about grounds that more than one screen asks."""

from datetime import date

from django.http import HttpRequest

from sharing.grounds.models import GroundsIntroduction


def introduced_until(request: HttpRequest) -> date | None:
    """Until which day missing grounds only warn; None in an installation that has no such day.

    The menu and a screen both ask; it is read once for a request.
    """
    if not hasattr(request, "grounds_introduced_until"):
        until = GroundsIntroduction.objects.values_list("warn_until", flat=True).first()
        request.grounds_introduced_until = until  # type: ignore[attr-defined]
    kept: date | None = request.grounds_introduced_until  # type: ignore[attr-defined]
    return kept
