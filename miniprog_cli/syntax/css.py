"""CSS with positions: the references in it, read by tinycss2."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from miniprog_cli.syntax.html import Reference

# tinycss2 reads 1.2 MB/s: what holds none of these (or an escape that could spell one) is skipped.
_MAY_REFER = re.compile(r"url\(|@import|src\(|image-set\(|\\", re.IGNORECASE)

_NESTED = ("content", "prelude", "arguments")


def read_style(text: str, start: int = 0, *, declarations: bool = False) -> tuple[Reference, ...]:
    """Find every reference of a style sheet, or with `declarations` of a style attribute.

    Offsets are in characters from the beginning of the file; `start` is where `text` begins in it.
    Never raises: CSS has a meaning for every text.
    """
    if not _MAY_REFER.search(text):
        return ()
    import tinycss2

    if declarations:
        rules = tinycss2.parse_component_value_list(text)
    else:
        rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r|\f", text))]
    return tuple(_references(rules, starts, start, text))


def is_colour(text: str) -> bool:
    """Tell whether a text is a colour in CSS Color 4."""
    from tinycss2.color4 import parse_color

    return parse_color(text) is not None


def _references(
    nodes: Iterable[Any], starts: list[int], start: int, text: str
) -> Iterator[Reference]:
    """Walk tokens with a list of its own, since nesting in a hostile file has no bound."""
    waiting = list(nodes)[::-1]
    while waiting:
        node = waiting.pop()
        if node.type == "url" or _is_import(node):
            yield from _reference(node, starts, start, text)
        elif node.type == "function" and node.lower_name in ("url", "src", "image-set"):
            for argument in node.arguments:
                if argument.type == "string":
                    yield _located(argument, starts, start, text)
        for name in _NESTED:
            inner = getattr(node, name, None)
            if inner:
                waiting.extend(reversed(inner))


def _is_import(node: Any) -> bool:
    return bool(node.type == "at-rule" and node.lower_at_keyword == "import")


def _reference(node: Any, starts: list[int], start: int, text: str) -> Iterator[Reference]:
    if node.type == "url":
        yield _located(node, starts, start, text)
        return
    first = next((token for token in node.prelude if token.type == "string"), None)
    if first is not None:
        yield _located(first, starts, start, text)


def _located(token: Any, starts: list[int], start: int, text: str) -> Reference:
    """Point at the URL inside a token; tinycss2 gives where the token itself starts."""
    at = starts[token.source_line - 1] + token.source_column - 1
    inner = text.find(token.value, at) if token.value else -1
    if inner < 0:
        inner = at
    return Reference(token.value, start + inner, start + inner + len(token.value), "CSS")
