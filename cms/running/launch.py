"""`bin/manage`: manage.py with the surroundings of this installation."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from cms.embedded.lease import Lease
from cms.embedded.location import has_data
from cms.embedded.server import DatabaseUnavailable
from cms.running.keys import KeysMissing, installation_keys
from cms.running.runner import choose, hand_over

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
HERE = ("127.0.0.1", "localhost", "[::1]")
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104  what somebody may ask for


class Refused(Exception):
    """It cannot be started; the message says why and what to do, for people."""


def not_ours(error: OSError) -> str:
    """What to tell somebody who may not read or write a file of this installation."""
    return (
        f"{error.filename} is van een andere gebruiker. Start als dezelfde gebruiker als eerder, of als root."
    )


def not_writable(error: OSError) -> str:
    """What to tell when the folder of this installation cannot be written, or the disk is full."""
    return (
        f"In {VAR} kan niet worden geschreven ({error.strerror}: {error.filename}). Verantwoord bewaart daar zijn "
        f"gegevens. Zet {ROOT} op een plaats waar geschreven mag worden en met ruimte, of maak die hier."
    )


def explained(error: OSError) -> str:
    """The sentence for an error of the file system."""
    of_another = isinstance(error, PermissionError) and _is_of_another(Path(error.filename or VAR))
    return not_ours(error) if of_another else not_writable(error)


def _is_of_another(path: Path) -> bool:
    """Whether it is a file of somebody else, rather than our own or one that is yet to be made."""
    if not os.path.exists(VAR):
        return False
    while not os.path.exists(path) and path != path.parent:  # unlike Path's, also where we may not look
        path = path.parent
    return path.stat().st_uid != os.geteuid()


def address() -> tuple[str, int]:
    """HOST and PORT. Raises Refused for a port that is none."""
    host, text = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise Refused(f"PORT is een getal van 1 tot en met 65535 (nu: {text}).")
    return host, int(text)


def visitors_url(host: str, port: int) -> str:
    """The address to type in a browser on this machine."""
    name = EVERYWHERE.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{name}:{port}"


def surroundings(stack: contextlib.ExitStack, lease: Lease | None = None) -> dict[str, str]:
    """The environment for manage.py and the server; a running database for as long as the stack is open.

    What the caller's environment says comes first. ``lease`` is used when the embedded database is. Raises Refused.
    """
    host, port = address()
    environment = dict(os.environ)
    try:
        embedded = not environment.get("DATABASE_URL")
        if not (environment.get("SECRET_KEY") and environment.get("DOSSIER_KEY")):
            # Before the database is made: afterwards, missing keys mean lost keys.
            for name, key in installation_keys(VAR, data_exists=embedded and has_data(VAR)).items():
                environment[name] = environment.get(name) or key
        if embedded:
            urls = stack.enter_context(lease or Lease(VAR)).urls()
            environment |= {"DATABASE_URL": urls.application, "DATABASE_OWNER_URL": urls.owner}
    except (DatabaseUnavailable, KeysMissing) as error:
        raise Refused(str(error)) from error
    names = dict.fromkeys([*HERE, socket.gethostname(), *([host] if host not in EVERYWHERE else [])])
    for name, value in {
        "ALLOWED_HOSTS": ",".join(names),
        "BASE_URL": visitors_url(host, port),
        "EMAIL_URL": "consolemail://",
    }.items():
        environment[name] = environment.get(name) or value
    environment["DJANGO_SETTINGS_MODULE"] = "cms.settings.production"
    return environment


def manage(arguments: list[str]) -> int:
    """Run manage.py with these arguments to its end; its exit code, or 128 + the signal it died of."""
    with contextlib.ExitStack() as stack:
        environment = surroundings(stack)
        child = subprocess.Popen([sys.executable, str(ROOT / "manage.py"), *arguments], env=environment)
        # Ctrl-C reaches the child too, which decides; we stay to end the database.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda number, _: child.send_signal(number))
        code = child.wait()
        if os.geteuid() == 0 and (VAR / "media").exists():
            # What a command of root stored, the web server must be able to give.
            hand_over(VAR, choose(ROOT, VAR, address()[1])[0])
        return 128 - code if code < 0 else code


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    os.umask(0o022)  # what is secret says so itself; the rest must be readable for the user of the web server
    try:
        sys.exit(manage(sys.argv[1:]))
    except Refused as refusal:
        sys.exit(str(refusal))
    except OSError as error:
        sys.exit(explained(error))
    except KeyboardInterrupt:
        sys.exit(130)
