"""Rules on what developing leaves behind in what ships; each names a noun, so that it can be allowed."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from miniprog_cli.check.rules.leftovernames import (
    is_console,
    is_for_building,
    is_for_serving,
    is_for_testing,
    is_left_behind,
    is_mock,
    test_folder,
)
from miniprog_cli.core.facts import INLINE_MAP, Program, Reference, Role, is_outside
from miniprog_cli.core.files import ProjectFile
from miniprog_cli.core.finding import Finding, Severity
from miniprog_cli.core.inside import FileChanged, read_start
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.rule import Context, rule
from miniprog_cli.core.size import exact

_MAPS = (".js.map", ".mjs.map", ".cjs.map", ".css.map")
_PACKET = 188
"""Bytes between the ``G`` that each packet of an MPEG transport stream (.ts) begins with."""
_REMOTE_CONSOLE = r"(?i)(?:https?:)?//.*[/@](?:eruda|vconsole)(?:[@/.?-].*)?"
_TAKE_OUT = "take the script, and what loads it, out of what ships"
_FOLDERS = r"((?:.*?/)?(?:node_modules|__\w+__|cypress|coverage|test-results|playwright-report)/)"


_MANY = 3
"""Files of one suffix from which on they are one finding."""
_UNREAD = ("ts", "tsx", "mts", "jsx")
"""Suffixes of scripts that have to be built."""
_RUN = ("js", "mjs", "cjs", "json")
"""Suffixes that also files which run have: a line for all of them would leave out too much."""


class _Group(NamedTuple):
    """Files that one line of an ignore file leaves out: a folder of several, or one file."""

    line: str
    paths: tuple[str, ...]


@rule("MP316", severity=Severity.WARNING, since="0.1")
def source_map(context: Context) -> Iterator[Finding]:
    """A source map ships.

    ## Why it matters
    A map holds the sources as they were written, comments included, and is often larger than the
    script itself. No phone reads it; whoever takes the bundle apart does.

    ## How to fix
    Leave maps out with a line `*.map` in `.miniprogignore`, or tell the bundler to write none into
    the folder that ships. Errors can still be read with the maps that you keep.
    """
    maps = [path for path in context.project.shipped if path.lower().endswith(_MAPS)]
    if maps:
        size = exact(sum(context.project.shipped[path].bytes for path in maps))
        what = "a source map ships" if len(maps) == 1 else f"{len(maps)} source maps ship"
        at = context.at(min(maps))
        yield Finding(at, f"{what}: {size}", "write *.map into .miniprogignore")
    for path, use in context.program.uses.get(INLINE_MAP, ()):
        size = exact(int(use.argument or 0))
        hint = "have the build write none, or into a file of its own"
        yield Finding(context.at(path, use.span), f"a source map ships in the file: {size}", hint)


@rule("MP317", severity=Severity.WARNING, since="0.1")
def file_left_behind(context: Context) -> Iterator[Finding]:
    """A file that an editor, a merge or a crash left behind ships.

    ## Why it matters
    It is of no use to the program, and may hold what you took out of it: an old version, a note, a
    path on your computer.

    ## How to fix
    Delete it, or leave it out with `.miniprogignore`. Dotfiles such as `.DS_Store`, and `Thumbs.db`,
    `desktop.ini` and `__MACOSX` never ship.
    """
    yield from _found(context, is_left_behind, "what an editor, a merge or a crash leaves behind")


@rule("MP318", severity=Severity.WARNING, since="0.1")
def source_file(context: Context) -> Iterator[Finding]:
    """A file that only building or testing needs ships.

    ## Why it matters
    TypeScript, Sass, tests, reports and baselines of checks, the settings of tools, archives, the
    files of drawing programs and the programs of servers are not what runs: they make the bundle
    larger and show others how it was made.

    ## How to fix
    Let `root` name the folder that the build writes, or leave the files out with
    `.miniprogignore`. Licence texts are never reported: many licences want them in what ships.
    A page that loads TypeScript or JSX itself is an error: no browser runs them, so that the folder
    was not built, and nothing else of it is reported.
    """
    found = [_not_built(context, path, one) for path, one in unbuilt(context.program)]
    if found:
        yield from found
        return  # which explains all that lies about
    yield from _found(context, is_for_building, "for building the program, not for running it")
    yield from _found(context, is_for_serving, "for a server or for building: no host runs it")
    yield from _found(context, is_for_testing, "for testing the program, not for running it")


@rule("MP319", severity=Severity.WARNING, since="0.1")
def mock_environment(context: Context) -> Iterator[Finding]:
    """A script that stands in for the host or opens a console ships.

    ## Why it matters
    A mocked host answers in place of the real one: everybody is the same made-up user, and every
    payment succeeds. A console on the phone (vConsole, eruda) shows users what was meant for you,
    and reviewers reject it.

    ## How to fix
    Take the script and its `<script>` tag out of what ships, and load it while developing only.
    """
    for path in context.project.shipped:
        if is_mock(path):
            says = "opens a console" if is_console(path) else "stands in for the host"
            at = context.at(path)
            yield Finding(at, f"the file is for developing: it {says}", _TAKE_OUT)
    yield from _remote(context)


def _found(context: Context, is_one: Callable[[str], bool], what: str) -> Iterator[Finding]:
    paths = [path for path in context.project.shipped if is_one(path)]
    used = _used(context.program) if paths else ()
    names, apart = frozenset(map(_file_name, used)), _apart(paths, used)
    for group in _groups(
        context,
        [
            path
            for path in paths
            if not _is_used(context, path, names) or test_folder(path) in apart
        ],
    ):
        first, more = group.paths[0], len(group.paths) - 1
        others = f"other file{'s' * (more > 1)} ({group.line})"
        said = f"this and {more:,} {others} are" if more else "the file is"
        hint = f"write {group.line} into .miniprogignore"
        yield Finding(context.at(first), f"{said} {what}", hint)


def unbuilt(program: Program) -> Iterator[tuple[str, Reference]]:
    """Find scripts of pages that only a build makes into what browsers run."""
    scripts = [*_scripts(program)]
    if any("babel" in one.url for _, one in scripts):
        return  # which builds in the browser
    for path, one in scripts:
        suffix = _file_name(one.url.strip()).rpartition(".")[2].lower()
        if suffix in _UNREAD and not is_outside(one.url):
            yield path, one


def _not_built(context: Context, path: str, one: Reference) -> Finding:
    return Finding(
        context.at(path, one.span),
        f"no browser runs {one.url}: the program was not built",
        "build it, and let `root` name the folder that the build writes",
        severity=Severity.ERROR,
    )


def _scripts(program: Program) -> Iterator[tuple[str, Reference]]:
    for path, facts in program.items():
        yield from ((path, one) for one in facts.references if one.where == "<script src>")


def _groups(context: Context, paths: list[str]) -> Iterator[_Group]:
    """Make one group of what one line leaves out: a folder of its own kind, or many of a suffix."""
    suffixes = Counter(path.rpartition(".")[2] for path in paths)
    groups: dict[str, list[str]] = {}
    for path in paths:
        folder, suffix = re.match(_FOLDERS, path), path.rpartition(".")[2]
        line = f"/{context.project.in_project(folder[1] if folder else path)}"
        if not folder and suffixes[suffix] > _MANY and suffix not in _RUN:
            line = f"*.{suffix}"
        groups.setdefault(line, []).append(path)
    return (_Group(line, tuple(found)) for line, found in groups.items())


def _apart(paths: list[str], used: tuple[str, ...]) -> set[str]:
    """Give the folders of tests that no address names: what lies there only shares a name."""
    folders = {folder for folder in map(test_folder, paths) if folder}
    return {one for one in folders if not any(f"{one}/" in url for url in used)}


def _used(program: Program) -> tuple[str, ...]:
    """Give all addresses that the files name: what is loaded is no leftover."""
    urls = (one.url for facts in program.values() for one in facts.references)
    arguments = (use.argument for facts in program.values() for use in facts.uses)
    return tuple(url for url in (*urls, *arguments) if url)


def _file_name(url: str) -> str:
    return url.partition("#")[0].partition("?")[0].rpartition("/")[2]


def _is_used(context: Context, path: str, used: frozenset[str]) -> bool:
    return path.rpartition("/")[2] in used or _is_video(context.project.shipped[path])


def _is_video(file: ProjectFile) -> bool:
    """Tell a segment of video from TypeScript, which has the same suffix."""
    if not file.path.lower().endswith(".ts"):
        return False
    try:
        start = read_start(file.source, _PACKET + 1)
    except (OSError, FileChanged):
        return True
    return start[:1] == b"G" and start[_PACKET:] in (b"G", b"")


def _is_remote_console(url: str) -> bool:
    return any(name in url.lower() for name in ("eruda", "vconsole")) and bool(
        re.fullmatch(_REMOTE_CONSOLE, url)
    )


def _remote(context: Context) -> Iterator[Finding]:
    for path, facts in context.program.items():
        for one in facts.references:
            if one.role is Role.SCRIPT and _is_remote_console(one.url):
                at = context.at(path, one.span)
                yield Finding(at, f"{one.url} opens a console for developing", "remove the script")
