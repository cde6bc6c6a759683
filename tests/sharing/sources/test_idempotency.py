"""What is kept of a request tells nobody what was in it."""

import hashlib
import json
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection

from sharing.sources.models import Idempotency
from tests.sharing.api.client import Source
from tests.sharing.register import entry, small_register

pytestmark = pytest.mark.django_db
MIGRATION = import_module("sharing.migrations.0024_token_rotation")


@pytest.fixture
def sent() -> bytes:
    """The body of a request that was answered."""
    small_register()
    body = json.dumps({"disclosures": [entry()]}).encode()
    assert Source("record").post("disclosures", body, Idempotency_Key="k").status_code == 201
    return body


def test_it_is_recognised_by_a_hash_that_takes_the_key_of_this_installation(sent):
    """Whoever knows all of it but the dossier number cannot try numbers."""
    kept = bytes(Idempotency.objects.get().body_hash)
    assert kept != hashlib.sha256(sent).digest() and len(kept) == 16


def test_what_was_kept_before_is_brought_to_that_form(sent):
    wanted = bytes(Idempotency.objects.get().body_hash)
    Idempotency.objects.update(body_hash=hashlib.sha256(sent).digest())
    MIGRATION.with_a_key(None, SimpleNamespace(connection=connection))
    assert bytes(Idempotency.objects.get().body_hash) == wanted
    MIGRATION.with_a_key(None, SimpleNamespace(connection=connection))
    assert bytes(Idempotency.objects.get().body_hash) == wanted
