"""Find what a place stands for that a page names: the source behind it, and the lines around it.

Reading maps can take a second, so it happens in a thread, one place after the other: what pages say
is told in the order in which they said it. Nothing outside the project is read, and of the project
only what ships, a source map, and the sources that one names.
"""

import asyncio
import base64
import binascii
import os
import posixpath
import queue
import re
import threading
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import unquote, unquote_to_bytes

from miniprog_cli.core.files import on_disk
from miniprog_cli.core.inside import FileChanged, read_inside
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.preview import guard
from miniprog_cli.preview.excerpts import Excerpt, characters, excerpt, lines_of
from miniprog_cli.preview.inject import Mark, added
from miniprog_cli.preview.live import Live
from miniprog_cli.preview.media import is_page
from miniprog_cli.preview.reports import Spot
from miniprog_cli.preview.sourcemap import BrokenMap, Original, SourceMap, read_map

LARGEST = 32 * 1024 * 1024
"""Bytes of a file or map that is looked into."""

KEPT = 16
"""Maps that are kept."""

HEAD = 1000
"""Units that the runtime of native programs puts before a script, on its first line (`faults.js`)."""

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NAMED = re.compile(r"(?://|/\*)[#@]\s*sourceMappingURL=(\S+)")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://[^/]*/+", re.IGNORECASE)
_TAIL = "sourceMappingURL="


class Place(NamedTuple):
    """A place as a person has it: relative to the project, line and column in characters."""

    file: str
    line: int
    column: int
    excerpt: Excerpt | None = None


class _Text(NamedTuple):
    lines: list[str]
    text: str


class _Named(NamedTuple):
    map: SourceMap
    base: str
    """What its sources are relative to."""


