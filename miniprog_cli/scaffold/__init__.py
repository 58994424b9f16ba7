"""Create a project from a template."""

from collections.abc import Mapping
from pathlib import Path

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.scaffold.answers import answers_for, identifier, record
from miniprog_cli.scaffold.catalog import Template
from miniprog_cli.scaffold.render import render
from miniprog_cli.scaffold.write import require_free, write_tree


class Plan(NamedTuple):
    """What `new` is about to write: the folder, and each file's bytes by its POSIX path in it."""

    folder: Path
    template: Template
    answers: Mapping[str, str]
    files: Mapping[str, bytes]

    def carry_out(self) -> None:
        """Write all files, or none.

        Raises:
            FolderNotEmpty: something came to lie in the folder since the plan was made.
            MachineError: the disk is full, or the folder cannot be written.
        """
        write_tree(self.folder, self.files)


def plan(
    template: Template, folder: Path, *, given: Mapping[str, str], id: str | None = None
) -> Plan:
    """Work out what a new project would hold, and refuse before anything is written.

    `given` are answers to the template's questions and, under ``name``, the program's name.

    Raises:
        FolderNotEmpty: the folder has files, some of which may be in the way.
        WrongAnswer: an answer does not fit its question, or there is no such question.
        BrokenTemplate: the template cannot be read or rendered.
    """
    answers = answers_for(template, folder, given=given, id=id)
    files = dict(render(template, answers))
    path, content = record(template, answers)
    files[path] = content
    require_free(folder, files)
    return Plan(folder=folder, template=template, answers=answers, files=files)


__all__ = ["Plan", "identifier", "plan"]
