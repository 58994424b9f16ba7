"""Which files of a project never ship, and why.

Three things decide, in this order: what no bundle may hold (dotfiles, what this tool wrote, what
an operating system left behind), what only development needs when the project's own folder ships,
and the patterns of `.miniprogignore`, in gitignore syntax. `.gitignore` counts where the project's
own folder ships; below another root it does not, because that is often a build's output, which
`.gitignore` names.
"""

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.inside import read_start
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.size import human

if TYPE_CHECKING:
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

_FOLDER_MARK = "ps_d"
"""The group of pathspec's expressions that stands for the slash behind a folder's name."""

OUTPUT_FOLDER = "bundles"
"""The folder beside the manifest that `pack` writes into; it never ships."""

_MAX_BYTES = 1024 * 1024
_MAX_STARS = 6
"""Runs of stars in one line: the time to match grows with a power of them."""

_LEFTOVERS = frozenset({"thumbs.db", "desktop.ini", "__macosx", "icon\r"})
DEVELOPMENT = {
    "miniprog.json": "the manifest: a generated one ships",
    OUTPUT_FOLDER: "bundles that were packed",
    "node_modules": "packages for development",
}
"""What lies beside the manifest and never ships, with the reason."""
_REPORTS = frozenset({"miniprog.sarif", "miniprog-baseline.json", "gl-code-quality-report.json"})
"""What `check` is told to write; the last is the name that GitLab asks for."""


def is_report(name: str) -> bool:
    """Tell by its name whether a file is what `check` was told to write."""
    kind = name.removeprefix("miniprog-report.")
    # no expression: compiling one costs more than all names of a small project
    return name in _REPORTS or (
        kind != name and kind.isascii() and kind.isalpha() and kind.islower()
    )


class IgnoreUnusable(MiniprogError):
    """A line of an ignore file would take too long to match; without it, too much would ship."""


class Patterns(NamedTuple):
    """One ignore file: `base` is the folder it governs, relative to the project's in POSIX form."""

    file: str
    base: str
    patterns: "tuple[GitIgnoreSpecPattern, ...]"

    def verdict(self, path: str) -> tuple[bool | None, str]:
        """Say whether a path is ignored, and by which line; None where no line speaks of it.

        A folder's path ends in a slash. As in git, a line speaks of what it matches itself and not
        of what lies below: a folder that is ignored is not looked into.
        """
        inner = path.removeprefix(f"{self.base}/") if self.base else path
        for pattern in reversed(self.patterns):
            if _speaks_of(pattern, inner):
                return pattern.include, f"ignored by {self.file}: {_written(pattern)}"
        return None, ""


class Ignore(NamedTuple):
    """What never ships, for one folder of a project and everything below it.

    `root` is the root relative to the project's folder (``""`` where it is that folder itself);
    `patterns` are the ignore files from the outermost folder inwards.
    """

    root: str
    patterns: tuple[Patterns, ...] = ()
    mocks: str = "mocks"
    """The folder of answers for the preview, relative to the project's; it never ships."""
    native: bool = False
    """Whether a vendor's tool packs the project, for which `.gitignore` says nothing."""

    def entering(self, folder: Path, relative: str) -> "Ignore":
        """Add the ignore files that lie in a folder, for what is below it."""
        names = (
            (".miniprogignore",) if self.root or self.native else (".gitignore", ".miniprogignore")
        )
        found = tuple(p for name in names if (p := _patterns(folder / name, name, relative)))
        return self._replace(patterns=(*self.patterns, *found)) if found else self

    def reason(self, path: str, *, is_folder: bool) -> str | None:
        """Say why a path, relative to the project's folder, never ships; None where it does."""
        if path == self.mocks:
            return "answers for the preview"
        return self._fixed(path) or self._patterned(path + "/" if is_folder else path)

    def _fixed(self, path: str) -> str | None:
        name = path.rpartition("/")[2]
        if name.startswith("."):
            return "dotfile"
        if name.lower() in _LEFTOVERS:
            return "left behind by an operating system"
        if (self.native and name == "node_modules") or (
            not self.root and (name == "node_modules" or path in DEVELOPMENT)
        ):
            return DEVELOPMENT[name]
        if not self.root and is_report(path):
            return "a report or baseline of a check"
        return None

    def _patterned(self, path: str) -> str | None:
        reason = None
        for patterns in self.patterns:
            ignored, why = patterns.verdict(path)
            if ignored is not None:
                reason = why if ignored else None
        return reason


# pathspec leaves open whether a pattern is text or bytes; the ones here are made from text.
def _speaks_of(pattern: Any, path: str) -> bool:  # noqa: ANN401
    """Tell whether a pattern matches the path itself, and not only a folder around it.

    Some of pathspec's expressions are not anchored (that of ``*/`` is a lone slash), so it is the
    last match that counts.
    """
    regex: re.Pattern[str] | None = pattern.regex
    if _written(pattern).rstrip().endswith("/**"):
        path = path.removesuffix("/")  # all that is in the folder, and not the folder itself
    return regex is not None and any(
        not match.groupdict().get(_FOLDER_MARK) or match.end(_FOLDER_MARK) == len(path)
        for match in regex.finditer(path)
    )


def _written(pattern: Any) -> str:  # noqa: ANN401
    """Give a pattern as it stands in the file."""
    return str(pattern.pattern)


def _patterns(path: Path, name: str, base: str) -> Patterns | None:
    """Read an ignore file; None where there is none, or nothing in it."""
    try:
        data = read_start(path, _MAX_BYTES + 1)
    except OSError:
        return None
    file = f"{base}/{name}" if base else name
    if len(data) > _MAX_BYTES:
        # What the rest of it names would ship
        raise IgnoreUnusable(f"{file} is bigger than {human(_MAX_BYTES)}", hint="is it a list?")
    text = data.decode("utf-8-sig", "replace")
    lines = re.split("\r?\n", text)  # not splitlines, which also ends lines at U+2028 and others
    if not any(line.strip() and not line.startswith("#") for line in lines):
        return None
    for number, line in enumerate(lines, 1):
        if len(re.findall(r"\*+", line)) > _MAX_STARS and not line.startswith("#"):
            what = f"{file}:{number}: more than {_MAX_STARS} wildcards in one line"
            raise IgnoreUnusable(what, hint="write it as several lines")
    return Patterns(file, base, _compiled(lines))


def _compiled(lines: list[str]) -> "tuple[GitIgnoreSpecPattern, ...]":
    """Compile patterns; one that is broken matches nothing, as in git."""
    import warnings

    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    patterns: list[GitIgnoreSpecPattern] = []
    with warnings.catch_warnings():
        # `[[]` is right in a pattern; only what pathspec makes of it may mean something else one day
        warnings.simplefilter("ignore", FutureWarning)
        for line in lines:
            with suppress(ValueError):
                patterns.append(GitIgnoreSpecPattern(line))
    return tuple(patterns)
