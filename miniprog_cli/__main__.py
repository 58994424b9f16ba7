"""The entry point: answers ``--version`` before anything else is imported."""

import os
import sys

_INTERRUPTED = 130


def main() -> int:
    """Run the command line; return the exit status."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        return _version()
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
    except (
        OSError
    ):  # the reader went away, or the disk is full: what is left must not be tried again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
