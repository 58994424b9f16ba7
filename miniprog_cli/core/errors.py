"""Failures that the user can do something about, and the exit codes of the process."""

import re
from enum import IntEnum


class Exit(IntEnum):
    """What the process tells its caller."""

    OK = 0
    FINDINGS = 1
    """Findings, or an operation refused."""
    USAGE = 2
    """Wrong use, no project, or a manifest that is missing or cannot be parsed."""
    MACHINE = 3
    """This machine: a port, a tool, the disk, a permission."""
    REMOTE = 4
    """A remote side: the network, a registry or host that refused, a sign-in."""
    PENDING = 5
    """Still pending after ``--wait``."""
    FAULT = 70
    """A fault of ours."""
    INTERRUPTED = 130
    TERMINATED = 143
    """Told to end by SIGTERM, or by a closed terminal: what a shell says of that, too."""


PRECEDENCE = (
    Exit.TERMINATED,
    Exit.INTERRUPTED,
    Exit.FAULT,
    Exit.USAGE,
    Exit.MACHINE,
    Exit.REMOTE,
    Exit.PENDING,
    Exit.FINDINGS,
    Exit.OK,
)
"""Which exit code wins when several apply, strongest first."""


def strongest(*codes: Exit) -> Exit:
    """Pick the exit code that wins when several apply; without any, `Exit.OK`."""
    return min(codes, key=PRECEDENCE.index, default=Exit.OK)


class MiniprogError(Exception):
    """Base of every error that is shown as a message, not as a traceback.

    One subclass per cause. `message` says what is wrong with the value in it, `hint` what to do
    next. `code` is the class name in kebab case: what machines read in ``--json``.
    """

    exit_code = Exit.USAGE
    documented = False
    """Whether a document for machines tells of it already."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def code(self) -> str:
        """Name the cause for machines: ``UnknownHost`` is ``unknown-host``."""
        return re.sub(
            r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", type(self).__name__
        ).lower()


class ProjectNotFound(MiniprogError):
    """No manifest in this folder, above it or below it."""


class SeveralProjects(MiniprogError):
    """More than one project lies below the given folder."""


class NativeProject(MiniprogError):
    """The project is of kind native, which the command cannot work on."""


class DialectUnclear(MiniprogError):
    """Nothing tells for which host a native project is written, or its files are of another one."""


class VersionMissing(MiniprogError):
    """A native project has no version of its own, and nobody named one."""


class VersionGiven(MiniprogError):
    """A version is named for what has one of its own."""


class VersionNotSemantic(MiniprogError):
    """The version that was named is none that can be compared: it is not SemVer."""


class UnknownHost(MiniprogError):
    """The name given is not a host we know."""


class RefusedByCheck(MiniprogError):
    """`check` found errors, so the project is not packed or published; `result` has them."""

    exit_code = Exit.FINDINGS

    def __init__(self, message: str, *, hint: str | None = None, result: object = None) -> None:
        super().__init__(message, hint=hint)
        self.result = result


class MachineError(MiniprogError):
    """The disk, a permission or a tool of this machine stood in the way."""

    exit_code = Exit.MACHINE
