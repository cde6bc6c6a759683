"""No page is ever older than what it shows: every kind of change, made in every way, is seen by the next reader.

And the other way around: what readers do not see does not empty the memory.
"""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Site

from cms.front.cache import is_public
from cms.front.changes import Changes
from cms.front.keeper import listening_connection
from home.models import HomePage, StatementPage
from home.publication.operations import publish as publish_page
from home.versions.models import StatementVersion
from sharing.core.actor import acting
from sharing.core.records import registers
from sharing.models import (
    Agreement,
    Country,
    DataCategory,
    EeaMembership,
    OrganisationSettings,
    Party,
    PartyCapacity,
    Purpose,
    SubjectCategory,
    SubProcessor,
    Transfer,
)
from tests import factories
from tests.cms.front.conftest import Reader, reader_of
from tests.days import today

STATEMENT, FRONT, ARCHIVE = "/privacyverklaring/", "/", "/privacyverklaring/versies/"
PAGES = (FRONT, STATEMENT, ARCHIVE)


@pytest.fixture
def user(sample):
    return get_user_model().objects.get(username="jurist")


@pytest.fixture
def changes(sample):
    """Listening to the database of the sample, which is a new one."""
    listening = Changes(listening_connection)
    assert listening.keep_listening()
    yield listening
    listening.close()


@pytest.fixture
def full(user, changes) -> Reader:
    """A reader who has read every page."""
    reader = reader_of(get_wsgi_application(), changes)
    for path in PAGES:
        reader.get(path)
    assert all(reader.get(path).from_memory for path in PAGES)
    return reader


