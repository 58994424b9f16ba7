"""A process that finds the facts of files: requests on standard input, facts on standard output."""

import gc
import sys
from signal import SIG_IGN, SIGINT, signal
from struct import Struct
from typing import TYPE_CHECKING, BinaryIO

from miniprog_cli.check.encoding import encode
from miniprog_cli.core.kinds import NO_READINGS
from miniprog_cli.hosts import dialects
from miniprog_cli.hosts.roots import ROOTS
from miniprog_cli.syntax import facts

if TYPE_CHECKING:
    from miniprog_cli.core.dialect import Readings

REQUEST = Struct(">IQ")
"""Lengths in bytes of a name and of a content; both follow."""
ANSWER = Struct(">Q")
"""Length in bytes of encoded facts, which follow."""


def main(native: str = "") -> None:
    """Answer requests until there are no more; Ctrl-C is the business of the one who asks.

    `native` says that the files are those of a native program.
    """
    signal(SIGINT, SIG_IGN)
    gc.set_threshold(50_000)  # as in the process that asks
    serve(sys.stdin.buffer, sys.stdout.buffer, dialects.readings() if native else NO_READINGS)


def serve(requests: BinaryIO, answers: BinaryIO, readings: "Readings" = NO_READINGS) -> None:
    """Answer each request in order until the end of the stream."""
    while len(head := requests.read(REQUEST.size)) == REQUEST.size:
        name_length, content_length = REQUEST.unpack(head)
        name = requests.read(name_length).decode("utf-8", "surrogatepass")
        answer = encode(facts.of(name, requests.read(content_length), ROOTS, readings))
        answers.write(ANSWER.pack(len(answer)) + answer)
        answers.flush()
