"""What a check has to say, and where."""

from enum import StrEnum

from miniprog_cli.core.namedtuple import NamedTuple


class Severity(StrEnum):
    """How much a finding matters: an error keeps a bundle from being packed, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Span(NamedTuple):
    """A stretch of a text file; lines and columns count from 1, columns in characters.

    The end is exclusive: a one-character span has ``end_column == column + 1``.
    """

    line: int
    column: int
    end_line: int
    end_column: int

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two have a character in common."""
        return self[:2] < other[2:] and other[:2] < self[2:]


class Location(NamedTuple):
    """A file of the project, relative to the project folder in POSIX form, and a place in it."""

    file: str
    """``.`` for what concerns the whole program, such as its size."""
    span: Span | None = None

    @property
    def words(self) -> str:
        """The place for a person: ``app.js:4:1`` where a line is known."""
        if self.file == ".":
            return "the whole program"
        return f"{self.file}:{self.span.line}:{self.span.column}" if self.span else self.file


class Edit(NamedTuple):
    """Characters of a file, relative to the project folder, that a fix replaces."""

    file: str
    span: Span
    text: str


class Fix(NamedTuple):
    """What would mend a finding; a fix is safe where it cannot change what the program does."""

    edits: tuple[Edit, ...]
    safe: bool
    says: str
    """What it does, in the imperative: ``write logo.png``."""


class Finding(NamedTuple):
    """One thing a rule found."""

    at: Location
    message: str
    hint: str | None = None
    fix: Fix | None = None
    severity: Severity | None = None
    """Where the host takes it more or less seriously than the rule does."""
    secret: str | None = None
    """Of a secret, what identifies its value: the same wherever and in whatever file it stands."""
