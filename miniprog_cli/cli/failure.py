"""Turn an exception into a message, a document and an exit code."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from miniprog_cli.cli import streams
from miniprog_cli.cli.console import dim, folded, plain, style, write_document
from miniprog_cli.core.ending import Terminated
from miniprog_cli.core.errors import Exit, MiniprogError, RefusedByCheck, strongest
from miniprog_cli.syntax.covered import shown

if TYPE_CHECKING:
    from collections.abc import Sequence


def report_failure(error: BaseException, arguments: list[str]) -> int:
    """Tell a person on standard error, or a machine on standard output, what went wrong."""
    failure = _explain(error, arguments)
    is_documented = getattr(error, "documented", False) or "document" in streams.written
    if not _wants_json(arguments) or (is_documented and not _event(arguments)):
        if failure.exit_code == Exit.INTERRUPTED and _command(arguments) == "miniprog preview":
            _say_stopped()
        else:
            failure.show()
        return failure.exit_code
    try:
        write_document({**_event(arguments), "error": failure.document(), **_found(error)})
    except BrokenPipeError:
        streams.silence(sys.stdout)  # that nobody reads it changes nothing of how it went
    except OSError:
        failure.show()  # standard output itself is what fails: say it where it can be said
        return strongest(Exit(failure.exit_code), Exit.MACHINE)
    return failure.exit_code


def _say_stopped() -> None:
    """Say that a preview has ended as it is meant to: below what terminals show for Ctrl-C."""
    streams.flush(sys.stdout)
    start = "\n" if sys.stderr.isatty() else ""
    streams.tell(f"{start}{dim('stopped', sys.stderr)}\n")


def _event(arguments: list[str]) -> dict[str, object]:
    """Name the line as one of several, where the command writes a line for each event."""
    return {"event": "error"} if _command(arguments) == "miniprog preview" else {}


def _found(error: BaseException) -> dict[str, object]:
    """List the findings behind an error, if there are any."""
    if isinstance(error, RefusedByCheck):
        from miniprog_cli.check import CheckResult
        from miniprog_cli.check.formats.json import checked

        return checked(error.result) if isinstance(error.result, CheckResult) else {}
    if finding := getattr(error, "finding", None):
        from miniprog_cli.check.formats.json import described

        return {"findings": [described(finding)]}
    return {}


class Failure:
    """What went wrong, in the form that every failure takes."""

    def __init__(self, code: str, message: str, hint: str | None, exit_code: int) -> None:
        self.code = code
        self.message = shown(message)
        self.hint = hint
        self.exit_code = exit_code

    def document(self) -> dict[str, object]:
        """Write it for a machine."""
        return {"code": self.code, "message": self.message, "hint": self.hint}

    def show(self) -> None:
        """Write it for a person."""
        label = "interrupted" if self.code == "interrupted" else "error"
        streams.flush(sys.stdout)
        message = folded(plain(self.message), len(f"{label}: "), sys.stderr)
        streams.tell(f"{style(label, 'red', sys.stderr)}: {message}\n")
        if self.hint:
            hint = folded(plain(self.hint), len(" hint: "), sys.stderr)
            streams.tell(f" {style('hint', 'cyan', sys.stderr)}: {hint}\n")


def _explain(error: BaseException, arguments: list[str]) -> Failure:
    if isinstance(error, MiniprogError):
        return Failure(error.code, error.message, error.hint, error.exit_code)
    if isinstance(error, KeyboardInterrupt) or _is_abort(error):
        told = isinstance(error, Terminated) or isinstance(error.__context__, Terminated)
        status = Exit.TERMINATED if told else Exit.INTERRUPTED
        return Failure("interrupted", "stopped; nothing is half-written", None, status)
    if usage := _usage_message(error):
        return Failure("usage", usage, _usage_hint(error, arguments), Exit.USAGE)
    if isinstance(error, OSError):
        reason = (error.strerror or str(error)).lower()
        place = f"{error.filename}: " if error.filename else ""
        return Failure("machine-error", f"{place}{reason}", None, Exit.MACHINE)
    return _out_of_memory() if isinstance(error, MemoryError) else explain_fault(error)


def _out_of_memory() -> Failure:
    hint = "look for a file of gigabytes in the project: no host takes one"
    return Failure("machine-error", "there is not enough memory", hint, Exit.MACHINE)


def _is_abort(error: BaseException) -> bool:
    """Tell whether a person broke off where typer asked something."""
    typer = sys.modules.get("typer")
    return typer is not None and isinstance(error, typer.Abort)


def _usage_message(error: BaseException) -> str | None:
    """Give the message of a usage error.

    typer keeps the exceptions of its vendored click private; each of them can format itself.
    """
    format_message = getattr(error, "format_message", None)
    if not callable(format_message):
        return None
    text = " ".join(str(getattr(error, "message", "") or format_message()).split()).rstrip(".")
    return text[:1].lower() + text[1:]


def _usage_hint(error: BaseException, arguments: list[str]) -> str:
    """Name the option that was meant, where one is near; else where to look."""
    if early := _option_before_command(arguments):
        return f"options go behind the command: {early}"
    near: Sequence[str] | None = getattr(error, "possibilities", None)
    if near:
        return f"did you mean `{near[0]}`?"
    return f"see: {_command(arguments)} --help"


def _option_before_command(arguments: list[str]) -> str | None:
    """Write the start of the command line as it should be, where an option came first."""
    from miniprog_cli.cli.overview import COMMANDS

    if not arguments[0].startswith("-"):
        return None
    position = next((n for n, word in enumerate(arguments) if word in COMMANDS), 0)
    return " ".join(("miniprog", arguments[position], *arguments[:position])) if position else None


def _command(arguments: list[str]) -> str:
    from miniprog_cli.cli.overview import COMMANDS

    name = next((a for a in arguments if not a.startswith("-")), "")
    return f"miniprog {name}" if name in COMMANDS else "miniprog"


def explain_fault(error: BaseException) -> Failure:
    """Say that miniprog is at fault, and where the traceback was saved."""
    message = f"a fault in miniprog: {type(error).__name__}: {error}".partition("\n")[0]
    saved = _save_traceback(error)
    hint = f"please report it with the traceback saved in {saved}" if saved else "please report it"
    return Failure("internal-fault", message, hint, Exit.FAULT)


def _save_traceback(error: BaseException) -> Path | None:
    """Keep the traceback for a bug report; None where nothing can be written."""
    import tempfile
    import traceback

    from miniprog_cli import __version__

    text = "".join(traceback.format_exception(error))
    try:
        handle, name = tempfile.mkstemp(prefix="miniprog-traceback-", suffix=".txt")
        with open(handle, "w", encoding="utf-8", errors="backslashreplace") as file:  # noqa: PTH123 - a descriptor
            file.write(f"miniprog {__version__}, Python {sys.version}\n{text}")
    except OSError:
        return None
    return Path(name)


def _wants_json(arguments: list[str]) -> bool:
    before = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return "--json" in before or "--format json" in " ".join(before).replace("=", " ")
