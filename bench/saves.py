"""How editors save a file: what each does to the folder, and when its clock starts."""

import re
import secrets
import time
from collections.abc import Callable
from pathlib import Path


def inplace(file: Path, content: bytes, outside: Path) -> None:
    """Truncate and write: VS Code, nano, a shell."""
    file.write_bytes(content)


def atomic(file: Path, content: bytes, outside: Path) -> None:
    """Write beside, rename over: formatters, JetBrains."""
    beside = file.with_name(f".{file.name}.{secrets.token_hex(4)}.tmp")
    beside.write_bytes(content)
    beside.replace(file)


def vim(file: Path, content: bytes, outside: Path) -> None:
    """Rename to a backup beside, write anew, delete the backup: Vim."""
    backup = file.with_name(f"{file.name}~")
    file.rename(backup)
    file.write_bytes(content)
    backup.unlink()


def vimout(file: Path, content: bytes, outside: Path) -> None:
    """Rename into a folder that nobody watches, write anew: Vim with `backupdir`."""
    file.rename(outside / file.name)
    file.write_bytes(content)


STYLES: dict[str, Callable[[Path, bytes, Path], None]] = {
    "inplace": inplace,
    "atomic": atomic,
    "vim": vim,
    "vimout": vimout,
}


def save_new_mark(file: Path, style: str, outside: Path) -> tuple[str, float]:
    """Save a file with another mark in it; give the mark and `perf_counter` just before."""
    mark = f"probe-{secrets.token_hex(6)}"
    content = re.sub(rb"probe-[0-9a-f]+", mark.encode(), file.read_bytes())
    began = time.perf_counter()
    STYLES[style](file, content, outside)
    return mark, began
