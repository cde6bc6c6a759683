"""The evidence's own SQL travels: what migrated from the former landing is what a new installation has (ADR 0018).

The former landing is a file, written by `tests.snapshot`: its schema, its sample data and its migrations done.
"""

import gzip
import re
from dataclasses import dataclass, replace

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations import AddConstraint, RemoveConstraint
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ProjectState
from django.utils import translation

from cms.database import as_owner
from cms.embedded.server import Urls
from home.versions import triggers as version_triggers
from sharing.core import constraints
from sharing.core.constraints import TriggerConstraint
from tests import throwaway
from tests.snapshot import SNAPSHOT

FUNCTIONS = """
SELECT p.oid::regprocedure::text, pg_get_functiondef(p.oid) FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""
TRIGGERS = """
SELECT t.tgrelid::regclass::text || ' ' || t.tgname, pg_get_triggerdef(t.oid), t.tgenabled
FROM pg_trigger t WHERE NOT t.tgisinternal
"""

STRUCTURE = {
    "column": """
        SELECT table_name, concat_ws(' ', column_name, udt_name, is_nullable, column_default, is_identity,
            character_maximum_length)
        FROM information_schema.columns WHERE table_name ~ '^(cms|home|sharing)_'
    """,
    "constraint": """
        SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE conrelid::regclass::text ~ '^(cms|home|sharing)_' AND contype <> 'n'
    """,
    "index": """
        SELECT tablename, regexp_replace(indexdef, 'INDEX \\S+ ON', 'INDEX ON') FROM pg_indexes
        WHERE tablename ~ '^(cms|home|sharing)_'
    """,
}

CASTS = re.compile(r"::(text|character varying)(\[\])?|[()]")

# Tables of the former landing that are gone, each for a reason.
GONE = {"signinfailure"}  # wrong passwords of the last quarter of an hour, now counted otherwise
# Histories that tell what a migration changed in the registers themselves.
TOLD = {"historicaltransfer", "historicalretentionterm"}


def evidence_of(url: str) -> tuple[dict, dict]:
    """Every function and every trigger of a database, with the text that PostgreSQL gives of it."""
    with psycopg.connect(url) as one:
        functions = dict(one.execute(FUNCTIONS).fetchall())
        triggers = {name: (text, enabled) for name, text, enabled in one.execute(TRIGGERS).fetchall()}
    return functions, triggers


def counts(url: str) -> dict[str, int]:
    """How many rows each of our tables has; by its name without the app, which may have changed."""
    with psycopg.connect(url) as one:
        tables = one.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^(cms|home|sharing)_'"
        ).fetchall()
        found = {}
        for (name,) in tables:
            found[name.partition("_")[2]] = one.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
    assert len(found) == len(tables)
    return found


def structure_of(url: str) -> set[tuple[str, str, str]]:
    """Columns, constraints and indexes of our tables; what PostgreSQL calls them is of no account.

    Nor how it writes a list of words, which a dump that was read back changes.
    """
    with psycopg.connect(url) as one:
        return {
            (kind, table, CASTS.sub("", definition))
            for kind, sql in STRUCTURE.items()
            for table, definition in one.execute(sql).fetchall()
        }


def trigger_constraints() -> list[tuple[type, TriggerConstraint]]:
    return [
        (model, constraint)
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, TriggerConstraint)
    ]


BREACHES = "SELECT history_id, id FROM sharing_historicaldisclosure WHERE review = 'breach'"


@dataclass(frozen=True)
class Upgrade:
    """A database of the former landing after its migrations, and what stood in it before these."""

    urls: Urls
    counts: dict[str, int]
    breaches: set[tuple[int, int]]


@pytest.fixture(scope="module")
def upgrade(worker_database, django_db_setup, django_db_blocker) -> Upgrade:
    """Migrated once, which takes most of a minute; nobody changes anything in it."""
    own, urls = worker_database["name"], worker_database["urls"]
    name = f"{own}_vorige"
    owner, application = (url.replace(f"/{own}?", f"/{name}?") for url in (urls.owner, urls.application))
    theirs = replace(urls, owner=owner, application=application)
    with django_db_blocker.unblock():
        throwaway.copy_template(worker_database["admin"], name, None)
        with psycopg.connect(theirs.owner, autocommit=True) as one:
            one.execute(gzip.decompress(SNAPSHOT.read_bytes()))
            breaches = set(one.execute(BREACHES).fetchall())
        before = Upgrade(theirs, counts(theirs.owner), breaches)
        throwaway.point_django_at(theirs)
        try:
            call_command("migrate", verbosity=0, interactive=False)
        finally:
            throwaway.point_django_at(urls)
    return before


@pytest.mark.django_db
def test_the_former_landing_migrates_to_what_a_new_installation_has(upgrade, worker_database):
    before = upgrade.counts
    assert min(before[name] for name in ("disclosure", "historicalparty", "statementversion"))
    functions, triggers = evidence_of(upgrade.urls.owner)
    fresh_functions, fresh_triggers = evidence_of(worker_database["urls"].owner)
    assert functions == fresh_functions
    assert triggers == fresh_triggers
    after = counts(upgrade.urls.owner)
    assert {name: after.get(name) for name in before.keys() - GONE - TOLD} == {
        name: count for name, count in before.items() if name not in GONE | TOLD
    }
    assert all(after[name] >= before[name] for name in TOLD)
    with psycopg.connect(upgrade.urls.application) as one:
        with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="zonder uitvoerder"):
            one.execute("UPDATE sharing_party SET name = name")


@pytest.mark.django_db
def test_its_tables_are_those_of_a_new_installation(upgrade, worker_database):
    """Columns, constraints and indexes, though a new installation is made by one migration for many."""
    former, fresh = (structure_of(urls.owner) for urls in (upgrade.urls, worker_database["urls"]))
    assert former - fresh == set()
    assert fresh - former == set()


@pytest.mark.django_db
def test_what_the_former_landing_said_of_breaches_and_of_authors_is_still_said(upgrade):
    """Until now a breach was one that was reported, and only the last author of a version was kept by number."""
    assert upgrade.breaches
    with psycopg.connect(upgrade.urls.owner) as one:
        for table in ("sharing_disclosure", "sharing_historicaldisclosure"):
            found = one.execute(f"SELECT DISTINCT review, breach_report FROM {table}").fetchall()
            assert {report for review, report in found if review == "breach"} == {"reported"}
            assert {report for review, report in found if review != "breach"} == {""}
        assert set(one.execute(BREACHES).fetchall()) == upgrade.breaches, "no history was added or lost"
        for table in ("home_statementversion", "home_statementtranslation"):
            wrong = f"SELECT count(*) FROM {table} WHERE authors <> ARRAY[written_by]"
            assert one.execute(wrong).fetchone()[0] == 0


@pytest.mark.django_db
def test_the_triggers_in_the_database_are_all_those_of_the_models():
    """Each trigger and each function of ours comes from a constraint; nothing is made by hand beside them."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS)
        found = {name for name, _text, _enabled in cursor.fetchall()}
        cursor.execute(FUNCTIONS)
        functions = {name for name, _text in cursor.fetchall()}
    sql = "\n".join(constraint.sql(model) for model, constraint in trigger_constraints())
    assert {name.split()[1] for name in found if f" TRIGGER {name.split()[1]} " not in sql} == set()
    # Found by their types, where a text may name the arguments too.
    assert {name for name in functions if f"FUNCTION {name.partition('(')[0]}(" not in sql} == set()


