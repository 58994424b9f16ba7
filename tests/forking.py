"""A program that has imported the whole command, and forks a process of it for each request.

A request comes with four descriptors: the three standard streams, and a pipe to tell on, first the
number of the process, and when it has ended how.
"""

import gc
import json
import os
import signal
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pkgutil import walk_packages
from runpy import run_module
from select import select
from socket import recv_fds, socket
from struct import Struct

NUMBER = Struct("i")
_LARGEST = 1 << 17


def request(arguments: Sequence[str], folder: str, environment: Mapping[str, str]) -> bytes:
    """Write down what is to be started, and where."""
    return json.dumps([[*arguments], folder, dict(environment)]).encode()


def main() -> None:
    """Answer until nobody is left to ask; in each process that is forked, be the command."""
    requests = socket(fileno=int(sys.argv[1]))
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C is for the tests, and for what they started
    _import_everything()
    gc.freeze()
    if _forked(requests):
        run_module("miniprog_cli", run_name="__main__", alter_sys=True)


def _import_everything() -> None:
    package = import_module("miniprog_cli")
    for module in walk_packages(package.__path__, "miniprog_cli."):
        if module.name.rpartition(".")[2] not in ("__main__", "worker"):  # which are programs
            import_module(module.name)


def _forked(requests: socket) -> bool:
    """Fork and tell how it ended; true in a process that was forked, false when all is done."""
    running: dict[int, tuple[int, int]] = {}
    while True:
        ready, *_ = select([requests.fileno(), *running], [], [])
        for each in ready:
            if each in running:
                _tell_end(each, *running.pop(each))
                continue
            message, given, *_ = recv_fds(requests, _LARGEST, 4)
            if not message:
                return False
            process = os.fork()
            if not process:
                requests.detach()
                _become(message, given)
                return True
            os.write(given[3], NUMBER.pack(process))
            _close(given[:3])
            running[os.pidfd_open(process)] = process, given[3]


def _tell_end(handle: int, process: int, told: int) -> None:
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    with suppress(BrokenPipeError):  # nobody waits for it any more
        os.write(told, NUMBER.pack(status))
    _close((handle, told))


def _become(message: bytes, given: Sequence[int]) -> None:
    """Be a process that was started for this alone."""
    arguments, folder, environment = json.loads(message)
    for number in range(3):
        os.dup2(given[number], number)
    os.closerange(3, max(given) + 256)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[1:] = arguments
    sys.path[0] = folder
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _close(descriptors: Iterable[int]) -> None:
    for each in descriptors:
        os.close(each)


if __name__ == "__main__":
    main()
