"""A request of the network as WSGI's environ."""

import io
import sys
from typing import Any
from urllib.parse import unquote_to_bytes

_FIXED = {
    "SCRIPT_NAME": "",
    "wsgi.version": (1, 0),
    "wsgi.errors": sys.stderr,
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
    "wsgi.input_terminated": True,
}


def environ_of(scope: Any) -> dict[str, Any]:
    """WSGI's environ of an RSGI scope, with an empty body.

    A header whose name has an underscore is left out: it would look like the one with a dash that a proxy sets or
    removes, such as ``X-Forwarded-Proto``.
    """
    name, _, port = scope.server.rpartition(":")
    environ = {
        **_FIXED,
        "REQUEST_METHOD": scope.method,
        "PATH_INFO": unquote_to_bytes(scope.path).decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_NAME": name.strip("[]"),
        "SERVER_PORT": port,
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(),
    }
    for header, value in scope.headers.items():
        if "_" in header:
            continue
        key = header.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        if key in environ:
            value = f"{environ[key]}{'; ' if key == 'HTTP_COOKIE' else ','}{value}"
        environ[key] = value
    if scope.authority and "HTTP_HOST" not in environ:
        environ["HTTP_HOST"] = scope.authority
    return environ
