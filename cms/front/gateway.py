"""Between the network and WSGI: nobody's slowness holds one of the threads that work.

Granian's own WSGI gives a request to a thread as soon as its headers are there; the thread then waits for the body, so
sixteen clients that send nothing stop a site of eight threads. Here a body is gathered while no thread waits, within a
time and a size, and only a whole request is worked on. Public pages and health have threads of their own: they do not
queue behind staff. What is refused whatever its body says is answered without reading it.
"""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from cms.front.body import Body
from cms.front.cache import is_public
from cms.front.environ import environ_of
from sharing.public import UNREAD, Problem

LARGEST = 64 * 1024 * 1024  # bytes of a body; what takes less says so itself
LARGEST_CALL = 16 * 1024 * 1024  # of a call of the API
UNASKED = 64 * 1024  # bytes of a call that are read without asking first who calls
IN_MEMORY = 1024 * 1024  # bytes of a body; the rest is on disk
PATIENCE = 15.0  # seconds for a body, and one more for each SLOWEST bytes of it
SLOWEST = 64 * 1024
WHOLE = 16 * 1024 * 1024  # bytes of an answer that is sent at once
SENDING = 30.0  # seconds for a part of a longer one
STAFF_THREADS, PUBLIC_THREADS = 4, 2  # each may hold a connection to the database

Answer = tuple[int, list[tuple[str, str]], Iterable[bytes]]


class Refused(Exception):
    """The body is not read any further."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Gateway:
    """RSGI around a WSGI application; ``knows`` tells whether a call with this Authorization is anybody's."""

    def __init__(
        self, application: Callable[..., Iterable[bytes]], *, knows: Callable[[str], bool] = bool
    ) -> None:
        self._application = application
        self._knows = knows
        self._staff = ThreadPoolExecutor(STAFF_THREADS, thread_name_prefix="staff")
        self._public = ThreadPoolExecutor(PUBLIC_THREADS, thread_name_prefix="public")

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        environ = environ_of(scope)
        loop = asyncio.get_running_loop()
        refused = refused_anyway(environ)
        if not refused and asks_first(environ):
            refused = not await loop.run_in_executor(self._staff, self._knows, environ["HTTP_AUTHORIZATION"])
        try:
            body = None if refused else await gather(protocol, environ)
        except Refused as refusal:
            protocol.response_bytes(*told(refusal, is_call=is_call(environ)))
            return
        environ |= {"wsgi.input": body} if body is not None else {UNREAD: True}
        path = environ["PATH_INFO"]
        pool = self._public if is_public(path) or path.startswith("/gezondheid/") else self._staff
        await loop.run_in_executor(pool, self._work, environ, protocol, loop)

    def _work(self, environ: dict[str, Any], protocol: Any, loop: asyncio.AbstractEventLoop) -> None:
        """In a thread, from the first line of the application to its last: its database connection is the thread's."""
        told: list[Any] = []
        with environ["wsgi.input"]:
            answer = self._application(environ, lambda *given: told.append(given))
            try:
                status, headers = int(told[0][0].split(" ", 1)[0]), told[0][1]
                length = next((value for name, value in headers if name.lower() == "content-length"), "")
                if isinstance(answer, list) or (length.isdecimal() and int(length) <= WHOLE):
                    # From this thread: granian takes it from any, and a turn of the loop is time.
                    protocol.response_bytes(status, headers, b"".join(answer))
                else:
                    self._stream(answer, status, headers, protocol, loop)
            finally:
                if hasattr(answer, "close"):
                    answer.close()

    def _stream(
        self, answer: Iterable[bytes], status: int, headers: list[tuple[str, str]], protocol: Any, loop: Any
    ) -> None:
        started: Future[Any] = Future()
        loop.call_soon_threadsafe(lambda: started.set_result(protocol.response_stream(status, headers)))
        transport = started.result(SENDING)

        async def send(part: bytes) -> None:
            await transport.send_bytes(part)

        for part in answer:
            if part:
                asyncio.run_coroutine_threadsafe(send(part), loop).result(SENDING)


def is_call(environ: dict[str, Any]) -> bool:
    """Whether this is a call of the API."""
    return bool(environ["PATH_INFO"].startswith("/api/"))


def told(refusal: Refused, *, is_call: bool) -> tuple[int, list[tuple[str, str]], bytes]:
    """Status, headers and body of the answer: a problem document for a call, a sentence for a browser."""
    close = ("Connection", "close")
    if not is_call:
        return refusal.status, [("Content-Type", "text/plain; charset=utf-8"), close], str(refusal).encode()
    answer = Problem(refusal.status, str(refusal)).response()
    headers = [("Content-Type", answer["Content-Type"]), ("Cache-Control", "no-store"), close]
    return refusal.status, headers, answer.content


def refused_anyway(environ: dict[str, Any]) -> bool:
    """Whether the application refuses this without looking at the body, which is then never asked for."""
    path = environ["PATH_INFO"]
    if environ["REQUEST_METHOD"] in ("GET", "HEAD", "OPTIONS"):
        return True  # there is nothing to read
    if is_call(environ):
        return not environ.get("HTTP_AUTHORIZATION")
    if path.startswith("/beheer/"):
        return "csrftoken=" not in environ.get("HTTP_COOKIE", "")
    return True  # nothing public takes a body


def asks_first(environ: dict[str, Any]) -> bool:
    """Whether a call brings so much that who calls is asked before it is read."""
    said = environ.get("CONTENT_LENGTH", "")
    return is_call(environ) and not (said.isdecimal() and int(said) <= UNASKED)


async def gather(protocol: Any, environ: dict[str, Any]) -> Body:
    """The whole body. Raises Refused when it is too large, too slow or not all there."""
    largest = LARGEST_CALL if is_call(environ) else LARGEST
    said = environ.get("CONTENT_LENGTH", "")
    if said and (not said.isdecimal() or int(said) > largest):
        raise Refused(413, f"De inhoud is groter dan {largest // 1024 // 1024} MiB.")
    expected = int(said) if said else largest
    body = Body(IN_MEMORY)  # closed by who works on it
    length = 0
    try:
        async with asyncio.timeout(PATIENCE + expected / SLOWEST):
            async for part in protocol:
                length += len(part)
                if length > largest:
                    raise Refused(413, f"De inhoud is groter dan {largest // 1024 // 1024} MiB.")
                body.write(part)
    except TimeoutError:
        body.close()
        raise Refused(408, "De inhoud kwam te langzaam binnen.") from None
    except Refused:
        body.close()
        raise
    environ["CONTENT_LENGTH"] = str(length)
    body.rewind()
    return body
