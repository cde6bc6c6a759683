"""Work that is killed while it is done."""

import os
import signal
import traceback
from collections.abc import Callable
from typing import Any

from django.db import connection, connections

from cms.database import outage


def killed(work: Callable[[], Any]) -> None:
    """Do the work in a process of its own, which is to be killed by it."""
    connection.close()  # a connection is not shared with a child
    # Both connect anew. That the last request of another test found its database gone is not their concern, and would
    # have them refused without a try.
    outage.here.over()
    child = os.fork()
    if child == 0:
        # While a journey's browser is there, its loop runs in this thread, and Django keeps a connection per loop. The
        # child has no loop: it would go on with what its parent had before the browser, of a database that is gone.
        _left = connections["default"]  # kept, since letting go of it would end what the parent may still use
        del connections["default"]
        try:
            work()
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)  # it was not killed
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
