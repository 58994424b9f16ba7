"""What grew since the last submission, for a person and for a machine."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from miniprog_cli.check import CheckResult, HostVerdict
from miniprog_cli.check.growth import Change, changes
from miniprog_cli.cli.console import plain
from miniprog_cli.core.archive.container import MANIFEST_NAME
from miniprog_cli.core.bundle import sizes
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.project import Project
from miniprog_cli.core.size import human
from miniprog_cli.syntax.covered import shown

if TYPE_CHECKING:
    from miniprog_cli.publish.published import Published

_SHOWN = 20
"""How many files a person is shown; `--json` has all."""


class Growth(NamedTuple):
    """What is said of it: members of the JSON document, and lines for a person."""

    document: Mapping[str, object] = {}
    lines: tuple[str, ...] = ()


def since_last(project: Project, result: CheckResult, to: str | None) -> Growth:
    """Compare the project with what was submitted last for each of its hosts.

    Raises:
        MiniprogError: see `last_published`.
    """
    from miniprog_cli.publish.published import last_published

    verdicts = [verdict for verdict in result.hosts if verdict.host.kind == "web"]
    last = last_published(project, [verdict.host.name for verdict in verdicts], to=to)
    grown = tuple(
        _since(verdict, last.published[verdict.host.name], sizes(project, verdict.host.name))
        for verdict in verdicts
        if verdict.host.name in last.published
    )
    found = [_described(last.registry, one) for one in grown]
    first = found[0] if grown and grown[0].verdict is result.hosts[0] else None
    missing = [one.host.name for one in verdicts if one.host.name not in last.published]
    lines = (line for one in grown for line in _lines(one))
    none = f"nothing was submitted yet for {', '.join(missing)} to {last.registry}"
    return Growth({"growth": first, "growths": found}, (*lines, *([none] if missing else [])))


class _Grown(NamedTuple):
    """How a host's verdict differs from what was submitted for it before."""

    verdict: HostVerdict
    before: "Published"
    changed: tuple[Change, ...]


def _since(verdict: HostVerdict, before: "Published", now: Mapping[str, int]) -> _Grown:
    # the generated manifest is not the project's to make smaller
    changed = changes(now, before.files)
    return _Grown(verdict, before, tuple(one for one in changed if one.path != MANIFEST_NAME))


def _described(registry: str, grown: _Grown) -> dict[str, object]:
    """Describe it for a machine."""
    verdict, before, changed = grown
    return {
        "registry": registry,
        "host": verdict.host.name,
        "version": before.version,
        "raw_bytes": verdict.sizes.raw_bytes,
        "was_raw_bytes": before.raw_bytes,
        "bundle_bytes": verdict.sizes.bundle_bytes,
        "was_bundle_bytes": before.bundle_bytes,
        "files": [one._replace(path=shown(one.path))._asdict() for one in changed],
    }


def _lines(grown: _Grown) -> Iterator[str]:
    """Write the totals, then the files that changed, those that grew most first."""
    verdict, before, changed = grown
    yield f"since {plain(before.version)} for {verdict.host.name}:"
    yield _row("files", before.raw_bytes, verdict.sizes.raw_bytes)
    yield _row("bundle", before.bundle_bytes, verdict.sizes.bundle_bytes)
    for one in changed[:_SHOWN]:
        yield _row(plain(shown(one.path)), one.was, one.bytes)
    if len(changed) > _SHOWN:
        yield f"  and {len(changed) - _SHOWN:,} more; --json has them all"


def _row(name: str, was: int | None, now: int | None) -> str:
    grown = (now or 0) - (was or 0)
    difference = f"{'-' if grown < 0 else '+'}{human(abs(grown))}"
    before, after = (human(n) if n is not None else "-" for n in (was, now))
    note = {(True, False): "  new", (False, True): "  gone"}.get((was is None, now is None), "")
    return f"  {difference:>10}  {before:>9} → {after:<9}  {name}{note}"
