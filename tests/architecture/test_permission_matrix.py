"""Every route × role × method, against the matrix that people have read and agreed to.

The matrix is ``permission_matrix.csv``: per route and method what happens for each role. ``ja``: the view answers;
``nee``: refused (403, sent to sign in, or sent home with a message); ``404``: hidden; ``405``: no such method. A route
that is missing from the matrix fails the test, and so does a line whose route is gone. After a deliberate change:

    WRITE_MATRIX=1 bin/test tests/architecture/test_permission_matrix.py -n 0

and read the difference before committing it.
"""

import csv
import os
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from tests.architecture.examples import Examples
from tests.architecture.routes import all_routes
from tests.factories import UserFactory

MATRIX = Path(__file__).with_name("permission_matrix.csv")
ROLES = {
    "anoniem": None,
    "redacteur": "Redacteur",
    "contractbeheerder": "Contractbeheerder",
    "jurist": "Juridisch medewerker",
    "auditor": "Auditor",
    "beheerder": "Beheerder",
}
METHODS = ("GET", "POST")

# Made to fail, or answered by the framework for debugging only.
FAILING_ON_PURPOSE = {"wagtailadmin_error_test"}


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


def observed(role: str) -> dict[tuple[str, str], str]:
    """Route and method -> outcome, for one role; everything each request does is undone."""
    examples = Examples()
    user = UserFactory(role=ROLES[role]) if ROLES[role] else None
    client = Client(raise_request_exception=False)
    seen = {}
    for route in all_routes():
        if route.name in FAILING_ON_PURPOSE:
            continue
        for method in METHODS:
            with transaction.atomic():
                client.cookies.clear()
                if user:
                    client.force_login(user)
                response = client.generic(method, examples.address(route))
                seen[route.path, method] = outcome(response)
                transaction.set_rollback(True)
    return seen


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
    return wrong + [f"{method} {path}: staat in de matrix, bestaat niet" for path, method in matrix.keys() - seen.keys()]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_each_route_answers_each_role_as_agreed(role):
    seen = observed(role)
    if os.environ.get("WRITE_MATRIX"):
        write(role, seen)
    assert differences(role, seen) == []


def write(role: str, seen: dict[tuple[str, str], str]) -> None:
    """Replace one role's column; lines of routes that are gone go."""
    rows = read_matrix() if MATRIX.exists() else {}
    with MATRIX.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(["route", "methode", *ROLES])
        for (path, method), result in seen.items():
            row = {**rows.get((path, method), {}), role: result}
            writer.writerow([path, method, *(row.get(name, "") for name in ROLES)])
