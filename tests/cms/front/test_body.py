"""A body comes back as it was sent, and what of it stands on the disk tells nothing."""

import io
import tempfile

import pytest

from cms.front import body as module
from cms.front.body import Body

PARTS = [b'{"dossier": "', b"merk-7719", b'"}\n', b"x" * 5000, b"\nmerk-7719"]


@pytest.fixture
def on_disk(monkeypatch) -> list[io.BytesIO]:
    """What is written to temporary files, kept to be looked at."""
    made: list[io.BytesIO] = []

    class Kept(io.BytesIO):
        def close(self) -> None:
            pass

    def temporary_file(*_: object, **__: object) -> io.BytesIO:
        made.append(Kept())
        return made[-1]

    monkeypatch.setattr(tempfile, "TemporaryFile", temporary_file)
    monkeypatch.setattr(module.tempfile, "TemporaryFile", temporary_file)
    return made


def written(in_memory: int) -> Body:
    body = Body(in_memory)
    for part in PARTS:
        body.write(part)
    body.rewind()
    return body


@pytest.mark.parametrize("in_memory", [0, 10, 30, 5010, 1_000_000])
@pytest.mark.parametrize("size", [1, 7, 4096, 1_000_000, -1])
def test_it_is_read_as_it_was_written(in_memory, size):
    whole, read = b"".join(PARTS), b""
    with written(in_memory) as body:
        while part := body.read(size):
            assert size < 0 or len(part) == min(size, len(whole) - len(read)), "a short part would be its end"
            read += part
    assert read == whole


def test_by_line_and_from_the_front_again():
    with written(20) as body:
        assert body.readline() == b'{"dossier": "merk-7719"}\n'
        body.rewind()
        assert body.read(13) == PARTS[0]


def test_a_small_one_is_not_on_the_disk(on_disk):
    written(1_000_000)
    assert on_disk == []


def test_what_is_on_the_disk_cannot_be_read(on_disk):
    written(20)
    written(20)
    first, second = (one.getvalue() for one in on_disk)
    assert len(first) == len(second) == sum(map(len, PARTS))
    assert b"merk" not in first + second and b"dossier" not in first + second
    assert first != second, "each has a key of its own"
    assert len(set(first[2000:2512])) > 100, "nor that there is five thousand times the same"
