"""The templates: folders with a `template.toml` that says what they are and what they ask."""

import re
import tomllib
import warnings
from pathlib import Path
from typing import Literal, cast

from miniprog_cli.core.inside import read_start
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.shape import suggestion
from miniprog_cli.core.size import MB
from miniprog_cli.hosts import DEFAULT
from miniprog_cli.scaffold.errors import BrokenTemplate, UnknownTemplate

DESCRIPTION = "template.toml"
RESERVED = ("name", "id", "slug")
"""What every template is filled with, whatever it asks."""


class Question(NamedTuple):
    """Something a template asks; `default` is what a run without a terminal takes."""

    key: str
    prompt: str
    default: str
    choices: tuple[str, ...] = ()
    pattern: str | None = None

    def fits(self, answer: str) -> bool:
        """Tell whether an answer is one of the choices and matches the pattern."""
        if self.choices and answer not in self.choices:
            return False
        return not self.pattern or re.fullmatch(self.pattern, answer) is not None

    @property
    def example(self) -> str:
        """Say what fits."""
        if self.choices:
            return f"choose from: {', '.join(self.choices)}"
        return f"for example {self.default}" if self.default else "see template.toml"


class Template(NamedTuple):
    """A template: its short name, what its `template.toml` says, and where it lies."""

    name: str
    title: str
    description: str
    kind: Literal["web", "native"]
    hosts: tuple[str, ...]
    version: int
    questions: tuple[Question, ...]
    folder: Path


def builtin_folder() -> Path:
    """Find the templates that come with miniprog.

    A wheel carries them inside the package; in a checkout they are the top-level folder.
    """
    package = Path(__file__).parents[1]
    shipped = package / "_templates"
    return shipped if shipped.is_dir() else package.parent / "templates"


def builtin_names() -> tuple[str, ...]:
    """Name the templates that come with miniprog, the smallest first, then by name."""
    folders = builtin_folder().iterdir()
    names = sorted(folder.name for folder in folders if (folder / DESCRIPTION).is_file())
    return tuple(sorted(names, key=lambda name: name != "blank"))


def builtin() -> tuple[Template, ...]:
    """Read the templates that come with miniprog."""
    return tuple(read_template(builtin_folder() / name) for name in builtin_names())


def find_template(name: str) -> Template:
    """Find a template by its name, or by the path of its folder.

    Raises:
        UnknownTemplate: there is none.
        BrokenTemplate: its `template.toml` is not right.
    """
    if name in builtin_names():
        return read_template(builtin_folder() / name)
    if "/" in name or "\\" in name or name in (".", ".."):
        return read_template(Path(name))
    hint = suggestion(name, builtin_names()) or f"choose from: {', '.join(builtin_names())}"
    raise UnknownTemplate(f"no template is called {name!r}", hint=hint)


def read_template(folder: Path) -> Template:
    """Read a template's description.

    Raises:
        UnknownTemplate: the folder has none.
        BrokenTemplate: it is not TOML, or lacks something.
    """
    path = folder / DESCRIPTION
    if not path.is_file():
        hint = "a template is a folder with a template.toml"
        raise UnknownTemplate(f"no template at {folder}", hint=hint)
    try:
        return _template(folder, tomllib.loads(read_start(path, MB).decode()))
    except Exception as error:  # noqa: BLE001 - what somebody wrote there can be wrong in any way
        what = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise BrokenTemplate(f"{path}: {what}", hint="correct the template") from None


def _template(folder: Path, content: dict[str, object]) -> Template:
    kind = content.get("kind", "web")
    if kind not in ("web", "native"):
        raise TypeError(f"kind is {kind!r}, not web or native")
    questions = cast("list[dict[str, object]]", content.get("questions", []))
    return Template(
        name=folder.resolve().name,
        title=str(content["title"]),
        description=str(content.get("description", "")),
        kind=kind,
        hosts=tuple(cast("list[str]", content.get("hosts", [DEFAULT]))),
        version=int(cast("int", content.get("version", 1))),
        questions=tuple(_question(question) for question in questions),
        folder=folder,
    )


def _question(content: dict[str, object]) -> Question:
    key, pattern = str(content["key"]), content.get("pattern")
    if key in RESERVED:
        raise ValueError(f"a question cannot be called {key!r}: miniprog answers that itself")
    if pattern is not None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            re.compile(str(pattern))
    return Question(
        key=key,
        prompt=str(content["prompt"]),
        default=str(content.get("default", "")),
        choices=tuple(cast("list[str]", content.get("choices", []))),
        pattern=None if pattern is None else str(pattern),
    )
