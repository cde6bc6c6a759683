"""Nobody rewrites evidence: not the application, not the owner, not a trick; the triggers are those of the models."""

import re

import psycopg
import pytest
from django.apps import apps
from django.db import connection, transaction
from django.urls import get_resolver

from cms.database import as_owner
from sharing.core.actor import acting
from sharing.core.admin.sections import screen_of
from sharing.core.constraints import AppendOnly, HistoryTriggers, SetReferences, TriggerConstraint
from sharing.core.kept import AgreesWith
from sharing.core.models import Immutable, Register, followed_fields
from sharing.core.privileges import history_tables, immutable_tables
from sharing.core.records import parent_of, registers
from sharing.wagtail_hooks import screens
from tests import factories

OUR_APPS = ("cms", "home", "sharing")
# Neither register nor immutable, each for a reason.
PLAIN = {
    "cms.CustomImage": "the library of the site",
    "home.ReusableText": "part of the draft; versions keep its words, Wagtail's revisions its earlier ones",
    "cms.CustomRendition": "made from an image, may be made again",
    "cms.CustomDocument": "the library of the site",
    "cms.Heartbeat": "when the work that happens by itself was last seen",
    "cms.AttemptLimit": "counts of attempts, which start anew within the hour",
    "cms.SignInEvent": "what happened at the door, kept for three months and then gone (`KeptFor`)",
    "home.LegalReviewTask": "a step of a workflow; what it decided is in the version and in the page's history",
    "home.HomePage": "Wagtail keeps revisions; what counts is the published version",
    "home.PageVisits": "counts of visits, added to",
    "sharing.OrganisationSettings": "how pages look and where to write to; a published version keeps its own words",
    "home.PlainPage": "Wagtail keeps revisions; what counts is the published version",
    "home.StatementPage": "Wagtail keeps revisions; what counts is the published version",
    "sharing.DossierNormalisation": "written by the owner of the tables, who has no account; it only grows",
    "sharing.DestructionItem": "the list of a proposal, which goes with what it names; its hash stays",
    "sharing.ErasureEntry": "written by the owner of the tables, in the destruction itself; it only grows",
    "sharing.FileToRemove": "a file that is still to be removed, of which nothing else is left",
    "sharing.SavedFilter": "how somebody likes to read the log; it says nothing about what is in it",
    "sharing.ChosenColumns": "idem",
    "sharing.DescriptionWords": "what the log's words are looked up by, made of the log itself",
    "sharing.WordsTaken": "how far that was done",
    "sharing.LogFlow": "which flows the log has, made of the log itself",
    "sharing.FlowsListed": "how far that was done",
    "sharing.Emitted": "how far the log was sent on; what was sent is in the log",
    "sharing.Reminder": "what was told once, so that it is not told again; people's own list is the start page",
    "sharing.ReminderMail": "idem",
    "sharing.Pace": "how fast a source calls, of this minute",
    "sharing.TokenUse": "when a token was last used, to the minute",
    "sharing.Idempotency": "answers kept for repeated requests; the register itself is elsewhere",
}


def our_models() -> list[type]:
    historical = {model.history.model for model in registers()}
    return [
        model for model in apps.get_models() if model._meta.app_label in OUR_APPS and model not in historical
    ]


def triggers() -> list[tuple[type, TriggerConstraint]]:
    return [
        (model, constraint)
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, TriggerConstraint)
    ]


def test_every_model_is_register_immutable_or_plain_by_declaration():
    undeclared = {
        model._meta.label
        for model in our_models()
        if not issubclass(model, (Register, Immutable)) and model._meta.label not in PLAIN
    }
    assert undeclared == set()
    assert set(PLAIN) <= {model._meta.label for model in our_models()}


@pytest.mark.parametrize("model", registers(), ids=lambda model: model.__name__)
def test_every_register_has_history_triggers_over_all_its_columns(model):
    (constraint,) = [one for one in model._meta.constraints if isinstance(one, HistoryTriggers)]
    assert constraint.columns == tuple(field.column for field in followed_fields(model))
    assert any(isinstance(one, AppendOnly) for one in model.history.model._meta.constraints)
    unique = [field.name for field in model.history.model._meta.concrete_fields if field.unique]
    assert unique == ["history_id"], "a history row may repeat any value of the register"


@pytest.mark.parametrize("model", registers(), ids=lambda model: model.__name__)
def test_every_register_has_screens_or_is_part_of_a_record_that_has(model):
    assert get_resolver().url_patterns  # Wagtail collects its screens when addresses are first asked for
    assert screens() and screen_of(parent_of(model) or model)


def _functions_of(sql: str) -> dict[str, str]:
    pattern = r"CREATE OR REPLACE FUNCTION \"?(\w+)\"?\(\).*?AS \$\$(.*?)\$\$"
    return dict(re.findall(pattern, sql, re.DOTALL))


