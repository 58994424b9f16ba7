"""JSON files: where one is not JSON."""

import json
import re
from collections.abc import Iterator

from miniprog_cli.core.facts import Fault, Role
from miniprog_cli.core.source import MAX_DEPTH, JsonError, parse_json
from miniprog_cli.syntax.page import Url

_PICTURE = re.compile(r"(?:(?:shortcuts/\d+/)?icons|screenshots)/\d+/src")
STRICT = "correct it: JSON has no comments, no comma after the last value, and double quotes only"
_TOO_DEEP = f"nested deeper than {MAX_DEPTH} levels"


def manifest_urls(text: str) -> Iterator[Url]:
    """Find what a web app manifest refers to: its pictures and where it starts (W3C, appmanifest).

    One is told by its icons, a list of objects with `src`; other JSON refers to nothing.
    """
    if '"icons"' not in text or '"src"' not in text:
        return
    try:
        document = parse_json(text.encode("utf-8", "surrogatepass"), "")
    except (JsonError, UnicodeDecodeError):
        return
    for pointer, (first, last) in document.values.items():
        role = Role.LINK if pointer in (("start_url",), ("scope",)) else Role.IMAGE
        if role is Role.LINK or _PICTURE.fullmatch("/".join(map(str, pointer))):
            url = document.at(pointer)
            if isinstance(url, str):
                yield Url(url, first + 1, last - 1, f"`{pointer[-1]}`", role)


def broken_json(content: bytes) -> Iterator[Fault]:
    """Find the first place where a file is not JSON as browsers read it; never raises."""
    plain = content.removeprefix(b"\xef\xbb\xbf")  # `fetch` takes the mark for what it is
    try:
        json.loads(plain.decode("utf-8", "replace"), parse_constant=_refuse)
    except RecursionError:
        return  # deeper than we look
    except ValueError:
        yield from _place(plain)


def _refuse(word: str) -> None:
    raise ValueError(word)


def _place(content: bytes) -> Iterator[Fault]:
    try:
        parse_json(content, "")
    except JsonError as error:
        if error.message != _TOO_DEEP:
            yield Fault(f"this is not JSON: {error.message}", error.span, hint=error.hint or STRICT)
