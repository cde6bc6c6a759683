"""A first start, with the sample or without."""

import io
import json
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from tests import throwaway


def prepare(*arguments: str) -> dict:
    answer = io.StringIO()
    call_command("prepare", *arguments, stdout=answer)
    return json.loads(answer.getvalue() or "{}")


@pytest.fixture(scope="session")
def prepared(worker_database: dict[str, Any], django_db_setup: None, django_db_blocker: Any) -> Any:
    """A database as a first start leaves it, and the accounts that were told; made once, for it takes long."""
    name = f"{worker_database['name']}_eerste"
    with django_db_blocker.unblock(), override_settings(SAMPLE_DATA=True):
        told = prepare()
        connection.close()
        throwaway.copy_template(worker_database["admin"], name, worker_database["name"])
        throwaway.copy_template(worker_database["admin"], worker_database["name"], throwaway.TEMPLATE)
    return name, told


@pytest.fixture
def sampled(prepared: Any, worker_database: dict[str, Any], settings: Any, transactional_db: None) -> dict:
    """Work on a copy of that database."""
    settings.SAMPLE_DATA = True
    name, told = prepared
    connection.close()
    throwaway.copy_template(worker_database["admin"], worker_database["name"], name)
    return told
