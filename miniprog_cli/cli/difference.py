"""What fixes would change, as ``git apply`` and ``patch -p1`` take it."""

import re
from collections.abc import Iterable, Iterator

from miniprog_cli.check.fix import Change
from miniprog_cli.syntax.covered import shown

_CONTEXT = 3
"""Lines around a change that a difference shows, as every diff does."""
_QUOTED = re.compile(rb'[\x00-\x1f\x7f"\\]')
"""What both programs read in a name only where it is quoted."""


def difference(changes: Iterable[Change]) -> Iterator[bytes]:
    """Write a unified diff in bytes, so that what is not UTF-8 and line ends stay as they are.

    Paths are from the folder of the project, where it is applied. A line with ``diff --git`` would
    have git read them from the top of its repository.
    """
    from difflib import diff_bytes, unified_diff

    for change in changes:
        name = shown(change.file).encode("utf-8", "surrogateescape")
        old, new = _quoted(b"a/" + name), _quoted(b"b/" + name)
        before, after = _lines(change.before), _lines(change.after)
        # ends a name with a space in it, which patch would end at the space
        end = b"\t" if b" " in name and not old.startswith(b'"') else b""
        names = old + end, new + end
        lines = diff_bytes(unified_diff, before, after, *names, n=_CONTEXT, lineterm=b"\n")
        for line in lines:
            yield line
            if not line.endswith(b"\n"):
                yield b"\n\\ No newline at end of file\n"


def _quoted(name: bytes) -> bytes:
    if not _QUOTED.search(name):
        return name
    return b'"%b"' % _QUOTED.sub(lambda one: b"\\%03o" % one[0][0], name)


def _lines(content: bytes) -> list[bytes]:
    r"""Split at line feeds only, as ``patch`` does; a lone ``\r`` ends no line there."""
    parts = content.split(b"\n")
    lines = [part + b"\n" for part in parts[:-1]]
    return [*lines, parts[-1]] if parts[-1] else lines
