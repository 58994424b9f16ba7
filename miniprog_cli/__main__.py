"""The entry point: answers ``--version`` before anything else is imported."""

import gc
import os
import sys

_INTERRUPTED = 130
_MACHINE = 3


def main() -> int:
    """Run the command line, and end the process; return the exit status where that has to wait."""
    _open_missing_streams()
    status = _version() if sys.argv[1:] in (["--version"], ["-V"]) else _run()
    if status == _INTERRUPTED or not _awaited():
        _leave_at_once(status)
    return status


def _run() -> int:
    try:
        # Imports are no garbage: to look for some again and again costs a sixth of a short run
        gc.set_threshold(50_000)
        from miniprog_cli.cli import main as run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # before there was anything that could say so
        return _INTERRUPTED


def _awaited() -> bool:
    """Tell whether a thread is at work that the process must not end without."""
    threading = sys.modules.get("threading")
    return threading is not None and any(
        not one.daemon and one is not threading.main_thread() for one in threading.enumerate()
    )


def _leave_at_once(status: int) -> None:
    """End as everything was done: to take the program apart costs a thirtieth of a short run.

    After Ctrl-C although threads may still be at work: the interpreter could crash as it ends. Nor
    would it always exit with the status: where Ctrl-C came while a named tuple was being made, from
    a text, it ends as if nobody had heard it.
    """
    for stream in (sys.stdout, sys.stderr):
        try:  # noqa: SIM105 - contextlib would have to be imported by every command
            stream.flush()
        except (OSError, ValueError):
            pass
    os._exit(status)


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
