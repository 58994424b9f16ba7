"""What a file is read as, by its name and by how it begins."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from miniprog_cli.core.archive.deflate import ALREADY_COMPRESSED

if TYPE_CHECKING:
    from miniprog_cli.core.dialect import Readings

NO_READINGS: "Readings" = {}
"""How the files are read that only native programs have, in a project that is none. Never changed."""

_KINDS = {
    "html": "html",
    "htm": "html",
    "css": "css",
    "js": "js",
    "mjs": "js",
    "cjs": "js",
    "json": "json",
    "webmanifest": "json",
    "svg": "svg",
}
# fmt: off
_BINARY = ALREADY_COMPRESSED | {
    "apng", "bmp", "ico", "tif", "tiff", "psd", "wav", "oga", "avi", "ttf", "otf", "eot", "tar",
    "pdf", "wasm", "glb", "bin", "ktx", "ktx2", "basis", "dds", "hdr", "exr", "sqlite", "db",
}
# fmt: on
"""Suffixes of files that hold no text, whatever is in them."""
_SNIFFED = 8192
"""Bytes at the start of a file among which a NUL tells that it is no text, as in git and grep."""
WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How a text in UTF-16 begins."""


def kind_of(path: str, own: Collection[str] = ()) -> str:
    """Give what a file is read as, by its name: at most four letters, none where it is not read.

    ``txt`` is what may hold secrets and nothing else that is looked for. `own` are suffixes that
    stand for themselves: those of native programs.
    """
    suffix = path.rpartition(".")[2].lower()
    if suffix in own:
        return suffix
    kind = "" if suffix in _BINARY else _KINDS.get(suffix, "txt")
    if kind == "svg" and own:  # to hosts of native programs it is a picture, with nothing in it
        return "txt"
    return "txt" if kind == "json" and _may_have_comments(path.lower()) else kind


def is_text(content: bytes) -> bool:
    """Tell a text from all else by how it begins."""
    return content[:2] in WIDE or b"\0" not in content[:_SNIFFED]


def decoded(content: bytes) -> str:
    """Read a file as the findings count its characters: UTF-8, or UTF-16 with its mark."""
    return content.decode("utf-16" if content[:2] in WIDE else "utf-8", "replace")


def _may_have_comments(path: str) -> bool:
    """Tell a file of an editor or compiler, which is JSON only by its name."""
    folder, _, name = path.rpartition("/")
    return f"/{folder}".endswith("/.vscode") or name.startswith(("tsconfig", "jsconfig"))
