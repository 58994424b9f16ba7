"""What stands in double braces of a template: expressions, told from what no host reads.

They are nearly those of JavaScript; what is not (``{{...item}}``, ``{{a, b: 1}}``) is an object
without its braces. All of a template are parsed at once, and one by one only where that fails.
"""

import re
from collections.abc import Iterator, Sequence

from miniprog_cli.syntax.template import Braces, Flaw
from miniprog_cli.syntax.tree import Patience, TooTangled, parse

_RESERVED = re.compile(
    r"(?<![\w$.])(?:break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|"
    r"export|extends|false|finally|for|function|if|import|in|instanceof|new|return|super|switch|"
    r"this|throw|try|typeof|var|void|while|with|yield|let|static|await|async)(?![\w$])"
)
"""Words that JavaScript keeps to itself: some hosts take them as names of data."""
_ENTITY = re.compile(r"&\w+;")
_LONGEST = 80


def broken(braces: Sequence[Braces]) -> Iterator[Flaw]:
    """Find the expressions that cannot be read; empty ones and those with odd words are let be."""
    asked = [one for one in braces if _is_plain(one.text)]
    if not asked or _parses("".join(f"[{_line(one.text)}\n];" for one in asked)):
        return
    for one in asked:
        if not (_parses(f"[{_line(one.text)}\n]") or _parses(f"({{{_line(one.text)}\n}})")):
            text = " ".join(one.text.split())
            shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
            said = f"{{{{{shown}}}}} is no expression"
            yield Flaw(said, one.start - 2, one.start + len(one.text) + 2)


def _is_plain(text: str) -> bool:
    return bool(text.strip()) and not _RESERVED.search(text) and not _ENTITY.search(text)


def _line(text: str) -> str:
    return text.strip().rstrip(";")


def _parses(script: str) -> bool:
    try:
        return not parse(script.encode("utf-8", "replace"), Patience()).root_node.has_error
    except TooTangled:
        return True
