"""Run every check that reads the code without running it, as many at once as there are processors.

What a failing one says is printed when it ends, in one piece. All are run, whatever fails; then the
exit status is 1, and the last line names those that failed.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent

CHECKS = {
    "pyright": ("pyright", "--pythonpath", sys.executable),
    "mypy": ("mypy",),
    # compiles the tests once, which each worker that runs them would do for itself
    "tests are found": ("pytest", "--collect-only", "-q"),
    "ruff check": ("ruff", "check", "."),
    "ruff format": ("ruff", "format", "--check", "."),
    "lint-imports": ("lint-imports",),
    "docs": (sys.executable, "scripts/docs.py", "--check"),
}
"""The command of each, the one that takes longest first; programs are those of this environment."""


def main() -> None:
    """Run the checks, or those that are named; end with 1 where one fails."""
    wanted = sys.argv[1:] or list(CHECKS)
    failed = run_all({name: CHECKS[name] for name in wanted})
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


def run_all(checks: dict[str, Sequence[str]]) -> list[str]:
    """Run commands side by side and print what they say; give the names of those that failed."""
    with ThreadPoolExecutor(os.cpu_count() or 2) as side_by_side:
        runs = {side_by_side.submit(run, command): name for name, command in checks.items()}
        ended = {runs[each]: show(runs[each], each.result()) for each in as_completed(runs)}
    return [name for name in checks if not ended[name]]


def run(command: Sequence[str]) -> "subprocess.CompletedProcess[bytes]":
    """Run a command of this environment; both of its streams are read as one."""
    search = os.pathsep.join([str(BIN), os.environ.get("PATH", os.defpath)])
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PATH": search},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip


def show(name: str, done: "subprocess.CompletedProcess[bytes]") -> bool:
    """Print all that a failing check said, and how another one ended; tell whether it passed."""
    said = done.stdout.decode(errors="replace").rstrip()
    if done.returncode:
        print(f"-- {name}: failed\n{said}", flush=True)
    else:
        print(f"-- {name}: {said.rpartition(chr(10))[2]}", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    main()
