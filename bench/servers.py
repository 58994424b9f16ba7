"""Start a server, see its first byte, weigh it, and end it."""

import contextlib
import os
import random
import re
import shlex
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """How to start a server, and where it answers then.

    `page` is the address that shows the program; `first` is what is asked for to see whether it
    answers, by default the same.
    """

    name: str
    argv: tuple[str | Path, ...]
    cwd: Path
    env: Mapping[str, str]
    page: str
    first: str | None = None
    files: Path
    """The folder whose files are served."""
    saved: Mapping[str, str] = field(
        default_factory=lambda: {"CSS": "style.css", "HTML": "index.html"}
    )
    """The files whose saves are timed, by their kind."""


@dataclass(frozen=True, slots=True)
class Started:
    """A server that answers, and how many seconds after its start it did."""

    process: subprocess.Popen[bytes]
    seconds: float

    def bytes_in_memory(self) -> int:
        """Add up the proportional set size of the server and all its descendants."""
        return sum(_pss(pid) for pid in _family(self.process.pid))


@contextlib.contextmanager
def started(server: Server) -> Iterator[Started]:
    """Run a server until the block ends.

    Raises:
        RuntimeError: it does not answer within 30 s.
    """
    began = time.perf_counter()
    process = subprocess.Popen(
        server.argv,
        cwd=server.cwd,
        env=dict(server.env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for_first_byte(process, server.first or server.page, until=began + 30)
        yield Started(process, time.perf_counter() - began)
    finally:
        _end(process)


def free_port() -> int:
    """Give a port that is free now, with the one after it.

    It is none of those that the system gives to connections: one may take it before the server does.
    """
    while True:
        with socket.socket() as first, socket.socket() as second, contextlib.suppress(OSError):
            port = random.randrange(20_000, 32_000, 2)
            first.bind(("127.0.0.1", port))
            second.bind(("127.0.0.1", port + 1))
            return port


def _wait_for_first_byte(process: subprocess.Popen[bytes], url: str, *, until: float) -> None:
    parts = urlsplit(url)
    request = f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n"
    while time.perf_counter() < until and process.poll() is None:
        with contextlib.suppress(OSError):
            address = (parts.hostname, parts.port)
            with socket.create_connection(address, timeout=5) as connection:
                connection.sendall(request.encode())
                if connection.recv(4096).startswith(b"HTTP/1.1 200"):
                    return
        time.sleep(0.002)
    command = shlex.join(map(str, cast("tuple[object, ...]", process.args)))
    raise RuntimeError(f"{url} did not answer: {command} (exit status {process.poll()})")


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _family(pid: int) -> Iterator[int]:
    """Give a process and all that it started, directly or not."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                status = (entry / "stat").read_text(encoding="utf-8", errors="replace")
                parent = int(status.rpartition(")")[2].split()[1])
                children.setdefault(parent, []).append(int(entry.name))
    waiting = [pid]
    while waiting:
        found = waiting.pop()
        yield found
        waiting += children.get(found, [])


def _pss(pid: int) -> int:
    with contextlib.suppress(OSError):
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
        if match := re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE):
            return int(match[1]) * 1024
    return 0
