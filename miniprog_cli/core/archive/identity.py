"""Read the manifest inside a bundle: enough of it to know what the bundle is."""

import json
from typing import NoReturn, cast

from miniprog_cli.core.archive.container import MANIFEST_NAME
from miniprog_cli.core.archive.refusal import NotABundle

_REQUIRED = ("id", "name", "version")
_OPTIONAL = {"native": ("version",)}
"""By the kind of program, what may be missing: the files of native ones have no version."""


def parse_manifest(data: bytes) -> dict[str, object]:
    """Parse the generated manifest strictly, and require the members that identify a bundle.

    Raises:
        NotABundle: it is not strict JSON in UTF-8, not an object, or says not what it is.
    """
    try:
        value: object = json.loads(
            data.decode("utf-8"), parse_constant=_refuse, object_pairs_hook=_unique
        )
    except (ValueError, RecursionError) as error:
        raise NotABundle(f"its {MANIFEST_NAME} cannot be parsed: {error}") from None
    if not isinstance(value, dict):
        raise NotABundle(f"its {MANIFEST_NAME} is not an object")
    manifest = cast("dict[str, object]", value)
    optional = _OPTIONAL.get(str(manifest.get("kind")), ())
    for member in _REQUIRED:
        if member in optional and member not in manifest:
            continue
        if not isinstance(manifest.get(member), str) or not manifest[member]:
            raise NotABundle(f"its {MANIFEST_NAME} has no {member}")
    return manifest


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a member is there twice")
    return members
