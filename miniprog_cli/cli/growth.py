"""What grew since the last submission, for a person and for a machine."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from miniprog_cli.check import CheckResult
from miniprog_cli.check.growth import Change, changes
from miniprog_cli.cli.console import plain
from miniprog_cli.core.archive.container import MANIFEST_NAME
from miniprog_cli.core.project import Project
from miniprog_cli.core.size import human

if TYPE_CHECKING:
    from miniprog_cli.publish.published import LastOne

_SHOWN = 20
"""How many files a person is shown; `--json` has all."""


class Growth(NamedTuple):
    """What is said of it: members of the JSON document, and lines for a person."""

    document: Mapping[str, object] = {}
    lines: tuple[str, ...] = ()


def since_last(project: Project, result: CheckResult, to: str | None) -> Growth:
    """Compare the project with what was submitted last for the first of its hosts.

    Raises:
        MiniprogError: see `last_published`.
    """
    from miniprog_cli.publish.published import last_published

    last = last_published(project, result.hosts[0].host.name, to=to)
    now = {file.path: file.bytes for file in project.shipped.values()}
    was: Mapping[str, int] = last.published.files if last.published else {}
    # the generated manifest is not the project's to make smaller
    changed = changes(now, {path: n for path, n in was.items() if path != MANIFEST_NAME})
    return Growth(
        {"growth": _described(result, last, changed)}, tuple(_lines(result, last, changed))
    )


def _described(
    result: CheckResult, last: "LastOne", changed: tuple[Change, ...]
) -> dict[str, object] | None:
    """Describe it for a machine; None where nothing was submitted yet."""
    before, verdict = last.published, result.hosts[0]
    if before is None:
        return None
    return {
        "registry": last.registry,
        "host": verdict.host.name,
        "version": before.version,
        "raw_bytes": verdict.sizes.raw_bytes,
        "was_raw_bytes": before.raw_bytes,
        "bundle_bytes": verdict.sizes.bundle_bytes,
        "was_bundle_bytes": before.bundle_bytes,
        "files": [one._asdict() for one in changed],
    }


def _lines(result: CheckResult, last: "LastOne", changed: tuple[Change, ...]) -> Iterator[str]:
    """Write the totals, then the files that changed, those that grew most first."""
    before, verdict = last.published, result.hosts[0]
    if before is None:
        yield f"nothing was submitted yet for {verdict.host.name} to {last.registry}"
        return
    yield f"since {plain(before.version)} for {verdict.host.name}:"
    yield _row("files", before.raw_bytes, verdict.sizes.raw_bytes)
    yield _row("bundle", before.bundle_bytes, verdict.sizes.bundle_bytes)
    for one in changed[:_SHOWN]:
        yield _row(plain(one.path), one.was, one.bytes)
    if len(changed) > _SHOWN:
        yield f"  and {len(changed) - _SHOWN:,} more; --json has them all"


def _row(name: str, was: int | None, now: int | None) -> str:
    grown = (now or 0) - (was or 0)
    difference = f"{'-' if grown < 0 else '+'}{human(abs(grown))}"
    before, after = (human(n) if n is not None else "-" for n in (was, now))
    note = {(True, False): "  new", (False, True): "  gone"}.get((was is None, now is None), "")
    return f"  {difference:>10}  {before:>9} → {after:<9}  {name}{note}"
