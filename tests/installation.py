"""A new installation, as `bin/start` leaves it: fixtures `sample_database` and `sample`."""

from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tests import throwaway
from tests.browser.steps.visitor import PASSWORD


@pytest.fixture(scope="session")
def sample_database(worker_database: dict[str, Any], django_db_setup: None, django_db_blocker: Any) -> str:
    """The name of a database with accounts, register and statement of a new installation; the log is empty."""
    name = f"{worker_database['name']}_voorbeeld"
    with django_db_blocker.unblock():
        load_sample()
        connection.close()
        throwaway.copy_template(worker_database["admin"], name, worker_database["name"])
        throwaway.copy_template(worker_database["admin"], worker_database["name"], throwaway.TEMPLATE)
    return name


def load_sample() -> None:
    """The accounts, register and statement of a new installation."""
    from django.contrib.auth import get_user_model

    from home.sample.statement import load_sample_statement
    from sharing.roles import ensure_accounts
    from sharing.sample.register import load_sample_register

    ensure_accounts(password=PASSWORD)
    user = get_user_model().objects.get
    manager, lawyer = user(username="contractbeheerder"), user(username="jurist")
    load_sample_register(by=manager, lawyer=lawyer, today=timezone.localdate())
    load_sample_statement(by=lawyer)


@pytest.fixture
def sample(sample_database: str, worker_database: dict[str, Any], transactional_db: None) -> None:
    """Work on a copy of that database."""
    connection.close()
    throwaway.copy_template(worker_database["admin"], worker_database["name"], sample_database)
