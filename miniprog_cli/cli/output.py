"""Where the outcome of a check goes: a document on standard output or in a file, annotations."""

import json
import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple

from miniprog_cli.cli import streams
from miniprog_cli.cli.console import CONTROL, Console, uncoloured
from miniprog_cli.core.errors import MachineError, MiniprogError

if TYPE_CHECKING:
    from miniprog_cli.check.formats import Outcome
    from miniprog_cli.core.project import Project

TEXT = "text"
_WORKSPACES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Variables in which a CI service names the folder of the repository."""


class FormatTwice(MiniprogError):
    """``--json`` and another ``--format`` were given."""


class OutputUnwritable(MachineError):
    """The output file cannot be written."""


class Output(NamedTuple):
    """What was asked for: `format`, a `file` instead of standard output, annotations for GitHub."""

    format: str
    file: Path | None
    annotates: bool

    @property
    def is_document(self) -> bool:
        """Whether standard output holds one document and nothing else."""
        return self.format != TEXT and self.file is None

    def write(self, outcome: "Outcome", folder: Path | None) -> None:
        """Write the outcome; as text with lines of the files below a project's `folder`.

        Raises:
            OutputUnwritable: the file cannot be written.
        """
        if self.format != TEXT:
            self._put(self.format, _rendered(self.format, outcome))
        else:
            self._write_text(outcome, folder)
        if self.annotates:
            self._put("github", _rendered("github", outcome))

    def _write_text(self, outcome: "Outcome", folder: Path | None) -> None:
        from miniprog_cli.cli import excerpt

        if self.file:
            text = "".join(f"{line}\n" for line in excerpt.document(outcome, folder))
            replace_file(self.file, uncoloured(text).encode("utf-8", "backslashreplace"))
        elif folder and not outcome.failure:
            for line in excerpt.findings(outcome.result, folder):
                Console().result(line)

    def fail(self, outcome: "Outcome", error: MiniprogError) -> None:
        """Write a document that says what went wrong, unless the caller of all commands does."""
        if self.format == "json" and self.file is None:
            return
        try:
            self.write(outcome, None)
        except MachineError:  # what went wrong first is said anyway: in JSON as a document
            error.documented = self.format != "json"
        else:
            error.documented = True

    def _put(self, name: str, text: str) -> None:
        text = _tamed(name, text)
        if self.file is None:
            sys.stdout.write(text if streams.carries(sys.stdout, text) else _ascii(name, text))
            sys.stdout.flush()
        else:
            replace_file(self.file, _encoded(name, text))


def chosen_output(format_: str | None, file: Path | None, *, json: bool) -> Output:
    """Choose the output; GitHub gets annotations where nobody chose a format.

    Raises:
        FormatTwice: ``--json`` contradicts ``--format``.
    """
    if json and format_ not in (None, "json"):
        raise FormatTwice(f"--json contradicts --format {format_}", hint="give one of them")
    is_github = os.environ.get("GITHUB_ACTIONS") == "true"
    return Output(
        format="json" if json else format_ or TEXT,
        file=file,
        annotates=is_github and not json and format_ is None and file is None,
    )


def below_repository(folder: Path | None) -> str:
    """Give a folder's path below the repository that it lies in; empty where there is none.

    That is the one a CI service names, else the nearest with a `.git`.
    """
    if folder is None:
        return ""
    real = Path(os.path.realpath(folder))
    named = [Path(os.path.realpath(os.environ[n])) for n in _WORKSPACES if os.environ.get(n)]
    tops = [top for top in named if real.is_relative_to(top)]
    if not tops:
        tops = [top for top in (real, *real.parents) if os.path.lexists(top / ".git")]
    path = real.relative_to(tops[0]).as_posix() if tops else "."
    return "" if path == "." else path


def shipping(path: Path, project: "Project") -> str | None:
    """Give the path in the project of a file that was written where it will ship; else None."""
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(os.path.realpath(project.root)):
        return None
    from miniprog_cli.core.project import open_project

    anew = open_project(project.folder)
    for name, file in anew.shipped.items():
        if Path(os.path.realpath(file.source)) == real:
            return anew.in_project(name)
    return None


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; links are followed, and a device or pipe is written to.

    Raises:
        OutputUnwritable: the disk is full, or a folder may not be written.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if path.exists() and not S_ISREG(path.stat().st_mode):
            path.write_bytes(data)  # /dev/stdout leads to a pipe, which has no name to replace
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        temporary.replace(target)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        reason = (error.strerror or str(error)).lower()
        raise OutputUnwritable(f"{path}: {reason}", hint="choose another file") from None


def _rendered(name: str, outcome: "Outcome") -> str:
    from miniprog_cli.check.formats import render

    return render(name, outcome)


def _encoded(name: str, text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _ascii(name, text).encode("utf-8", "backslashreplace")


def _tamed(name: str, text: str) -> str:
    """Spell out what a terminal or a log would act on: documents are looked at there too."""
    return re.sub(CONTROL, lambda found: _escape(name, found[0]), text)


def _escape(name: str, character: str) -> str:
    if name == "junit":
        return f"&#{ord(character)};"
    if name == "github":
        return character.encode("unicode_escape").decode()
    return json.dumps(character)[1:-1]


def _ascii(name: str, text: str) -> str:
    """Escape what an encoding lacks, as the format has it; other text shows question marks."""
    if name in (TEXT, "github"):
        return text
    return re.sub(r"[^\x00-\x7f]", lambda found: _escape(name, found[0]), text)
