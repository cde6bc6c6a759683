"""Reads about grounds that more than one screen asks."""

from django.http import HttpRequest

from sharing.grounds.models import GroundsIntroduction


def introduction_in(request: HttpRequest) -> GroundsIntroduction | None:
    """Until which day missing grounds only warn; None in an installation that has no such day.

    The menu and a screen both ask; it is read once for a request.
    """
    if not hasattr(request, "grounds_introduction"):
        request.grounds_introduction = GroundsIntroduction.objects.first()  # type: ignore[attr-defined]
    kept: GroundsIntroduction | None = request.grounds_introduction  # type: ignore[attr-defined]
    return kept
