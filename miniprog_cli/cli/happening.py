"""What happens during a preview, for a person and for a machine."""

import sys

from miniprog_cli.cli.console import Console, dim, link, style
from miniprog_cli.core.finding import Severity
from miniprog_cli.preview.events import Console as Line
from miniprog_cli.preview.events import Event, Failed, Findings, Ready, Updated

_LOUD = ("error", "warn")


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


def report(event: Event, console: Console) -> None:
    """Write one event: a line of JSON, or what a person wants to know of it."""
    if console.json:
        console.document(_document(event))
    match event:
        case Ready():
            _say_ready(event, console)
        case Updated():
            _say_update(event, console)
        case Findings():
            _say_findings(event, console)
        case Line():
            if event.level in _LOUD or console.verbose:
                console.say(f"{_colour(event)} {plain(event.page)}: {_indented(event.text)}")
        case Failed():
            hint = f" ({plain(event.hint)})" if event.hint else ""
            console.say(f"{style('error', 'red', sys.stderr)} {plain(event.message)}{hint}")


def _say_ready(event: Ready, console: Console) -> None:
    for note in event.notes:
        console.say(plain(note))
    console.result(event.url)
    console.say(dim(f"the program alone: {event.program_url}; stop with Ctrl-C", sys.stderr))


def _say_update(event: Updated, console: Console) -> None:
    console.say(f"{event.kind:<6} {plain(event.reason)} {dim(f'{event.ms:.0f} ms', sys.stderr)}")


def _say_findings(event: Findings, console: Console) -> None:
    if event.mended:
        console.say(f"{style('mended', 'green', sys.stderr)} {event.mended}")
    for found in event.result.reports:
        if found.rule.severity is Severity.ERROR or console.verbose:
            at = found.finding.at
            place = f"{at.file}:{at.span.line}:{at.span.column}" if at.span else at.file
            code = style(found.rule.code, "red", sys.stderr)
            console.say(f"{code} {link(plain(place))} {plain(found.finding.message)}")


def _indented(text: str) -> str:
    """Keep the lines of a message apart from what we say ourselves."""
    return "\n       ".join(plain(line.expandtabs()) for line in text.splitlines())


def _colour(line: Line) -> str:
    return style(f"{line.level:<6}", "red" if line.level == "error" else "yellow", sys.stderr)


def _document(event: Event) -> dict[str, object]:
    match event:
        case Ready():
            return {
                "event": "ready", "url": event.url, "program_url": event.program_url,
                "notes": list(event.notes),
            }  # fmt: skip
        case Updated():
            return {"event": "update", **event._asdict()}
        case Findings():
            from miniprog_cli.cli import describe

            return {"event": "findings", **describe.checked(event.result)}
        case Line():
            return {"event": "console", **event._asdict()}
        case Failed():
            return _failed(event)


def _failed(event: Failed) -> dict[str, object]:
    error = {"code": event.code, "message": event.message, "hint": event.hint}
    if event.finding is None:
        return {"event": "error", "error": error}
    from miniprog_cli.cli.describe import described

    return {"event": "error", "error": error, "findings": [described(event.finding)]}
