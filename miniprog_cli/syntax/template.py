"""What a template of a native program says, as values: its tags, its braces and its faults."""

from miniprog_cli.core.namedtuple import NamedTuple


class Attribute(NamedTuple):
    """An attribute; `value` is as it is written, None without one; offsets are in characters."""

    name: str
    start: int
    value: str | None = None
    at: int = 0
    """Where the value begins, behind its quote."""

    @property
    def end(self) -> int:
        """Where the value ends, before its quote; where the name ends without one."""
        if self.value is None:
            return self.start + len(self.name)
        return self.at + len(self.value)


class Element(NamedTuple):
    """A start tag; `text` is what a script module holds, with the offset of its first character."""

    name: str
    start: int
    end: int
    attributes: tuple[Attribute, ...]
    closed: bool
    text: tuple[str, int] | None = None

    def value(self, name: str) -> str | None:
        """Give the value of an attribute; None where it is not there, or has none."""
        return next((one.value for one in self.attributes if one.name == name), None)


class Flaw(NamedTuple):
    """A place where a template cannot be read."""

    message: str
    start: int
    end: int


class Braces(NamedTuple):
    """What stands in double braces, and where that begins."""

    text: str
    start: int


class Template(NamedTuple):
    """What a template says."""

    elements: tuple[Element, ...]
    braces: tuple[Braces, ...]
    flaws: tuple[Flaw, ...]
