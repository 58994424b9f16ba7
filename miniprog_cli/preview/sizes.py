"""What the files of the program come to, for the panel: each file, and the limits of every host."""

import json
from typing import TYPE_CHECKING

from miniprog_cli.core.project import Project
from miniprog_cli.core.runtime import NAME, mini_js

if TYPE_CHECKING:
    from miniprog_cli.check.result import CheckResult, HostVerdict

LARGEST = 300
"""Files listed one by one; what the others come to is in the sum of their suffix."""

_REST = "the bundle's manifest"
"""What a bundle holds beside the program, in whichever format."""


def message(project: Project, result: "CheckResult") -> str:
    """Describe the sizes for panels."""
    files = sorted(project.shipped.values(), key=lambda file: (-file.bytes, file.path))
    types: dict[str, int] = {}
    for file in files:
        kind = _suffix(file.path)
        types[kind] = types.get(kind, 0) + file.bytes
    told = {
        "type": "sizes",
        "count": len(files),
        "files": [[file.path, file.bytes] for file in files[:LARGEST]],
        "types": types,
        "hosts": {one.host.name: _verdict(project, one) for one in result.hosts},
    }
    return json.dumps(told, ensure_ascii=False)


def _written(project: Project, verdict: "HostVerdict") -> list[tuple[str, int]]:
    """List what `pack` writes beside the files: mini.js where the program uses it, and the rest."""
    left = verdict.sizes.raw_bytes - sum(file.bytes for file in project.shipped.values())
    mini = len(mini_js(project.manifest, verdict.host.name))
    if left < mini:
        return [(_REST, left)] if left > 0 else []
    return [(NAME, mini), (_REST, left - mini)]


def _suffix(path: str) -> str:
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].lower()[:16] if "." in name else ""


def _verdict(project: Project, verdict: "HostVerdict") -> dict[str, object]:
    return {
        "raw": verdict.sizes.raw_bytes,
        "written": _written(project, verdict),
        "bundle": verdict.sizes.bundle_bytes,
        "limits": [
            {
                "name": each.limit.name,
                "scope": each.limit.scope,
                "measure": each.limit.measure,
                "bytes": each.bytes,
                "limit_bytes": each.limit.limit_bytes,
                "ok": each.ok,
                "source": each.limit.source,
            }
            for each in verdict.limits
        ],
    }
