"""Turn a template's files into a project's; nothing of a template is ever executed."""

import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from miniprog_cli.core.names import collisions, problems
from miniprog_cli.core.size import MB, human
from miniprog_cli.scaffold import plain
from miniprog_cli.scaffold.catalog import DESCRIPTION, Template
from miniprog_cli.scaffold.errors import BrokenTemplate

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

_RENDERED = ".jinja"
MAX_BYTES = 64 * MB
"""More is no template; it is read into memory."""


def render(template: Template, answers: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield each file of the project: its POSIX path and its bytes, sorted by path.

    Files called ``*.jinja`` are rendered in jinja2's sandbox, where an unknown variable is an
    error; all others are copied byte for byte.

    Raises:
        BrokenTemplate: a file cannot be read or rendered, or is a link.
    """
    files = sorted(_files(template.folder))
    _require_sound(template.folder, [name for name, _ in files])
    for name, path in files:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise BrokenTemplate(f"{path} cannot be read: {error.strerror}") from None
        yield name, _fill(path, data, answers) if path.suffix == _RENDERED else data


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield what becomes a file of the project: its path there, and where it lies."""
    size = 0
    for name, entry in _entries(folder, ""):
        if entry.is_symlink() or not entry.is_file():
            what = "a link" if entry.is_symlink() else "neither a file nor a folder"
            raise BrokenTemplate(f"{entry.path} is {what}", hint="a template holds files only")
        if name == DESCRIPTION:
            continue
        size += entry.stat().st_size
        if size > MAX_BYTES:
            raise BrokenTemplate(f"{folder} has more than {human(MAX_BYTES)} of files")
        yield name.removesuffix(_RENDERED), Path(entry.path)


def _entries(folder: Path | str, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield all but the folders themselves, with their POSIX paths."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        raise BrokenTemplate(f"{folder} cannot be read: {error.strerror}") from None
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(entry.path, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry


def _require_sound(folder: Path, names: list[str]) -> None:
    """Refuse names that some system cannot store, that clash, or that git or we would act on."""
    for name in names:
        for problem in problems(name):
            raise BrokenTemplate(f"{folder / name}: the path {problem}")
        if name.split("/")[0].lower() in (".git", ".miniprog") or "/.git/" in f"/{name.lower()}/":
            raise BrokenTemplate(f"{folder / name} would become settings of git or miniprog")
    for collision in collisions(names):
        raise BrokenTemplate(f"{folder}: {collision.reason}")


def _fill(path: Path, data: bytes, answers: Mapping[str, str]) -> bytes:
    try:
        text = data.decode("utf-8")
        filled = plain.fill(text, answers)
        return (filled if filled is not None else _render(text, answers)).encode("utf-8")
    except Exception as error:  # noqa: BLE001 - a template's expressions can raise anything
        line = getattr(error, "lineno", None)
        place = f"{path}:{line}" if line else str(path)
        raise BrokenTemplate(f"{place}: {error}", hint="correct the template") from None


def _render(text: str, answers: Mapping[str, str]) -> str:
    return _environment().from_string(text).render(answers)


@cache
def _environment() -> "SandboxedEnvironment":
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    # What is filled in is JSON, Markdown and HTML alike: templates choose `tojson` or `e` themselves
    environment = SandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,
        keep_trailing_newline=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return environment
