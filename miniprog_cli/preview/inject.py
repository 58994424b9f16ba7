"""Put the tags of our scripts into a page, and leave every other byte as it is."""

import codecs
import re

from miniprog_cli.core.namedtuple import NamedTuple

CLIENT = "/_miniprog/client/program.js"
SIMULATED = "/_miniprog/simulated.js"
"""The simulated host: it runs before our client, which hands it the socket."""

LOOKED_AT = 64 * 1024
"""Bytes in which the head has to begin; the search remembers each, many times over."""

_BEFORE_HEAD = re.compile(
    rb"""
    (?:\s+ | <!--.*?--> | <!doctype[^>]*> | <\?[^>]*>)*
    (?:<html(?=[\s/>]) (?:[^>"']|"[^"]*"|'[^']*')* >)?
    (?:\s+ | <!--.*?-->)*
    (?:<head(?=[\s/>]) (?:[^>"']|"[^"]*"|'[^']*')* >)?
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
"""What may stand before the content of the head: the parser opens the head behind it."""

# Not html.escape: importing it loads the names of all two thousand characters that have one
_REFERENCES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
"""What would end an attribute's value, or a tag."""


class Mark(NamedTuple):
    """What a page must know to catch up, carried by the tag as data attributes."""

    run: str
    """Which start of the program it was rendered in."""
    generation: int
    path: str
    """The file it was made from, relative to the root."""
    source: str
    """The fingerprint of that file."""
    host_port: int | None
    """Where the host page is, None without a frame."""


def inject(page: bytes, mark: Mark) -> bytes:
    """Add our tags as the first thing in the head.

    First, so that it sees every error and is loaded before a policy in a meta element counts.
    A page in UTF-16 stays as it is: it is shown, but not updated.
    """
    if page.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return page
    at = _place(page)
    return page[:at] + tag(mark) + page[at:]


def _place(page: bytes) -> int:
    skip = len(codecs.BOM_UTF8) if page.startswith(codecs.BOM_UTF8) else 0
    match = _BEFORE_HEAD.match(page[:LOOKED_AT], skip)
    return match.end() if match else skip


def added(page: bytes, mark: Mark) -> tuple[int, int, int]:
    """Tell where our tags stand in a page: line, column before them, and how long they are.

    Lines count from 1, columns and length in UTF-16 units: a browser counts what it was sent.
    """
    lines = re.split(rb"\r\n|\r|\n", page[: _place(page)].removeprefix(codecs.BOM_UTF8))
    before = lines[-1].decode("utf-8", "replace")
    return len(lines), len(before.encode("utf-16-le")) // 2, len(tag(mark).decode())


def tag(mark: Mark) -> bytes:
    """Write the tags."""
    simulated = f'<script src="{SIMULATED}"></script>'
    return f'{simulated}<script src="{CLIENT}"{attributes(mark)}></script>'.encode()


def attributes(mark: Mark) -> str:
    """Write what the tag of our client carries."""
    data = {
        "run": mark.run,
        "generation": str(mark.generation),
        "path": mark.path,
        "source": mark.source,
        "host-port": "" if mark.host_port is None else str(mark.host_port),
    }
    return "".join(f' data-{name}="{escaped(value)}"' for name, value in data.items())


def escaped(value: str) -> str:
    """Write a value as it stands in an attribute."""
    return value.translate(_REFERENCES)
