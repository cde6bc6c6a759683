"""Is this installation able to serve, and does the work that happens by itself go on?"""

from datetime import datetime, timedelta
from typing import Any

from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from cms.database.limits import PUBLIC_PAGE, answer_within
from cms.models import Heartbeat
from home.public import health
from sharing.public import is_level, is_moving

LATE = timedelta(minutes=5)  # the work is looked at every minute


def work(at: datetime) -> dict[str, dict[str, Any]]:
    """Of ``jobs`` (``run_jobs``) and ``tasks`` (``run_tasks``): ``ok`` and when last ``seen`` (None: never)."""
    beats = dict(Heartbeat.objects.values_list("name", "at"))
    found = {"jobs": _seen(beats.get(Heartbeat.JOBS), at), "tasks": _seen(beats.get(Heartbeat.TASKS), at)}
    # A worker that is at a long task looks after it and at nothing else.
    found["tasks"]["ok"] = found["tasks"]["ok"] or is_moving(at=at)
    return found


def _seen(seen: datetime | None, at: datetime) -> dict[str, Any]:
    return {"ok": seen is not None and at - seen < LATE, "seen": seen and seen.isoformat(timespec="seconds")}


@require_safe
def healthy(request: HttpRequest) -> JsonResponse:
    """Whether this installation can serve: 200, or 503 with what is wrong.

    ``erasures``: the database carried out all that the journal of erasures holds. ``jobs`` and ``tasks`` do not make it
    503: readers are served, so no balancer should turn away from it; a monitor should look.
    """
    now = timezone.now()
    with answer_within(PUBLIC_PAGE):
        state = health.check(now)
        state["jobs"] = state["tasks"] = {"ok": False, "seen": None}
        state["erasures"] = False
        if state["migrations"]:
            try:
                state |= work(now)
                state["erasures"] = is_level()
            except Error:
                state["status"] = "error"
            if not state["erasures"]:
                state["status"] = "error"
    return _answer(state, status=200 if state["status"] == "ok" else 503)


@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """This process answers; nothing else is asked."""
    return _answer({"status": "ok"})


def _answer(state: dict[str, Any], status: int = 200) -> JsonResponse:
    response = JsonResponse(state, status=status)
    patch_cache_control(response, no_store=True)
    return response
