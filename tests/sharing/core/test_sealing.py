"""Files that are kept sealed."""

import io

import pytest

from sharing.core.sealing import PART, SealedWriter, unsealed


def sealed(content: bytes, *, step: int = 10_000) -> bytes:
    stream = io.BytesIO()
    writer = SealedWriter(stream)
    for at in range(0, len(content), step):
        writer.write(content[at : at + step])
    writer.close()
    return stream.getvalue()


def opened(stored: bytes) -> bytes:
    return b"".join(unsealed(io.BytesIO(stored)))


@pytest.mark.parametrize("size", [0, 1, PART - 1, PART, PART + 1, 3 * PART])
def test_what_was_sealed_comes_back(size):
    content = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    stored = sealed(content)
    assert opened(stored) == content
    # Of a few bytes one may be among the sealed ones by chance.
    assert size < 64 or content[:64] not in stored


def test_the_same_content_is_sealed_otherwise_each_time():
    assert sealed(b"inhoud") != sealed(b"inhoud")


@pytest.mark.parametrize("harm", ["cut", "changed", "swapped", "other"])
def test_a_file_that_is_not_whole_is_refused(harm, settings):
    stored = sealed(b"a" * 3 * PART)
    part = PART + 16
    harmed = {
        "cut": stored[: 12 + part],
        "changed": stored[:100] + bytes([stored[100] ^ 1]) + stored[101:],
        "swapped": stored[:12]
        + stored[12 + part : 12 + 2 * part]
        + stored[12 : 12 + part]
        + stored[12 + 2 * part :],
        "other": b"%PDF-1.7",
    }[harm]
    with pytest.raises(ValueError):
        opened(harmed)
