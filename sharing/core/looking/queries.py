"""Reads of who looked."""

from collections.abc import Collection
from datetime import date, datetime

from django.apps import apps
from django.db.models import QuerySet

from sharing.core.actor import Actor
from sharing.core.gathering import counts_together
from sharing.core.looking.models import Look
from sharing.core.periods import next_day, start_of_day
from sharing.core.readable import DOSSIER


def looks_at(seals: Collection[bytes]) -> QuerySet[Look]:
    """Everybody who looked at the dossier with these seals, the newest first."""
    return Look.objects.filter(dossier__in=seals).select_related("source")


def looks_between(first: date | None, last: date | None) -> QuerySet[Look]:
    """All looks on these days in Amsterdam, both included, the newest first."""
    looks = Look.objects.select_related("source")
    if first:
        looks = looks.filter(looked_at__gte=start_of_day(first))
    return looks.filter(looked_at__lt=start_of_day(next_day(last))) if last else looks


def is_kept(seals: Collection[bytes]) -> bool:
    """Whether anything is kept now of the person whose dossier has one of these seals, beside who looked."""
    tables = [
        model
        for model in apps.get_models()
        if model is not Look
        and not hasattr(model, "history_type")
        and any(field.name == DOSSIER for field in model._meta.concrete_fields)
    ]
    sets = [model._base_manager.filter(dossier__in=list(seals)).order_by()[:1] for model in tables]
    return any(counts_together([rows.values("pk") for rows in sets]))


def looked_at_since(moment: datetime, seals: Collection[bytes], *, by: Actor) -> set[bytes]:
    """Which of these dossiers (seals of the normal form) that person looked at from that moment on."""
    looks = Look.objects.filter(dossier__in=seals, looked_by_id=by.pk, looked_at__gte=moment)
    return set(map(bytes, looks.order_by().values_list("dossier", flat=True)))
