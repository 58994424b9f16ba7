"""Read the files of a program once, and find what they say."""

from miniprog_cli.core.facts import FileFacts, Program
from miniprog_cli.core.inside import read_inside
from miniprog_cli.core.project import Project
from miniprog_cli.hosts.roots import ROOTS
from miniprog_cli.syntax import facts


def program_of(project: Project) -> Program:
    """Give the facts of every file that ships and can be read as text."""
    found: dict[str, FileFacts] = {}
    for path, file in project.shipped.items():
        if facts.is_read(path):
            try:
                found[path] = facts.of(path, read_inside(file.source, project.top), ROOTS)
            except OSError:
                continue  # gone since it was listed
    return found