def demanded() -> dict[str, list[str]]:
    """What makemigrations would write of triggers now: its operations per app.

    Of these alone: the rest is asked of `makemigrations --check` in a process of its own.
    """
    loader, questions = MigrationLoader(None), NonInteractiveMigrationQuestioner()
    with translation.override(None):  # as the command does: words in Dutch are no change
        detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps), questions)
        changes = detector.changes(graph=loader.graph)
    found = {
        app: [
            operation.describe()
            for migration in migrations
            for operation in migration.operations
            if isinstance(operation, AddConstraint | RemoveConstraint)
        ]
        for app, migrations in changes.items()
    }
    return {app: operations for app, operations in found.items() if operations}


def test_nothing_is_demanded_now():
    assert demanded() == {}


@pytest.mark.parametrize(
    ("place", "name", "app"),
    [
        (constraints, "ACTOR", "sharing"),
        (constraints, "NO_TRUNCATE", "sharing"),
        (constraints, "APPEND_ONLY", "sharing"),
        (constraints, "APPEND_ONLY", "home"),
        (version_triggers.VersionsInOrder, "judgement", "home"),
        (version_triggers.TranslationsInOrder, "judgement", "home"),
        (version_triggers, "CHANNEL", "home"),
    ],
)
def test_a_change_of_the_text_of_a_function_demands_a_migration(place, name, app, monkeypatch):
    monkeypatch.setattr(place, name, f"{getattr(place, name)} ")
    assert app in demanded()


@pytest.mark.parametrize(
    "kind", [constraints.HistoryTriggers, constraints.AppendOnly, constraints.SetReferences]
)
def test_a_change_of_the_text_of_a_trigger_demands_a_migration(kind, monkeypatch):
    text = kind.sql
    monkeypatch.setattr(kind, "sql", lambda self, model: f"{text(self, model)} ")
    assert "sharing" in demanded()


def test_such_a_migration_runs_on_tables_with_data(sample, worker_database):
    """Remove and add, as the autodetector writes it, in one transaction; afterwards all is as it was."""
    before = evidence_of(worker_database["urls"].owner)
    with as_owner(), connections["default"].schema_editor(atomic=True) as editor:
        for model, constraint in trigger_constraints():
            editor.remove_constraint(model, constraint)
        for model, constraint in trigger_constraints():
            editor.add_constraint(model, constraint)
    assert evidence_of(worker_database["urls"].owner) == before
