"""A headless Chromium, spoken to over its DevTools pipe: no server and no driver in between."""

import json
import os
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--remote-debugging-pipe",
)  # fmt: skip
OBSERVER = Path(__file__).with_name("observer.js")
BINDING = "benchProbe"

FIRST_VIEW = """(() => {
    const [painted] = performance.getEntriesByName("first-contentful-paint");
    const [{ loadEventEnd, domContentLoadedEventEnd }] = performance.getEntriesByType("navigation");
    if (!document.querySelector("[data-probe]") || !painted || !loadEventEnd) return null;
    return [painted.startTime, domContentLoadedEventEnd].map((at) => performance.timeOrigin + at);
})()"""
"""When a page was painted first and its scripts had run, in milliseconds; null if not yet."""

Message = dict[str, Any]


class FirstView(NamedTuple):
    """Seconds from the address to the program: until it is painted, until its scripts have run."""

    painted: float
    ready: float


class Chromium:
    """One browser with one tab, whose page and frames say which marks they show.

    The protocol is JSON messages that end in a NUL, to file descriptor 3 and from 4.
    """

    def __init__(self, profile: Path, *, watches: bool = True) -> None:
        """Remember where the browser may write; entering the context starts it.

        A browser that does not watch shows pages as it would without us, and tells afterwards.
        """
        self._profile = profile
        self._watches = watches
        self._frames: list[str] = []
        self._unread = b""
        self._number = 0
        self._session: str | None = None
        self._waiting: list[Message] = []

    def __enter__(self) -> Self:
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        self._process = _start(self._profile, theirs_in, theirs_out)
        os.close(theirs_in)
        os.close(theirs_out)
        tabs = self.call("Target.getTargets")["targetInfos"]
        tab = next(tab["targetId"] for tab in tabs if tab["type"] == "page")
        attached = self.call("Target.attachToTarget", targetId=tab, flatten=True)
        self._session = attached["sessionId"]
        for method, parameters in _watching() if self._watches else _attaching():
            self.call(method, **parameters)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._out)
        os.close(self._in)
        shutil.rmtree(self._profile, ignore_errors=True)

    def open(self, url: str) -> None:
        """Open a page in the tab."""
        self.call("Page.navigate", url=url)

    def first_view(self, url: str, seconds: float = 20) -> "FirstView":
        """Open a page and tell how long it took to show the program, by the browser's own clock.

        Raises:
            RuntimeError: the program is not there in time.
        """
        began = time.time()
        self.open(url)
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            # asking costs the browser time as well: it is left alone as long as a page may take
            time.sleep(1)
            for session in (self._session, *self._frames):
                found = self.call("Runtime.evaluate", session=session, **_asking(FIRST_VIEW))
                if shown := found["result"].get("value"):
                    painted, ready = (at / 1000 - began for at in shown)
                    return FirstView(painted=painted, ready=ready)
        raise RuntimeError(f"{url}: the page did not come up")

    def forget(self) -> None:
        """Drop what was said so far."""
        self._read(0)
        self._waiting.clear()

    def wait_for_mark(self, mark: str, seconds: float) -> float | None:
        """Wait until a page shows a mark; give `perf_counter` then, None when it never did."""

        def shows(message: Message) -> bool:
            says = message.get("method") == "Runtime.bindingCalled"
            return says and mark in message["params"]["payload"]

        return self._wait(shows, seconds)

    def call(self, method: str, *, session: str | None = None, **parameters: object) -> Message:
        """Call a method of the protocol; give its result.

        Raises:
            RuntimeError: the browser refused, or did not answer within 20 s.
        """
        number = self._send(method, parameters, session or self._session)
        end = time.perf_counter() + 20
        while (left := end - time.perf_counter()) > 0:
            for message in self._read(left):
                if message.get("id") == number:
                    if "error" in message:
                        raise RuntimeError(f"{method}: {message['error']}")
                    result: Message = message["result"]
                    return result
        raise RuntimeError(f"{method}: no answer")

    def _send(self, method: str, parameters: Message, session: str | None) -> int:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        return self._number

    def _observe(self, session: str) -> None:
        """Watch a frame that has a process of its own; nobody waits for the answers."""
        self._frames.append(session)
        if not self._watches:
            return
        for method, parameters in _watching():
            self._send(method, parameters, session)
        self._send("Runtime.runIfWaitingForDebugger", {}, session)

    def _wait(self, wanted: Callable[[Message], bool], seconds: float) -> float | None:
        end = time.perf_counter() + seconds
        while True:
            while self._waiting:
                if wanted(self._waiting.pop(0)):
                    return time.perf_counter()
            left = end - time.perf_counter()
            if left <= 0:
                return None
            self._read(left)

    def _read(self, seconds: float) -> list[Message]:
        """Give the messages that are there, or come within the time; keep the events."""
        ready, _, _ = select.select([self._in], [], [], max(0.0, seconds))
        if not ready:
            return []
        self._unread += os.read(self._in, 1 << 20)
        *texts, self._unread = self._unread.split(b"\0")
        messages: list[Message] = [json.loads(text) for text in texts]
        for message in messages:
            if message.get("method") == "Target.attachedToTarget":
                self._observe(message["params"]["sessionId"])
        self._waiting += (message for message in messages if "method" in message)
        return messages


def _attaching() -> tuple[tuple[str, Message], ...]:
    """Give the calls that make a page, and the frames in it, say who they are."""
    attach = {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": True}
    return (("Target.setAutoAttach", attach),)


def _asking(expression: str) -> Message:
    return {"expression": expression, "returnByValue": True}


def _watching() -> tuple[tuple[str, Message], ...]:
    """Give the calls that make a page, and the frames in it, say which marks they show."""
    attach = {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": True}
    return (
        ("Page.enable", {}),
        ("Runtime.enable", {}),
        ("Runtime.addBinding", {"name": BINDING}),
        ("Page.addScriptToEvaluateOnNewDocument", {"source": OBSERVER.read_text("utf-8")}),
        ("Target.setAutoAttach", attach),
    )


def _start(profile: Path, their_in: int, their_out: int) -> subprocess.Popen[bytes]:
    def give_pipes() -> None:
        # both are copied first: one of them may be 3 or 4 already
        read, written = os.dup(their_in), os.dup(their_out)
        os.dup2(read, 3)
        os.dup2(written, 4)

    return subprocess.Popen(
        ["chromium", *FLAGS, f"--user-data-dir={profile}", "about:blank"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=give_pipes,  # noqa: PLW1509 there are no threads here
        close_fds=False,
        start_new_session=True,
    )
