"""The answer when something breaks: 503 with a moment to come back while the database is away, else 500."""

import sys

import psycopg
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.defaults import server_error

from cms.database.outage import is_away

RETRY_AFTER = 30  # seconds
SENTENCE = "De database antwoordt nu niet; probeer het straks opnieuw. Er is niets opgeslagen."


def something_broke(request: HttpRequest) -> HttpResponse:
    """Django's handler500: asked while the error is being handled."""
    error = sys.exc_info()[1]
    if is_away(error) or isinstance(getattr(error, "__cause__", None), psycopg.errors.QueryCanceled):
        return unavailable(request)
    return server_error(request)


def unavailable(request: HttpRequest) -> HttpResponse:
    """For people a page that needs no database, for programs a problem document (RFC 9457)."""
    if request.path_info.startswith("/api/"):
        problem = {"type": "about:blank", "title": "Service Unavailable", "status": 503, "detail": SENTENCE}
        response: HttpResponse = JsonResponse(problem, status=503, content_type="application/problem+json")
    else:
        response = render(request, "503.html", status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response
