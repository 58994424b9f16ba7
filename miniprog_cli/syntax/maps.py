"""Source maps that stand in a script or style sheet itself, as base64."""

import re

from miniprog_cli.core.facts import INLINE_MAP, Form
from miniprog_cli.syntax.usage import Usage

_MARK = "sourceMappingURL=data:"
# What writes maps has the beginning of one in a string, with no map after it
_MAP = re.compile(r"[^\s\"'`,]{0,99},[\w+/%=]{100,}")


def inline_map(text: str) -> tuple[Usage, ...]:
    """Find the map of a text, the last that it has: browsers read no other."""
    at = text.rfind(_MARK)
    found = _MAP.match(text, at + len(_MARK)) if at >= 0 else None
    if found is None:
        return ()
    end = at + len(_MARK) - len("=data:")
    size = str(found.end() - at)
    return (Usage(INLINE_MAP, Form.READ, at, end, size, partial=False, guard=None),)
