"""The entry point: answers ``--version`` before anything else is imported."""

import _thread
import gc
import os
import sys

_INTERRUPTED = 130
_TERMINATED = 143
_MACHINE = 3
_SIGINT = 2


def main() -> int:
    """Run the command line, and end the process; return the exit status where that has to wait."""
    sys.unraisablehook = _heard
    try:
        _open_missing_streams()
        status = _version() if sys.argv[1:] in (["--version"], ["-V"]) else _run()
        if status in (_INTERRUPTED, _TERMINATED) or not _awaited():
            _leave_at_once(status)
    except KeyboardInterrupt:
        _leave_at_once(_INTERRUPTED)
        raise
    return status


def _heard(unraisable: "sys.UnraisableHookArgs") -> None:
    """Hear Ctrl-C where Python drops it: in the callbacks of the locks of an import, for one."""
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        # a moment later: here it would be dropped again
        _thread.start_new_thread(_interrupt, ())
    else:
        sys.__unraisablehook__(unraisable)


def _interrupt() -> None:
    if sys.platform == "win32":
        _thread.interrupt_main()
    else:
        os.kill(os.getpid(), _SIGINT)  # which ends a wait, too


def _run() -> int:
    try:
        # Imports are no garbage: to look for some again and again costs a sixth of a short run
        gc.set_threshold(50_000)
        from miniprog_cli.cli import main as run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # before there was anything that could say so
        _say_stopped()
        return _INTERRUPTED


def _say_stopped() -> None:
    """Say so to a machine, which waits for a document, unless it has one."""
    streams = sys.modules.get("miniprog_cli.cli.streams")
    if "--json" in sys.argv and not (streams and getattr(streams, "written", None)):
        error = (
            '{"code": "interrupted", "message": "stopped; nothing is half-written", "hint": null}'
        )
        event = '"event": "error", ' if "preview" in sys.argv else ""
        try:  # noqa: SIM105 - as below
            sys.stdout.write(f'{{"schema": 1, {event}"error": {error}}}\n')
        except OSError:
            pass


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
