"""Private files on their way to who may have them: a download, shown by no browser and kept nowhere on the way."""

from typing import Any

from django.core.files import File
from django.http import StreamingHttpResponse

from sharing.core.sealing import unsealed

PRIVATE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
}


def attachment(name: str) -> dict[str, str]:
    """The headers of a private file of this name, which is ours and of letters, digits, dots and dashes."""
    return PRIVATE | {"Content-Disposition": f'attachment; filename="{name}"'}


def sealed_download(
    file: "File[Any]", *, name: str, size: int, content_type: str = "application/pdf"
) -> StreamingHttpResponse:
    """A sealed file, unsealed part by part while it is sent; ``size`` in bytes is that of what was sealed."""
    answer = StreamingHttpResponse(unsealed(file), content_type=content_type, headers=attachment(name))
    answer["Content-Length"] = size
    answer._resource_closers.append(file.close)  # type: ignore[attr-defined]  # as FileResponse does
    return answer
