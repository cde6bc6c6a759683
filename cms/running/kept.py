"""Processes of an installation that end with us, and are started again when they died."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from cms.embedded.accounts import Account
from cms.running.launch import ROOT, VAR, Refused
from cms.running.orphans import marked
from cms.running.stopping import undisturbed

PR_SET_PDEATHSIG = 1
# A process that so many times in a row does not live so many seconds will not stay.
SHORT, TIMES = 10.0, 3
# Seconds that a process gets to end by itself, and to be gone after it was killed.
ORDERLY, KILLED = 15.0, 5.0


def end_with_parent() -> Callable[[], None] | None:
    """To be called in a new process: when we are killed it gets SIGTERM. Only where the kernel can."""
    if sys.platform != "linux":
        return None
    libc, parent = ctypes.CDLL(None), os.getpid()

    def ask() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # we had gone already
            os.kill(os.getpid(), signal.SIGTERM)

    return ask


@contextlib.contextmanager
def child(
    command: list[str], environment: dict[str, str], account: Account
) -> Iterator[subprocess.Popen[bytes]]:
    """A process in the application's role that ends with us, whichever way we end."""
    without_owner = {name: value for name, value in environment.items() if name != "DATABASE_OWNER_URL"}
    how: dict[str, Any] = (
        {"user": account.uid, "group": account.gid, "extra_groups": []} if account.switch else {}
    )
    # A session of its own: Ctrl-C reaches us, and we end it in an orderly way.
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**without_owner, **marked(VAR)},
        start_new_session=True,
        preexec_fn=end_with_parent(),
        **how,
    )
    try:
        yield process
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(ORDERLY)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        # Whatever happens, who stops is not kept waiting.
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(KILLED)


class Kept:
    """A process that is started again when it died; with a ``name`` people are told, and it has to stay."""

    def __init__(
        self, command: Sequence[str], environment: dict[str, str], account: Account, *, name: str = ""
    ) -> None:
        self.name = name
        self._how = (list(command), environment, account)
        self._stack = contextlib.ExitStack()
        self._short = 0
        self._begin()

    def _begin(self) -> None:
        self._since = time.monotonic()
        self.process = self._stack.enter_context(child(*self._how))

    def keep_going(self) -> None:
        """Look whether it died, and start it again. Raises Refused when it died at once too often."""
        with undisturbed():
            lives = self.process.poll() is None
        if lives:
            return
        self._short = self._short + 1 if time.monotonic() - self._since < SHORT else 0
        if self.name and self._short >= TIMES:
            raise Refused(f"{self.name} stopt telkens kort na de start; de melding hierboven zegt waarom.")
        self.close()  # also what it left behind, which may hold its port
        self._begin()
        if self.name:
            print(f"{self.name} was gestopt en is opnieuw gestart.", file=sys.stderr, flush=True)

    def close(self) -> None:
        """End it, with all that it started."""
        self._stack.close()
