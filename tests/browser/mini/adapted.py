"""The hosts that mini.js has an adapter for, and the fakes of their globals."""

from pathlib import Path

from miniprog_cli import hosts

FAKES = Path(__file__).parent / "fakes"
FOLDER = Path(hosts.__file__).parent
ADAPTED = tuple(sorted(path.parent.name for path in FOLDER.glob("*/adapter.js")))
DESCRIBED = tuple(name for name in ADAPTED if hosts.get(name).capabilities)


def fake(host: str) -> Path:
    """Give the fake of a host's global."""
    return FAKES / f"{host}.js"
