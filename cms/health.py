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
from sharing.public import is_moving

LATE = timedelta(minutes=5)  # the work is looked at every minute


def jobs(at: datetime) -> dict[str, Any]:
    """``ok`` and when the work was last ``seen`` (None: never) by this database's clock of ``run_jobs``."""
    return _seen(Heartbeat.JOBS, at)


def tasks(at: datetime) -> dict[str, Any]:
    """The same of ``run_tasks``; a worker that is at a long task looks after it and at nothing else."""
    state = _seen(Heartbeat.TASKS, at)
    return state | {"ok": state["ok"] or is_moving(at=at)}


def _seen(name: str, at: datetime) -> dict[str, Any]:
    seen = Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
    return {"ok": seen is not None and at - seen < LATE, "seen": seen and seen.isoformat(timespec="seconds")}


@require_safe
def healthy(request: HttpRequest) -> JsonResponse:
    """Whether this installation can serve: 200, or 503 with what is wrong.

    ``jobs`` and ``tasks`` do not make it 503: readers are served, so no balancer should turn away from it; a monitor
    should look.
    """
    now = timezone.now()
    with answer_within(PUBLIC_PAGE):
        state = health.check(now)
        state["jobs"] = state["tasks"] = {"ok": False, "seen": None}
        if state["migrations"]:
            try:
                state |= {"jobs": jobs(now), "tasks": tasks(now)}
            except Error:
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
