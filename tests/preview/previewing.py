"""Run the real `miniprog preview` and read what it tells."""

import json
import queue
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.forked import Process, start

DEADLINE = 20.0
"""Seconds after which a test gives up; far above what anything here takes."""

MANIFEST = {
    "id": "com.example.shop",
    "name": "Shop",
    "version": "1.0.0",
    "pages": ["index.html"],
}

Told = dict[str, object]


def free_port() -> int:
    """Find a port that nobody uses, with a free one after it, most likely."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def write_project(folder: Path, files: dict[str, str | bytes], **members: object) -> Path:
    """Write a small project."""
    content = {"miniprog.json": json.dumps({**MANIFEST, **members}), **files}
    for name, text in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


class Preview:
    """A preview that is running in a process of its own."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.seen: list[Told] = []
        self._lines: queue.Queue[Told | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        ready = self.wait_for("ready")
        self.url = str(ready["url"])
        self.program_url = str(ready["program_url"])
        self.program_port = int(self.program_url.rpartition(":")[2].strip("/"))

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(json.loads(line))
        self._lines.put(None)

    def wait_for(self, event: str, matches: Callable[[Told], bool] = bool) -> Told:
        """Wait for the next event of a name; everything before it is in `seen`."""
        while True:
            told = self._lines.get(timeout=DEADLINE)
            if told is None:
                raise AssertionError(f"the preview ended before {event}: {self.errors()}")
            self.seen.append(told)
            if told["event"] == event and matches(told):
                return told

    def update(self) -> Told:
        """Wait for the next update."""
        return self.wait_for("update")

    def errors(self) -> str:
        """Give what it wrote to standard error; only once it has ended."""
        return self.process.stderr.read() if self.process.stderr else ""

    def stop(self, number: int = signal.SIGINT) -> int:
        """Stop it as a person would; what it told is read to the end before its pipe is closed."""
        self.process.send_signal(number)
        rc = self.process.wait(timeout=DEADLINE)
        self._reader.join(DEADLINE)
        return rc


@contextmanager
def previewing(folder: Path, *options: str) -> Iterator[Preview]:
    """Preview a project; it must end without a word on standard error."""
    ports = () if "--port" in options else ("--port", str(free_port()))
    arguments = ["preview", str(folder), "--json", "--no-open", *ports, *options]
    with start(arguments, options=("-W", "error")) as process:
        try:
            running = Preview(process)
            yield running
            if process.poll() is None:
                assert running.stop() == 130
            complaints = running.errors()
            assert not complaints, complaints
        finally:
            process.kill()
