"""Run the real command with a terminal as standard output."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path


def shown_on_a_terminal(
    columns: int, world: dict[str, str], *arguments: str | Path, cwd: Path | None = None
) -> str:
    """Run the command with a terminal of so many columns as standard output; give what it shows."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    command = [sys.executable, "-m", "miniprog_cli", *map(str, arguments)]
    with subprocess.Popen(
        command, cwd=cwd, env={**world, "NO_COLOR": "1"}, stdin=theirs, stdout=theirs, stderr=theirs
    ):
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError:  # how Linux says that nobody holds the other end any more
            pass
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")
