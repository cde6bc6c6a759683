"""The settings of an installation that had them in home come along to the register, with all that refers to them."""

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Site

from cms.database import as_owner
from home.site import ensure_site
from sharing.organisation.files import house_files
from sharing.organisation.models import OrganisationSettings
from sharing.roles import ADMINISTRATOR, EDITOR, ensure_roles
from tests.factories import UserFactory
from tests.patience import PATIENCE
from tests.sharing.organisation.house import LOGO

MOVE = ("sharing", "0005_organisation")
NAMES = """
    SELECT conname FROM pg_constraint WHERE conrelid = %(table)s::regclass
    UNION ALL SELECT tgname FROM pg_trigger WHERE tgrelid = %(table)s::regclass AND NOT tgisinternal
    UNION ALL SELECT pg_get_serial_sequence(%(table)s, 'id')
"""


def run(*, back: bool) -> None:
    """Undo or do the move, on a database that is otherwise of today."""
    with as_owner():
        executor = MigrationExecutor(connection)
        executor.loader.replace_migrations = False  # the step by itself, which a new installation has no more
        executor.loader.build_graph()
        migration = executor.loader.get_migration(*MOVE)
        before = executor.loader.project_state(migration.dependencies)
        (executor.unapply_migration if back else executor.apply_migration)(before, migration)
    ContentType.objects.clear_cache()


def table_names() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.endswith("organisationsettings")}


def names_around(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(NAMES, {"table": table})
        return [name for (name,) in cursor.fetchall()]


@pytest.fixture
def settings_of_before(transactional_db, settings, tmp_path) -> OrganisationSettings:
    """An installation whose settings stand in home's table, filled in by an administrator."""
    settings.MEDIA_ROOT = tmp_path
    ensure_roles(page=ensure_site())
    administrator = UserFactory(username="beheerder", role=ADMINISTRATOR)
    stored = OrganisationSettings(
        site=Site.objects.get(),
        organisation="Werkpad",
        light_link="#004488",
        font="serif",
        logo_text="Werkpad",
    )
    stored.logo.save("logo.svg", ContentFile(LOGO))
    log(stored, "wagtail.edit", user=administrator)
    run(back=True)
    return stored


def test_undone_it_is_the_table_of_home(settings_of_before):
    assert table_names() == {"home_organisationsettings"}
    assert ContentType.objects.get(model="organisationsettings").app_label == "home"
    assert not [name for name in names_around("home_organisationsettings") if "sharing" in name]


def test_everything_comes_along(settings_of_before):
    content_type = ContentType.objects.get(app_label="home", model="organisationsettings").pk
    run(back=False)
    assert table_names() == {"sharing_organisationsettings"}

    stored = OrganisationSettings.objects.get()
    assert (stored.pk, stored.organisation, stored.font) == (settings_of_before.pk, "Werkpad", "serif")
    with house_files.open(stored.logo.name) as file:
        assert file.read() == LOGO

    moved = ContentType.objects.get(model="organisationsettings")
    assert (moved.pk, moved.app_label) == (content_type, "sharing")
    assert Permission.objects.get(codename="change_organisationsettings").content_type == moved
    assert get_user_model().objects.get(username="beheerder").has_perm("sharing.change_organisationsettings")
    editor = UserFactory(username="redacteur", role=EDITOR)
    assert not editor.has_perm("sharing.change_organisationsettings")
    assert ModelLogEntry.objects.for_instance(stored).get().user.username == "beheerder"


def test_nothing_around_the_table_bears_the_old_name(settings_of_before):
    run(back=False)
    names = names_around("sharing_organisationsettings")
    assert len(names) >= 4
    assert not [name for name in names if "home" in name]


def test_a_change_is_told_and_the_application_may_make_it(settings_of_before, worker_database):
    run(back=False)
    with psycopg.connect(worker_database["urls"].application, autocommit=True) as listening:
        listening.execute("LISTEN public_pages")
        OrganisationSettings.objects.update(street="Plein 2")
        assert [heard.channel for heard in listening.notifies(timeout=PATIENCE, stop_after=1)] == [
            "public_pages"
        ]
        OrganisationSettings.objects.create(
            site=Site.objects.create(hostname="anders.example", root_page_id=1)
        )
        assert list(listening.notifies(timeout=PATIENCE, stop_after=1))
