"""Where the data goes: never somewhere new while it exists elsewhere, never by opening somebody's folder."""

import json
import os
import stat
from pathlib import Path

import pytest

from cms.embedded import location
from cms.embedded.accounts import Account, AccountError
from cms.embedded.server import DatabaseUnavailable, Server
from cms.running.keys import KeysMissing, installation_keys


def _server(home: Path) -> Server:
    account = Account(os.geteuid(), os.getegid())
    return Server(home, Path("/nonexistent"), account, location.new_passwords())


def test_an_ordinary_user_keeps_data_in_var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert location.choose_home(tmp_path / "var") == tmp_path / "var" / "postgres"


@pytest.mark.parametrize(("open_to_all", "place"), [(True, "var"), (False, "system")])
def test_root_uses_var_only_when_the_database_user_can_already_reach_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_to_all: bool, place: str
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(Account, "for_data", classmethod(lambda cls, data: cls(1, 1, switch=True)))
    monkeypatch.setattr(Account, "can_enter", lambda self, folder: open_to_all)
    before = stat.S_IMODE(tmp_path.stat().st_mode)
    var = tmp_path / "var"
    expected = var / "postgres" if place == "var" else location.system_home(var)
    assert location.choose_home(var) == expected
    assert stat.S_IMODE(tmp_path.stat().st_mode) == before


def test_a_moved_checkout_finds_its_own_data(tmp_path: Path) -> None:
    var = tmp_path / "oud" / "var"
    (var / "postgres" / "data").mkdir(parents=True)
    location.remember(var, _server(var / "postgres"))
    (tmp_path / "oud").rename(tmp_path / "nieuw")
    assert location.choose_home(tmp_path / "nieuw" / "var") == tmp_path / "nieuw" / "var" / "postgres"


def test_data_that_has_gone_is_not_replaced_by_an_empty_database(tmp_path: Path) -> None:
    location.remember(tmp_path, _server(tmp_path / "elders"))
    with pytest.raises(DatabaseUnavailable, match="zijn daar niet meer"):
        location.choose_home(tmp_path)


def test_data_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(AccountError, match="van een andere gebruiker"):
        Account.for_data(tmp_path / "data")


def test_root_without_a_way_to_make_a_user_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr("cms.embedded.accounts.SYSTEM_USER", "bestaat-niet-hier")
    monkeypatch.setattr("cms.embedded.accounts.shutil.which", lambda *_, **__: None)
    with pytest.raises(AccountError, match="useradd is er niet"):
        Account.for_data(Path("/nonexistent"))


def test_a_long_path_gets_a_socket_elsewhere_and_a_short_one_does_not(tmp_path: Path) -> None:
    assert _server(Path("/srv/kort")).socket_folder == Path("/srv/kort/run")
    long = _server(tmp_path / ("map" * 40)).socket_folder
    assert len(str(long)) < 60
    assert long != _server(tmp_path / ("map" * 41)).socket_folder


def test_a_socket_folder_of_somebody_else_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "echt").mkdir()
    (tmp_path / "run").symlink_to(tmp_path / "echt")
    with pytest.raises(AccountError, match="van een andere gebruiker"):
        Account(os.geteuid(), os.getegid()).make_private(tmp_path / "run")


def test_passwords_and_keys_are_private_and_stay_the_same(tmp_path: Path) -> None:
    location.remember(tmp_path, _server(tmp_path / "postgres"))
    keys = installation_keys(tmp_path, data_exists=False)
    assert installation_keys(tmp_path, data_exists=True) == keys
    assert set(keys) == {"SECRET_KEY", "DOSSIER_KEY"}
    for name in ("database.json", "keys.json"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert json.loads((tmp_path / "database.json").read_text())["home"] == "postgres"


def test_lost_keys_are_not_replaced_while_there_is_data(tmp_path: Path) -> None:
    with pytest.raises(KeysMissing, match="dossiernummers niet te lezen"):
        installation_keys(tmp_path, data_exists=True)
    assert not (tmp_path / "keys.json").exists()
