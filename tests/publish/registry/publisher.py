"""Publish a bundle when told to: one of several racing processes.

Usage: publisher.py REGISTRY BUNDLE…; starts when a line arrives on stdin, prints one line of JSON
per bundle.
"""

import json
import sys
from pathlib import Path

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.publish.location import Location
from miniprog_cli.publish.registry import open_registry
from miniprog_cli.publish.submit import submit


def run(registry: str, bundle: str) -> dict[str, object]:
    try:
        receipt = submit(Path(bundle), open_registry(Location(path=Path(registry))), actor="ann")
    except MiniprogError as error:
        return {"exit": int(error.exit_code), "code": error.code, "message": error.message}
    return {"exit": 0, "already": receipt.already, "digest": receipt.digest}


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    say("ready")
    sys.stdin.readline()
    for bundle in sys.argv[2:]:
        say(json.dumps(run(sys.argv[1], bundle)))
