"""What a check came to, kept between runs by everything that it depends on.

Whoever checks, packs and publishes the same files waits once. The key holds the tool, the hosts,
the rules that were asked for, the manifest, every file of the root with what rules may see of it,
and the files of vendors' own tools; which files beside the root were looked for, and whether they
were there, is kept with the answer. A rule that looks at anything else must add it here.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from miniprog_cli import __version__, hosts
from miniprog_cli.check import store, tool
from miniprog_cli.check.encoding import UNREADABLE
from miniprog_cli.check.report import Allowed, Report
from miniprog_cli.check.result import CheckResult, HostVerdict, verdict
from miniprog_cli.check.selection import Selection
from miniprog_cli.core.facts import Program
from miniprog_cli.core.finding import Edit, Finding, Fix, Location, Severity, Span
from miniprog_cli.core.project import Project
from miniprog_cli.core.rule import Context, RuleLabel, Sizes
from miniprog_cli.core.source import JsonError
from miniprog_cli.core.vendor import vendor_bytes
from miniprog_cli.hosts.base import Host

if TYPE_CHECKING:
    from miniprog_cli.core.native.program import Native

MAX_BYTES = 4 * 1024 * 1024
"""Of one result; a larger one is not kept."""
MAX_FILES = 100
"""Results that are kept; the oldest are dropped."""

_HEADER = f"miniprog {__version__}, results\n".encode()


class Question:
    """Something that is asked of a project, and the place of its answer."""

    def __init__(
        self,
        project: Project,
        chosen: tuple[Host, ...],
        sizes: Mapping[str, Sizes],
        selection: Selection,
        files: bytes,
    ) -> None:
        self._project = project
        self._hosts = {host.name: host for host in chosen}
        self._sizes = sizes
        asked, given = _asked(chosen, sizes, selection), _given(project, chosen)
        self._key = _digest(chain((tool.identity().encode(),), asked, given, (files,)))

    def known(self) -> CheckResult | None:
        """Give the answer that was kept, if any."""
        data = store.read(self._place, _HEADER, MAX_BYTES)
        try:
            return self._read(json.loads(data)) if data else None
        except UNREADABLE:
            return None

    def keep(self, result: CheckResult) -> None:
        """Keep an answer; not where the question is about hosts that are none of ours."""
        if any(not _is_ours(host) for host in self._hosts.values()):
            return
        rows = (
            result.reports,
            [(one.host.name, one.errors, one.warnings) for one in result.hosts],
            result.allowed,
            sorted(result.ran),
            self._project.looked_for,
        )
        body = json.dumps(rows, separators=(",", ":")).encode()
        if len(body) <= MAX_BYTES:
            store.write(self._place, _HEADER, body, most_files=MAX_FILES)

    @property
    def _place(self) -> Path:
        return store.folder() / f"result-{self._key[:32]}"

    def _read(self, rows: list[Any]) -> CheckResult | None:
        reports, verdicts, allowed, ran, looked_for = rows
        if any(self._project.is_beside_root(path) is not was for path, was in looked_for.items()):
            return None
        return CheckResult(
            tuple(map(_report, reports)),
            tuple(self._verdict(*one) for one in verdicts),
            tuple(Allowed(_report(report), reason) for report, reason in allowed),
            frozenset(ran),
        )

    def _verdict(self, name: str, errors: int, warnings: int) -> HostVerdict:
        context = Context(self._project, self._hosts[name], self._sizes[name], Program())
        return verdict(self._hosts[name], context, errors, warnings)


def _is_ours(host: Host) -> bool:
    return host.name in hosts.HOSTS and hosts.get(host.name) is host


def _asked(
    chosen: tuple[Host, ...], sizes: Mapping[str, Sizes], selection: Selection
) -> Iterator[bytes]:
    yield json.dumps([[host.name, sizes[host.name]] for host in chosen]).encode()
    yield json.dumps(selection).encode()


def _given(project: Project, chosen: tuple[Host, ...]) -> Iterator[bytes]:
    """Give all that rules may see of a project, but for what its files say."""
    rows = [(one.path, one.bytes, one.included, one.reason) for one in project.files]
    states = (str(project.folder), project.has_root, project.root_inside, project.root_is_folder)
    yield json.dumps([states, rows]).encode()
    yield project.manifest.document.text.encode("utf-8", "surrogatepass")
    if project.native:
        yield from _vendors(project.native)
    for host in chosen:
        for config in host.config_files:
            for path, data in vendor_bytes(project, config.name):
                yield path.encode() + b"\0" + data


def _vendors(native: "Native") -> Iterator[bytes]:
    """Give what the vendor's files say that do not ship."""
    yield native.dialect.host.encode()
    for document in (native.config.document, native.config.private):
        yield document.text.encode("utf-8", "surrogatepass") if document else b""
    if plugin := native.plugin:
        content = plugin.config.content
        yield str(content if isinstance(content, JsonError) else content.text).encode(
            "utf-8", "surrogatepass"
        )


def _digest(parts: Iterator[bytes]) -> str:
    from hashlib import sha256

    digest = sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8) + part)
    return digest.hexdigest()


def _report(row: list[Any]) -> Report:
    (code, name, severity, always), found, names, occurrence = row
    label = RuleLabel(code, name, Severity(severity), always)
    return Report(label, _finding(*found), tuple(names), occurrence)


def _finding(
    at: list[Any],
    message: str,
    hint: str | None,
    fix: list[Any] | None,
    severity: str | None,
    secret: str | None,
) -> Finding:
    return Finding(
        Location(at[0], _span(at[1])),
        message,
        hint,
        _fix(*fix) if fix else None,
        Severity(severity) if severity else None,
        secret,
    )


def _fix(edits: list[Any], safe: bool, says: str) -> Fix:
    return Fix(tuple(Edit(file, Span(*at), text) for file, at, text in edits), safe, says)


def _span(row: list[int] | None) -> Span | None:
    return Span(*row) if row else None
