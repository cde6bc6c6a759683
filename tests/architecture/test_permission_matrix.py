"""Every route × role × method, against the matrix that people have read and agreed to.

The matrix is ``permission_matrix.csv``: per route and method what happens for each role. ``ja``: the view answers;
``nee``: refused (403, sent to sign in, or sent home with a message); ``404``: hidden; ``405``: no such method. A route
that is missing from the matrix fails the test, and so does a line whose route is gone. After a deliberate change:

    WRITE_MATRIX=1 bin/test tests/architecture/test_permission_matrix.py -n 0

and read the difference before committing it.
"""

import csv
import os
from copy import deepcopy
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import transaction
from django.template.response import TemplateResponse
from django.test import Client
from django.utils import timezone

from sharing.core.actor import system_user
from sharing.sources.choices import Scope
from sharing.sources.operations import create_source
from tests import factories
from tests.architecture.examples import Examples
from tests.architecture.form_errors import untold
from tests.architecture.routes import Route, all_routes
from tests.sidebar import without_menu

MATRIX = Path(__file__).with_name("permission_matrix.csv")
ROLES = {
    "anoniem": None,
    "redacteur": "Redacteur",
    "contractbeheerder": "Contractbeheerder",
    "jurist": "Juridisch medewerker",
    "auditor": "Auditor",
    "beheerder": "Beheerder",
}
# The API knows no people but sources, by what their token may do; they are asked its addresses only.
SOURCES = {f"bron_{scope}": scope for scope in Scope.values}
METHODS = ("GET", "POST")
API = "/api/v1/"

# Made to fail for debugging; and the second step of an upload, which Wagtail answers only after the first.
NOT_ASKED = {"wagtailadmin_error_test", "wagtailredirects:process_import"}
# Wagtail's choice of a parent page, a field without a box of its own; it has one error, in sight.
NOT_OURS = {"wagtailadmin_pages:choose_parent", "wagtailadmin_pages:move"}
# What Wagtail takes for granted in a form; all others are posted empty.
PAGE = {"body-count": "0", **{f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM")}}
FORMS = {
    "wagtailadmin_pages:edit": PAGE,
    "wagtailadmin_pages:revisions_revert": PAGE,
    "wagtailadmin_pages:copy": {"new_parent_page": "1"},
    "wagtailadmin_choose_page_external_link": {"external-link-chooser-url": "https://voorbeeld.example/"},
}


def outcome(response) -> str:
    """What a response means for the person who asked."""
    status, target = response.status_code, response.headers.get("Location", "")
    if status in (401, 403):
        return "nee"
    if status in (404, 405):
        return str(status)
    if status == 302 and (target.startswith("/beheer/login/") or target == "/beheer/"):
        return "nee"
    return "ja" if status < 500 else f"fout {status}"


def observed(role: str) -> tuple[dict[tuple[str, str], str], list[str]]:
    """Route and method -> outcome, for one role; and what refused forms leave unsaid. What a request does is undone."""
    examples = Examples()
    user = factories.UserFactory(role=ROLES[role]) if ROLES.get(role) else None
    headers = {"authorization": f"Bearer {_token(role)}"} if role in SOURCES else {}
    client = Client(raise_request_exception=False, headers=headers)
    if user:
        client.force_login(user)
    signed_in = deepcopy(client.cookies)
    seen, unsaid, matrix = {}, [], read_matrix() if MATRIX.exists() else {}
    for route in all_routes():
        if route.name in NOT_ASKED or (headers and not route.path.startswith(API)):
            continue
        for method in METHODS:
            # A form that was sent empty says the same to everybody: it is read once, as the first who may see it.
            reads = method == "POST" and role == _first_role(matrix.get((route.path, method), {}), role)
            with transaction.atomic():
                client.cookies = deepcopy(signed_in)
                response = _ask(client, method, route, examples.address(route), whole=reads)
                seen[route.path, method] = outcome(response)
                if reads and route.name not in NOT_OURS and _is_screen(response):
                    unsaid += [f"{route.path}: {words}" for words in untold(response.content)]
                transaction.set_rollback(True)
    return seen, unsaid


def _is_screen(response) -> bool:
    return response.status_code == 200 and response.headers.get("Content-Type", "").startswith("text/html")


def _first_role(row: dict[str, str], otherwise: str) -> str:
    return next((name for name in ROLES if row.get(name) == "ja"), otherwise)


def _ask(client, method: str, route: Route, address: str, *, whole: bool):
    if address.startswith(API):
        return client.generic(method, address, b"{}", content_type="application/json")
    # Who may see a page is decided before it is written out, which takes most of the time of this walk.
    with without_menu() if whole else patch.object(TemplateResponse, "rendered_content", ""):
        return client.post(address, FORMS.get(route.name, {})) if method == "POST" else client.get(address)


def _token(role: str) -> str:
    made = create_source(
        name=role,
        scopes=[SOURCES[role]],
        all_entries=True,
        by=system_user(),
        at=timezone.now(),
        reason="Matrix",
    )
    return made.token


def read_matrix() -> dict[tuple[str, str], dict[str, str]]:
    with MATRIX.open(newline="", encoding="utf-8") as file:
        return {(row["route"], row["methode"]): row for row in csv.DictReader(file, delimiter=";")}


def differences(role: str, seen: dict[tuple[str, str], str]) -> list[str]:
    matrix = read_matrix()
    wrong = [
        f"{method} {path}: {role} krijgt {result}, de matrix zegt {matrix.get((path, method), {}).get(role, 'niets')}"
        for (path, method), result in seen.items()
        if matrix.get((path, method), {}).get(role) != result
    ]
    gone = matrix.keys() - seen.keys() if role in ROLES else []
    return wrong + [f"{method} {path}: staat in de matrix, bestaat niet" for path, method in gone]


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*ROLES, *SOURCES])
def test_each_route_answers_each_role_as_agreed(role):
    """And each form that was sent empty tells what is wrong, at the fields: one walk, for it is a long one."""
    seen, unsaid = observed(role)
    if os.environ.get("WRITE_MATRIX"):
        write(role, seen)
    assert differences(role, seen) == []
    assert unsaid == []


def write(role: str, seen: dict[tuple[str, str], str]) -> None:
    """Replace one role's column; lines of routes that are gone go."""
    rows = read_matrix() if MATRIX.exists() else {}
    with MATRIX.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(["route", "methode", *ROLES, *SOURCES])
        for path, method in seen if role in ROLES else rows:
            row = {**rows.get((path, method), {}), role: seen.get((path, method), "")}
            writer.writerow([path, method, *(row.get(name, "") for name in (*ROLES, *SOURCES))])
