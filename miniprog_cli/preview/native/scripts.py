"""The runtime of native programs as the shell page loads it: our files put into one script.

`client/native/begin.js` runs between the simulated host and program.js; the others come in the order
of `ORDER`, then all of `components/`, all of `api/`, and `START` last. A new component or group of calls is a
new file in its folder: there is no list to add it to. `hosts/<host>/calls.js` has the calls of one host alone.
"""

from functools import cache
from pathlib import Path

from miniprog_cli.preview.assets import FOLDER
from miniprog_cli.preview.native import engine
from miniprog_cli.preview.simulation.simulation import text

_EAGER = b"//# allFunctionsCalledOnLoad"
"""Has Chromium compile all of a script beside the page's own thread, and keep all of that."""
_FOLDER = Path(__file__).parents[1] / "client" / "native"
_HOSTS = Path(__file__).parents[2] / "hosts"

BEGIN = ("begin", "database")
ORDER = (
    "paths", "faults", "scope", "sources", "made", "hoisting", "older", "modules", "compilers", "less", "sass", "rules", "styles",
    "elements", "markup", "dialect", "words", "templates", "events", "engine", "readiness", "slots", "blank",
    "callers", "descriptors", "behaviours", "plugins", "definitions", "channel", "app",
    "screen", "bar", "tab-bar", "refresh", "motion", "chrome", "routes", "renderer", "pages", "inspect",
    "navigation", "api", "reload", "hover", "looks", "replies", "wheel", "sheet", "regions",
    "columns", "forms", "standin", "richtext", "editing", "field", "toggle", "share",
    "opentype", "gestures", "refresher", "contexts", "layers", "ground", "figures",
    "mapcontext", "markers", "easing",
)  # fmt: skip
FOLDERS = ("components", "api")
START = ("start",)
FIRST = ("system",)
"""Groups of calls that others build on."""


@cache
def begin(host: str) -> bytes:
    """Give what runs first, in one script: what plays the host, our first part, and program.js."""
    own = _HOSTS / host / "calls.js"
    parts = (
        text(host, own=False).encode(),
        *((_FOLDER / f"{name}.js").read_bytes() for name in BEGIN),
        *([own.read_bytes()] if own.is_file() else ()),
        (FOLDER / "program.js").read_bytes(),
    )
    return b"\n".join(parts)


@cache
def runtime() -> bytes:
    """Give the framework and all other files as one script.

    One, because browsers keep what they have compiled of a script by the time it has run: the
    framework's modules run when our files ask for them.
    """
    parts = [_FOLDER / f"{name}.js" for name in ORDER]
    for folder in FOLDERS:
        found = sorted((_FOLDER / folder).glob("*.js"), key=lambda file: _rank(file.stem))
        parts.extend(found)
    parts.extend(_FOLDER / f"{name}.js" for name in START)
    return b"\n".join((_EAGER, engine.plain("engine.js"), *(part.read_bytes() for part in parts)))


def _rank(name: str) -> tuple[bool, str]:
    return name not in FIRST, name
