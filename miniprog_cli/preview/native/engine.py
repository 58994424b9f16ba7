"""The browser code of others that native programs run on, as the build has fetched it."""

import gzip
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from miniprog_cli.core.errors import MachineError

NAMES = ("engine.js", "sucrase.js", "compiler.wasm")


class NoEngine(MachineError):
    """The browser code of others is not there."""


@cache
def folder() -> Traversable:
    """Find the files: in the installed package, or where a build of this checkout has put them.

    Raises:
        NoEngine: there are none.
    """
    shipped = files("miniprog_cli") / "_browser"
    if shipped.is_dir():
        return shipped
    built = Path(__file__).parents[3] / "build" / "browser"
    made = [each for each in built.glob("*/") if (each / f"{NAMES[0]}.gz").is_file()]
    if not made:
        raise NoEngine(
            "the browser code that native previews run on is not there",
            hint="it is fetched when miniprog is built: pip install -e . with npm on this machine",
        )
    return max(made, key=lambda each: each.stat().st_mtime)


@cache
def compressed(name: str) -> bytes:
    """Give one of `NAMES`, compressed with gzip."""
    return (folder() / f"{name}.gz").read_bytes()


def plain(name: str) -> bytes:
    """Give one of `NAMES` as it is."""
    return gzip.decompress(compressed(name))


@cache
def version() -> str:
    """Name the content of all files, for addresses that browsers may keep for ever."""
    from miniprog_cli.preview.content import fingerprint

    return fingerprint(b"".join(compressed(name) for name in NAMES))
