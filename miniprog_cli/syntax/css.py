"""CSS with positions: the references in it, read by tinycss2."""

import re
from typing import TYPE_CHECKING

from miniprog_cli.core.facts import Role
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.html import path_of
from miniprog_cli.syntax.page import Embedded, Url
from miniprog_cli.syntax.tags import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tinycss2.ast import Node, StringToken, URLToken

    _Url = StringToken | URLToken

# tinycss2 reads 1.2 MB/s: what holds none of these (or an escape that could spell one) is skipped.
# Looked for one by one: a pattern of the five reads 10 MB/s, `in` more than a hundred.
_MAY_REFER = ("url(", "@import", "src(", "image-set(", "\\")

_FUNCTIONS = frozenset({"url", "src", "image-set", "-webkit-image-set"})
"""Functions whose strings are URLs; CSS Values 4 and CSS Images 4."""

_AT_RULES = {"import": Role.STYLE, "font-face": Role.FONT}
_NESTED = ("content", "prelude", "arguments")
# Texts, compiled when they are first used: most style sheets need none of them.
_LINE_END = r"\r\n|\n|\r|\f"
# What a token holds, as written: between quotes, or between the brackets of an unquoted url()
_INNER = {
    '"': r'"((?:\\[\s\S]|[^\\"])*)',
    "'": r"'((?:\\[\s\S]|[^\\'])*)",
}
_HUGE = re.compile(r"[0-9]{1000,}")
"""Digits of a number of which `int` makes none: it takes 4,300 (sys.set_int_max_str_digits)."""
_UNQUOTED = r"[^(]*\([ \t\n\r\f]*((?:\\[\s\S]|[^\\)\s])*)"


def read_style(text: str, start: int = 0, *, declarations: bool = False) -> tuple[Url, ...]:
    """Find every reference of a style sheet, or with `declarations` of a style attribute.

    Offsets are in characters from the beginning of the file; `start` is where `text` begins in it.
    Never raises: CSS has a meaning for every text.
    """
    lowered = text.lower()
    if not any(mark in lowered for mark in _MAY_REFER):
        return ()
    plain = f" {text[1:]}" if text.startswith("\ufeff") else text  # a byte order mark is no CSS
    try:
        nodes = _nodes(plain, declarations=declarations)
    except ValueError:  # of a number that Python makes none of; in place of it stands a word
        nodes = _nodes(_HUGE.sub(_word, plain), declarations=declarations)
    sheet = _Sheet(plain, (0, *(match.end() for match in re.finditer(_LINE_END, plain))), start)
    return tuple(sheet.reference(token, role) for token, role in _tokens(nodes))


def _nodes(text: str, *, declarations: bool) -> "Iterable[Node]":
    """Read a style sheet or attribute.

    Raises:
        ValueError: a number has more digits than Python reads.
    """
    import tinycss2

    if declarations:
        return tinycss2.parse_component_value_list(text)
    return tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)


def _word(number: re.Match[str]) -> str:
    return "x" * len(number[0])


def embedded(style: Embedded) -> tuple[Url, ...]:
    """Find every reference of CSS in HTML; where entities spell it, each is the whole attribute."""
    if style.attribute and "&" in style.text:
        end = style.start + len(style.text)
        found = read_style(unescaped(style.text), declarations=True)
        return tuple(Url(one.url, style.start, end, one.where, one.role) for one in found)
    return read_style(style.text, style.start, declarations=style.attribute)


def is_colour(text: str) -> bool:
    """Tell whether a text is a colour in CSS Color 4."""
    from tinycss2.color4 import parse_color

    try:
        return parse_color(text) is not None
    except (ValueError, IndexError, TypeError, KeyError, OverflowError, ZeroDivisionError):
        return False  # tinycss2 trips over some, such as `color()`


def _tokens(nodes: "Iterable[Node]") -> "Iterator[tuple[_Url, Role]]":
    """Yield the tokens that are URLs, with a stack of our own: hostile nesting has no bound."""
    from tinycss2 import ast

    waiting = [(node, Role.IMAGE) for node in nodes][::-1]
    while waiting:
        node, role = waiting.pop()
        if isinstance(node, ast.URLToken):
            yield node, role
        elif isinstance(node, ast.AtRule):
            if node.lower_at_keyword == "namespace":
                continue  # its URL is a name, and nothing is loaded
            role = _AT_RULES.get(node.lower_at_keyword, role)
            if node.lower_at_keyword == "import":
                yield from ((one, role) for one in node.prelude if isinstance(one, ast.StringToken))
            else:
                waiting.extend((one, role) for one in reversed(node.content or ()))
                continue  # a condition such as `@supports (b: url(x))` loads nothing
        elif isinstance(node, ast.FunctionBlock) and node.lower_name in _FUNCTIONS:
            yield from ((one, role) for one in node.arguments if isinstance(one, ast.StringToken))
        for name in _NESTED:
            inner = getattr(node, name, None) or ()
            waiting.extend((one, role) for one in reversed(inner))


class _Sheet(NamedTuple):
    """A text, where its lines start, and where it begins in its file."""

    text: str
    lines: tuple[int, ...]
    start: int

    def reference(self, token: "_Url", role: Role) -> Url:
        """Point at what is written between the quotes or brackets of a token."""
        at = self.lines[token.source_line - 1] + token.source_column - 1
        pattern = re.compile(_INNER.get(self.text[at : at + 1], _UNQUOTED))
        match = pattern.match(self.text, at)
        first, last = match.span(1) if match else (at, at)
        written, start = self.text[first:last], self.start + first
        path = None if "\\" not in written else path_of(written, token.value, start, _plain)
        return Url(token.value, start, self.start + last, "CSS", role, path)


def _plain(written: str) -> str:
    """Resolve the escapes of a part of a URL."""
    if "\\" not in written or '"' in written:
        return written
    import tinycss2
    from tinycss2.ast import StringToken

    nodes = tinycss2.parse_component_value_list(f'"{written}"')
    found = nodes[0] if len(nodes) == 1 else None
    return found.value if isinstance(found, StringToken) else written
