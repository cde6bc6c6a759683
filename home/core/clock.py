"""The day that it is for readers and for staff: in Amsterdam, wherever the machine stands."""

from datetime import date

from django.utils import timezone

from sharing import public


def today() -> date:
    """Today in Amsterdam."""
    return public.amsterdam_day(timezone.now())
