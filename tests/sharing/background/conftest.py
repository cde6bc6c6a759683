from copy import deepcopy

import pytest


@pytest.fixture
def private_files(settings, tmp_path):
    """Where files end up that are handed out by a check only."""
    storages = deepcopy(settings.STORAGES)
    storages["private"]["OPTIONS"]["location"] = tmp_path
    settings.STORAGES = storages
    return tmp_path / "exports"
