"""The ``miniprog`` command: parse, call, report."""

import os
import sys
from importlib import import_module

from miniprog_cli.cli import later, streams
from miniprog_cli.cli.overview import overview
from miniprog_cli.core.errors import Exit, strongest

COMPLETING = "_MINIPROG_COMPLETE"
"""The variable that a shell sets when it asks this program for words."""
_OVERVIEW: tuple[list[str], ...] = ([], ["-h"], ["--help"])
"""What asks for nothing but the help of the whole."""


def main(arguments: list[str]) -> int:
    """Run one command; return the exit status. Only here does an exception become an exit code."""
    streams.prepare()
    try:
        code = _run(arguments)
    except BrokenPipeError:
        # The reader (`| head`) has seen enough: no message, and nothing more to write
        streams.silence()
        return Exit.OK
    unwritten = streams.finish()
    if unwritten is not None:
        code = strongest(Exit(code), Exit(_report(unwritten, [])))
    return code


def _run(arguments: list[str]) -> int:
    try:
        if arguments in _OVERVIEW and COMPLETING not in os.environ:
            sys.stdout.write(overview())
            return Exit.OK
        later.put_off()
        status = _called(arguments)
    except SystemExit as stop:
        if isinstance(stop.__context__, BrokenPipeError):  # typer would exit with 1
            raise stop.__context__ from None
        return stop.code if isinstance(stop.code, int) else Exit.OK
    except BrokenPipeError:
        raise
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - a traceback never reaches a user
        return _report(error, arguments)
    if status == Exit.INTERRUPTED:
        return _report(KeyboardInterrupt(), arguments)
    return status if isinstance(status, int) else Exit.OK


def _called(arguments: list[str]) -> object:
    """Carry a command line out; return its exit status, None for a good end."""
    if COMPLETING in os.environ:
        os.environ.setdefault("COMP_WORDS", "")  # typer takes for granted that bash says both
        if not os.environ.get("COMP_CWORD", "").isdecimal():
            os.environ["COMP_CWORD"] = "1"
        import_module("typer.completion").completion_init()
    else:
        from miniprog_cli.cli.plainline import plain_call

        if call := plain_call(arguments):
            return call()
    from miniprog_cli.cli.group import group

    return group().main(arguments, prog_name="miniprog", standalone_mode=False)


def _report(error: BaseException, arguments: list[str]) -> int:
    from miniprog_cli.cli.failure import report_failure

    return report_failure(error, arguments)
