"""The runtime of native programs as the shell page loads it: our files put into one script.

`client/native/begin.js` runs behind the simulated host; the others come in the order of `ORDER`,
then all of `components/`, all of `api/`, and `START` last. A new component or group of calls is a
new file in its folder: there is no list to add it to.
"""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "client" / "native"

BEGIN = "begin"
ORDER = (
    "paths", "faults", "sources", "modules", "styles", "elements", "dialect", "templates", "events",
    "engine", "callers", "descriptors", "behaviours", "definitions", "channel", "app",
    "screen", "bar", "tab-bar", "refresh", "motion", "chrome", "pages", "inspect",
    "navigation", "api", "reload", "hover", "looks", "replies", "wheel", "sheet", "regions",
    "columns", "forms", "standin", "richtext", "editing", "field", "toggle", "share",
    "opentype", "gestures", "refresher", "contexts", "layers", "ground", "figures",
    "mapcontext", "markers",
)  # fmt: skip
FOLDERS = ("components", "api")
START = ("start",)
FIRST = ("system",)
"""Groups of calls that others build on."""


def begin() -> bytes:
    """Give what runs behind the simulated host, before program.js."""
    return (_FOLDER / f"{BEGIN}.js").read_bytes()


@cache
def runtime() -> bytes:
    """Give all other files as one script."""
    parts = [_FOLDER / f"{name}.js" for name in ORDER]
    for folder in FOLDERS:
        found = sorted((_FOLDER / folder).glob("*.js"), key=lambda file: _rank(file.stem))
        parts.extend(found)
    parts.extend(_FOLDER / f"{name}.js" for name in START)
    return b"\n".join(part.read_bytes() for part in parts)


def _rank(name: str) -> tuple[bool, str]:
    return name not in FIRST, name
