"""As which user the web server and the work beside it run: never as root where that can be avoided.

Started as root they run as the system user of the database, when that user can read the program. Where it cannot (a
folder under /root) nothing is opened up and nothing copied: they run as root then, and it is said.
"""

import os
import sys
from pathlib import Path

import django

from cms.embedded.accounts import Account, AccountError

WRITTEN = ("erasures", "media", "private", "public-pages")  # in var/: what they store
_UNPRIVILEGED = Path("/proc/sys/net/ipv4/ip_unprivileged_port_start")


def choose(root: Path, var: Path, port: int) -> tuple[Account, str]:
    """The account, and a sentence when it is root after all."""
    ourselves = Account(os.geteuid(), os.getegid())
    if ourselves.uid != 0:
        return ourselves, ""
    remedy = (
        f"Zet {root} op een plaats die iedereen mag lezen (bijvoorbeeld /srv), of start als gewone gebruiker."
    )
    try:
        account = Account.system_user()
    except AccountError as error:
        return ourselves, f"Let op: de webserver draait als root. {error}"
    if port < _first_free_port():
        return ourselves, f"Let op: de webserver draait als root, omdat poort {port} alleen voor root is."
    needed = (root / "cms" / "wsgi.py", root / "home" / "urls.py", Path(django.__file__))
    if not (account.can_run(Path(sys.executable)) and account.can_enter(var) and account.can_read(needed)):
        return (
            ourselves,
            f"Let op: de webserver draait als root, want een andere gebruiker kan de map niet lezen. {remedy}",
        )
    return account, ""


def _first_free_port() -> int:
    try:
        return int(_UNPRIVILEGED.read_text())
    except (OSError, ValueError):
        return 1024


def hand_over(var: Path, account: Account) -> None:
    """Give that account what is stored in `var`; does nothing when it is ourselves."""
    if not account.switch:
        return
    for name in WRITTEN:
        top = var / name
        if not top.exists():
            top.mkdir(mode=0o700)
        for folder, _folders, files in os.walk(top):
            for path in (Path(folder), *(Path(folder, file) for file in files)):
                if path.lstat().st_uid != account.uid and not path.is_symlink():
                    os.chown(path, account.uid, account.gid)
