"""The entry point: answers ``--version`` before anything else is imported."""

import sys


def main() -> int:
    """Run the command line; return the exit status."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from miniprog_cli import __version__

        sys.stdout.write(f"miniprog {__version__}\n")
        return 0
    from miniprog_cli.cli import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
