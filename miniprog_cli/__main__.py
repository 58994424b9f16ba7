"""The entry point: answers ``--version`` before anything else is imported."""

import gc
import os
import sys

_INTERRUPTED = 130
_MACHINE = 3


def main() -> int:
    """Run the command line; return the exit status."""
    _open_missing_streams()
    if sys.argv[1:] in (["--version"], ["-V"]):
        return _version()
    try:
        # Imports are no garbage: to look for some again and again costs a sixth of a short run
        gc.set_threshold(50_000)
        from miniprog_cli.cli import main as run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:  # before there was anything that could say so
        status = _INTERRUPTED
    finally:
        # Nor is what is left: the interpreter would look through all of it three times as it ends
        gc.freeze()
    if status == _INTERRUPTED:
        _leave_at_once()
    return status


def _leave_at_once() -> None:
    """End, although threads may still be at work: the interpreter could crash as it ends.

    Nor would it always exit with the status: where Ctrl-C came while a named tuple was being made,
    from a text, it ends as if nobody had heard it.
    """
    for stream in (sys.stdout, sys.stderr):
        try:  # noqa: SIM105 - contextlib would have to be imported by every command
            stream.flush()
        except (OSError, ValueError):
            pass
    os._exit(_INTERRUPTED)


def _open_missing_streams() -> None:
    """Put nothing where a stream was closed (``>&-``), lest the next file that is opened be it."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            nothing = os.open(os.devnull, os.O_RDWR)
            if nothing != number:
                os.dup2(nothing, number)
                os.close(nothing)
            setattr(sys, name, os.fdopen(number, "r" if number == 0 else "w", encoding="utf-8"))


def _version() -> int:
    from miniprog_cli import __version__

    try:
        sys.stdout.write(f"miniprog {__version__}\n")
        sys.stdout.flush()
    except OSError as error:
        # What is left must not be tried again when the interpreter ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0 if isinstance(error, BrokenPipeError) else _MACHINE
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
