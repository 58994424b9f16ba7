"""Where a script cannot be parsed, and by what; without the valid scripts that the parser refuses.

Held against Node on 12,762 published files: of the eight that tree-sitter refuses, six are valid.
"""

import re
from collections.abc import Iterator

from tree_sitter import LogType, Node, Parser, Point, Tree

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.tree import javascript, parse_with
from miniprog_cli.syntax.walk import Walk

_MAX_MESSAGES = 100_000
"""How many of the parser's messages are read to find a place: half a second's worth."""
_MAX_LOOKED = 200
"""How many places that the parser refused are looked at for one that is broken."""
_BEFORE = 2000
"""How many bytes before a fault the parser's messages are read from."""

_AT = re.compile(r"process version:\d+, .*row:(\d+), col:(\d+)$")
_TOKEN = re.compile(rb"[\w$\x80-\xff]+|[^\w\s]{1,2}?", re.ASCII)
_LONGEST = 40
"""Characters of a word that a message quotes."""
_SPACE = re.compile(rb"(?:\s++|\xc2\xa0|\xe2\x80[\xa8\xa9]|//[^\n]*+|/\*[\s\S]*?\*/)*")
_LINE_BETWEEN = re.compile(rb"(?:[^\S\n]|/\*[\s\S]*?\*/|//[^\n]*)*(?:\n|\xe2\x80[\xa8\xa9])")
_GOES_ON = re.compile(rb"[ \t]*(?:\n|/\*[^*]*\n[^*]*\*/)\s*[\[*(]")
_DEFAULT = re.compile(rb"export\s+default\s*+(?=(?:async\b\s*+)?(?:function|class)\b)")
_LINE_ENDED = re.compile(rb"(?<!\\)\r?\n")
_QUOTES = ('"', "'", "`")
_UNNAMED = ("function_expression", "generator_function", "class")
_LOOSE = (b"yield", b"await", b"let", b"static", b"async", b"\0")
"""Words that are names outside strict code, and the NUL that a string may hold."""


class Break(NamedTuple):
    """A place where a script cannot be parsed."""

    message: str
    start: int
    end: int
    fatal: bool = True


def tangled(source: bytes, at: int) -> Break:
    """Say at which byte the parser gave up; what is wrong there, if anything, is not known."""
    start, end = _character(source, at)
    return Break("this script is too tangled to be looked into", start, end, fatal=False)


def breaks(source: bytes, tree: Tree) -> Iterator[Break]:
    """Find the first place, in bytes, that no browser accepts; what follows it is guesswork."""
    if not tree.root_node.has_error:
        return
    for count, (node, holder) in enumerate(_refused(tree.root_node)):
        if count >= _MAX_LOOKED:
            return
        if not _is_valid(source, node, holder):
            yield _break(source, tree, node)
            return


def _refused(root: Node) -> Iterator[tuple[Node, Node]]:
    """Yield the nodes that the parser made of what it did not understand, and what holds them."""
    waiting = [(root, root)]
    while waiting:
        node, holder = waiting.pop()
        if node.is_error or node.is_missing:
            yield node, holder
        elif node.has_error:
            waiting.extend((child, node) for child in reversed(node.children) if child.has_error)


def _is_valid(source: bytes, node: Node, holder: Node) -> bool:
    """Tell the valid scripts that tree-sitter-javascript 0.25 refuses.

    They are: escapes in a tagged template that no string may have; `let a` or a field `a` in a
    class before a line that begins with `[`, `*` or `(`; `yield` and the like as a name; NUL in a
    string; a statement that ends by a comment of several lines, as where files are put into one;
    and what follows a function or class that is the default of a module, on its line.
    """
    ends = _lines_in_comment(source, node.start_byte, node.end_byte)
    text = source[node.start_byte : min(node.end_byte, node.start_byte + 200)]
    if node.is_missing:
        between = _LINE_BETWEEN.match(source, node.start_byte)
        ended = ends or between is not None or _ends_default(source, holder)
        return node.type == ";" and ended
    if holder.type == "template_string":
        return source[: holder.start_byte].rstrip()[-1:] not in b"=(,:?[{;&|+"
    if ends or text in _LOOSE or _ends_default(source, holder):
        return True
    if holder.type in ("lexical_declaration", "variable_declaration", "class_body"):
        return _GOES_ON.match(source, node.end_byte) is not None
    return False


