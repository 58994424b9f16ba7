"""What a preview tells its caller, as frozen values in the order in which it happens."""

from typing import TYPE_CHECKING, Literal

from miniprog_cli.core.namedtuple import NamedTuple

if TYPE_CHECKING:
    # the rules take long to import, and the first page does not need them
    from miniprog_cli.check import CheckResult
    from miniprog_cli.core.finding import Finding

Kind = Literal["css", "markup", "reload"]


class Ready(NamedTuple):
    """Both addresses answer and the project is being watched."""

    url: str
    """What to open: the host page, or the program itself without a frame."""
    program_url: str
    notes: tuple[str, ...] = ()
    """What is other than asked for, such as a port that was taken."""


class Reachable(NamedTuple):
    """The program can be opened on the network, by one browser; the next gets another address."""

    url: str
    """With the token that lets one browser in."""
    note: str | None = None
    """What is missing there."""


class Updated(NamedTuple):
    """One save has reached the pages that are open."""

    files: tuple[str, ...]
    """Relative to the project folder, POSIX."""
    kind: Kind
    reason: str
    ms: float
    """Milliseconds from the save to the last open page having it."""
    used: bool = True
    """Whether it was of any to a page; where none uses the file, `kind` is what it would be."""


class Findings(NamedTuple):
    """What `check` says about the project now."""

    result: "CheckResult"
    mended: str | None = None
    """What was wrong before and is no longer, in words; None where nothing was."""


class Console(NamedTuple):
    """A line that the program wrote to its console, or something that went wrong in a page."""

    level: Literal["log", "info", "warn", "error", "debug"]
    text: str
    page: str
    """Relative to the program's root, POSIX."""
    file: str | None = None
    """Where it was said, relative to the project's folder: the source, where there is a map."""
    line: int | None = None
    column: int | None = None
    fault: Literal["error", "rejection", "load", "blocked"] | None = None
    """What went wrong, where nobody dealt with it: None for a line of the console."""


class Called(NamedTuple):
    """The program asked something of its host, and the host has answered."""

    api: str
    """The capability of mini.js, such as ``location`` or ``clipboard.read``."""
    via: str
    """What the program called: mini.js or the host's own interface."""
    arguments: object
    answer: object
    """As JSON has it; None where there is none."""
    error: dict[str, str] | None
    """`code`, one of `MiniError`, and `message`; None where it was answered."""
    ms: float
    page: str
    """Relative to the program's root, POSIX."""
    cut: tuple[str, ...] = ()
    """The members that hold only the start of the JSON that was said, as text."""


class Blocked(NamedTuple):
    """A rule of the host kept the program from something, or would on some hosts."""

    what: str
    """Such as ``request``, ``frame`` or the name of an interface."""
    url: str | None
    directive: str | None
    """Of the content security policy, where that blocked it."""
    interface: str | None
    """What the host does not have, where it was asked for."""
    member: str | None
    """What in the manifest would allow it; None where nothing does."""
    hint: str
    enforced: bool
    """False where it has passed, because only some hosts block it."""
    page: str
    """Relative to the program's root, POSIX."""


class Output(NamedTuple):
    """A line that the project's own build wrote, without colours."""

    text: str


class Polling(NamedTuple):
    """The system tells of changes no more: from here on they are looked for."""

    reason: str


class Failed(NamedTuple):
    """Something is wrong that the preview survives, such as a manifest that does not parse."""

    code: str
    message: str
    hint: str | None = None
    finding: "Finding | None" = None
    """The place, where there is one."""
    fault: Exception | None = None
    """What was raised, where it is a fault of ours."""


Event = (
    Ready | Reachable | Updated | Findings | Console | Called | Blocked | Output | Polling | Failed
)