@pytest.mark.django_db
def test_the_triggers_in_the_database_are_those_generated_from_the_models():
    """Fails when a model or a generator changed and no migration followed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace")
        functions = dict(cursor.fetchall())
        cursor.execute(
            "SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid), t.tgenabled FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal "
        )
        found = {(table, name): (text, enabled) for table, name, text, enabled in cursor.fetchall()}
        cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'f' AND cardinality(conkey) > 1")
        references = {name for (name,) in cursor.fetchall()}
    for model, constraint in triggers():
        sql = constraint.sql(model)
        if isinstance(constraint, AgreesWith):  # a reference, which PostgreSQL keeps by itself
            assert constraint.name in references
            continue
        for name, body in _functions_of(sql).items():
            assert functions[name] == body, f"{name} in the database is not what {model.__name__} asks for"
        wanted = re.findall(r"CREATE (?:CONSTRAINT )?TRIGGER \"?(\w+)\"? .*? ON \"?(\w+)\"?", sql)
        assert wanted
        for trigger, table in wanted:
            assert (table, trigger) in found, f"{trigger} is missing on {table}"
        if not isinstance(constraint, SetReferences):
            assert {found[table, trigger][1] for trigger, table in wanted} == {"A"}, (
                "also on a replica's role"
            )


@pytest.mark.django_db
def test_the_application_has_no_right_to_write_history_or_to_truncate():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, array_agg(p) FROM pg_class c, unnest(ARRAY['INSERT','UPDATE','DELETE','TRUNCATE',"
            "'TRIGGER','REFERENCES']) p WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace "
            "AND has_table_privilege(c.oid, p) GROUP BY 1"
        )
        rights = {table: set(granted) for table, granted in cursor.fetchall()}
    for table in history_tables():
        assert rights.get(table, set()) == set(), table
    for table in immutable_tables():
        assert rights[table] == {"INSERT"}, table
    for model in registers():
        assert "TRUNCATE" not in rights[model._meta.db_table]
        assert "TRIGGER" not in rights[model._meta.db_table]


@pytest.mark.django_db
@pytest.mark.parametrize("table", sorted({*history_tables(), *immutable_tables()}))
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_application_is_refused(table, statement):
    statement = statement if "country" not in table else statement.replace("id = id", "code = code")
    with pytest.raises(Exception, match=r"permission denied|zou bewijs wijzigen"), transaction.atomic():
        with acting(by=factories.tester(), reason="poging"), connection.cursor() as cursor:
            cursor.execute(statement.format(table))


def test_the_owner_is_refused_too(owner_connection):
    for table in {*history_tables(), *immutable_tables()}:
        for statement in ("UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}", "TRUNCATE {} CASCADE"):
            column = "history_id" if "historical" in table else "id"
            # PostgreSQL itself refuses to empty a table that others refer to.
            refusal = (psycopg.errors.IntegrityConstraintViolation, psycopg.errors.FeatureNotSupported)
            with pytest.raises(refusal, match=r"bewijs|zonder historie|referenced in a foreign key"):
                owner_connection.execute(statement.format(table, column, column))
    for model in registers():
        with pytest.raises(
            psycopg.errors.IntegrityConstraintViolation, match=r"wissen zonder historie|bewijs"
        ):
            owner_connection.execute(f"TRUNCATE {model._meta.db_table} CASCADE")


@pytest.mark.django_db
def test_a_temporary_table_does_not_divert_history_or_the_check_of_the_actor():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE sharing_historicalparty (LIKE public.sharing_historicalparty)")
        cursor.execute("CREATE TEMP TABLE cms_user (id bigint)")
        cursor.execute("INSERT INTO pg_temp.cms_user VALUES (424242)")
        cursor.execute("SELECT set_config('register.actor', '424242', true)")
        with pytest.raises(Exception, match="geen bekend account"), transaction.atomic():
            cursor.execute("INSERT INTO public.sharing_country (code, name) VALUES ('XX-TMP', 'x')")
        cursor.execute("DROP TABLE pg_temp.cms_user")
        country = factories.CountryFactory(code="NL")
        with acting(by=factories.tester(), reason=""):
            cursor.execute(
                "INSERT INTO public.sharing_party (code, name, aliases, kvk_number, foreign_register_number, address,"
                " country_id, contact_name, email, website, dpo_contact, notice_address, active)"
                " VALUES ('a', 'a', '', '', '', '', %s, '', '', '', '', '', true)",
                [country.pk],
            )
        cursor.execute(
            "SELECT (SELECT count(*) FROM public.sharing_historicalparty WHERE code = 'a'),"
            " (SELECT count(*) FROM pg_temp.sharing_historicalparty)"
        )
        assert cursor.fetchone() == (1, 0)


def test_a_transaction_that_began_earlier_and_writes_later_is_dated_later(worker_database, transactional_db):
    party = factories.PartyFactory()
    user = factories.UserFactory()
    change = "UPDATE sharing_party SET name = %s WHERE id = %s"
    actor = "SELECT set_config('register.actor', %s, true), transaction_timestamp()"
    address = worker_database["urls"].application
    with psycopg.connect(address) as early, psycopg.connect(address) as late:
        early.execute(actor, [str(user.pk)])
        late.execute(actor, [str(user.pk)])
        late.execute(change, ["laat begonnen", party.pk])
        late.commit()
        early.execute(change, ["vroeg begonnen", party.pk])
        early.commit()
    rows = list(party.history.order_by("history_date", "history_id").values_list("name", "history_date"))
    assert [name for name, _at in rows][1:] == ["laat begonnen", "vroeg begonnen"]
    newest = rows[-1][1]
    assert type(party).history.as_of(newest).get().name == "vroeg begonnen"
    assert party.history.first().name == "vroeg begonnen"


def test_dropping_a_trigger_takes_the_owner(worker_database, transactional_db):
    with pytest.raises(Exception, match="must be owner"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER history_sharing_party_update ON sharing_party")
    with (
        pytest.raises(Exception, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET session_replication_role = replica")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone()[0] != "verantwoord_app"
