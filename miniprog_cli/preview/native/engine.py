"""The browser code of others that native programs run on, as the build has fetched it."""

from functools import cache
from pathlib import Path

from miniprog_cli.core.errors import MachineError

NAMES = ("engine.js", "sucrase.js", "compiler.wasm")
"""What every program needs."""
COMPILERS = ("less.js", "sass.js")
"""What programs with such sources load besides."""
_PACKAGE = Path(__file__).parents[2]


class NoEngine(MachineError):
    """The browser code of others is not there."""


@cache
def folder() -> Path:
    """Find the files: in the installed package, or where a build of this checkout has put them.

    Raises:
        NoEngine: there are none.
    """
    checkout = _PACKAGE.parent
    built = sorted((checkout / "build" / "browser").glob("*/"), key=_age, reverse=True)
    for each in (_PACKAGE / "_browser", *built):
        if all((each / f"{name}.gz").is_file() for name in NAMES):
            return each
    is_checkout = (checkout / "pyproject.toml").is_file()
    way = f"pip install -e {checkout}" if is_checkout else "pip install --force-reinstall miniprog"
    raise NoEngine(
        "the browser code that native previews run on is not there",
        hint=f"it is fetched with npm when miniprog is built; build it again: {way}",
    )


def _age(built: Path) -> float:
    return built.stat().st_mtime


@cache
def compressed(name: str) -> bytes:
    """Give a file, compressed with gzip."""
    return (folder() / f"{name}.gz").read_bytes()


def plain(name: str) -> bytes:
    """Give a file as it is."""
    import gzip

    return gzip.decompress(compressed(name))


def has(name: str) -> bool:
    """Tell whether a file is one of ours, and there: compilers may be missing from an older build."""
    return name in (*NAMES, *COMPILERS) and (folder() / f"{name}.gz").is_file()


@cache
def version() -> str:
    """Name the content of all files, for addresses that browsers may keep for ever.

    Compilers are big, and named with their versions by the licences.
    """
    from miniprog_cli.preview.content import fingerprint

    licences = (folder() / "LICENSES.txt").read_bytes()
    return fingerprint(b"".join((licences, *(compressed(name) for name in NAMES))))
