"""A script's syntax tree, by a parser that is stopped where it would take ages.

tree-sitter, because it is the one real JavaScript parser with wheels for Python that reads what
browsers read and goes on after an error: 5 MB/s, imported in 25 ms; esprima's forks, in Python,
read 0.2 MB/s and stop at the first error.
"""

import re
from collections.abc import Callable
from functools import cache
from itertools import islice

from tree_sitter import Language, Parser, Point, Tree
from tree_sitter_javascript import language

from miniprog_cli.syntax.refused import accepted

_STEPS, _BYTES = 10_000, 10
"""Calls that the parser makes every hundred steps: so many, and one for so many bytes.

The densest script, of semicolons alone, takes one for 14 bytes.
"""
_CHUNK, _READS, _TIMES = 1 << 12, 20_000, 8
"""Reads of so many bytes: so many, and as many as it takes to read the script so many times.

A slash in brackets that begin nowhere lets it look for the end of a regular expression anew each time.
"""
_NAME = 64
"""Bytes that a node is given of its text at first."""
_MOST_TANGLED = 3
"""Scripts of one page that are given up, a second each, before the rest is not tried either."""
_LOST = 5_000
"""Calls that the parser makes while it has lost its way: each takes ten times as long then."""
_DEEP, _BYTES_DEEP = 2_000, 500
"""How many brackets may be open: so many, and one for so many bytes, but at most five times as many.

The deeper an error is, the longer the parser takes over it. Of published scripts one, of 3.5 MB, has
4,236 open by this count, which takes those in strings for brackets.
"""
_NO_BRACKETS = bytes(set(range(256)) - set(b"()[]{}"))


@cache
def javascript() -> Language:
    """Give the grammar; loaded once."""
    return Language(language())


@cache
def typescript() -> Language:
    """Give the grammar of TypeScript, whose trees have the names of JavaScript's; loaded once."""
    from tree_sitter_typescript import language_typescript

    return Language(language_typescript())


class TooTangled(Exception):
    """A text is so far from a script that to parse it would take ages; `at` is a place, in bytes."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


class Patience:
    """How much of what is no JavaScript is borne in one file: counted, so that machines agree."""

    def __init__(self) -> None:
        self.lost = _LOST
        self.scripts = _MOST_TANGLED


def parse(source: bytes, patience: Patience | None = None, *, typed: bool = False) -> Tree:
    """Parse a script or module in UTF-8, or with `typed` one in TypeScript.

    Raises:
        TooTangled: the parser would need far more time than for a script of that size.
    """
    patience = patience or Patience()
    if typed:
        return _parsed(source, source, patience, typescript())
    tree = _parsed(source, source, patience, javascript())
    if tree.root_node.has_error and (plain := accepted(source, tree)) != source:
        return _parsed(plain, source, patience, javascript())
    return tree


def _parsed(source: bytes, shown: bytes, patience: Patience, grammar: Language) -> Tree:
    """Parse a script whose nodes have the text of another one, of the same length."""
    deep = _too_deep(source)
    if deep is not None:
        raise TooTangled(deep)
    if not patience.scripts:
        raise TooTangled(0)
    watch = _Watch(source, patience)
    tree = parse_with(Parser(grammar), watch.read, watch.is_enough)
    if tree is None or watch.over:
        patience.scripts -= 1
        raise TooTangled(watch.at)
    watch.show(shown)
    return tree


def parse_with(
    parser: Parser, read: Callable[[int, Point], bytes], is_enough: Callable[[int, bool], bool]
) -> Tree | None:
    """Parse what is read; None where it was enough before the end.

    The parser may crash where one of the functions raises; see `core.apart` for Ctrl-C.
    """
    try:
        return parser.parse(read, progress_callback=is_enough)
    except ValueError:
        return None


class _Watch:
    """What the parser asks for and tells of itself, and whether it is enough."""

    def __init__(self, source: bytes, patience: Patience) -> None:
        self.at = 0
        self.over = False
        self.is_parsed = False  # from then on nodes read their text this way
        self._size, self._end = 0, -1
        self._source = source
        self._patience = patience
        self._steps = _STEPS + len(source) // _BYTES
        self._reads = _READS + len(source) * _TIMES // _CHUNK

    def read(self, at: int, _place: Point) -> bytes:
        """Give a part of the source; nothing more once it is enough, for the end comes soon then."""
        if self.is_parsed:
            return self._shown(at)
        self._reads -= 1
        if self._reads < 0:
            self._stop(at)
        return b"" if self.over else self._source[at : at + _CHUNK]

    def _shown(self, at: int) -> bytes:
        """Give a node its text, most of which are names: more at a time only of what goes on."""
        self._size = self._size * 4 if at == self._end else _NAME
        self._end = at + self._size
        return self._source[at : self._end]

    def show(self, source: bytes) -> None:
        """Give this text from now on, in which nodes read what they stand for."""
        self.is_parsed = True
        self._source = source

    def is_enough(self, at: int, is_lost: bool) -> bool:
        """Count a hundred steps."""
        self._steps -= 1
        self._patience.lost -= is_lost
        if self._steps < 0 or (is_lost and self._patience.lost < 0):
            self._stop(at)
        return self.over

    def _stop(self, at: int) -> None:
        if not self.over:
            self.over, self.at = True, at


def _too_deep(source: bytes) -> int | None:
    """Give a place where far more brackets are open than in any script, in strings or not."""
    brackets = source.translate(None, _NO_BRACKETS)
    most = min(_DEEP + len(source) // _BYTES_DEEP, _DEEP * 5)
    depth = 0
    for at in range(0, len(brackets), _DEEP):
        some = brackets[at : at + _DEEP]
        depth += sum(map(some.count, b"([{")) - sum(map(some.count, b")]}"))
        if depth >= most:
            return next(islice(re.finditer(rb"[\[\](){}]", source), at, None)).start()
        depth = max(depth, 0)
    return None