class Places:
    """Finds places of one project that is being previewed."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._maps: dict[tuple[str, int], SourceMap | None] = {}

    def find(self, told: Spot, reference: str = "") -> Place:
        """Find the source of a place, or where a page names a file: the `reference`.

        The place itself where nothing is known of it.
        """
        if reference:
            return self._naming(told, reference)
        if not told.file or _ADDRESS.match(told.file):
            return Place(told.file, told.line, told.column)
        path = self._live.in_project(told.file)
        read = self._served(told.file)
        units = self._without_head(told)
        if read is None or not 1 <= told.line <= len(read.lines):
            return Place(path, told.line, units)
        if is_page(told.file):
            units = self._without_ours(read.text, told)
            original = None
        else:
            original = self._original(path, read.text, told.line - 1, units - 1)
        if original is not None:
            return self._in_source(original)
        column = characters(read.lines[told.line - 1], units)
        return Place(path, told.line, column, excerpt(read.lines, told.line, column))

    def _naming(self, told: Spot, reference: str) -> Place:
        """Find where a page names a file."""
        path = self._live.in_project(told.file)
        read = self._served(told.file)
        if read is None:
            return Place(path, 0, 0)
        from miniprog_cli.syntax import facts

        known = facts.of(told.file, read.text.encode("utf-8", "replace")).references
        span = next((each.span for each in known if each.url == reference), None)
        if span is None:
            return Place(path, 0, 0)
        return Place(path, span.line, span.column, excerpt(read.lines, span.line, span.column))

    def _served(self, path: str) -> _Text | None:
        """Read a file of the program; None where there is none, or where it is no text of a program."""
        program = self._live.native
        found = program.locate(path) if program else self._live.shipped.locate(path)
        # what a page of a native program is made of, its JSON too, that page has already
        is_own = program is not None and guard.is_servable(path) and program.is_source(path)
        if found is None or not (is_own or guard.is_source(path)):
            return None
        top = program.around(path)[0] if program else self._live.shipped.top
        with suppress(OSError, FileChanged):
            if found.stat().st_size <= LARGEST:
                return _text(read_inside(found, os.path.realpath(top)))
        return None

    def _without_head(self, told: Spot) -> int:
        """Take away what the runtime puts before the scripts of a native program."""
        is_first = told.line == 1 and told.file.endswith((".js", ".ts"))
        is_behind = self._live.native and is_first and told.column > HEAD
        return told.column - HEAD if is_behind else told.column

    def _without_ours(self, page: str, told: Spot) -> int:
        """Take away what our tags add to the line of a page."""
        mark = Mark(
            run=self._live.bus.run, generation=told.generation, path=told.file,
            source="0" * 16, host_port=self._live.host_port,
        )  # fmt: skip
        line, units, length = added(page.encode("utf-8", "surrogatepass"), mark)
        if told.line != line or told.column <= units:
            return told.column
        return max(units + 1, told.column - length)

    # -- maps

    def _original(self, path: str, text: str, line: int, units: int) -> Original | None:
        named = self._map(path, text)
        found = named and named.map.original(line, units)
        if named is None or found is None:
            return None
        return found._replace(source=self._source(named.base, found.source) or found.source)

    def _map(self, path: str, text: str) -> _Named | None:
        """Read the map that a file names, once for each of its contents."""
        match = (
            _NAMED.search(text, max(0, text.rfind(_TAIL) - len("//# "))) if _TAIL in text else None
        )
        if match is None:
            return None
        url = match[1].removesuffix("*/")
        is_inline = url.startswith("data:")
        base = path if is_inline else self._named(path, url.partition("?")[0])
        written = _inline(url) if is_inline else self._beside(base)
        if base is None or written is None:
            return None
        key = (base, hash(written))
        if key not in self._maps:
            while len(self._maps) >= KEPT:
                self._maps.pop(next(iter(self._maps)))
            self._maps[key] = _read(written)
        known = self._maps[key]
        return _Named(known, base) if known else None

    def _source(self, base: str, source: str) -> str | None:
        """Give the path of a source in the project; None where it leads out of it.

        Bundlers put a scheme before what is relative to the project: ``webpack://shop/./src/a.js``.
        """
        match = _SCHEME.match(source)
        return self._named("", source[match.end() :]) if match else self._named(base, source)

    def _beside(self, name: str | None) -> str | None:
        """Read a map that lies in the project."""
        return self._read_project(name) if name and guard.is_map(name) else None

    def _in_source(self, original: Original) -> Place:
        """Show the source itself where the map brings it or where it lies in the project."""
        name, written = original.source, original.content
        if written is None and guard.is_source(name) and not _ADDRESS.match(name):
            written = self._read_project(name)
        lines = lines_of(written) if written is not None else []
        line = original.line + 1
        if not line <= len(lines):
            return Place(name, line, original.column + 1)
        column = characters(lines[original.line], original.column + 1)
        return Place(name, line, column, excerpt(lines, line, column))

    def _named(self, path: str, url: str) -> str | None:
        """Turn an address in a file of the project into a path of it; None where it leads out."""
        if not url or _ADDRESS.match(url) or url.startswith("//"):
            return None
        top = self._live.root if url.startswith("/") else posixpath.dirname(path)
        name = posixpath.normpath(posixpath.join(top, unquote(url).lstrip("/")))
        return name if guard.is_servable(name) else None

    def _read_project(self, name: str) -> str | None:
        folder = self._live.project.folder
        with suppress(OSError, FileChanged, ValueError):
            file = on_disk(folder, name)
            if file.stat().st_size <= LARGEST:
                return _text(read_inside(file, os.path.realpath(folder))).text
        return None


class PlaceFinder:
    """Finds places in a thread of its own, in the order in which it is asked."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._asked: queue.SimpleQueue[tuple[Spot, str, Callable[[Place], None]]] = (
            queue.SimpleQueue()
        )
        self._thread: threading.Thread | None = None

    def find(self, told: Spot, reference: str, then: Callable[[Place], None]) -> None:
        """Find a place and call back in the loop that runs now."""
        loop = asyncio.get_running_loop()
        if self._thread is None:
            # as with a check: nothing may wait for it at the end
            self._thread = threading.Thread(target=self._run, args=(loop,), daemon=True)
            self._thread.start()
        self._asked.put((told, reference, then))

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        while True:
            told, reference, then = self._asked.get()
            try:
                place = self._places.find(told, reference)
            except Exception as error:  # noqa: BLE001 - told by the loop, and the place stays as it is
                place = Place(told.file, told.line, told.column)
                context = {"message": str(error), "exception": error}
                with suppress(RuntimeError):
                    loop.call_soon_threadsafe(loop.call_exception_handler, context)
            with suppress(RuntimeError):  # the preview has ended meanwhile
                loop.call_soon_threadsafe(then, place)


def _text(data: bytes) -> _Text:
    text = data.decode("utf-8-sig", "replace")
    return _Text(lines_of(text), text)


def _inline(url: str) -> str | None:
    """Read a map out of a data address."""
    kind, comma, body = url.removeprefix("data:").partition(",")
    if not comma:
        return None
    data = unquote_to_bytes(body)
    if kind.endswith(";base64"):
        try:
            data = base64.b64decode(data, validate=True)
        except binascii.Error:
            return None
    return data.decode("utf-8", "replace")


def _read(text: str) -> SourceMap | None:
    try:
        return read_map(text)
    except BrokenMap:
        return None
