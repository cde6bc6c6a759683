"""The same request again gets the same answer and stores nothing twice, also when it comes many times at
once.
"""

import hashlib
import re
import zlib
from collections.abc import Callable

from django.db import connection, transaction

from sharing.api.problems import Problem
from sharing.core.dossiers import fingerprint
from sharing.core.exceptions import InputError
from sharing.sources.models import Idempotency, Source

_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_CLAIM = """
INSERT INTO sharing_idempotency (source_id, key, body_hash, answer) VALUES (%s, %s, %s, '')
ON CONFLICT (source_id, key) DO NOTHING RETURNING id
"""


def read_key(text: str | None) -> str:
    """The key that the caller gave its request. Raises Problem 400 without one or with one that cannot be."""
    if text is None:
        raise Problem(
            400, "Stuur een Idempotency-Key mee: een kenmerk per verzoek, dat u bij herhalen hergebruikt."
        )
    if not _KEY.fullmatch(text):
        raise Problem(400, "De Idempotency-Key moet 1 tot en met 255 zichtbare tekens (ASCII) tellen.")
    return text


def once(source: Source, key: str, body: bytes, work: Callable[[], bytes]) -> bytes:
    """The answer of ``work``, done at most once per source and key.

    The claim is the first write of the transaction: the same request elsewhere waits for it and then reads
    the answer; when the work is refused, nothing remains and the next one tries. Raises Problem 422 when the
    key was used for another body.
    """
    # Keyed: of a plain hash somebody could find out the dossier number, who knows all else that was sent.
    digest = fingerprint(hashlib.sha256(body).digest())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CLAIM, [source.pk, key, digest])
        claimed = cursor.fetchone()
        if claimed is None:
            return _earlier(Idempotency.objects.get(source=source, key=key), digest)
        answer = work()
        Idempotency.objects.filter(pk=claimed[0]).update(answer=zlib.compress(answer, 1))
        return answer


def _earlier(claim: Idempotency, digest: bytes) -> bytes:
    if bytes(claim.body_hash) != digest:
        message = (
            "Deze Idempotency-Key is al gebruikt voor een ander verzoek; geef elk verzoek een eigen kenmerk."
        )
        error = InputError(message, "Idempotency-Key", "idempotency-key-reused")
        raise Problem(422, message, code="idempotency-key-reused", errors=[error])
    return zlib.decompress(bytes(claim.answer))
