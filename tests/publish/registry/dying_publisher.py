"""Publish a bundle in processes that are killed on the way, each at another call to the system.

Usage: dying_publisher.py BUNDLE [REGISTRY STEP]…; the step is the number of the call before which
the process kills itself (SIGKILL); of a `write`, half is written before. Step 0 kills nobody.
Prints one line of JSON: for each pair how the process ended and how many calls it made.
"""

import json
import os
import signal
import sys
from pathlib import Path

from miniprog_cli.publish.location import Location
from miniprog_cli.publish.registry import open_registry
from miniprog_cli.publish.submit import submit

CALLS = ("open", "close", "write", "fsync", "link", "replace", "mkdir", "unlink", "scandir")


def die_at(step: int) -> list[str]:
    """Have the calls to the system counted, and the process killed at one of them."""
    made: list[str] = []

    def watched(name: str):
        real = getattr(os, name)

        def call(*arguments, **options):
            made.append(name)
            if len(made) == step:
                if name == "write":
                    descriptor, data = arguments
                    real(descriptor, data[: len(data) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **options)

        return call

    for name in CALLS:
        setattr(os, name, watched(name))
    return made


def run(bundle: Path, registry: Path, step: int) -> dict[str, int]:
    """Publish in a child and say how it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        made = die_at(step)
        submit(bundle, open_registry(Location(path=registry)), actor="ann")
        count = len(made)
        os.write(writing, str(count).encode())
        os._exit(0)
    os.close(writing)
    _, ended = os.waitpid(child, 0)
    calls = int(os.read(reading, 16) or b"0")
    os.close(reading)
    return {"step": step, "exit": os.waitstatus_to_exitcode(ended), "calls": calls}


if __name__ == "__main__":
    bundle, *pairs = sys.argv[1:]
    ends = [
        run(Path(bundle), Path(registry), int(step))
        for registry, step in zip(pairs[::2], pairs[1::2], strict=True)
    ]
    sys.stdout.write(json.dumps(ends))
