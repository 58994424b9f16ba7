"""Find the facts of many files: in this process, and with help where there is much to parse.

The parsers hold the interpreter's lock, so that only processes help.
"""

import os
import sys
import threading
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

from miniprog_cli.check.encoding import encode
from miniprog_cli.core.apart import apart
from miniprog_cli.core.kinds import NO_READINGS
from miniprog_cli.hosts.roots import ROOTS

if TYPE_CHECKING:
    from subprocess import Popen

    from miniprog_cli.core.dialect import Readings

WORTH_HELP = 2 * 1024 * 1024
"""Bytes to parse from which on a process, which starts in 100 ms or more, saves time."""
_BATCH = 64 * 1024 * 1024
"""Bytes of content that wait in memory at most, but for one file."""
_MOST_HELPERS = 7
_HANDOVER = 0.0003
"""Seconds until a thread that has an answer may go on, else 5 ms: its helper idles meanwhile."""

# Nothing of the current folder, which may be a foreign project's, may be imported
_START = (
    "import sys; native = sys.argv[1]; sys.path[:] = sys.argv[2:];"
    " from miniprog_cli.check.worker import main; main(native)"
)


class Parsing:
    """Files that wait to be parsed, and the facts of those that were, encoded, by path.

    `readings` is how the files are read that only native programs have.
    """

    def __init__(self, readings: "Readings" = NO_READINGS) -> None:
        self.found: dict[str, bytes] = {}
        self._readings = readings
        self._waiting: deque[tuple[str, bytes]] = deque()
        self._bytes = 0
        self._helpers: list[Popen[bytes]] = []
        self._is_at_work = False

    def add(self, path: str, content: bytes) -> None:
        """Take a file; parse those that wait where they become too many."""
        self._waiting.append((path, content))
        self._bytes += len(content)
        if self._bytes > _BATCH:
            self.work()

    def work(self) -> None:
        """Parse all that wait, the largest first, so that nobody is left with a large one."""
        self._waiting = deque(sorted(self._waiting, key=lambda one: len(one[1]), reverse=True))
        if self._waiting:  # else nothing is new, and no parser need be imported
            self._is_at_work = True
            apart(self._work_off)
            self._is_at_work = False
        self._bytes = 0

    def close(self) -> None:
        """Dismiss the helpers, whatever they are doing."""
        self._waiting.clear()
        for helper in self._helpers:
            helper.kill()
        if self._is_at_work:
            return  # Ctrl-C: threads that still use the pipes end with the process
        for helper in self._helpers:
            with suppress(OSError):
                helper.communicate()
        self._helpers = []

    def _work_off(self) -> None:
        if self._bytes > WORTH_HELP and not self._helpers:
            self._start_helpers(min(_MOST_HELPERS, (os.cpu_count() or 1) - 1))
        threads = [
            threading.Thread(target=self._ask, args=(helper,), daemon=True)
            for helper in self._helpers
        ]
        usual = sys.getswitchinterval()
        if threads:
            sys.setswitchinterval(_HANDOVER)
        for thread in threads:
            thread.start()
        self._parse()
        for thread in threads:
            thread.join()
        sys.setswitchinterval(usual)
        self._parse()  # what a helper that went away gave back

    def _start_helpers(self, count: int) -> None:
        """Start processes that parse; none where the system does not let us.

        Whatever ends this process ends them, since it ends their input.
        """
        from subprocess import DEVNULL, PIPE, Popen

        if not sys.executable:
            return
        native = "native" if self._readings else ""
        command = [sys.executable, "-P", "-c", _START, native, *sys.path]
        with suppress(OSError):
            for _ in range(count):
                self._helpers.append(Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL))

    def _parse(self) -> None:
        from miniprog_cli.syntax import facts

        with suppress(IndexError):
            while True:
                path, content = self._waiting.popleft()
                self.found[path] = encode(facts.of(path, content, ROOTS, self._readings))

    def _ask(self, helper: "Popen[bytes]") -> None:
        with suppress(IndexError):
            while True:
                path, content = self._waiting.popleft()
                try:
                    self.found[path] = _answer(helper, path, content)
                except (OSError, EOFError):
                    self._waiting.append((path, content))
                    return


def _answer(helper: "Popen[bytes]", path: str, content: bytes) -> bytes:
    """Let a helper parse a file.

    Raises:
        OSError, EOFError: it went away.
    """
    from miniprog_cli.check.worker import ANSWER, REQUEST

    if helper.stdin is None or helper.stdout is None:
        raise EOFError
    name = path.encode("utf-8", "surrogatepass")
    helper.stdin.write(REQUEST.pack(len(name), len(content)) + name + content)
    helper.stdin.flush()
    head = helper.stdout.read(ANSWER.size)
    answer = helper.stdout.read(*ANSWER.unpack(head)) if len(head) == ANSWER.size else b""
    if not answer:
        raise EOFError
    return answer
