"""History is evidence: every register, by every way of writing, with and without an actor."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import psycopg
import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, connection, models, transaction
from django.db.models.signals import post_save

from sharing.core.actor import acting, system_user
from sharing.core.models import Immutable, Register
from sharing.core.readable import readable_fields
from sharing.core.records import referred_by_array, registers
from sharing.models import (
    Agreement,
    AgreementDataCategory,
    AgreementPurpose,
    AgreementSubjectCategory,
    CommitmentSet,
    LetterTemplate,
)
from tests import factories

REGISTERS = registers()
# COPY goes past Django, so its refusal is the driver's own.
REFUSAL = (IntegrityError, psycopg.errors.IntegrityError)
REASON = "Beproeving van de historie"
# Every row that there can be is loaded with a release, so another is refused.
ALL_THERE = (LetterTemplate,)
# Where only the operator may do everything that is tried here (ADR 0024).
GUARDED = (
    "User",
    "Membership",
    "DirectPermission",
    "Role",
    "RoleRight",
    "RolePageRight",
    "RoleCollectionRight",
)


# Lists of sentences, or of what says itself what it is in a sentence; and codes that are Dutch words.
SENTENCES = {
    "BackgroundWork": ("words",),
    "CommitmentSet": ("purposes",),
    "Disclosure": ("review_seen", "proposal", "findings"),
}


def make(model: type[Register]) -> Register:
    """A stored row of the register that nothing else refers to."""
    if model is Agreement:
        return factories.AgreementFactory(unsigned=True)  # a signed one is never deleted
    through = {
        AgreementPurpose: ("purpose", factories.PurposeFactory),
        AgreementDataCategory: ("data_category", factories.DataCategoryFactory),
        AgreementSubjectCategory: ("subject_category", factories.SubjectCategoryFactory),
    }
    if model in through:
        name, other = through[model]
        row = model(agreement=factories.AgreementFactory(), **{name: other()})
        with factories.recorded():
            row.save()
        return row
    if model.__name__ == "Country":
        return factories.CountryFactory(code="XX-TEST", name="Proefland")
    if model.__name__ == "AgreementDocument":
        with factories.recorded():
            return model.objects.create(
                agreement=factories.AgreementFactory(), title="Getekend", file="a.pdf", sha256="0" * 64
            )
    return getattr(factories, f"{model.__name__}Factory")()


@dataclass
class Stored:
    """A row as the database holds it, taken out of the table so that it can be put in again in every way."""

    model: type[Register]
    values: dict
    as_json: str
    as_copy: bytes

    @classmethod
    def of(cls, row: Register) -> "Stored":
        model, table = type(row), row._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT row_to_json(t)::text FROM {table} t WHERE {row._meta.pk.column} = %s", [row.pk]
            )
            as_json = cursor.fetchone()[0]
            query = f"SELECT * FROM {table} WHERE {row._meta.pk.column} = %s"
            with cursor.copy(f"COPY ({query}) TO STDOUT", [row.pk]) as copy:
                as_copy = b"".join(copy)
        fresh = model._base_manager.get(pk=row.pk)
        values = {field.attname: getattr(fresh, field.attname) for field in model._meta.concrete_fields}
        return cls(model, values, as_json, as_copy)

    def instance(self) -> Register:
        return self.model(**self.values)

    def become_another(self, changes: dict) -> None:
        """For a row that cannot be taken out: another one, with a key of its own."""
        changes = {"id": self.values["id"] + 1000, **changes}
        self.values |= changes
        as_text = {name: str(value) if isinstance(value, date) else value for name, value in changes.items()}
        self.as_json = json.dumps(json.loads(self.as_json) | as_text)
        # Only the operator brings in what two people signed before.
        by = system_user() if self.model.__name__ == "RoleReview" else factories.tester()
        with acting(by=by, reason=""), transaction.atomic():
            other = self.instance()
            models.Model.save(other, force_insert=True)
            self.as_copy = Stored.of(other).as_copy
            transaction.set_rollback(True)


def sql(statement: str, *parameters) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def copy_in(stored: Stored) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {stored.model._meta.db_table} FROM STDIN") as copy:
        copy.write(stored.as_copy)


def inserts(stored: Stored) -> dict[str, Callable[[], object]]:
    table = stored.model._meta.db_table
    return {
        "save": lambda: models.Model.save(stored.instance(), force_insert=True),
        "bulk_create": lambda: stored.model._base_manager.bulk_create([stored.instance()]),
        "raw INSERT": lambda: sql(
            f"INSERT INTO {table} SELECT * FROM json_populate_record(NULL::{table}, %s)", stored.as_json
        ),
        "COPY": lambda: copy_in(stored),
    }


def actor_for(model: type[Register]):
    if model.__name__ in (*GUARDED, "AccessProposal", "GroundsIntroduction", "RoleReview", "Source"):
        return system_user()
    if model.__name__ in ("MeasureCheck", "ConfidentialityCheck"):
        return factories.tester()  # nobody checks in the name of another
    if model.__name__ in ("SecrecyDecision", "RightsRequest", "Breach", "Destruction", "PartyMerger"):
        return factories.tester()  # nobody decides in the name of another
    return factories.UserFactory()


def updates(row: Register) -> dict[str, Callable[[], object]]:
    meta = row._meta
    field = next(one for one in meta.concrete_fields if not one.primary_key)
    same = f"{field.column} = {field.column}"
    if hasattr(row, "unfollowed_fields"):  # then only what becomes something else is a change
        field = meta.get_field("email" if hasattr(row, "email") else "title")
        setattr(row, field.name, "anders@voorbeeld.example")
        same = f"{field.column} = 'anders@voorbeeld.example'"
    excluded = same.replace(f"= {field.column}", f"= excluded.{field.column}")
    rows = type(row)._base_manager.filter(pk=row.pk)
    return {
        "save": lambda: models.Model.save(row),
        "update_or_create": lambda: type(row)._base_manager.update_or_create(
            pk=row.pk, defaults={field.attname: getattr(row, field.attname)}
        ),
        "bulk_update": lambda: type(row)._base_manager.bulk_update([row], [field.name]),
        "QuerySet.update": lambda: rows.update(**{field.attname: getattr(row, field.attname)}),
        "raw UPDATE": lambda: sql(f"UPDATE {meta.db_table} SET {same} WHERE {meta.pk.column} = %s", row.pk),
        "upsert": lambda: sql(
            f"INSERT INTO {meta.db_table} SELECT * FROM {meta.db_table} WHERE {meta.pk.column} = %s "
            f"ON CONFLICT ({meta.pk.column}) DO UPDATE SET {excluded}",
            row.pk,
        ),
    }


def deletes(row: Register) -> dict[str, Callable[[], object]]:
    table, key = row._meta.db_table, row._meta.pk.column
    return {
        "delete": lambda: type(row)._base_manager.get(pk=row.pk).delete(),
        "QuerySet.delete": lambda: type(row)._base_manager.filter(pk=row.pk).delete(),
        "raw DELETE": lambda: sql(f"DELETE FROM {table} WHERE {key} = %s", row.pk),
    }


def refused_without_actor(write: Callable[[], object]) -> None:
    with pytest.raises(REFUSAL, match="zonder uitvoerder"), transaction.atomic():
        write()


def written_once(write: Callable[[], object], model: type[Register], pk, kind: str) -> None:
    """The write, as an actor, leaves exactly one history row, seen directly after the statement; then undo it."""
    user = actor_for(model)
    history = model.history.filter(**{model._meta.pk.attname: pk})
    known = set(history.values_list("history_id", flat=True))
    with transaction.atomic():
        with acting(by=user, reason=REASON):
            write()
            new = list(history.exclude(history_id__in=known))
        assert [(row.history_type, row.history_user_id, row.history_change_reason) for row in new] == [
            (kind, user.pk, REASON)
        ]
        assert new[0].history_user == user
        transaction.set_rollback(True)


@pytest.fixture
def _no_signals() -> Iterator[None]:
    """History does not lean on signals."""
    receivers, post_save.receivers = post_save.receivers, []
    post_save.sender_receivers_cache.clear()
    yield
    post_save.receivers = receivers
    post_save.sender_receivers_cache.clear()


@pytest.mark.django_db
@pytest.mark.usefixtures("_no_signals")
@pytest.mark.parametrize("model", REGISTERS, ids=lambda model: model.__name__)
def test_every_way_of_writing_leaves_one_history_row_or_is_refused(model):
    row = make(model)
    stored = Stored.of(row)
    if issubclass(model, Immutable):
        another = {"version": 9000, "effective_from": date(2090, 1, 1)}
        if "commitments_id" in stored.values:  # they are withdrawn once
            other = factories.CommitmentSetFactory(effective_from=date(2999, 1, 1))
            another = {"commitments_id": other.pk}
        if "checked_by_id" in stored.values:
            another = {}
        stored.become_another(another)
        for write in (*updates(row).values(), *deletes(row).values()):
            with (
                pytest.raises(Exception, match=r"zou bewijs wijzigen|permission denied"),
                transaction.atomic(),
            ):
                with acting(by=factories.tester(), reason=REASON):
                    write()
    elif row.why_kept():
        another = {name: "anders" for name in ("reference", "external_id") if name in stored.values}
        if "request_id" in stored.values and model.__name__ != "Destruction":
            later = model.__name__ == "SecrecyDecision"  # of an assessed request only
            of_rights = model._meta.get_field("request").related_model.__name__ == "RightsRequest"
            other = (
                factories.RightsRequestFactory()
                if of_rights
                else factories.AuthorityRequestFactory(assessed=later)
            )
            another["request_id"] = other.pk
        if "breach_id" in stored.values:
            another["breach_id"] = factories.BreachFactory().pk
        if "disclosure_id" in stored.values:  # it stands in one breach
            another["disclosure_id"] = factories.DisclosureFactory().pk
        if model.__name__ == "RightsEffect":  # of the same person
            another = {"objection_id": factories.ObjectionFactory(restriction=True, decision="pending").pk}
        if model.__name__ == "PortableFile":
            another["request_id"] = factories.granted_request(kind="portability").pk
        if model.__name__ == "ComplaintSubject":  # of another complaint
            another["request_id"] = factories.RightsRequestFactory(kind="complaint").pk
        if model.__name__ == "RoleReview":  # one waits at a time
            another = {"outcome": "stopped", "closed_by_id": row.signed_by_id, "closed_at": factories.NOON}
        if model.__name__ == "PartyMerger":  # of one record one proposal waits
            another = {"merged_id": factories.PartyFactory().pk}
        if model.__name__ == "RecipientNotice":  # of the same decision
            another = {"recipient_id": factories.PartyFactory().pk}
        if model not in ALL_THERE:
            stored.become_another(another)
        for write in updates(row).values():
            refused_without_actor(write)
            written_once(write, model, row.pk, "~")
        for write in deletes(row).values():
            with pytest.raises(REFUSAL, match=r"nooit verwijderd|niet verwijderd|blijft bewaard"):
                with acting(by=factories.tester(), reason=REASON):
                    write()
    else:
        for write in updates(row).values():
            refused_without_actor(write)
            written_once(write, model, row.pk, "~")
        for write in deletes(row).values():
            refused_without_actor(write)
            written_once(write, model, row.pk, "-")
        with acting(by=actor_for(model), reason=""):
            model._base_manager.filter(pk=row.pk).delete()
    for write in () if model in ALL_THERE else inserts(stored).values():
        refused_without_actor(write)
        written_once(write, model, stored.values[model._meta.pk.attname], "+")


@pytest.mark.django_db
def test_an_empty_statement_by_an_actor_writes_nothing():
    party = factories.PartyFactory()
    with acting(by=factories.tester(), reason=REASON):
        type(party).objects.filter(name="bestaat niet").update(name="x")
    assert party.history.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("actor", ["999999999", "0", "-1", "1; DROP TABLE cms_user", "1e3", " 1"])
def test_an_actor_that_is_no_account_is_refused(actor):
    party = factories.PartyFactory()
    with pytest.raises(IntegrityError, match="geen bekend account"), transaction.atomic():
        sql("SELECT set_config('register.actor', %s, true)", actor)
        type(party).objects.filter(pk=party.pk).update(name="x")


@pytest.mark.django_db
def test_nested_acting_restores_actor_and_reason():
    party = factories.PartyFactory()
    first, second = factories.UserFactory.create_batch(2)
    change = type(party).objects.filter(pk=party.pk).update
    with acting(by=first, reason="buiten"):
        change(name="een")
        with acting(by=second, reason="binnen"):
            change(name="twee")
        change(name="drie")
    rows = party.history.order_by("history_id").values_list(
        "name", "history_user_id", "history_change_reason"
    )
    assert list(rows)[1:] == [
        ("een", first.pk, "buiten"),
        ("twee", second.pk, "binnen"),
        ("drie", first.pk, "buiten"),
    ]
    refused_without_actor(lambda: change(name="vier"))


@pytest.mark.django_db
def test_an_error_inside_acting_leaves_no_actor_behind():
    party = factories.PartyFactory()
    with pytest.raises(ZeroDivisionError), acting(by=factories.tester(), reason="stuk"):
        type(party).objects.filter(pk=party.pk).update(name="half")
        raise ZeroDivisionError
    assert type(party).objects.get(pk=party.pk).name == party.name
    refused_without_actor(lambda: type(party).objects.filter(pk=party.pk).update(name="x"))


@pytest.mark.django_db
def test_as_of_gives_one_state_on_equal_timestamps():
    party = factories.PartyFactory(name="begin")
    other = factories.PartyFactory(name="ander")
    with acting(by=factories.tester(), reason=""):
        for name in ("een", "twee", "drie"):
            type(party).objects.filter(pk=party.pk).update(name=name)
    dates = set(party.history.values_list("history_date", flat=True))
    assert len(dates) == 1, "one transaction is one moment"
    moment = dates.pop()
    assert sorted(one.name for one in type(party).history.as_of(moment)) == ["ander", "drie"]
    assert list(type(party).history.as_of(moment - timedelta(microseconds=1))) == []
    with acting(by=factories.tester(), reason=""):
        type(other).objects.filter(pk=other.pk).delete()
    assert [one.name for one in type(party).history.as_of(moment)] == ["drie"]


@pytest.mark.django_db
def test_the_same_statement_writes_row_and_history():
    """Both carry the transaction and neither can be seen without the other."""
    party = factories.PartyFactory()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.xmin::text, h.xmin::text FROM sharing_party p JOIN sharing_historicalparty h USING (id) "
            "WHERE p.id = %s",
            [party.pk],
        )
        own, history = cursor.fetchone()
    assert own == history


@pytest.mark.django_db
def test_a_key_never_changes():
    party = factories.PartyFactory()
    with pytest.raises(IntegrityError, match="sleutel"), acting(by=factories.tester(), reason=""):
        type(party).objects.filter(pk=party.pk).update(id=party.pk + 1000)


@pytest.mark.django_db
def test_a_natural_key_that_comes_back_is_dated_after_its_end():
    country = factories.CountryFactory(code="XX-WEG", name="Eerst")
    with acting(by=factories.tester(), reason=""):
        country.delete()
        type(country)(code="XX-WEG", name="Weer").save()
    rows = type(country).history.filter(code="XX-WEG").order_by("history_date", "history_id")
    assert [row.history_type for row in rows] == ["+", "-", "+"]


def test_commitments_are_both_register_and_immutable():
    assert issubclass(CommitmentSet, Register)
    assert issubclass(CommitmentSet, Immutable)


@pytest.mark.parametrize("model", REGISTERS)
def test_what_is_kept_as_an_object_or_a_list_of_codes_reads_as_words(model):
    """Without words of its own a history shows the names of columns, or codes in English."""
    said = {*getattr(model, "words_of_whole", {}), *getattr(model, "words_of_parts", {})}
    for field in readable_fields(model):
        of_messages = field.name in SENTENCES.get(model.__name__, ())
        is_codes = (
            isinstance(field, ArrayField)
            and isinstance(field.base_field, models.CharField)
            and not field.base_field.choices
        )
        if isinstance(field, models.JSONField) or (
            is_codes and field.column not in referred_by_array(model) and not of_messages
        ):
            assert field.name in said or of_messages, f"{model.__name__}.{field.name}"
