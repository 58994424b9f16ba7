"""The command in processes that need not load Python and our modules each time.

A process is forked from one that has imported everything, and does from there on what ``python -m
miniprog_cli`` does: with arguments, environment, folder, streams, signals and an end of its own.
That takes a fifth of the processor's time, some two thousand times. What it cannot show is an
import that fails or comes too late, so the first process of a command in each module of tests is
started as a user's is, and so are all where nothing can be forked; ``MINIPROG_FORK=no`` starts all.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from select import select
from socket import AF_UNIX, SOCK_SEQPACKET, send_fds, socketpair
from threading import Thread
from types import TracebackType
from typing import IO, Protocol

from tests.forking import NUMBER, request

CAN_FORK = sys.platform == "linux" and os.environ.get("MINIPROG_FORK") != "no"
_OF_THE_START = ("PYTHON", "LC_", "LANG")
"""Beginnings of variables that Python looks at as it starts."""
_USUAL = {"LC_ALL": "C.UTF-8"}
_begun: set[tuple[str, ...]] = set()
_origins: "dict[tuple[object, ...], Origin]" = {}


def _read_at_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in environment.items() if name.startswith(_OF_THE_START)}


_OURS = _read_at_start(os.environ)
"""Those of the tests themselves, before one of them changes any."""


class Process(Protocol):
    """What tests use of `subprocess.Popen`."""

    pid: int
    returncode: int | None
    stdout: IO[str] | None
    stderr: IO[str] | None

    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def send_signal(self, sig: int) -> None: ...
    def kill(self) -> None: ...
    def __enter__(self) -> "Process": ...
    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...


def start(
    arguments: Sequence[str],
    *,
    options: tuple[str, ...] = (),
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdin: int = subprocess.DEVNULL,
) -> Process:
    """Start the command with pipes for what it says, in UTF-8; `options` are Python's own."""
    environment = dict(os.environ if env is None else env)
    read = _read_at_start(environment)
    if CAN_FORK and read in (_USUAL, _OURS) and not _is_first(arguments):
        return Forked(_origin(options, *sorted(read.items())), arguments, cwd, environment, stdin)
    return subprocess.Popen(
        [sys.executable, *options, "-m", "miniprog_cli", *arguments],
        cwd=cwd, env=environment, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        encoding="utf-8", errors="surrogateescape",
    )  # fmt: skip


def run(
    arguments: Sequence[str], *, cwd: Path, env: Mapping[str, str], stdin: str, timeout: float
) -> tuple[int, str, str]:
    """Run the command to its end; give the exit status and what it wrote to its two streams."""
    theirs, ours = os.pipe()
    said: dict[str, str] = {}
    with start(arguments, cwd=cwd, env=env, stdin=theirs) as process:
        os.close(theirs)
        pipes = {"stdout": process.stdout, "stderr": process.stderr}
        reading = [
            Thread(target=lambda name=name, pipe=pipe: said.update({name: pipe.read()}))
            for name, pipe in pipes.items()
        ]
        for thread in reading:
            thread.start()
        try:
            with open(ours, "wb") as writing:  # noqa: PTH123 - a descriptor
                writing.write(stdin.encode("utf-8", "surrogateescape"))
        except BrokenPipeError:  # it does not read
            pass
        try:
            status = process.wait(timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        for thread in reading:
            thread.join(timeout)
    return status, said["stdout"], said["stderr"]


def _is_first(arguments: Sequence[str]) -> bool:
    """Tell whether a module of tests has not started such a command yet."""
    module = os.environ.get("PYTEST_CURRENT_TEST", "").partition("::")[0]
    kind = (module, *arguments[:1], *(word for word in arguments[1:] if word.startswith("--")))
    is_first = kind not in _begun
    _begun.add(kind)
    return is_first


class Forked:
    """A process that another one forked for us: like `subprocess.Popen`, as far as tests need it."""

    def __init__(
        self,
        origin: "Origin",
        arguments: Sequence[str],
        cwd: Path | None,
        env: Mapping[str, str],
        stdin: int,
    ) -> None:
        self.returncode: int | None = None
        out, err, told = os.pipe(), os.pipe(), os.pipe()
        nothing = os.open(os.devnull, os.O_RDONLY)
        given = nothing if stdin == subprocess.DEVNULL else stdin
        message = request(arguments, str(cwd or Path.cwd()), env)
        send_fds(origin.requests, [message], [given, out[1], err[1], told[1]])
        for each in (nothing, out[1], err[1], told[1]):
            os.close(each)
        self._told = told[0]
        self.pid = self._number()
        self.stdout: IO[str] | None = _reader(out[0])
        self.stderr: IO[str] | None = _reader(err[0])

    def _number(self) -> int:
        data = os.read(self._told, NUMBER.size)
        if len(data) < NUMBER.size:
            # as where an import failed
            raise ChildProcessError("the process that forks others is gone")
        number: int = NUMBER.unpack(data)[0]
        return number

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None:
            if not select([self._told], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("miniprog", timeout or 0)
            self.returncode = self._number()
            os.close(self._told)
        return self.returncode

    def poll(self) -> int | None:
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def send_signal(self, sig: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, sig)

    def kill(self) -> None:
        self.send_signal(9)

    def __enter__(self) -> "Forked":
        return self

    def __exit__(self, *_: object) -> None:
        for pipe in (self.stdout, self.stderr):
            if pipe:
                pipe.close()
        self.wait()


def _reader(pipe: int) -> IO[str]:
    return open(pipe, encoding="utf-8", errors="surrogateescape")


class Origin:
    """A process that has imported the command, and forks what is asked for."""

    def __init__(self, options: Sequence[str], env: Mapping[str, str]) -> None:
        self.requests, theirs = socketpair(AF_UNIX, SOCK_SEQPACKET)
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
        # pipes, as the streams of its children are: what a stream can do is looked at only once
        self.process = subprocess.Popen(
            [sys.executable, *options, "-m", "tests.forking", str(theirs.fileno())],
            cwd=Path(__file__).parents[1], env={**kept, **env}, pass_fds=[theirs.fileno()],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        theirs.close()

    def end(self) -> None:
        self.requests.close()
        self.process.communicate()


def end() -> None:
    """End the processes that forked others, once no test needs them."""
    while _origins:
        _origins.popitem()[1].end()


def _origin(options: tuple[str, ...], *env: tuple[str, str]) -> Origin:
    kind = (options, *env)
    if kind not in _origins:
        _origins[kind] = Origin(options, dict(env))
    return _origins[kind]