def telling_tables() -> set[str]:
    """The tables whose changes the database tells of."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgrelid::regclass::text FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE p.proname = 'tell_of_shown_change' GROUP BY 1 HAVING count(*) = 2"
        )
        return {table for (table,) in cursor.fetchall()}


def publish(user):
    page = StatementPage.objects.source().get()
    page.title = "Nieuwe verklaring"
    page.change_note, page.conflict_reason = "Nieuw", "Proef."
    publish_page(
        page,
        revision=page.save_revision(user=user),
        by=user,
        at=timezone.now(),
        archive="Proef.",
    )


def update(model, **values):
    def change(user):
        with acting(by=user, reason="proef"):
            model.objects.filter(pk=model.objects.order_by("pk").first().pk).update(**values)

    return change


def raw(sql):
    def change(user):
        with acting(by=user, reason="proef"), connection.cursor() as cursor:
            cursor.execute(sql)
            assert cursor.rowcount

    return change


def new_processor(user):
    party = factories.PartyFactory(name="Wolkbouwers BV", holds="processor")
    factories.AgreementFactory(party=party, kind="processing_agreement", first_day=today())


def save_front_page(user):
    home = HomePage.objects.source().get()
    home.introduction = "<p>Heel iets anders.</p>"
    home.save_revision(user=user).publish(user=user, skip_permission_checks=True)


CHANGES = {
    "a version": (publish, STATEMENT),
    "the name of the site": (lambda user: Site.objects.update(site_name="Andere naam"), STATEMENT),
    "the organisation's own look": (
        lambda user: OrganisationSettings.objects.update(light_link="#004488"),
        FRONT,
    ),
    "the front page": (save_front_page, FRONT),
    "the title of the front page": (lambda user: Page.objects.filter(depth=2).update(title="Anders"), FRONT),
    "a new processor": (new_processor, STATEMENT),
    "a party's name, in bulk": (
        raw("UPDATE sharing_party SET name = name || ' nieuw'"),
        STATEMENT,
    ),
    "a capacity that ends": (
        lambda user: update(PartyCapacity, last_day=today() - timedelta(days=1))(user),
        STATEMENT,
    ),
    "a capacity that goes": (raw("DELETE FROM sharing_partycapacity WHERE capacity = 'partner'"), STATEMENT),
    "an agreement that ends": (
        raw(
            "UPDATE sharing_agreement SET terminated_per = current_date - 1 "
            "WHERE first_day < current_date AND coalesce(last_day, 'infinity') >= current_date"
        ),
        STATEMENT,
    ),
    "a service": (raw("UPDATE sharing_agreement SET description = 'Anders'"), STATEMENT),
    "a sub-processor": (
        raw("UPDATE sharing_subprocessor SET service = service || ' (nieuw)'"),
        STATEMENT,
    ),
    "a transfer": (update(Transfer, mechanism="bcr"), STATEMENT),
    "a country's name": (raw("UPDATE sharing_country SET name = name || ' (nieuw)'"), STATEMENT),
    "a membership": (
        lambda user: update(EeaMembership, last_day=today() - timedelta(days=1))(user),
        None,
    ),
    "an agreement that is signed": (
        raw("UPDATE sharing_agreement SET signed_on = current_date - 1 WHERE signed_on IS NULL"),
        None,
    ),
    "somebody who is no longer engaged": (
        raw("UPDATE sharing_subprocessor SET last_day = current_date - 1"),
        STATEMENT,
    ),
    "a decision on adequacy": (raw("UPDATE sharing_adequacydecision SET scope = scope || ' (nieuw)'"), None),
    "an assessment": (raw("UPDATE sharing_impactassessment SET conclusion = 'negative'"), None),
    "a purpose": (update(Purpose, description="Iets anders"), None),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_next_reader_sees_the_change(full, user, change):
    make, where = CHANGES[change]
    before = full.get(where or STATEMENT).text
    make(user)
    after = full.get(where or STATEMENT)
    assert not after.from_memory
    assert where is None or after.text != before
    assert full.get(where or STATEMENT).from_memory


@pytest.mark.parametrize("path", PAGES)
def test_what_is_rolled_back_changes_nothing(full, user, path):
    with pytest.raises(ZeroDivisionError), acting(by=user, reason="proef"):
        Party.objects.update(name="Nooit gebeurd")
        raise ZeroDivisionError
    assert full.get(path).from_memory


def disclose(user):
    factories.DisclosureFactory(
        recipient=Party.objects.first(),
        purpose=Purpose.objects.first(),
        subject_category=SubjectCategory.objects.first(),
        data=[DataCategory.objects.first()],
        destination_country=Country.objects.get(code="NL"),
    )


UNSEEN = {
    "a draft": lambda user: StatementPage.objects.source().get().save_revision(user=user),
    "a contact person": update(Party, contact_name="Iemand anders"),
    "a notice period": update(Agreement, notice_days=12),
    "the same value again": raw("UPDATE sharing_party SET name = name"),
    "a disclosure": disclose,
    "an account": lambda user: factories.UserFactory(username="nieuw"),
}


@pytest.mark.parametrize("change", UNSEEN)
def test_what_readers_do_not_see_does_not_empty_the_memory(full, user, change):
    UNSEEN[change](user)
    assert all(full.get(path).from_memory for path in PAGES)


def test_a_page_read_by_the_browser_is_confirmed_until_it_changes(full, user):
    etag = full.get(STATEMENT).headers["etag"]
    assert full.get(STATEMENT, if_none_match=etag).status == 304
    update(Party, name="Andere naam")(user)
    publish(user)
    assert full.get(STATEMENT, if_none_match=etag).status == 200


def test_every_table_that_public_pages_read_tells_of_changes(user):
    """A page that begins to show something else fails here until the database tells of that too."""
    reader = Reader(get_wsgi_application())
    version = StatementVersion.objects.order_by("number").last().number
    number = {"<int:number>": str(version), "<int:other>": "1", "<int:earlier>": "1"}
    from tests.architecture.routes import all_routes

    tables, asked = set(), []
    for route in all_routes():
        path = route.path
        for parameter, value in number.items():
            path = path.replace(parameter, value)
        slug = "cookie-statement" if path.startswith("/en/") else "cookieverklaring"
        path = path.replace("<str:day>", "2026-02-01").replace("<slug:slug>", slug)
        if not is_public(path) or "<" in path:
            continue
        with CaptureQueriesContext(connection) as queries:
            asked.append((path, reader.get(path).status))
        if asked[-1][1] == 200:  # nothing else is kept
            for query in queries:
                tables |= set(re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"]))
    assert len([path for path, status in asked if status == 200]) > 4
    # A row of history comes with a change of its register only, and that one tells.
    histories = {model.history.model._meta.db_table: model._meta.db_table for model in registers()}
    tables = {histories.get(table, table) for table in tables}
    assert tables - telling_tables() - {"django_content_type"} == set()


def test_what_only_a_full_register_shows_is_told_of_too(user):
    assert {Country._meta.db_table, SubProcessor._meta.db_table} <= telling_tables()
