"""Work in a process of its own, for what it takes."""

import json
import os
import resource
import time
from collections.abc import Callable


def apart(work: Callable[[], tuple[int, int]]) -> dict[str, float]:
    """Do the work in a process of its own: seconds, rows, bytes and the peak of its memory in MB."""
    from django.db import connections

    connections.close_all()
    ours, theirs = os.pipe()
    if not (child := os.fork()):
        status = 1
        try:
            start = time.perf_counter()
            rows, size = work()
            seconds = time.perf_counter() - start
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            told = {"seconds": seconds, "rows": rows, "bytes": size, "peak_mb": peak}
            os.write(theirs, json.dumps(told).encode())
            status = 0
        finally:
            os._exit(status)
    os.close(theirs)
    os.waitpid(child, 0)
    with os.fdopen(ours) as told:
        return json.load(told)
