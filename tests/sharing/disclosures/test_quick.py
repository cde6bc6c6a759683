"""The quick reader of entries says what the strict one says, or nothing at all."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sharing.api.envelope import as_object
from sharing.api.problems import Problem
from sharing.disclosures.intake.channels import Raw
from sharing.disclosures.intake.quick import quick_entries

SPACE = st.text(alphabet=" \t\n\r", max_size=2)
TEXTS = st.text(alphabet=st.sampled_from('aé:,"\\{}[]\u2028\x7f\x00\n 0'), max_size=6) | st.text(max_size=4)
NAMES = st.sampled_from([*Raw._fields, "data_categories", "disclosures", "Dossier", ""])


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def spaced(part: str, before: str, after: str) -> str:
    return f"{before}{part}{after}"


TEXT = TEXTS.map(quoted) | TEXTS.map(json.dumps) | TEXTS.map(lambda text: f'"{text}"')
CODES = st.lists(TEXT | st.just("null"), max_size=3).map(lambda codes: f"[{','.join(codes)}]")
VALUE = st.builds(spaced, TEXT | CODES | st.sampled_from(["null", "1", "true", "{}"]), SPACE, SPACE)
# Nearly always of the right kind, so that the quick reader has something to say.
RIGHT = st.builds(
    lambda name, text, codes, before, after: (
        f"{before}{quoted(name)}:{after}" + (codes if name == "data_categories" else quoted(text))
    ),
    st.sampled_from(Raw._fields),
    st.text(alphabet="aé:,{}[] 0", max_size=5),
    st.lists(st.sampled_from(['"naam"', '"a:b"', '""']), max_size=3).map(
        lambda codes: f"[{','.join(codes)}]"
    ),
    SPACE,
    SPACE,
)
MEMBER = RIGHT | st.builds(lambda name, value: f"{quoted(name)}:{value}", NAMES, VALUE)
ENTRY = st.lists(RIGHT, max_size=5) | st.lists(MEMBER, max_size=5)
BODY = st.lists(ENTRY.map(lambda members: f"{{{','.join(members)}}}"), max_size=3).map(
    lambda entries: f'{{"disclosures":[{",".join(entries)}]}}'
)
ONE = {name: f"{name}:1" for name in Raw._fields} | {"data_categories": ["naam", "adres"], "description": ""}


def strictly(body: bytes) -> list[Raw]:
    """As the strict reader has it, where every value is of the type it should have."""
    entries = as_object(body)["disclosures"]
    return [
        Raw(**{name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()})
        for entry in entries
    ]


@given(BODY)
@example('{"disclosures":[{"dossier":"","dossier":"W-1"}]}')
@example('{"disclosures":[{"dossier":"W-1","dossier":""}]}')
@example('{"disclosures":[{"dossier":":","dossier" :":"}]}')
@example('{"disclosures":[{"data_categories":[],"data_categories":["naam"]}]}')
def test_what_is_read_quickly_is_what_the_strict_reader_reads(body):
    sent = body.encode("utf-8", "surrogatepass")
    found = quick_entries(sent)
    if found is not None:
        assert list(found) == strictly(sent)


@pytest.mark.parametrize("separators", [(",", ":"), (", ", ": "), (" ,\n", "\t: ")])
@pytest.mark.parametrize("entry", [ONE, {}, {"external_id": "é—\u2028", "data_categories": []}])
def test_what_sources_send_is_read_quickly(entry, separators):
    body = json.dumps({"disclosures": [entry, ONE]}, ensure_ascii=False, separators=separators).encode()
    found = quick_entries(body)
    assert found is not None
    assert len(found) == 2
    assert list(found) == strictly(body)


@pytest.mark.parametrize(
    "body",
    [
        b'{"disclosures":[{"dossier":"W-1","dossier":"W-2"}]}',
        b'{"disclosures":[{"dossier":"","dossier":"W-2"}]}',
        b'{"disclosures":[{"dossier":"W-2","dossier":"W-2"}]}',
        b'{"disclosures":[{"data_categories":[],"data_categories":[]}]}',
        b'{"disclosures":[{}],"disclosures":[{}]}',
        b'{"disclosures":[{"dossier":"W-1", "dossier" : "W-2"}]}',
        b'{"disclosures":[{"dossier":"W-1","dossie\\u0072":"W-2"}]}',
    ],
)
def test_a_name_that_stands_twice_is_not_passed_over(body):
    assert quick_entries(body) is None
    with pytest.raises(Problem, match="twee keer"):
        as_object(body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b'\xef\xbb\xbf{"disclosures":[{}]}',
        b'{"disclosures":[{}]} {}',
        b'{"disclosures":[{}]}\x00',
        b'{"disclosures":[{"dossier":null}]}',
        b'{"disclosures":[{"dossier":1}]}',
        b'{"disclosures":[{"dossier":"\xff"}]}',
        b'{"disclosures":[{"dossier":"\xed\xa0\x80"}]}',
        b'{"disclosures":[{"dossier":"a\nb"}]}',
        b'{"disclosures":[{"data_categories":"naam"}]}',
        b'{"disclosures":[{"data_categories":[1]}]}',
        b'{"disclosures":[{"naam":"Jansen"}]}',
        b'{"disclosures":[[]]}',
        b'{"disclosures":' + b"[" * 100_000,
    ],
)
def test_what_needs_a_closer_look_is_left_to_the_strict_reader(body):
    assert quick_entries(body) is None
