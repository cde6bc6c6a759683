"""What is left of a person after erasure: nothing, wherever one looks; and of everybody else everything."""

import os
import subprocess
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, connection, models, transaction

from cms.embedded.location import binaries_of_wheel
from sharing.core.actor import acting
from sharing.core.dossiers import seal
from sharing.core.models import Immutable, Register
from sharing.core.readable import DOSSIER
from sharing.core.records import registers
from sharing.documents.models import private_storage
from sharing.log.worded import take_words
from sharing.models import (
    AccessAnswer,
    Consent,
    ConsentDocument,
    Disclosure,
    FileToRemove,
    ObjectionDocument,
    PortableFile,
    RightsDocument,
    RightsLetter,
    RightsRequest,
)
from sharing.retention import operations
from sharing.retention.gathering import MODELS
from sharing.retention.replaying import remove_files
from sharing.retention.what import DELETED, tables
from sharing.sources.models import Idempotency
from tests.sharing.retention.steps import WHOLE, approved, archived, everything, left, rows, two

MARK = "zeldzaamspoor"
NUMBER, OTHER = "kz-4711-spoor", "kz-4712-ander"
# Taken off its request before an answer goes.
DONE_BY_ITSELF = {("sharing_rightsrequest", name) for name in ("answer_id", "answer_data_id")}
# Where rows may appear or change: what remains of it says how many, and that somebody asked something.
REMAINS = {
    *("sharing_destruction", "sharing_historicaldestruction", "sharing_erasureentry"),
    *("sharing_rightsrequest", "sharing_historicalrightsrequest"),
    *("sharing_complaintsubject", "sharing_historicalcomplaintsubject"),
    *("sharing_rightspause", "sharing_historicalrightspause"),
    *("sharing_recipientnotice", "sharing_historicalrecipientnotice"),
    *("sharing_requesteddossier", "sharing_historicalrequesteddossier"),
    *("sharing_backgroundwork", "sharing_historicalbackgroundwork"),
}


def files_of(known: dict[type, Any]) -> list[Path]:
    """The files of the records, as they lie on the disk."""
    kept = (ConsentDocument, ObjectionDocument, RightsDocument, RightsLetter, PortableFile, AccessAnswer)
    return [Path(private_storage().path(str(known[model].file))) for model in kept]


def programs() -> Path:
    """Where PostgreSQL's programs are."""
    return Path(os.environ.get("TEST_POSTGRES_BIN") or binaries_of_wheel())


def dump(address: str) -> str:
    command = [programs() / "pg_dump", address]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def fits_nowhere_else(number: str) -> list[str]:
    """How a dossier may stand in a text: its seal as bytes, and its number."""
    return [seal(number).hex(), number, MARK]


class TestOnTheDisk:
    def test_a_dump_the_files_and_the_log_of_postgresql_hold_no_trace(
        self, owner_connection, worker_database: dict[str, Any]
    ):
        others, files = files_of(everything(OTHER)), files_of(everything(NUMBER, MARK))
        first, second = two()
        answered = Disclosure.history.filter(dossier=seal(NUMBER)).earliest("history_id")
        source = Disclosure.objects.get(dossier=seal(NUMBER)).source
        Idempotency.objects.create(
            source=source, key="a", body_hash=b"a", answer=MARK.encode(), created_at=answered.history_date
        )
        with pytest.raises(IntegrityError), transaction.atomic(), acting(by=first):
            Consent.objects.filter(dossier=seal(NUMBER)).update(data_categories=[], evidence=MARK)
        made = archived(first, NUMBER)
        take_words()
        before = rows()
        assert all(word in dump(worker_database["urls"].owner) for word in (seal(NUMBER).hex(), MARK))
        assert all(file.exists() for file in (*files, *others))

        approved(made, second)

        after, text = rows(), dump(worker_database["urls"].owner)
        assert [word for word in fits_nowhere_else(NUMBER) if word in text] == []
        assert [file.exists() for file in files] == [False] * len(files)
        assert [file.exists() for file in others] == [True] * len(others)
        with psycopg.connect(worker_database["admin"]) as server:
            (folder,) = server.execute("SHOW data_directory").fetchone()
        log = (Path(folder).parent / "postgres.log").read_text(errors="replace")
        assert [word for word in fits_nowhere_else(NUMBER) if word in log] == []
        assert {table for table in after if after[table] - before[table]} <= REMAINS
        gone = {row for table in before for row in before[table] - after[table]}
        assert not [row for row in gone if seal(OTHER).hex() in row]
        words = "sharing_descriptionwords"
        assert len(before[words]) == 2 and len(after[words]) == 1
        assert {table for table in before if before[table] - after[table]} <= {
            *tables(),
            *("sharing_destruction", "sharing_destructionitem", "sharing_idempotency"),
            "sharing_descriptionwords",
        }


