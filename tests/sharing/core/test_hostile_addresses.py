"""Whatever stands in an address or a form of a list or a step of the log: an answer, never an error of the server."""

import pytest
from django.urls import reverse

from sharing.core.admin.sections import screens
from sharing.core.keys import key_in
from sharing.disclosures.models import Disclosure
from sharing.roles import ADMINISTRATOR, CONTRACT_MANAGER, LAWYER
from tests import factories as make
from tests.sharing.core.visitors import signed_in
from tests.sidebar import without_menu

# Longer than Python reads as a number, more than a column holds, marks of another record, halves of texts, no days.
VALUES = [
    *("9" * 5000, str(2**63), str(2**31), "-1", "1.5", "٣", "\x00", "a\x00b", "\ufffe"),
    *("\\", "'", "[]", "x" * 5000, "2026-02-30", "31-12-9999"),
]
# What lists, steps and files are asked besides the fields of their filters.
ASKED = (
    *("q", "ordering", "p", "peildatum", "cursor", "na", "voor", "export", "dossier", "herhaal", "sjabloon"),
    *("verzoek", "persoon", "uit", "bevinding", "ontvanger", "doeleinde", "ingetrokken", "whose", "columns"),
)
SENT = (
    *("entries", "form_key", "other_disclosure", "recipient", "version", "overtaken", "decision"),
    *("reason", "note", "disclosed_at", "dossier", "format"),
)
STEPS = ("disclosures:add", "disclosures:export", "worklist:index", "worklist:together", "figures:index")
OF_ONE = ("edit", "review", "reopen", "breach", "proposal", "void", "restore")


def failed(client, method: str, address: str, sent: dict) -> list[str]:
    """The request, when its answer is an error of the server."""
    answer = getattr(client, method)(address, sent)
    return [f"{method} {address}"] if answer.status_code >= 500 else []


def asked_of(screen, value: str) -> dict[str, str]:
    """Every filter of a list with this value, and what lists are asked besides."""
    listed = getattr(screen, "list_filter", None)
    filters = getattr(getattr(screen, "filterset_class", None), "base_filters", {})
    names = [*filters, *(listed if isinstance(listed, (list, tuple)) else ())]
    ranges = [f"{name}{ending}" for name in names for ending in ("_from", "_to", "_after", "_before")]
    return dict.fromkeys([*names, *ranges, *ASKED], value)


@pytest.fixture(autouse=True)
def _without_menu():
    with without_menu():
        yield


@pytest.mark.django_db
@pytest.mark.parametrize("value", VALUES)
def test_every_list_with_every_filter(value):
    """Each list as the first of these roles that may see it."""
    make.DisclosureFactory(deviation=True)
    clients = [signed_in(role) for role in (LAWYER, CONTRACT_MANAGER, ADMINISTRATOR)]
    found, seen = [], 0
    for _model, screen in screens():
        for client in clients:
            client.raise_request_exception = False
            answer = client.get(reverse(screen.get_url_name("index")), asked_of(screen, value))
            if answer.status_code != 302:
                seen += 1
                found += [screen.__name__] if answer.status_code >= 500 else []
                break
    assert found == []
    assert seen > 20


@pytest.mark.django_db
def test_the_steps_of_the_log():
    row = make.DisclosureFactory(deviation=True)
    client = signed_in(LAWYER)
    client.raise_request_exception = False
    found = []
    for value in VALUES:
        for name in STEPS:
            found += failed(client, "get", reverse(name), dict.fromkeys(ASKED, value))
            found += failed(client, "post", reverse(name), dict.fromkeys([*ASKED, *SENT], value))
        for name in OF_ONE:
            address = reverse(f"disclosures:{name}", args=[row.pk])
            found += failed(client, "post", address, dict.fromkeys(SENT, value))
    assert found == []
    assert Disclosure.history.filter(id=row.pk).count() == 1, "nothing came of it"


@pytest.mark.parametrize("text", ["", "0", "-1", "1.0", " 1", "٣", "²", "x", str(2**63), "9" * 5000])
def test_what_is_no_key_is_none(text):
    assert key_in(text) == 0


@pytest.mark.parametrize(("text", "key"), [("1", 1), ("007", 7), (str(2**63 - 1), 2**63 - 1)])
def test_a_key(text, key):
    assert key_in(text) == key
