"""How the embedded PostgreSQL is set: for an ordinary machine, and for tests."""

import sys

TUNING = {
    # After a crash: one call to the kernel instead of one per file, which takes seconds on a busy disk.
    **({"recovery_init_sync_method": "syncfs"} if sys.platform == "linux" else {}),
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "wal_compression": "on",
    "random_page_cost": "1.1",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # What failed is told without the statement and its values: they may be about somebody who is erased later.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
# For a server that is thrown away: nothing has to survive a crash.
THROW_AWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "shared_buffers": "128MB",
}
