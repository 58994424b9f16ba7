"""How a page begins: whether it is a document, and where something can be added to its head."""

import re

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.tags import Tag

_BEFORE = re.compile(r"(?:[\ufeff\s]++|<!--[\s\S]*?-->|<\?[^>]*+>)*")
_DOCTYPE = re.compile(r"<!doctype[^>]*+>", re.IGNORECASE)
_SPACE = re.compile(r"\s*")
_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t]*")


class Opening(NamedTuple):
    """The beginning of a page.

    `slot` is the offset where a tag can be added to the head, None where that is not known, and
    `gap` the white space that such a tag is set off with there.
    """

    whole: bool
    slot: int | None
    gap: str


def read_opening(text: str, early: list[Tag]) -> Opening:
    """Look at the beginning of a page, and at its first few tags."""
    before = _BEFORE.match(text)
    doctype = _DOCTYPE.match(text, before.end() if before else 0)
    names = [tag.name for tag in early]
    frame = [tag for tag in early[:2] if tag.name in ("html", "head")]
    if not doctype and not frame:
        return Opening("html" in names or "head" in names, None, "")
    after = frame[-1].end if frame else doctype.end() if doctype else 0
    following = early[len(frame)] if len(early) > len(frame) else None
    if following and following.name == "meta" and following.attribute("charset"):
        # Behind the encoding, which browsers look for in the first 1,024 bytes only
        lead = text[after : following.start]
        return Opening(True, following.end, _gap(lead))
    space = _SPACE.match(text, after)
    return Opening(True, after, _gap(space[0] if space else ""))


def _gap(space: str) -> str:
    """Give a line end and the indentation of the next tag; nothing where both are on one line."""
    lines = _LINE.findall(space) if not space.strip() else []
    return lines[-1] if lines else ""
