"""What fixes do, or would do, for a person and for a machine."""

import os
import sys
from collections import Counter

from miniprog_cli.check.fix import Change, Fixed, Mended
from miniprog_cli.check.formats.json import checked, fixed
from miniprog_cli.check.rewrite import rewrite
from miniprog_cli.cli import streams
from miniprog_cli.cli.console import Console, plain, style
from miniprog_cli.cli.difference import difference
from miniprog_cli.core.errors import Exit
from miniprog_cli.core.project import Project
from miniprog_cli.hosts import reopened
from miniprog_cli.syntax.covered import shown

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}
_TIMES = "\u00d7"


def described(mended: Mended | None) -> list[dict[str, str]]:
    """Describe what was mended, or would be; nothing where nobody asked for it."""
    return [fixed(one) for one in mended.fixed] if mended else []


def written(mended: Mended, project: Project) -> Project:
    """Write the files that were mended, and open the project anew.

    Raises:
        FileMoved: one of them was changed meanwhile.
        MachineError: one of them cannot be written.
    """
    rewrite(mended.changes)
    return reopened(project)


def show_diff(console: Console, mended: Mended) -> Exit:
    """Write what would change as a unified diff, and touch nothing; say whether something would.

    A terminal gets lines in colour; anything else the bytes themselves, for ``git apply``.
    """
    text = b"".join(difference(map(_covered, mended.changes)))
    readable = text.decode("utf-8", "replace")
    left = checked(mended.result)
    console.document({**left, "would_fix": described(mended), "diff": readable})
    if sys.stdout.isatty():
        for line in readable.removesuffix("\n").split("\n") if readable else ():
            console.result(_coloured(line))
    elif not console.json:
        streams.write_bytes(sys.stdout, _inert(text))
    console.say(_would(mended))
    named = all(shown(one.file) == one.file for one in mended.changes)
    if not named or text != b"".join(difference(mended.changes)):
        console.warn("secrets are covered in the difference, so it cannot be applied; use --fix")
    return Exit.FINDINGS if mended.changes else Exit.OK


def _inert(text: bytes) -> bytes:
    """Keep GitHub's runner from obeying lines of a project that look like its commands."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return text
    from secrets import token_hex

    token = token_hex(16).encode()
    return b"::stop-commands::%b\n%b::%b::\n" % (token, text, token)


def say_fixed(console: Console, mended: Mended, left: int) -> None:
    """Say which files were written, what was mended, and how much is left."""
    for change in mended.changes:
        console.say(f"wrote {plain(shown(change.file))}")
    console.say(f"fixed {_count(mended.fixed)}, {left} left" if mended.fixed else "fixed nothing")


def _would(mended: Mended) -> str:
    if not mended.fixed:
        return "nothing would be fixed"
    files = len(mended.changes)
    return f"would fix {_count(mended.fixed)} in {files} file{'s' if files > 1 else ''}"


def _count(fixed: tuple[Fixed, ...]) -> str:
    """Count what was mended by rule: ``3 (MP204, MP303 x2)``."""
    codes = Counter(one.code for one in fixed)
    each = (
        f"{code} {_TIMES}{number}" if number > 1 else code for code, number in sorted(codes.items())
    )
    return f"{len(fixed)} ({', '.join(each)})"


def _covered(change: Change) -> Change:
    """Cover the secrets of a file: lines around a change are shown, and logs are kept."""
    return change._replace(before=_concealed(change.before), after=_concealed(change.after))


def _concealed(content: bytes) -> bytes:
    from miniprog_cli.syntax.secrets import concealed

    text = content.decode("utf-8", "surrogateescape")
    return concealed(text).encode("utf-8", "surrogateescape")


def _coloured(line: str) -> str:
    line = line.removesuffix("\r").replace("\t", "    ")
    colour = _COLOURS.get(line[:1])
    return style(line, colour, bold=False) if colour else plain(line)
