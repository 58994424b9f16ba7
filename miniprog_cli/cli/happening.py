"""What happens during a preview, for a person and for a machine."""

import sys
from pathlib import Path
from typing import Final

from miniprog_cli.cli.alike import alike_in, whose
from miniprog_cli.cli.console import SCHEMA, Console, columns, dim, folded, link, style
from miniprog_cli.cli.located import located
from miniprog_cli.preview.events import (
    Blocked,
    Called,
    Event,
    Failed,
    Findings,
    Output,
    Polling,
    Reachable,
    Ready,
    Updated,
)
from miniprog_cli.preview.events import Console as Line
from miniprog_cli.syntax.covered import shown

_NAMES: Final = {
    Reachable: "reachable", Updated: "update", Output: "build", Line: "console", Called: "call",
    Blocked: "blocked", Polling: "polling",
}  # fmt: skip
"""Of the events that are told member by member."""
_LOUD = ("error", "warn")
_WORDS = {"warn": "warning"}
_INDENT = 8
"""Columns before what is said, where the kind of thing stands."""
_COLOURS = {"error": "red", "warning": "yellow", "mended": "green"}


def plain(text: str) -> str:
    r"""Write what a terminal would obey rather than show as ``\x1b``; breaks of lines too.

    Names of files and all that a program says may hold anything.
    """
    if text.isprintable():
        return text
    return "".join(char if _is_shown(char) else ascii(char)[1:-1] for char in text)


def _is_shown(char: str) -> bool:
    from unicodedata import category

    return char.isprintable() or category(char) == "Zs"


def report(event: Event, console: Console, folder: Path | None = None) -> None:
    """Write one event: a line of JSON, or what a person wants to know of it.

    To a person files are named from where they stand, if the project's `folder` is known.
    """
    if isinstance(event, Failed) and event.fault:
        event = _explained(event, event.fault)
    if console.json:
        console.document(_document(event))
    _say_event(located(event, folder) if folder else event, console)


def _say_event(event: Event, console: Console) -> None:
    match event:
        case Ready():
            _say_ready(event, console)
        case Reachable():
            _say_reachable(event, console)
        case Line():
            _say_line(event, console)
        case _:
            _say_other(event, console)


def _say_other(
    event: Updated | Findings | Failed | Output | Called | Blocked | Polling, console: Console
) -> None:
    match event:
        case Called():
            _say_call(event, console)
        case Blocked():
            pass  # the program's console says it as well, with the place
        case Updated():
            _say_update(event, console)
        case Findings():
            _say_findings(event, console)
        case Failed():
            _say_failure(event, console)
        case Polling():
            _say(console, "warning", "", f"polling for changes from now on: {event.reason}")
        case Output():
            label = dim("build  ", sys.stderr)
            console.say(f"{label} {plain(event.text.expandtabs())}")


def _explained(event: Failed, fault: Exception) -> Failed:
    """Save the traceback of a fault of ours, and say where it is."""
    from miniprog_cli.cli.failure import explain_fault

    said = explain_fault(fault)
    return event._replace(message=said.message, hint=said.hint)


def _say(console: Console, word: str, place: str, message: str, hint: str | None = None) -> None:
    """Write one line: what kind of thing, where, what; and below it what to do.

    An error is told even when quiet.
    """
    if word == "error":
        console = console._replace(quiet=False)
    shown = style(f"{word:<7}", _COLOURS.get(word, "cyan"), sys.stderr)
    where = f"{plain(place)}  " if place else ""
    text = _indented(message, start=_INDENT + columns(where))
    console.say(f"{shown} {link(where) if where else ''}{text}")
    if hint:
        label = style("hint", "cyan", sys.stderr)
        console.say(f"  {label}: {folded(plain(hint), len('  hint: '), sys.stderr)}")


def _say_ready(event: Ready, console: Console) -> None:
    for note in event.notes:
        console.say(plain(note))
    console.result(event.url)
    console.say(dim(f"the program alone: {event.program_url}; stop with Ctrl-C", sys.stderr))


def _say_reachable(event: Reachable, console: Console) -> None:
    from miniprog_cli.cli.qrcode import in_terminal

    for line in in_terminal(event.url):
        console.say(line)
    console.result(f"for one browser on the network: {event.url}")
    if event.note:
        _say(console, "warning", "", event.note)


def _say_update(event: Updated, console: Console) -> None:
    path, colon, why = event.reason.rpartition(": ")
    # the reason knows the path from the root, which need not be the project's folder
    place = next((file for file in event.files if f"/{file}".endswith(f"/{path}")), path)
    word = event.kind if event.used else "unused"
    _say(console, word, place if colon else "", f"{why}  {event.ms:.0f} ms")


def _say_findings(event: Findings, console: Console) -> None:
    if event.mended:
        _say_mended(event, event.mended, console)
    for alike in alike_in(event.result.reports):
        found, finding = alike[0], alike[0].finding
        is_for_all = len(alike) == 1 and len(found.hosts) == len(event.result.hosts)
        only = "" if is_for_all else f"; {whose(alike)}"
        message = f"{finding.message} ({found.rule.code}{only})"
        _say(console, found.severity.value, shown(finding.at.words), message, finding.hint)


def _say_mended(event: Findings, mended: str, console: Console) -> None:
    if event.result.reports:
        _say(console, "mended", "", mended)
    else:
        console.say(f"{style('✓', 'green', sys.stderr)} no findings")


def _say_line(line: Line, console: Console) -> None:
    """Pass on what the program wrote, with the place in its source."""
    if line.level not in _LOUD and not console.verbose:
        return
    word = _WORDS.get(line.level, line.level)
    place = f"{line.file}:{line.line}:{line.column}" if line.line else line.file or line.page
    _say(console, word, place, line.text)


def _say_call(event: Called, console: Console) -> None:
    """Tell of a call who wants to know more: what was asked may be long, and is for machines."""
    if console.verbose:
        outcome = event.error["code"] if event.error else "answered"
        _say(console, "call", event.page, f"{event.via}  {outcome}  {event.ms:.0f} ms")


def _say_failure(event: Failed, console: Console) -> None:
    finding = event.finding
    if finding is None:
        _say(console, "error", "", event.message, event.hint)
    else:
        _say(console, "error", finding.at.words, finding.message, finding.hint)


def _indented(text: str, *, start: int) -> str:
    """Keep the lines of a message apart from what we say ourselves; `start` is the column before.

    What a program wrote in several lines is laid out by it; a single line is broken between words.
    """
    lines = [plain(line.expandtabs()) for line in text.splitlines()]
    if len(lines) == 1:
        return folded(lines[0], _INDENT, sys.stderr, start=start)
    return f"\n{' ' * _INDENT}".join(lines)


def document(event: Event) -> str:
    """Write an event as a file has it: the same document as on standard output."""
    import json

    return json.dumps({"schema": SCHEMA, **_document(event)}, ensure_ascii=False) + "\n"


def _document(event: Event) -> dict[str, object]:
    match event:
        case Ready():
            known = {"url": event.url, "program_url": event.program_url, "notes": [*event.notes]}
            return {"event": "ready", **known}
        case Findings():
            from miniprog_cli.check.formats.json import checked

            return {"event": "findings", **checked(event.result)}
        case Failed():
            return _failed(event)
        case _:
            return {"event": _NAMES[type(event)], **event._asdict()}


def _failed(event: Failed) -> dict[str, object]:
    error = {"code": event.code, "message": event.message, "hint": event.hint}
    if event.finding is None:
        return {"event": "error", "error": error}
    from miniprog_cli.check.formats.json import described

    return {"event": "error", "error": error, "findings": [described(event.finding)]}
