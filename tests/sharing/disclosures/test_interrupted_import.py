"""An import that is killed halfway."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import connection

from sharing.disclosures.models import Disclosure
from tests import factories as make
from tests.patience import until
from tests.sharing.disclosures.test_imports import written
from tests.sharing.register import row, small_register

ROOT = Path(__file__).resolve().parents[3]


def _command_line() -> list[str]:
    """A process that imports a file into this test's database, as the command line would."""
    addresses = {key: connection.settings_dict[key] for key in ("HOST", "USER", "PASSWORD", "NAME", "PORT")}
    code = (
        "import django, sys, json\n"
        "django.setup()\n"
        "from django.db import connection\n"
        "connection.settings_dict.update(json.loads(sys.argv[1]))\n"
        "from django.core.management import execute_from_command_line\n"
        "execute_from_command_line(['manage.py', *sys.argv[2:]])\n"
    )
    return [sys.executable, "-c", code, json.dumps(addresses)]


@pytest.mark.django_db(transaction=True)
def test_killed_halfway_nothing_is_stored_and_again_succeeds(tmp_path):
    small_register()
    jurist = make.UserFactory(username="jurist")
    right = Permission.objects.get(codename="add_disclosure")
    make.DirectPermissionFactory(user=jurist, permission=right)
    count = 30_000
    path = written(tmp_path / "v.csv", *(row(external_id=f"E-{number}") for number in range(count)))
    command = [*_command_line(), "import_disclosures", str(path), "--by", "jurist", "--json"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        until(lambda: _importing() or process.poll() is not None, "er wordt ingelezen")
        assert process.poll() is None, process.communicate()
        process.send_signal(signal.SIGKILL)
    finally:
        process.kill()
        process.wait()
    assert not Disclosure.objects.exists() and not Disclosure.history.exists()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["stored"] == count
    assert Disclosure.objects.count() == Disclosure.history.count() == count


def _importing() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY sharing_d%'"
        )
        return bool(cursor.fetchone()[0])
