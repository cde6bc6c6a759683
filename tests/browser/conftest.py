"""The sample register with its five accounts, and people who each have a browser of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage, storages
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser

from tests import throwaway
from tests.browser.people import PASSWORD, Visitor


@pytest.fixture(autouse=True)
def private(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Documents and workbooks of a journey lie in its own folder."""
    from sharing.models import AgreementDocument

    storage = FileSystemStorage(location=tmp_path / "private", base_url=None)
    monkeypatch.setattr(AgreementDocument._meta.get_field("file"), "storage", storage)
    monkeypatch.setitem(storages._storages, "private", storage)
    return tmp_path / "private"


@pytest.fixture(scope="session")
def sample_database(worker_database: dict[str, Any], django_db_setup: None, django_db_blocker: Any) -> str:
    """The name of a database with accounts, register and statement of a new installation; the log is empty."""
    name = f"{worker_database['name']}_voorbeeld"
    with django_db_blocker.unblock():
        _load_sample()
        connection.close()
        throwaway.copy_template(worker_database["admin"], name, worker_database["name"])
        throwaway.copy_template(worker_database["admin"], worker_database["name"], throwaway.TEMPLATE)
    return name


def _load_sample() -> None:
    from django.contrib.auth import get_user_model

    from home.sample import load_sample_statement
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


@pytest.fixture
def visitor(browser: Browser, live_server: Any) -> Iterator[Callable[..., Visitor]]:
    """`visitor("auditor")` is that account, signed in; `visitor()` is a reader. Options go to the browser.

    At the end no page may have had an error in a script, a refused resource or an answer of 500.
    """
    visitors: list[Visitor] = []

    def enter(username: str = "", **options: Any) -> Visitor:
        options = {
            "base_url": live_server.url,
            "locale": "nl-NL",
            "timezone_id": "Europe/Amsterdam",
            **options,
        }
        context = browser.new_context(**options)
        context.set_default_timeout(10_000)
        visitors.append(Visitor(context, live_server.url))
        if username:
            visitors[-1].take_session_of(username)
        return visitors[-1]

    yield enter
    for one in visitors:
        one.leave()
    assert [complaint for one in visitors for complaint in one.complaints] == []
