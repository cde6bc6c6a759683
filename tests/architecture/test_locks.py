"""Two kinds of work never share an advisory lock; every number of one stands in one module."""

import re
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from cms.running.jobs import JOBS, run_due
from sharing.core import locks
from sharing.workbook import operations

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = {name: number for name, number in vars(locks).items() if name.isupper()}
TAKEN = re.compile(r"pg_(?:try_)?advisory_\w*lock\w*\(\s*([^)]*)\)")


def test_every_number_is_given_once():
    assert len(set(NUMBERS.values())) == len(NUMBERS) > 1


def test_no_number_of_a_lock_stands_anywhere_else():
    """A migration of the past keeps the number that it was written with, which must still be the same lock."""
    for path in (one for app in ("cms", "home", "sharing") for one in (ROOT / app).rglob("*.py")):
        for number in re.findall(r"(?<!\d)7_?316_?\d{3}(?!\d)", path.read_text()):
            assert path.name == "locks.py" or (
                path.parent.name == "migrations" and int(number) == locks.PUBLICATION
            ), f"{number} in {path}"


@pytest.mark.django_db
def test_the_functions_in_the_database_take_these_locks():
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace")
        taken = {name: set(TAKEN.findall(source)) for name, source in cursor.fetchall()}
    taken = {name: numbers for name, numbers in taken.items() if numbers}
    assert taken, "versions are added one at a time"
    assert set().union(*taken.values()) <= {str(number) for number in NUMBERS.values()}


def test_a_lock_is_taken_by_its_name():
    for path in (one for app in ("cms", "home", "sharing") for one in (ROOT / app).rglob("*.py")):
        if path.parent.name != "migrations":
            for taken in TAKEN.findall(path.read_text()):
                assert taken in (
                    *("%s", "%s, %s", "%s, one", "{public.locks.PUBLICATION}", "{locks.DESCRIPTION_WORDS}"),
                ), f"{taken} in {path}"


@pytest.mark.django_db(transaction=True)
def test_a_long_import_does_not_hold_up_what_is_planned_and_the_reverse(worker_database):
    ran: list[str] = []
    with psycopg.connect(worker_database["urls"].application) as importing:
        importing.execute("SELECT pg_advisory_xact_lock(%s)", [locks.REGISTER_IMPORT])
        run_due({}, now=timezone.localtime(), jobs=JOBS[:1], run=ran.append)
    assert ran == ["publish_scheduled"]
    with psycopg.connect(worker_database["urls"].application) as working:
        working.execute("SELECT pg_advisory_lock(%s)", [locks.JOBS])
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = '5s'")
        operations._lock()
