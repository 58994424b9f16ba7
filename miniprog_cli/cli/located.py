"""What a preview tells, with files named from where a person stands: as `check` names them."""

from pathlib import Path

from miniprog_cli.cli.whence import from_here
from miniprog_cli.core.finding import Finding
from miniprog_cli.preview.events import Console, Event, Failed, Findings, Updated


def located(event: Event, folder: Path) -> Event:
    """Name the files of an event, which are relative to the project's `folder`, from here."""
    match event:
        case Updated():
            return _updated(event, folder)
        case Console() if event.file:
            return event._replace(file=_named(event.file, folder))
        case Findings():
            reports = tuple(
                one._replace(finding=_moved(one.finding, folder)) for one in event.result.reports
            )
            return event._replace(result=event.result._replace(reports=reports))
        case Failed() if event.finding:
            return event._replace(finding=_moved(event.finding, folder))
        case _:
            return event


def _updated(event: Updated, folder: Path) -> Updated:
    path, colon, why = event.reason.rpartition(": ")
    # the reason knows the path from the root, which need not be the project's folder
    whole = next((file for file in event.files if f"/{file}".endswith(f"/{path}")), path)
    reason = f"{_named(whole, folder)}: {why}" if colon else event.reason
    return event._replace(files=tuple(_named(file, folder) for file in event.files), reason=reason)


def _moved(finding: Finding, folder: Path) -> Finding:
    return finding._replace(at=finding.at._replace(file=_named(finding.at.file, folder)))


def _named(file: str, folder: Path) -> str:
    """Name a file; what a program loads from a server has an address, which stays."""
    return file if "://" in file else from_here(folder, file)
