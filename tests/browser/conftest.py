"""People who each have a browser of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage, storages
from playwright.sync_api import Browser

from tests.browser.steps.visitor import Visitor
from tests.chromium import open_context


@pytest.fixture(autouse=True)
def private(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Documents and workbooks of a journey lie in its own folder."""
    from sharing.documents.models import KeptDocument

    storage = FileSystemStorage(location=tmp_path / "private", base_url=None)
    for documents in KeptDocument.__subclasses__():
        monkeypatch.setattr(documents._meta.get_field("file"), "storage", storage)
    monkeypatch.setitem(storages._storages, "private", storage)
    return tmp_path / "private"


@pytest.fixture
def visitor(browser: Browser, live_server: Any) -> Iterator[Callable[..., Visitor]]:
    """`visitor("auditor")` is that account, signed in; `visitor()` is a reader. Options go to the browser.

    At the end no page may have had an error in a script, a refused resource or an answer of 500.
    """
    visitors: list[Visitor] = []

    def enter(username: str = "", **options: Any) -> Visitor:
        context = open_context(browser, live_server.url, **options)
        visitors.append(Visitor(context, live_server.url))
        if username:
            visitors[-1].take_session_of(username)
        return visitors[-1]

    yield enter
    for one in visitors:
        one.leave()
    assert [complaint for one in visitors for complaint in one.complaints] == []
