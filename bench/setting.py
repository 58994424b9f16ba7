"""Where things are during a run, and the environment that everything is run in."""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One run: what is installed where, and a scratch folder on a real disk."""

    venv: Path
    npm: Path
    scratch: Path
    rounds: int | None
    """How many rounds were asked for; None for what suits each row."""
    env: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def miniprog(self) -> Path:
        """The command as installed from the wheel."""
        return self.venv / "bin" / "miniprog"

    @property
    def python(self) -> Path:
        """The interpreter of the same environment."""
        return self.venv / "bin" / "python"

    def turns(self, usual: int) -> int:
        """Say how many rounds to run."""
        return self.rounds or usual

    def fresh(self, name: str) -> Path:
        """Give an empty folder."""
        folder = self.scratch / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder


def environment(scratch: Path) -> dict[str, str]:
    """Make an environment that touches nothing of the person who measures.

    `CI` is not set: some tools do less under it. Nothing asks a registry whether it is outdated.
    """
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "LANG") if name in os.environ}
    home = scratch / "home"
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "CACHE", "STATE")}
    home.mkdir(parents=True, exist_ok=True)
    return {**kept, **folders, "HOME": str(home), "NO_UPDATE_NOTIFIER": "1", "NO_COLOR": "1"}
