"""What keeps a project from being packed: a host we make nothing for, and errors of `check`."""

from pathlib import Path
from typing import TYPE_CHECKING

from miniprog_cli.core.archive.content import ArchiveReport
from miniprog_cli.core.errors import Exit, MiniprogError, RefusedByCheck
from miniprog_cli.core.project import Project
from miniprog_cli.hosts.base import Host, State

if TYPE_CHECKING:
    from miniprog_cli.check import CheckResult


class HostNotPacked(MiniprogError):
    """No bundle can be made for the host today."""

    exit_code = Exit.FINDINGS


def require_packable(host: Host) -> None:
    """Refuse a host that this version makes no bundle for.

    Raises:
        HostNotPacked: with what can be done instead.
    """
    if host.verbs.pack.state is not State.WORKS:
        raise HostNotPacked(
            f"no bundle can be made for {host.title} by this version", hint=host.verbs.pack.how
        )


def require_no_errors(
    project: Project, host: Host, report: ArchiveReport | None = None
) -> "CheckResult":
    """Check the project for one host; of what was written already, those very bytes.

    Raises:
        FileChanged: a file is not what was written.
        RefusedByCheck: there is an error; its `result` is what `check` found.
    """
    from miniprog_cli.check import check  # imported while files are deflated

    result = check(project, (host,), report)
    if result.errors:
        count = "1 error" if result.errors == 1 else f"{result.errors} errors"
        raise RefusedByCheck(
            f"not packed for {host.name}: check found {count}",
            hint=f"mend what `{_command(project, host)}` shows",
            result=result,
        )
    return result


def _command(project: Project, host: Host) -> str:
    """Write the command that shows the errors, as it is typed here."""
    from shlex import quote

    from miniprog_cli.check import hosts_of

    parts = ["miniprog check"]
    here, folder = Path.cwd(), project.folder.resolve()
    if not here.is_relative_to(folder):
        shown = folder.relative_to(here) if folder.is_relative_to(here) else project.folder
        parts.append(quote(str(shown)))
    if host not in hosts_of(project):
        parts.append(f"--host {host.name}")
    return " ".join(parts)
