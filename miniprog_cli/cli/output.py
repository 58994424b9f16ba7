"""Where the outcome of a check goes: a document on standard output or in a file, annotations."""

import json
import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from miniprog_cli.cli import streams
from miniprog_cli.cli.console import CONTROL, Console, uncoloured
from miniprog_cli.core.errors import MachineError, MiniprogError
from miniprog_cli.core.namedtuple import NamedTuple

if TYPE_CHECKING:
    from miniprog_cli.check.formats import Outcome
    from miniprog_cli.core.project import Project

TEXT = "text"
_OWN = ("miniprog.json", ".miniprogignore", ".gitignore", ".miniprog/answers.json", "package.json")
_WORKSPACES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Variables in which a CI service names the folder of the repository."""


_BEGINNINGS = {
    "json": b'{"schema": 1',
    "jsonl": b'{"schema": 1',
    "sarif": b'{\n  "$schema',
    "gitlab": b"[",
    "junit": b"<?xml",
    "github": b"::",
}
"""How documents begin."""


class FormatTwice(MiniprogError):
    """``--json`` and another ``--format`` were given."""


class ReportWouldShip(MiniprogError):
    """A report or a baseline is to be written among the files that ship."""


class OutputTaken(MiniprogError):
    """A report is to be written over a file that the project is made of."""


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
            _put(self.format, _rendered(self.format, outcome), self.file)
        else:
            self._write_text(outcome, folder)
        if self.annotates:
            _put("github", _rendered("github", outcome), None)

    def _write_text(self, outcome: "Outcome", folder: Path | None) -> None:
        from miniprog_cli.cli import excerpt

        if self.file:
            text = "".join(f"{line}\n" for line in excerpt.document(outcome, folder))
            replace_file(self.file, uncoloured(text).encode("utf-8", "backslashreplace"))
        elif folder and not outcome.failure:
            for line in excerpt.findings(outcome.result, folder, sys.stdout):
                Console().result(line)

    def fail(self, outcome: "Outcome", error: MiniprogError) -> None:
        """Write a document that says what went wrong, unless the caller of all commands does.

        To a file only where there is none, or an earlier report: which files are the project's own
        may not be known.
        """
        if isinstance(error, (ReportWouldShip, OutputTaken)):
            return
        if self.file is None and self.format == "json":
            return
        if self.file and not _is_report(self.file, self.format):
            return
        try:
            self.write(outcome, None)
        except BrokenPipeError:  # that nobody reads it changes nothing of how it went
            streams.silence(sys.stdout)
            error.documented = True
        except MachineError:  # what went wrong first is said anyway: in JSON as a document
            error.documented = self.format != "json"
        else:
            error.documented = True


def chosen_output(format_: str | None, file: Path | None, *, json: bool) -> Output:
    """Choose the output; GitHub gets annotations wherever standard output is no document.

    A `file` that is called ``-`` is standard output, as everywhere.

    Raises:
        FormatTwice: ``--json`` contradicts ``--format``.
    """
    if json and format_ not in (None, "json"):
        raise FormatTwice(f"--json contradicts --format {format_}", hint="give one of them")
    chosen = "json" if json else format_ or TEXT
    file = None if file == Path("-") else file
    is_free = chosen == TEXT or (file is not None and not _is_device(file))
    is_github = os.environ.get("GITHUB_ACTIONS") == "true"
    return Output(chosen, file, annotates=is_github and is_free and chosen != "github")


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


def require_apart(project: "Project", *files: Path | None) -> None:
    """Refuse to write a file among those that ship: what this tool writes is not the program's.

    Raises:
        ReportWouldShip: naming the first one.
        OutputTaken: the first one is a file that says what the project is; or two are the same.
    """
    real = [Path(os.path.realpath(file)) for file in files if file]
    for file in real:
        if name := project.would_ship(file):
            raise ReportWouldShip(f"{file} would ship with the program", hint=elsewhere(name))
        if file.exists() and file.is_relative_to(folder := Path(os.path.realpath(project.folder))):
            name = file.relative_to(folder).as_posix()
            if name.casefold() in _own():
                raise OutputTaken(f"{name} is the project's own", hint="choose another file")
    if len(set(real)) < len(real):
        raise OutputTaken(f"{real[0]} is to be written twice", hint="choose two files")


def _own() -> frozenset[str]:
    """Name the files, relative to the project's folder, that say what it is; in lower case."""
    from miniprog_cli import hosts
    from miniprog_cli.hosts.dialects import dialects

    named = [each.name for host in hosts.every() for each in host.config_files]
    named += [name for one in dialects() for name in (one.project_file, one.private_file) if name]
    return frozenset(name.casefold() for name in (*_OWN, *named))


def elsewhere(name: str) -> str:
    """Say how to keep a file of the project out of the bundle."""
    return f"write it elsewhere, or put /{name} into .miniprogignore"


def make_folder(path: Path) -> None:
    """Make a folder to write to, unless it is there.

    Raises:
        OutputUnwritable: a file has its name, or its parent may not be written.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputUnwritable(f"{path}: {reason}", hint="choose another folder") from None


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; links are followed, and a device or pipe is written to.

    Raises:
        OutputUnwritable: the disk is full, or the file or its folder may not be written.
    """
    try:
        if _is_device(path):
            path.write_bytes(data)  # /dev/stdout leads to a pipe, which has no name to replace
        else:
            _replace(Path(os.path.realpath(path)), data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputUnwritable(f"{path}: {reason}", hint="choose another file") from None


def _replace(target: Path, data: bytes) -> None:
    """Put a new file in a file's place, which has its owner and mode if there was one."""
    _require_writable(target)
    temporary = target.with_name(f".{target.name}.{os.urandom(6).hex()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        if target.exists():
            from miniprog_cli.check.rewrite import make_like

            make_like(target, temporary)
        temporary.replace(target)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise


def _require_writable(target: Path) -> None:
    """Refuse to replace a file that may not be written; renaming does not ask for that.

    A file without any write permission was protected on purpose, also from root.
    """
    if target.exists() and not (target.stat().st_mode & 0o222 and os.access(target, os.W_OK)):
        hint = "correct its permissions, or choose another file"
        raise OutputUnwritable(f"{target} is read-only", hint=hint)


def _is_report(path: Path, name: str) -> bool:
    """Tell whether nothing is lost where a file is written anew that should be a report."""
    if not path.exists() or _is_device(path):
        return True
    with suppress(OSError), path.open("rb") as file:
        return file.read(12).startswith(_BEGINNINGS.get(name, b"error: "))
    return False


def _is_device(path: Path) -> bool:
    """Tell what is no file, such as a pipe; `path.write_bytes` says of a folder that it is one."""
    return path.exists() and not S_ISREG(path.stat().st_mode)


def _put(name: str, text: str, file: Path | None) -> None:
    """Write a document to a file, or without one to standard output."""
    text = _tamed(name, text)
    if file:
        replace_file(file, _encoded(name, text))
        return
    if name == "github":  # whose runner reads UTF-8, whatever the locale of the job
        streams.write_bytes(sys.stdout, _encoded(name, text))
    else:
        fits = streams.carries_document(sys.stdout, text)
        sys.stdout.write(text if fits else _ascii(name, text))
    sys.stdout.flush()


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
