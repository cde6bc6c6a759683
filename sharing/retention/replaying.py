"""What follows a destruction outside its transaction: its files, and doing it again in a restored database."""

import json
from datetime import datetime

from django.db import connection, transaction

from sharing.core import locks
from sharing.core.actor import Actor, acting
from sharing.documents.models import private_storage
from sharing.retention.level import highest_keys, missing_entries
from sharing.retention.models import FileToRemove


def remove_files(*, by: Actor, reason: str) -> int:
    """Remove the files of what was destroyed; how many there were. Killed halfway, the next time does the rest."""
    storage, removed = private_storage(), 0
    for row in FileToRemove.objects.order_by("pk"):
        storage.delete(row.name)  # says nothing when it is gone already
        with acting(by=by, reason=reason):
            FileToRemove.objects.filter(pk=row.pk).delete()
        removed += 1
    return removed


def replay(*, at: datetime) -> int:
    """As the owner of the tables: repeat what the journal has and this database has not; how many destructions.

    All or nothing. Numbers of records that were erased are not given out again. Files are noted, to be removed.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [locks.ERASURE])
        missing = missing_entries()
        for entry in missing:
            cursor.execute("SELECT register_erase_records(%s::jsonb)", [json.dumps(entry["items"])])
            for name in entry["files"]:
                cursor.execute(
                    "INSERT INTO sharing_filetoremove (name) VALUES (%s) ON CONFLICT (name) DO NOTHING",
                    [name],
                )
            cursor.execute(
                "INSERT INTO sharing_erasureentry (number, installation, at) VALUES (%s, %s, %s)",
                [entry["number"], entry["installation"], at],
            )
            for table, highest in highest_keys(entry["items"]).items():
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, 'id'), greatest(%s, "
                    "(SELECT last_value FROM pg_sequences WHERE schemaname || '.' || sequencename = "
                    "pg_get_serial_sequence(%s, 'id')), 1))",
                    [table, highest, table],
                )
    return len(missing)
