"""Rules on how big a bundle may be: for its hosts, and for those who make it."""

import re
from collections.abc import Iterator, Mapping

from miniprog_cli.check.measure import LimitVerdict, measured
from miniprog_cli.core.bundle import sizes
from miniprog_cli.core.files import ProjectFile
from miniprog_cli.core.finding import Finding, Location, Severity
from miniprog_cli.core.members import GLOB, KINDS_OF_FILES
from miniprog_cli.core.project import Project
from miniprog_cli.core.rule import ANY, Context, rule
from miniprog_cli.core.size import Limit, exact, parsed
from miniprog_cli.core.source import Json

_MINIFIES = ("minified", "minifyWXML", "minifyWXSS")
"""Settings of vendors' tools that make code smaller before it is counted."""
_AT_BEST = 3
"""How many times as small minifying makes code; terser on published libraries comes near it."""
_LARGEST = 3
"""How many files the hint names."""


@rule("MP101", severity=Severity.ERROR, since="0.1", per_host=True, kinds=ANY)
def bundle_too_large(context: Context) -> Iterator[Finding]:
    """The bundle is bigger than the host accepts.

    ## Why it matters
    The host refuses the upload, usually only after the whole file was sent. Hosts count
    differently: some the files as they are (raw), some the zip (bundle). Exactly the limit is
    allowed, one byte more is not.

    ## How to fix
    Serve pictures and video from the network instead of the bundle, or leave files out with
    `.miniprogignore`; `miniprog pack --list` shows every file. Of a native program each package has
    a limit of its own: move pages that are not needed at once into sub-packages. Where the vendor's
    tool is told to minify, code that would fit when it is a third as long is a warning.
    """
    for verdict in measured(context):
        if not verdict.ok:
            limit = verdict.limit
            yield Finding(
                Location("."),
                f"{_subject(limit)} {exact(verdict.bytes)}; "
                f"{context.host.title} takes at most {exact(limit.limit_bytes)}",
                _largest(_files(context, limit)),
                severity=_severity(context, verdict),
            )


@rule("MP102", severity=Severity.ERROR, since="0.1", kinds=ANY)
def budget_exceeded(context: Context) -> Iterator[Finding]:
    """The files have outgrown the budget that the manifest sets them.

    ## Why it matters
    Every byte is loaded before the program can be used, often on a slow network. Size grows by
    small steps that nobody notices; `budget` is where you said that it should stop.

    ## How to fix
    Make the files smaller, or decide to allow more:
    `"budget": {"total": "2 MB", "file": "500 KB", "types": {"image": "1 MB", "js": "300 KB"},
    "globs": {"media/**": "1 MB"}}`. Types are `page`, `style`, `script`, `image`, `font`, `media`,
    `data` or a suffix; globs are written as in `.miniprogignore`, from the root. KB and MB are
    1024-based, and the bytes are those of the project's files as they are: `mini.js` and the
    manifest that `pack` generates come on top. Exactly the budget is fine.
    `miniprog check --compare` shows what grew since the last submission.
    """
    budget = context.project.manifest.raw.get("budget")
    if not isinstance(budget, dict):
        return
    yield from _files_over(context, budget.get("file"))
    for member, what, files in budgeted(context.project):
        limit, came_to = _limit(budget, member), sum(file.bytes for file in files)
        if limit is not None and came_to > limit:
            yield Finding(
                context.project.manifest.at("budget", *member),
                f"{what} come to {exact(came_to)}; the budget is {exact(limit)}",
                _largest({file.path: file.bytes for file in files}),
            )


def _files_over(context: Context, value: Json) -> Iterator[Finding]:
    limit = parsed(value) if isinstance(value, str) else None
    for file in context.project.shipped.values():
        if limit is not None and file.bytes > limit:
            yield Finding(
                context.at(file.path),
                f"the file has {exact(file.bytes)}; the budget for each is {exact(limit)}",
                "make it smaller, or raise budget.file in the manifest",
            )


def budgeted(project: Project) -> Iterator[tuple[tuple[str, ...], str, list[ProjectFile]]]:
    """Give each sum that has a limit: its member, its name to a person, and its files."""
    budget = project.manifest.raw.get("budget")
    if not isinstance(budget, dict):
        return
    files = list(project.shipped.values())
    yield ("total",), "the files", files
    for name in _names(budget, "types"):
        suffixes = KINDS_OF_FILES.get(name, (name.lower(),))
        chosen = [one for one in files if one.path.lower().rpartition(".")[2] in suffixes]
        yield ("types", name), f"the files of type {name}", chosen
    for name in _names(budget, "globs"):
        yield ("globs", name), f"the files of {name}", _matching(name, files)


def _names(budget: Mapping[str, Json], member: str) -> list[str]:
    inner = budget.get(member)
    return list(inner) if isinstance(inner, dict) else []


def _matching(glob: str, files: list[ProjectFile]) -> list[ProjectFile]:
    """Choose files as a line of an ignore file does; a broken glob chooses none."""
    from pathspec import GitIgnoreSpec

    if GLOB.pattern and not re.fullmatch(GLOB.pattern, glob):
        return []
    try:
        spec = GitIgnoreSpec.from_lines([glob])
    except ValueError:
        return []
    return [file for file in files if spec.match_file(file.path)]


def _limit(budget: Mapping[str, Json], member: tuple[str, ...]) -> int | None:
    value: Json = dict(budget)
    for name in member:
        value = value.get(name) if isinstance(value, dict) else None
    return parsed(value) if isinstance(value, str) else None


def _severity(context: Context, verdict: LimitVerdict) -> Severity | None:
    """Warn only where the vendor's tool may yet make the code as small as the limit wants it."""
    native = context.project.native
    if native is None or not any(native.config.setting.get(name) for name in _MINIFIES):
        return None
    files = _files(context, verdict.limit)
    code = sum(size for path, size in files.items() if native.part(path))
    least = verdict.bytes - code + code // _AT_BEST
    return Severity.WARNING if least <= verdict.limit.limit_bytes else None


def _subject(limit: Limit) -> str:
    if limit.scope in ("main", "subpackage"):
        return f"the {limit.name} comes to"
    return "the files come to" if limit.measure == "raw" else "the bundle has"


def _files(context: Context, limit: Limit) -> Mapping[str, int]:
    """Give the bytes of the files that a limit is about."""
    project = context.project
    if project.native is None or limit.scope == "total":
        return sizes(project, context.host.name)
    root = limit.name.removeprefix("sub-package ") if limit.scope == "subpackage" else ""
    app = project.native.app
    shipped = project.shipped.items()
    return {path: file.bytes for path, file in shipped if app.package_of(path).root == root}


def _largest(files: Mapping[str, int]) -> str:
    chosen = sorted(files.items(), key=lambda file: (-file[1], file[0]))[:_LARGEST]
    names = "; ".join(f"{path}, {exact(size)}" for path, size in chosen)
    return f"the largest: {names}"
