"""The suite's database. Every worker has its own copy of a migrated template, in the application's role."""

import contextlib
import gc
import os
import signal
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import psycopg
import pytest
from django.template import Context, Template
from django.test import TestCase, TransactionTestCase
from django.test.signals import template_rendered
from django.utils.safestring import SafeString
from hypothesis import HealthCheck, settings
from pytest_django.plugin import blocking_manager_key

from cms.embedded.server import Urls
from sharing.core.memory import settle
from tests import throwaway
from tests.chromium import browser  # noqa: F401  a fixture
from tests.days import wait_for_midnight
from tests.factories import UserFactory
from tests.installation import sample, sample_database  # noqa: F401  fixtures

# How busy the machine is never decides about a test, nor does chance: the same examples each time. Who works on a rule
# searches for new counterexamples with HYPOTHESIS_PROFILE=search.
settings.register_profile(
    "search", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("same", settings.get_profile("search"), derandomize=True, max_examples=40)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

_running = pytest.StashKey[contextlib.ExitStack]()
_server = pytest.StashKey[throwaway.Server]()


def _start_server(config: pytest.Config) -> throwaway.Server:
    stack = config.stash[_running] = contextlib.ExitStack()
    with config.stash[blocking_manager_key].unblock():
        running = config.stash[_server] = stack.enter_context(throwaway.server())
        throwaway.make_template(running)
    return running


def pytest_configure(config: pytest.Config) -> None:
    """End in an orderly way, so that the server is stopped and removed: also on SIGTERM, and on Ctrl-C where the
    shell made us ignore it.
    """
    if not hasattr(config, "workerinput"):
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each worker begins with its share of the journeys, so that the run does not end in waiting for the longest: xdist
    gives each worker an equal piece of the list, and who is ready takes from the end of another's.
    """
    journeys = [item for item in items if item.get_closest_marker("browser")]
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if workers > 1:
        others = [item for item in items if not item.get_closest_marker("browser")]
        shares = range(workers)
        pieces = [others[len(others) * at // workers : len(others) * (at + 1) // workers] for at in shares]
        items[:] = [item for at in shares for item in (*journeys[at::workers], *pieces[at])]


def pytest_collection_finish() -> None:
    """As a server does: what is loaded by now stays, and is not looked through again and again for what may go. That
    took a fifth of the time of all tests. What tests leave behind is looked for less often than a server would, which
    must not grow for weeks.
    """
    settle()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> None:
    wait_for_midnight(journey=item.get_closest_marker("browser") is not None)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """xdist, in the controlling process: one server and one template for all workers."""
    config = node.config
    if _running not in config.stash:
        _start_server(config)
    name = f"test_{node.gateway.id}"
    running = config.stash[_server]
    node.workerinput["database"] = {
        "name": name,
        "admin": running.urls("postgres").superuser,
        "urls": asdict(running.urls(name)),
    }


def pytest_unconfigure(config: pytest.Config) -> None:
    if _running in config.stash:
        config.stash[_running].close()


@pytest.fixture(scope="session")
def worker_database(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Name, `Urls` and the administrator's address of this worker's database."""
    given = getattr(request.config, "workerinput", {}).get("database")
    if given:
        return {**given, "urls": Urls(**given["urls"])}
    running = _start_server(request.config)
    return {"name": "test", "admin": running.urls("postgres").superuser, "urls": running.urls("test")}


@pytest.fixture(scope="session")
def django_db_setup(worker_database: dict[str, Any], django_db_blocker: Any) -> Iterator[None]:
    """Instead of pytest-django's: a copy of the template, and a new copy after every test that committed.

    Django empties all tables after such a test, which the application's role may not and the history refuses.
    """

    def renew(*_: Any) -> None:
        from django.db import connection

        from cms.database import outage

        connection.close()
        throwaway.copy_template(worker_database["admin"], worker_database["name"], throwaway.TEMPLATE)
        # Who still asked the former one, such as a browser's last request, found it gone; this one is there.
        outage.here.over()

    with django_db_blocker.unblock():
        renew()
        throwaway.point_django_at(worker_database["urls"])
    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", _rollback_or(renew))
    patch.setattr(TestCase, "_enter_atomics", classmethod(_idle_as_long_as_it_takes(TestCase._enter_atomics)))
    yield
    patch.undo()


def _idle_as_long_as_it_takes(enter: Any) -> Any:
    """A test is one transaction, in which a busy machine may be silent for longer than the server allows a change."""

    def entered(cls: type[TestCase]) -> Any:
        from django.db import connection

        atomics = enter.__func__(cls)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        return atomics

    return entered


def _rollback_or(renew: Any) -> Any:
    def teardown(self: TransactionTestCase) -> None:
        if not isinstance(self, TestCase):
            renew()

    return teardown


def _render(template: Template, context: Context) -> SafeString:
    """Instead of Django's, that copies the context of every included part and every input for `response.context`.

    Those of whole pages will do, and a third of the time of all pages that tests ask for is saved.
    """
    if context.template is template and not str(template.name).startswith("django/forms/"):
        template_rendered.send(sender=template, template=template, context=context)
    return template.nodelist.render(context)


@pytest.fixture(scope="session", autouse=True)
def _only_pages_are_kept(django_test_environment: None) -> None:
    Template._render = _render


@pytest.fixture
def owner_connection(worker_database: dict[str, Any], transactional_db: None) -> Iterator[psycopg.Connection]:
    """A connection of the tables' owner to this worker's database, in autocommit."""
    with psycopg.connect(worker_database["urls"].owner, autocommit=True) as connection:
        yield connection


@pytest.fixture
def admin_user(db: None) -> Any:
    """Instead of pytest-django's: only the operator makes somebody who passes all roles."""
    return UserFactory(username="admin", is_superuser=True)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    from django.core.cache import cache

    cache.clear()
