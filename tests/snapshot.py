"""Write this landing's database, with its sample data, for the next landing to migrate from (ADR 0018).

`python -m tests.snapshot` on the commit of a landing; commit the file with the first change after it. The text is
plain SQL without owners, so that every PostgreSQL that the product supports can read it.
"""

import gzip
import os
import re
import subprocess
from pathlib import Path

import django

SNAPSHOT = Path(__file__).parent / "architecture" / "previous_landing.sql.gz"
# Of a newer server than the oldest that reads it, or of psql only.
_NOT_EVERYWHERE = re.compile(
    r"^(SET transaction_timeout|\\restrict|\\unrestrict|SELECT pg_catalog\.set_config).*\n", re.MULTILINE
)


def main(target: Path = SNAPSHOT) -> None:
    """Migrate an empty database, load the sample, and write what there is then."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    django.setup()
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.utils import timezone

    from sharing.sample import log
    from tests import throwaway
    from tests.installation import load_sample

    with throwaway.server() as running:
        throwaway.make_template(running)
        load_sample()
        log.SIZE = 100  # enough to stand in every table
        log.load_sample_log(by=get_user_model().objects.get(username="jurist"), at=timezone.now())
        connection.close()
        command = [
            running.binaries / "pg_dump",
            "--no-owner",
            "--no-privileges",
            "--no-comments",
            "--inserts",
        ]
        command += ["--rows-per-insert=200", running.urls(throwaway.TEMPLATE).owner]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    target.write_bytes(gzip.compress(_NOT_EVERYWHERE.sub("", text).encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
