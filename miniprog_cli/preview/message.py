"""One request and one response, free of how they travel."""

import time
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import BinaryIO

from miniprog_cli.core.namedtuple import NamedTuple

Headers = tuple[tuple[str, str], ...]

CHUNK = 64 * 1024

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


class Request(NamedTuple):
    """A request that every guard has let through."""

    method: str
    path: str
    """Decoded, starts with a slash, holds no ``..``, no backslash and no control character."""
    query: str = ""
    headers: Mapping[str, str] = MappingProxyType({})
    """Names in lower case."""
    target: bytes = b""
    """Path and query as they were sent."""
    pairs: tuple[tuple[bytes, bytes], ...] = ()
    """The headers as they were sent, in their order."""
    scheme: str = "http"
    """How it was asked for."""


class FilePart(NamedTuple):
    """A stretch of an open file, read only while it is sent; sending it closes the file."""

    file: BinaryIO
    start: int
    length: int

    def chunks(self) -> Iterator[bytes]:
        """Read the stretch piece by piece; a file that shrank meanwhile ends it early."""
        left = self.length
        with self.file as file:
            file.seek(self.start)
            while left and (chunk := file.read(min(CHUNK, left))):
                left -= len(chunk)
                yield chunk


class Response(NamedTuple):
    """What goes back; the length is added when it is sent."""

    status: int = HTTPStatus.OK
    headers: Headers = ()
    body: bytes | FilePart = b""

    @property
    def length(self) -> int:
        """Count the bytes of the body."""
        return self.body.length if isinstance(self.body, FilePart) else len(self.body)

    def chunks(self) -> Iterator[bytes]:
        """Yield the body in pieces that are fit to be sent one by one."""
        if isinstance(self.body, FilePart):
            yield from self.body.chunks()
        elif self.body:
            yield self.body

    def close(self) -> None:
        """Let go of a body that will not be sent."""
        if isinstance(self.body, FilePart):
            self.body.file.close()


def plain(status: HTTPStatus, text: str = "", *, headers: Headers = ()) -> Response:
    """Answer with one line of text, by default the status in words."""
    line = text or f"{status.value} {status.phrase}".lower()
    return Response(
        status=status,
        headers=(("Content-Type", "text/plain; charset=utf-8"), *headers),
        body=f"{line}\n".encode(),
    )


def http_date(seconds: float) -> str:
    """Write a moment, in seconds since 1970, as HTTP does (RFC 9110, section 5.6.7).

    Not `email.utils`, which imports twelve modules, nor `strftime`, which may speak another language.
    """
    moment = time.gmtime(seconds)
    day, month = _DAYS[moment.tm_wday], _MONTHS[moment.tm_mon - 1]
    clock = f"{moment.tm_hour:02}:{moment.tm_min:02}:{moment.tm_sec:02}"
    return f"{day}, {moment.tm_mday:02} {month} {moment.tm_year} {clock} GMT"
