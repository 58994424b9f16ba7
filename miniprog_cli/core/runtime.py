"""mini.js, the script that programs reach their host through: whether one uses it, and its text.

It is put together of the files in `runtime/`, and `adapter.js` of the host, all as they lie: first
what the web can do, then the adapter, then the interface. Nothing of it comes from the preview.
"""

import codecs
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from miniprog_cli.core.errors import MachineError
from miniprog_cli.core.inside import FileChanged, read_inside

if TYPE_CHECKING:
    from miniprog_cli.core.manifest import Manifest
    from miniprog_cli.core.project import Project
    from miniprog_cli.core.source import Json

NAME = "mini.js"
"""Where it lies, seen from the root of the program."""

_PACKAGE = Path(__file__).parents[1]
_RUNTIME = _PACKAGE / "runtime"
_READ = (".html", ".htm", ".js", ".mjs")
"""Suffixes of files that can refer to it."""
# Compiled where they are used: most runs never come there
_NAMED = rb"""(?<![\w.-])mini\.js(?![\w.-])"""
_LACKS = r"(?ms)^\s*lacks: \[(.*?)\]"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def names_mini(path: str, content: bytes) -> bool:
    """Tell whether a file of a program, by its path and content, names mini.js."""
    if not path.lower().endswith(_READ):
        return False
    if content.startswith(_UTF_16):
        content = content.replace(b"\0", b"")
    # the search for plain bytes is many times as fast, and most files have none
    return b"mini.js" in content and re.search(_NAMED, content) is not None


def uses_mini(project: "Project") -> bool:
    """Tell whether a page or a script of the program names mini.js, by reading them.

    Raises:
        FileChanged: a file leads out of the root by now.
        MachineError: a file cannot be read.
    """
    paths = sorted(project.shipped, key=lambda path: path.endswith((".js", ".mjs")))
    return any(names_mini(path, _content(project, path)) for path in paths if _is_read(path))


def _is_read(path: str) -> bool:
    return path.lower().endswith(_READ) and path != NAME


def _content(project: "Project", path: str) -> bytes:
    source = project.shipped[path].source
    try:
        return read_inside(source, project.top)
    except FileChanged:
        raise
    except OSError as error:
        raise MachineError(f"cannot read {source}: {error.strerror}") from error


def mini_js(manifest: "Manifest", host: str) -> bytes:
    """Write mini.js for a host, with what the manifest says for it; for most hosts the same bytes."""
    said = dict(sorted(_said(manifest, host)))
    text = json.dumps(said, allow_nan=False)
    head = f"globalThis.miniParts = {{ settings: {text} }};\n\n" if said else ""
    return f"{head}{_text(host)}".encode()


def _said(manifest: "Manifest", host: str) -> "Iterator[tuple[str, Json]]":
    """Yield what the manifest says for a host, as far as the adapter reads it."""
    members = manifest.raw.get("hosts")
    own = members.get(host) if isinstance(members, dict) else None
    for key, value in own.items() if isinstance(own, dict) else ():
        if key in _settings(host):
            yield key, value


@cache
def _settings(host: str) -> frozenset[str]:
    """Give the members of the manifest that the adapter of a host reads."""
    return frozenset(re.findall(r"\bsettings\.(\w+)", _adapter(host)))


@cache
def _text(host: str) -> str:
    return "\n".join(part.strip("\n") + "\n" for part in _parts(host))


def _parts(host: str) -> Iterator[str]:
    adapter = _adapter(host)
    lacks = re.search(_LACKS, adapter)
    left_out = re.findall(r'"(\w+)"', lacks[1]) if lacks else ()
    yield (_RUNTIME / "web.js").read_text(encoding="utf-8")
    # hosts that forbid an interface look for its name in what is handed in
    for path in sorted((_RUNTIME / "web").glob("*.js")):
        if path.stem not in left_out:
            yield path.read_text(encoding="utf-8")
    if adapter:
        yield adapter
    for name in ("given.js", "standard.js", NAME):
        yield (_RUNTIME / name).read_text(encoding="utf-8")


@cache
def _adapter(host: str) -> str:
    """Read the adapter of a host; empty where it has none, as programs of no host in particular."""
    path = _PACKAGE / "hosts" / host / "adapter.js"
    return path.read_text(encoding="utf-8") if path.is_file() else ""
