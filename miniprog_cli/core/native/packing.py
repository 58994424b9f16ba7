"""Which files of a native project ship, as its vendor's own tool packs them."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from miniprog_cli.core.files import ProjectFile, list_files
from miniprog_cli.core.native.app import members_of
from miniprog_cli.core.native.config import FILES
from miniprog_cli.core.native.paths import suffix
from miniprog_cli.core.native.plugin import ROOT as PLUGIN
from miniprog_cli.core.source import Json

if TYPE_CHECKING:
    from miniprog_cli.core.native.program import Native
    from miniprog_cli.core.project import Project

_VENDORS = "for the vendor's tool"
_Speaks = Callable[[str], bool]


class _Rule:
    """One entry of ``packOptions``: what it says, and whether it speaks of a path."""

    def __init__(self, kind: str, value: str) -> None:
        self.written = f"{kind} {value}"
        self.speaks_of = _speaking(kind, value.lower())


def listed(project: "Project", native: "Native") -> tuple[ProjectFile, ...]:
    """List the files below the root, with what the vendor's tool would leave out left out."""
    mocks = project.manifest.preview.mocks
    files = list_files(project.folder, project.manifest.root, mocks, native=True)
    chosen = _Choice(native)
    return tuple(_packed(file, chosen.against(file.path)) for file in files)


def left_out(path: str, native: "Native") -> str | None:
    """Say why the vendor's tool would leave out a file, by its path from the root; None if not."""
    return _Choice(native).against(path)


def beside(native: "Native") -> dict[str, str]:
    """Say why what the project file names beside the root does not ship."""
    members = {"cloudfunctionRoot": "functions for the vendor's cloud", PLUGIN: "the plugin"}
    found = {native.config.text(name): why for name, why in members.items()}
    known = {path.removeprefix("./").strip("/"): why for path, why in found.items()}
    own = (*FILES, *((private,) if (private := native.dialect.private_file) else ()))
    return {**known, **dict.fromkeys(own, _VENDORS)}


class _Choice:
    """What the vendor's tool packs of one project."""

    def __init__(self, native: "Native") -> None:
        self._native = native
        self._ignored, self._kept = _rules(native, "ignore"), _rules(native, "include")

    def against(self, path: str) -> str | None:
        """Say why a file is left out; what `include` names is not, though `ignore` does, too."""
        lower = path.lower()
        why = _fixed(path, self._native)
        if why or any(one.speaks_of(lower) for one in self._kept):
            return why
        rule = next((one for one in self._ignored if one.speaks_of(lower)), None)
        return f"packOptions.ignore: {rule.written}" if rule else None


def _packed(file: ProjectFile, why: str | None) -> ProjectFile:
    return file._replace(included=False, reason=why) if file.included and why else file


def _fixed(path: str, native: "Native") -> str | None:
    """Say why a file never ships, whatever the project file says."""
    dialect = native.dialect
    if path in FILES or path == dialect.private_file:
        return _VENDORS
    if dialect.kept is None or suffix(path) in dialect.kept.suffixes:
        return None
    for compiler in dialect.compilers:
        if suffix(path) == compiler.reads and native.compiles(compiler.name):
            return None
    return (
        f"{dialect.title} packs no .{suffix(path)} files"
        if suffix(path)
        else (f"{dialect.title} packs no files without a suffix")
    )


def _rules(native: "Native", name: str) -> list[_Rule]:
    return list(_read(members_of(native.config.members.get("packOptions")).get(name)))


def _read(value: Json) -> Iterator[_Rule]:
    for one in value if isinstance(value, list) else ():
        kind, said = (members_of(one).get(name) for name in ("type", "value"))
        if isinstance(kind, str) and isinstance(said, str) and said:
            yield _Rule(kind, said)


def _speaking(kind: str, value: str) -> _Speaks:
    """Tell of a path in lower case whether an entry means it.

    As in npm miniprogram-ci 2.1.42, dist/utils/filerules.js: names only for `prefix` and `suffix`,
    the path from the root for the others, with or without a slash before it.
    """
    anchored = "/" + value.strip("/")
    pattern = _pattern(kind, value)
    kinds: dict[str, _Speaks] = {
        "file": lambda path: f"/{path}" == anchored,
        "folder": lambda path: f"/{path}".startswith(f"{anchored}/"),
        "prefix": lambda path: path.rpartition("/")[2].startswith(value),
        "suffix": lambda path: path.rpartition("/")[2].endswith(value),
    }
    if pattern is not None:
        return lambda path: bool(pattern.search(path) or pattern.search(f"/{path}"))
    return kinds.get(kind, lambda _path: False)


def _pattern(kind: str, value: str) -> re.Pattern[str] | None:
    """Compile what `regexp` and `glob` say; one that is broken means nothing."""
    if kind not in ("regexp", "glob"):
        return None
    try:
        return re.compile(value if kind == "regexp" else rf"\A{_glob(value)}\Z", re.IGNORECASE)
    except re.error:
        return re.compile(r"(?!)")


def _glob(value: str) -> str:
    r"""Write a glob as an expression: ``**/`` is any number of folders, ``*`` stays in one."""
    parts = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    found = re.split(r"(\*\*/|\*\*|\*|\?|\[[^\]]*\]|\{[^{}]*\})", value)
    return "".join(parts.get(one) or _piece(one) for one in found)


def _piece(text: str) -> str:
    if text.startswith("[") and text.endswith("]"):
        return text.replace("[!", "[^")
    if text.startswith("{") and text.endswith("}"):
        return f"(?:{'|'.join(map(_glob, text[1:-1].split(',')))})"
    return re.escape(text)
