"""What stands in double braces of a template: expressions, told from what no host reads.

Where they are a language of their own, `syntax.formulas` knows it. Elsewhere
they are nearly those of JavaScript; what is not (``{{...item}}``, ``{{a, b: 1}}``) is an object
without its braces. All of a template are parsed at once, and one by one only where that fails.
"""

import re
from collections.abc import Iterator, Sequence

from miniprog_cli.syntax import formulas
from miniprog_cli.syntax.template import Braces, Flaw
from miniprog_cli.syntax.tree import Patience, TooTangled, parse

_RESERVED = re.compile(
    r"(?<![\w$.])(?:break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|"
    r"export|extends|false|finally|for|function|if|import|in|instanceof|new|return|super|switch|"
    r"this|throw|try|typeof|var|void|while|with|yield|let|static|await|async)(?![\w$])"
)
"""Words that JavaScript keeps to itself: some hosts take them as names of data."""
_ACTING = re.compile(r"=>|\+\+|--|(?<![=!<>])=(?![=>])")
_ACTS = {
    "arrow_function": "makes a function",
    "assignment_expression": "assigns a value",
    "augmented_assignment_expression": "assigns a value",
    "update_expression": "assigns a value",
}
_ENTITY = re.compile(r"&\w+;")
_LONGEST = 80


def broken(braces: Sequence[Braces]) -> Iterator[Flaw]:
    """Find the expressions that cannot be read; empty ones and those with odd words are let be."""
    asked = [one for one in braces if _is_plain(one.text)]
    for one in asked:
        if _ACTING.search(one.text) and (what := _acts(one.text)):
            yield _flaw(one, f"{what}, which no template can")
    if not asked or _parses("".join(f"[{_line(one.text)}\n];" for one in asked)):
        return
    for one in asked:
        if not (_parses(f"[{_line(one.text)}\n]") or _parses(f"({{{_line(one.text)}\n}})")):
            yield _flaw(one, "is no expression")


def misread(braces: Sequence[Braces]) -> Iterator[Flaw]:
    """Find the expressions that cannot be read where they are a language of their own."""
    for one in braces:
        if why := formulas.misread(one.text):
            yield _flaw(one, why)


def _flaw(one: Braces, what: str) -> Flaw:
    text = " ".join(one.text.split())
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return Flaw(f"{{{{{shown}}}}} {what}", one.start - 2, one.start + len(one.text) + 2)


def _acts(text: str) -> str | None:
    """Say that JavaScript would do more here than to give a value."""
    try:
        waiting = [parse(f"[{_line(text)}\n]".encode("utf-8", "replace"), Patience()).root_node]
    except TooTangled:
        return None
    if waiting[0].has_error:
        return None
    while waiting:
        node = waiting.pop()
        if node.type == "update_expression" and node.children[0].type in ("++", "--"):
            return None  # two signs, to some
        if node.type in _ACTS:
            return _ACTS[node.type]
        waiting.extend(node.named_children)
    return None


def _is_plain(text: str) -> bool:
    return bool(text.strip()) and not _RESERVED.search(text) and not _ENTITY.search(text)


def _line(text: str) -> str:
    return text.strip().rstrip(";")


def _parses(script: str) -> bool:
    try:
        return not parse(script.encode("utf-8", "replace"), Patience()).root_node.has_error
    except TooTangled:
        return True
