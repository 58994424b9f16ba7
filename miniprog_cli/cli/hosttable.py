"""Hosts as a person reads them: the table of all, and a page about one."""

import shutil
import sys
from collections.abc import Iterator
from io import StringIO
from textwrap import wrap

from miniprog_cli.cli import streams
from miniprog_cli.cli.console import dim, style
from miniprog_cli.core.capabilities import CAPABILITIES
from miniprog_cli.core.finding import Severity
from miniprog_cli.core.hostfacts import Capabilities
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.size import MB, Limit, exact, human
from miniprog_cli.hosts.base import Fact, Host, State, Verb

_WIDEST = 80
_COLOURS = {State.WORKS: "green", State.BY_HAND: "yellow", State.NOT_YET: "bright_black"}
_WORDS = {State.WORKS: "works", State.BY_HAND: "by hand", State.NOT_YET: "not yet"}
_MARKS = ("✓", "\N{EN DASH}")
"""For what works and what is not there yet, where the output's encoding has them."""
_UNBROKEN = "\N{NO-BREAK SPACE}"


def table(hosts: tuple[Host, ...]) -> Iterator[str]:
    """Draw one row for each host within 80 columns; coloured only where output shows colour."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console as RichConsole
    from rich.table import Table

    box = SIMPLE_HEAD if _fancy() else None
    grid = Table(box=box, pad_edge=False, header_style="bold")
    for heading in ("host", "kind", "size limit"):
        grid.add_column(heading, no_wrap=True)
    for name, _ in hosts[0].verbs.named():
        grid.add_column(name, justify="center", no_wrap=True)
    for host in hosts:
        marks = [
            f"[{_COLOURS[verb.state]}]{_mark(verb.state)}[/]" for _, verb in host.verbs.named()
        ]
        grid.add_row(f"[bold]{host.name}[/]", host.kind, _limits(host), *marks)
    drawn = StringIO()
    coloured = streams.coloured(sys.stdout)
    RichConsole(
        file=drawn,
        width=_WIDEST,
        force_terminal=coloured,
        color_system="standard" if coloured else None,
        legacy_windows=False,
    ).print(grid)
    yield from (line.rstrip() for line in drawn.getvalue().split("\n") if line.strip())
    yield ""
    yield from _legend(hosts)


def page(host: Host) -> Iterator[str]:
    """Write all that is known of a host: what works, its limits, its notes, each with a source."""
    yield f"{style(host.title, 'cyan')}  {dim(f'{host.name}, {_kind(host)}')}"
    if host.clients:
        yield f"clients: {', '.join(host.clients)}"
    yield ""
    yield style("what works", "white")
    for name, verb in host.verbs.named():
        yield from _verb(name, verb)
    yield ""
    yield style("size limits", "white")
    yield from _sizes(host.limits)
    wanted = tuple(asked(host))
    if wanted:
        yield ""
        yield style("what it asks", "white")
        for one in wanted:
            yield from _note(Fact(one.text, one.source, one.checked))
    if host.capabilities:
        yield ""
        yield style("what it has for mini.js", "white")
        yield from _has(host.capabilities)
    if host.notes:
        yield ""
        yield style("good to know", "white")
        for note in host.notes:
            yield from _note(note)


class Asked(NamedTuple):
    """Something that a host asks of programs, whatever kind of fact it is."""

    text: str
    severity: Severity
    source: str
    checked: str


def asked(host: Host) -> Iterator[Asked]:
    """Give what `check` holds a program to for a host, beyond its limits."""
    for one in host.policies.named().values():
        yield Asked(one.text, one.severity, one.source, one.checked)
    for ban in host.bans:
        yield Asked(f"not {ban.name}: {ban.reason}", Severity.ERROR, ban.source, ban.checked)
    for links in host.banned_links:
        text = f"no links to {links.name} ({', '.join(links.domains)}): {links.reason}"
        yield Asked(text, Severity.WARNING, links.source, links.checked)
    for file in host.config_files:
        needs = ", ".join(".".join(pointer) for pointer in file.required)
        text = f"{file.name}, where there is one, is JSON" + (f" with {needs}" if needs else "")
        yield Asked(text, Severity.ERROR, file.source, file.checked)
    for member in host.members:
        text = f"hosts.{host.name}.{member.name} is {member.rule}"
        yield Asked(text, member.severity, member.source, member.checked)


def _has(capabilities: Capabilities) -> Iterator[str]:
    for name, via in capabilities.via.items():
        lines = _wrapped(via, indent=15)
        yield f"  {name:<12} {lines[0]}"
        yield from (f"{' ' * 15}{line}" for line in lines[1:])
    if capabilities.missing:
        lines = _wrapped(f"not there: {', '.join(capabilities.missing)}", indent=2)
        yield from (f"  {line}" for line in lines)
    unknown = [n for n in CAPABILITIES if n not in {*capabilities.via, *capabilities.missing}]
    if unknown:
        lines = _wrapped(f"not known: {', '.join(unknown)}", indent=2)
        yield from (f"  {line}" for line in lines)
    yield from _source(capabilities.source, capabilities.checked, indent=2)


def _legend(hosts: tuple[Host, ...]) -> Iterator[str]:
    works, by_hand, not_yet = (_mark(state) for state in State)
    yield f"{works} works today   {by_hand}: a person does it, in a console   {not_yet} not yet"
    yield "three sizes: main package / each sub-package / all packages"
    for host in hosts:
        if host.clients:
            yield f"{host.name} is also {', '.join(c for c in host.clients if c != host.title)}"
    yield "in detail, with sources: miniprog hosts HOST"


def _fancy() -> bool:
    return streams.carries(sys.stdout, "".join(_MARKS) + "─")


def _mark(state: State) -> str:
    works, not_yet = _MARKS if _fancy() else ("ok", "-")
    return {State.WORKS: works, State.BY_HAND: "by hand", State.NOT_YET: not_yet}[state]


def _limits(host: Host) -> str:
    """Write limits shortly: ``2 / 2 / 30 MB``; equal ones of files and zip once."""
    if len({one.scope for one in host.limits}) == 1:
        return human(host.limits[0].limit_bytes).replace(".0", "")
    sizes = " / ".join(f"{one.limit_bytes // MB}" for one in host.limits)
    return f"{sizes} MB" if sizes else "none published"


def _kind(host: Host) -> str:
    return "HTML, CSS and JavaScript" if host.kind == "web" else "native: the host's own language"


def _verb(name: str, verb: Verb) -> Iterator[str]:
    first = f"  {name:<10}{_WORDS[verb.state]:<9}"
    lines = _wrapped(verb.how, indent=len(first))
    state = style(f"{_WORDS[verb.state]:<9}", _COLOURS[verb.state], bold=False)
    yield f"  {name:<10}{state}{lines[0]}"
    yield from (f"{' ' * len(first)}{line}" for line in lines[1:])


def _sizes(limits: tuple[Limit, ...]) -> Iterator[str]:
    """Write the limits; a source that several share stands below the last of them."""
    if not limits:
        yield "  none published"
    for limit, following in zip(limits, (*limits[1:], None)[: len(limits)], strict=True):
        counted = "uncompressed" if limit.measure == "raw" else "zipped"
        yield f"  {limit.name:<18}{exact(limit.limit_bytes)}, {counted}"
        if following is None or following.source != limit.source:
            yield from _source(limit.source, limit.checked, indent=20)


def _note(note: Fact) -> Iterator[str]:
    lines = _wrapped(note.text, indent=4)
    yield f"  - {lines[0]}"
    yield from (f"    {line}" for line in lines[1:])
    yield from _source(note.source, note.checked, indent=4)


def _source(source: str, checked: str, *, indent: int) -> Iterator[str]:
    for line in _wrapped(f"{source} (read{_UNBROKEN}{checked})", indent=indent):
        yield f"{' ' * indent}{dim(line.replace(_UNBROKEN, ' '))}"


def _wrapped(text: str, *, indent: int) -> list[str]:
    """Break a text into lines that fit; an address is never broken, so that it can be clicked."""
    width = min(shutil.get_terminal_size().columns, _WIDEST) - indent
    return wrap(text, max(width, 20), break_long_words=False, break_on_hyphens=False)
