"""What the files of the program come to, for the panel: each file, and the limits of every host."""

import json
from typing import TYPE_CHECKING

from miniprog_cli.core.bundle import sizes
from miniprog_cli.core.project import Project

if TYPE_CHECKING:
    from miniprog_cli.check.result import CheckResult, HostVerdict

LARGEST = 300
"""Files listed one by one; what the others come to is in the sum of their suffix."""


def message(project: Project, result: "CheckResult", host: str) -> str:
    """Describe the sizes for panels: the files of the bundle for one host, the limits of all."""
    files = sorted(sizes(project, host).items(), key=lambda file: (-file[1], file[0]))
    types: dict[str, int] = {}
    for path, size in files:
        kind = _suffix(path)
        types[kind] = types.get(kind, 0) + size
    told = {
        "type": "sizes",
        "count": len(files),
        "files": files[:LARGEST],
        "types": types,
        "hosts": {one.host.name: _verdict(one) for one in result.hosts},
    }
    return json.dumps(told, ensure_ascii=False)


def _suffix(path: str) -> str:
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].lower()[:16] if "." in name else ""


def _verdict(verdict: "HostVerdict") -> dict[str, object]:
    return {
        "raw": verdict.sizes.raw_bytes,
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
