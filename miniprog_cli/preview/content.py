"""Turn bytes or a file into the response that a request with conditions asks for."""

import os
import re
from http import HTTPStatus
from importlib.util import source_hash
from pathlib import Path

from miniprog_cli.core.inside import open_inside
from miniprog_cli.preview.media import media_type
from miniprog_cli.preview.message import FilePart, Headers, Request, Response, plain

HASHED = 1024 * 1024
"""Files up to this many bytes are known by their content, bigger ones by size and time."""

_RANGE = r"bytes=(\d*)-(\d*)"


def fingerprint(data: bytes) -> str:
    """Name a content, in 16 hexadecimal digits; nobody gains who makes another of the same name.

    Not hashlib, which loads OpenSSL before the first byte is answered.
    """
    return source_hash(data).hex()


def respond_file(request: Request, source: Path, top: str) -> Response:
    """Answer with a file as it lies on disk, inside the resolved folder `top`.

    Raises:
        OSError: it cannot be read.
        FileChanged: it leads out of the folder by now.
    """
    headers = (("Content-Type", media_type(source.name)),)
    file = open_inside(source, top)
    info = os.fstat(file.fileno())
    if info.st_size <= HASHED:
        with file:
            return respond_bytes(request, file.read(), headers=headers)
    tag = f"{info.st_size:x}-{info.st_mtime_ns:x}-{info.st_ino:x}"
    whole = FilePart(file=file, start=0, length=info.st_size)
    response = _respond(request, whole, tag=f'"{tag}"', headers=headers)
    if not isinstance(response.body, FilePart):
        file.close()
    return response


def respond_bytes(request: Request, data: bytes, *, headers: Headers) -> Response:
    """Answer with bytes that are in memory."""
    return _respond(request, data, tag=f'"{fingerprint(data)}"', headers=headers)


def _respond(request: Request, body: bytes | FilePart, *, tag: str, headers: Headers) -> Response:
    # no-cache: kept by the browser, and asked for again each time it is used
    common = (*headers, ("ETag", tag), ("Cache-Control", "no-cache"), ("Accept-Ranges", "bytes"))
    if _matches(request.headers.get("if-none-match", ""), tag):
        return Response(status=HTTPStatus.NOT_MODIFIED, headers=common)
    wanted = request.headers.get("range", "")
    if not wanted or request.headers.get("if-range", tag) != tag:
        return Response(headers=common, body=body)
    return _respond_range(wanted, body, common)


def _respond_range(wanted: str, body: bytes | FilePart, headers: Headers) -> Response:
    """Answer with one stretch; a range we do not understand may be ignored (RFC 9110 14.2)."""
    total = body.length if isinstance(body, FilePart) else len(body)
    match = re.fullmatch(_RANGE, wanted.strip())
    if match is None or _is_nothing(match[1], match[2]):
        return Response(headers=headers, body=body)
    stretch = _stretch(match[1], match[2], total)
    if stretch is None:
        return plain(
            HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
            headers=(("Content-Range", f"bytes */{total}"),),
        )
    start, end = stretch
    if isinstance(body, FilePart):
        part: bytes | FilePart = FilePart(file=body.file, start=start, length=end - start)
    else:
        part = body[start:end]
    return Response(
        status=HTTPStatus.PARTIAL_CONTENT,
        headers=(*headers, ("Content-Range", f"bytes {start}-{end - 1}/{total}")),
        body=part,
    )


def _is_nothing(first: str, last: str) -> bool:
    """Tell whether a range is none: without a number, or with its end before its start."""
    return not (first or last) or bool(first and last and int(last[:18]) < int(first[:18]))


def _stretch(first: str, last: str, total: int) -> tuple[int, int] | None:
    """Give start and end (exclusive) of a range; None where it holds no byte."""
    # the digits are cut: Python refuses to read numbers of thousands of digits
    if not first:
        start, end = max(0, total - int(last[:18])), total
    else:
        start, end = int(first[:18]), min(total, int(last[:18]) + 1 if last else total)
    return (start, end) if start < end else None


def _matches(condition: str, tag: str) -> bool:
    known = {each.strip().removeprefix("W/") for each in condition.split(",")}
    return tag in known or "*" in known
