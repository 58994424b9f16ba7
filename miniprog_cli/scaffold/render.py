"""Turn a template's files into a project's; nothing of a template is ever executed."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from miniprog_cli.scaffold import plain
from miniprog_cli.scaffold.catalog import DESCRIPTION, Template
from miniprog_cli.scaffold.errors import BrokenTemplate

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

_RENDERED = ".jinja"


def render(template: Template, answers: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield each file of the project: its POSIX path and its bytes, sorted by path.

    Files called ``*.jinja`` are rendered in jinja2's sandbox, where an unknown variable is an
    error; all others are copied byte for byte.

    Raises:
        BrokenTemplate: a file cannot be read or rendered, or is a link.
    """
    for path in sorted(template.folder.rglob("*")):
        name = path.relative_to(template.folder).as_posix()
        if path.is_symlink():
            raise BrokenTemplate(f"{path} is a link", hint="a template holds files only")
        if path.is_file() and name != DESCRIPTION:
            try:
                yield _rendered(path, name, answers)
            except OSError as error:
                raise BrokenTemplate(f"{path} cannot be read: {error.strerror}") from None


def _rendered(path: Path, name: str, answers: Mapping[str, str]) -> tuple[str, bytes]:
    data = path.read_bytes()
    if not name.endswith(_RENDERED):
        return name, data
    return name.removesuffix(_RENDERED), _fill(path, data, answers)


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
