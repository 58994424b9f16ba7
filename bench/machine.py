"""Say what was measured on: a time means nothing without it."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from bench.peers import NPM, ROOT


def describe(venv: Path) -> str:
    """Write machine, system, versions and date as a paragraph of Markdown."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    versions = (
        f"{_output(venv / 'bin' / 'miniprog', '--version')}{_commit()}",
        f"Python {platform.python_version()}",
        f"Node {_output('node', '--version').lstrip('v')}",
        *(f"{name} {version}" for name, version in NPM.items()),
        f"zip {_word(_output('zip', '--version'), 'Zip')}",
        _output("chromium", "--version").split(" built")[0].strip(),
    )
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores {_processor()}, {_memory()}, "
        f"{_system()}, kernel {platform.release()}; load average when it ended: {load}.\n"
        f"{'; '.join(versions)}."
    )


def _commit() -> str:
    commit = _output("git", "-C", ROOT, "rev-parse", "--short", "HEAD")
    return f" ({commit})" if commit else ""


def _output(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return done.stdout.strip()


def _word(text: str, before: str) -> str:
    words = text.split()
    return next((b for a, b in pairwise(words) if a == before), "")


def _processor() -> str:
    return _field("/proc/cpuinfo", "model name") or platform.processor()


def _memory() -> str:
    size = _field("/proc/meminfo", "MemTotal").split(" ")[0]
    return f"{int(size) / 2**20:.0f} GB" if size else "memory unknown"


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.system()


def _field(file: str, name: str) -> str:
    try:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    found = (line.partition(":")[2].strip() for line in lines if line.startswith(name))
    return next(found, "")