@pytest.mark.django_db
class TestEveryTable:
    def test_a_table_about_a_dossier_is_known_to_the_door(self):
        about = {
            model._meta.db_table
            for model in connection.introspection.get_migratable_models()
            if issubclass(model, (Register, Immutable))
            and any(field.name == DOSSIER for field in model._meta.concrete_fields)
        }
        assert about <= set(tables())

    def test_what_refers_to_a_record_that_goes_goes_along(self):
        """A reference that nobody thought of would stop the destruction of whatever it refers to."""
        going = {one.table: {(part.table, part.column) for part in one.parts} for one in DELETED}
        known = {*DONE_BY_ITSELF, *(pair for parts in going.values() for pair in parts)}
        referring = {
            (relation.related_model._meta.db_table, relation.field.column)
            for model in MODELS.values()
            if model._meta.db_table in going
            for relation in model._meta.related_objects
            if relation.field.db_constraint
        }
        assert referring <= known

    def test_of_every_kind_nothing_or_a_shell_is_left(self):
        known = everything(NUMBER, MARK)
        first, second = two()
        approved(archived(first, NUMBER), second)
        assert {model.__name__: left(model) for model in WHOLE if left(model)} == {}
        for model in set(known) - set(WHOLE):
            for kept in [*model._base_manager.all(), *model.history.all()]:
                texts = [str(value) for value in models.Model.__getattribute__(kept, "__dict__").values()]
                assert MARK not in " ".join(texts), model

    def test_what_wagtail_keeps_by_key(self):
        row = everything(NUMBER, MARK)[Disclosure]
        kind = ContentType.objects.get_for_model(Disclosure)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO wagtailcore_modellogentry (label, action, data, timestamp, content_changed, deleted, "
                "object_id, content_type_id) VALUES (%s, 'a', '{}', now(), true, false, %s, %s)",
                [MARK, str(row.pk), kind.pk],
            )
        first, second = two()
        approved(archived(first, NUMBER), second)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM wagtailcore_modellogentry WHERE label = %s", [MARK])
            assert cursor.fetchone() == (0,)


@pytest.mark.django_db
class TestHalfway:
    def test_what_breaks_off_before_the_end_destroys_nothing(self, monkeypatch):
        everything(NUMBER, MARK)
        first, second = two()
        made = archived(first, NUMBER)

        def broken(destruction: Any) -> None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT register_erase(%s)", [destruction.pk])
            raise KeyboardInterrupt

        monkeypatch.setattr(operations, "_erase", broken)
        with pytest.raises(KeyboardInterrupt):
            approved(made, second)
        assert Disclosure.objects.exists()
        monkeypatch.undo()
        approved(made, second)
        assert not Disclosure.objects.exists()

    def test_files_that_were_left_are_removed_the_next_time(self, monkeypatch):
        files = files_of(everything(NUMBER, MARK))
        first, second = two()
        made = archived(first, NUMBER)
        monkeypatch.setattr(operations, "remove_files", lambda **_said: 0)
        approved(made, second)
        assert FileToRemove.objects.count() >= 4
        assert all(file.exists() for file in files)
        assert remove_files(by=first, reason="Opgeruimd") >= 4
        assert remove_files(by=first, reason="Opgeruimd") == 0
        assert not any(file.exists() for file in files)


@pytest.mark.django_db
def test_a_register_that_is_about_a_dossier_has_no_other_name_for_it():
    """What the door looks for is called ``dossier``; a reference to a person's request is a key."""
    sealed = {
        (model.__name__, field.name)
        for model in registers()
        for field in model._meta.concrete_fields
        if isinstance(field, models.BinaryField) and field.name not in ("fingerprint",)
    }
    assert {name for _model, name in sealed} <= {DOSSIER, "proposed_dossier"}
    assert RightsRequest.__name__ in {model for model, _name in sealed}
