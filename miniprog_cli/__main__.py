"""The entry point: answers ``--version`` before anything else is imported."""

import gc
import os
import sys

_INTERRUPTED = 130
_COLLECT_AFTER = 50_000
"""Objects between two collections. Python's 700 suits programs that run on: most of a command is
importing, which makes tens of thousands that all stay; looking through them again and again takes
a tenth of its time."""


def main() -> int:
    """Run the command line; return the exit status."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        return _version()
    gc.set_threshold(_COLLECT_AFTER)
    try:
        import gc

        # Imports are no garbage: to look for some again and again costs a sixth of a short run
        gc.set_threshold(50_000)
        from miniprog_cli.cli import main as run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # before there was anything that could say so
        return _INTERRUPTED


def _version() -> int:
    from miniprog_cli import __version__

    try:
        sys.stdout.write(f"miniprog {__version__}\n")
        sys.stdout.flush()
    except OSError:  # the reader went away, or the disk is full: what is left must not be tried again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
