"""Operations are the only writers of the register, and say at each call who, why and what for.

What stands here as an exception has its reason beside it; whoever adds a line adds one.
"""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from cms.settings.base import BASE_DIR

ROOT = Path(BASE_DIR)
MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "sharing").rglob("*.py")
    if "migrations" not in path.parts
)
# Operations that have a file each, because one would be too long.
OPERATIONS = {
    *(path for path in MODULES if path.endswith("/operations.py")),
    "sharing/access/accounts.py",
    "sharing/access/review.py",
    "sharing/access/roles.py",
    "sharing/agreements/chaining.py",
    "sharing/agreements/changing.py",
    "sharing/agreements/together.py",
    "sharing/consents/requests.py",
    "sharing/consents/withholding.py",
    "sharing/disclosures/corrections.py",
    "sharing/disclosures/recording.py",
    "sharing/disclosures/review.py",
    "sharing/disclosures/together.py",
    "sharing/disclosures/voiding.py",
    "sharing/disclosures/oppositions.py",
    "sharing/disclosures/withdrawals.py",
    "sharing/grounds/introducing.py",
    "sharing/parties/mergers.py",
    "sharing/breaches/register.py",
    "sharing/breaches/reporting.py",
    "sharing/breaches/sending.py",
    "sharing/retention/replaying.py",
    "sharing/rights/complaints.py",
    "sharing/rights/delivering.py",
    "sharing/rights/effects.py",
    "sharing/rights/informing.py",
    "sharing/rights/requests.py",
    "sharing/rights/sending.py",
    "sharing/workbook/handing_in.py",
}
# Other modules that write, each for a reason.
WRITERS = {
    "sharing/access/groups.py": "the form of a role, which save_role calls to see what it asks for",
    "sharing/breaches/forms.py": "categories as they were filled in (commit=False); the operation stores them",
    "sharing/documents/forms.py": "documents as they were filled in (commit=False); the operation stores them",
    "sharing/sources/subjects.py": "what a confirmed proposal does, in the transaction of who confirmed it",
    "sharing/access/subjects.py": "what a confirmed proposal does, in the transaction of who confirmed it",
    "sharing/background/tidying.py": "what the queue remembers of tasks that ended, which is no register",
    "sharing/retention/door.py": "the text of the function through which history goes, by two people",
    "sharing/core/constraints.py": "the text of the triggers, which write the history",
    "sharing/core/admin/forms.py": "save_record calls the form: it knows which fields and parts were changed",
    "sharing/disclosures/copying.py": "the COPY of a recording, which opened the transaction with its actor",
    "sharing/log/saving.py": "somebody's own filters and columns, which are no register",
    "sharing/log/known.py": "which flows the log has, made of the log itself",
    "sharing/log/worded.py": "the words of what is in the log already, which are no register",
    "sharing/log/emitting.py": "how far the log was sent on, which is no register",
    "sharing/sources/idempotency.py": "answers kept for repeated requests, which are no register",
    "sharing/sources/pace.py": "how fast a source calls, which is no register",
    "sharing/sources/usage.py": "when a token was last used, which is no register",
    "sharing/workbook/writing.py": "the bulk statements of an import, which opened the transaction with its actor",
    "sharing/sample/register.py": "what the workbook has no columns for, in an installation that is empty",
    "sharing/roles.py": "the roles, accounts and workflow of an installation, made by its operator",
}
# Operations without an actor that is passed in, each for a reason.
ACTOR_OF_ITS_OWN = {
    "normalise_numbers": "the owner of the tables, on the command line; a table of its own says what was done",
    "keep_documents": "part of the operation on the record that they belong to, which has the actor",
    "replay": "the owner of the tables, on the command line; the journal says who approved",
    "send_reminders": "changes no register: it keeps what was mailed to whom, so that it is not mailed twice",
    "built_in_source": "made when first needed, by the installation itself",
}
REASON_OF_ITS_OWN = dict.fromkeys(
    ("confirm_correction", "confirm_restored", "confirm_void"),
    "the proposal, which the second person confirms as it is, has it",
) | dict.fromkeys(
    (
        *("make_request_letter", "make_recipient_letters", "note_request_letter_sent"),
        *("make_breach_letter", "note_breach_letter_sent"),
    ),
    "which letter it is, and how it went out, is the reason",
)
_METHODS = {
    "save",
    "create",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "update",
}
_SQL = re.compile(r"\s*(INSERT INTO|UPDATE \w+ SET|DELETE FROM|COPY \w+)", re.IGNORECASE)
# Receivers that are no rows: files, workbooks, the class above, and dictionaries and hashes with their ``update``.
_NO_ROWS = re.compile(r"storage|^super\(\)|^book$")


def writes_in(source: str) -> Iterator[str]:
    """What in a module writes rows: calls of a model or a queryset, and statements."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS:
            receiver = ast.unparse(node.func.value)
            of_rows = "objects" in receiver or node.func.attr in ("save", "delete")
            if of_rows and not _NO_ROWS.search(receiver):
                yield f"{node.lineno}: {receiver}.{node.func.attr}()"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _SQL.match(node.value):
            yield f"{node.lineno}: {node.value.strip().split()[0]}"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("row.save(update_fields=['a'])", 1),
        ("Party.objects.filter(pk=1).update(name='x')", 1),
        ("Party.objects.bulk_create(rows)", 1),
        ("cursor.execute('INSERT INTO sharing_party (code) VALUES (1)')", 1),
        ("super().save(commit)", 0),
        ("hasher.update(text)", 0),
        ("storages['private'].save(name, file)", 0),
    ],
)
def test_a_write_is_recognised(source, found):
    assert len(list(writes_in(source))) == found


def test_only_operations_write():
    found = {path: list(writes_in((ROOT / path).read_text(encoding="utf-8"))) for path in MODULES}
    elsewhere = {path: writes for path, writes in found.items() if writes and path not in OPERATIONS}
    assert {path: writes for path, writes in elsewhere.items() if path not in WRITERS} == {}
    assert set(elsewhere) == set(WRITERS), "an exception that is none any more goes from the list"


def test_only_writers_act_as_somebody():
    """``acting`` gives a statement its actor: who opens it writes."""
    imports = re.compile(r"^from sharing\.core\.actor import .*\bacting\b", re.MULTILINE)
    acting = {path for path in MODULES if imports.search((ROOT / path).read_text(encoding="utf-8"))}
    assert (
        acting - OPERATIONS - {"sharing/sample/register.py", "sharing/public.py", "sharing/roles.py"} == set()
    )


def operations() -> list[Callable]:
    modules = [import_module(path.removesuffix(".py").replace("/", ".")) for path in sorted(OPERATIONS)]
    return [
        one
        for module in modules
        for name, one in vars(module).items()
        if inspect.isfunction(one) and one.__module__ == module.__name__ and not name.startswith("_")
    ]


@pytest.mark.parametrize("operation", operations(), ids=lambda one: f"{one.__module__}.{one.__name__}")
def test_an_operation_is_called_by_keyword_with_actor_and_reason(operation):
    """Only what it is about may come by position: ``withdraw_consent(consent, withdrawn_at=…, by=…, reason=…)``."""
    given = inspect.signature(operation).parameters
    by_position = [one for one in given.values() if one.kind is not inspect.Parameter.KEYWORD_ONLY]
    assert len(by_position) <= 1
    if operation.__name__ not in ACTOR_OF_ITS_OWN:
        assert given["by"].kind is inspect.Parameter.KEYWORD_ONLY
        assert {"reason", "note"} & given.keys() or operation.__name__ in REASON_OF_ITS_OWN