def _ends_default(source: bytes, holder: Node) -> bool:
    """Tell the export of a function without a name, or what the parser reads on from one."""
    if holder.type == "export_statement":
        value = holder.child_by_field_name("value")
        return value is not None and value.type in _UNNAMED
    start = holder.start_byte
    found = _DEFAULT.search(source, max(0, start - _LONGEST), start + _LONGEST)
    return found is not None and found.end() == start


def _lines_in_comment(source: bytes, start: int, end: int) -> bool:
    """Tell a place beside a comment that holds the end of a line, which may end a statement."""
    before = source[max(0, start - _BEFORE) : start].rstrip(b" \t")
    if before.endswith(b"*/") and b"\n" in before[max(0, before.rfind(b"/*")) :]:
        return True
    after = source[end : end + _BEFORE].lstrip(b" \t")
    comment, _, rest = after.partition(b"*/")
    return comment.startswith(b"/*") and b"\n" in comment and bool(rest.strip())


def _break(source: bytes, tree: Tree, node: Node) -> Break:
    place = _Search(source, node).place()
    if place is None:
        place = node.start_byte
    if opened := _opened(tree, place):
        return Break("the string that begins here is not closed", *opened)
    space = _SPACE.match(source, place)
    place = space.end() if space else place
    token = _TOKEN.match(source, place)
    if token is None:
        start, end = _character(source, len(source))
        return Break("the script ends before all that it opens is closed", start, end)
    word = token[0].decode("utf-8", "replace")
    if len(word) > _LONGEST:
        word = f"{word[:_LONGEST]}…"
    return Break(f"{word} cannot stand here: this is not JavaScript", *token.span())


def _character(source: bytes, at: int) -> tuple[int, int]:
    """Give where the character stands that a byte is part of; the last one behind the end."""
    start = max(min(at, len(source) - 1), 0)
    while start and source[start] & 0xC0 == 0x80:
        start -= 1
    end = min(start + 1, len(source))
    while end < len(source) and source[end] & 0xC0 == 0x80:
        end += 1
    return start, end


def _opened(tree: Tree, place: int) -> tuple[int, int] | None:
    """Give the quote of a string that is open where the parser stopped."""
    path = Walk(tree).path(place - 1, place)
    over = next((one for one in path if one.type == "string" and _goes_over(one, place)), None)
    if over is not None:
        return over.start_byte, over.start_byte + 1
    if len(path) < 2 or path[-1].type not in ("string_fragment", *_QUOTES):
        return None
    start = path[-1].start_byte - (path[-1].type == "string_fragment")
    is_whole = path[-2].type in ("string", "template_string")
    return None if is_whole else (start, start + 1)


def _goes_over(string: Node, place: int) -> bool:
    """Tell a string in which a line ends, which the parser takes for one where a quote follows."""
    text = (string.text or b"")[: place + 1 - string.start_byte]
    return _LINE_ENDED.search(text) is not None


class _Search:
    """A second parse that listens to the parser, to learn where it stopped understanding.

    The tree alone does not say: what it could not make sense of begins long before.
    """

    def __init__(self, source: bytes, node: Node) -> None:
        self._source = source
        self._from = max(node.start_byte - _BEFORE, 0)
        self._until = node.end_byte
        self._start = node.start_byte
        self._parser = Parser(javascript())
        self._lines = [0, *(match.end() for match in re.finditer(b"\n", source))]
        self._at = 0
        self._furthest: int | None = None
        self._messages = 0
        self._done = False

    def place(self) -> int | None:
        """Give the end of the last token that was understood; None where it cannot be told."""
        if self._from == 0:
            self._parser.logger = self._listen
        parse_with(self._parser, self._read, self._progress)
        return self._furthest

    def _read(self, at: int, _place: Point) -> bytes:
        return self._source[at : at + 65536]

    def _progress(self, at: int, _error: bool) -> bool:
        if at >= self._from and self._parser.logger is None:
            self._parser.logger = self._listen
        return self._done

    def _listen(self, kind: LogType, message: str) -> None:
        self._messages += 1
        if self._done or self._messages > _MAX_MESSAGES:
            self._done = True
        elif kind == LogType.PARSE:
            self._note(message)

    def _note(self, message: str) -> None:
        if match := _AT.match(message):
            self._at = self._lines[int(match[1])] + int(match[2])
        elif message.startswith("detect_error") and self._at >= self._start - 1:
            self._furthest = max(self._at, self._furthest or 0)
        elif message.startswith("resume") and self._furthest is not None:
            self._done = True
