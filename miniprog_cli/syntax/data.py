"""JSON files: where one is not JSON."""

import json
import re
from collections.abc import Iterator

from miniprog_cli.core.facts import Fault
from miniprog_cli.core.source import MAX_DEPTH, JsonError, parse_json

_WITH_COMMENTS = re.compile(r"(?:^|/)(?:(?:ts|js)config[^/]*\.json|\.vscode/[^/]*)$")
"""Files of editors and compilers, in which those allow comments."""
_TOO_DEEP = f"nested deeper than {MAX_DEPTH} levels"


def may_have_comments(path: str) -> bool:
    """Tell a file of an editor or compiler, which is JSON only by its name."""
    return _WITH_COMMENTS.search(path.lower()) is not None


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
            yield Fault(f"this is not JSON: {error.message}", error.span)
