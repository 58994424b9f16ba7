"""Time whole processes, in rounds: every round runs each command once, in another order."""

import os
import random
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

WARM_UP = 1
"""Rounds that are run first and not counted: they fill the caches of the system."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command to time; `before` runs untimed before each of its runs, `after` after it.

    Standard output goes nowhere. Another exit status than those in `fine` ends everything.
    """

    argv: tuple[str | Path, ...]
    env: Mapping[str, str]
    cwd: Path | None = None
    before: Callable[[], object] | None = None
    after: Callable[[], object] | None = None
    fine: tuple[int, ...] = (0,)


def time_rounds(commands: Mapping[str, Command], rounds: int) -> dict[str, list[float]]:
    """Run all commands `rounds` times; give the seconds of each, in the order of the rounds."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(-WARM_UP, rounds):
        order = list(commands)
        random.shuffle(order)
        for name in order:
            seconds = time_once(commands[name])
            if turn >= 0:
                times[name].append(seconds)
    return times


def time_once(command: Command) -> float:
    """Run a command; give the seconds from its start to its end.

    Raises:
        RuntimeError: it ended with a status that is not fine.
    """
    if command.before:
        command.before()
    began = time.perf_counter()
    process = subprocess.Popen(
        command.argv,
        cwd=command.cwd,
        env=dict(command.env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    # waitpid and not wait(timeout): the latter sleeps between two looks
    _, status = os.waitpid(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in command.fine:
        raise RuntimeError(f"{command.argv} ended with {process.returncode}")
    if command.after:
        command.after()
    return seconds
