"""What a JSON value must look like: one description that both checks it and writes its schema."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Protocol

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.source import Json, Pointer


class Fault(StrEnum):
    """What can be wrong with a member."""

    MISSING = "missing"
    WRONG = "wrong"
    UNKNOWN = "unknown"


MAX_GUESSES = 20
"""For how many wrong names it is looked up what may have been meant, which takes its time."""


class Guess(NamedTuple):
    """A name that is not known, those that are, and the hint where none of them is near."""

    name: str
    known: tuple[str, ...]
    otherwise: str


class Violation(NamedTuple):
    """One wrong member; `pointer` is its place, or for a missing one where it should stand."""

    fault: Fault
    pointer: Pointer
    message: str
    hint: str | None = None
    guess: Guess | None = None
    """What `hinted` makes a hint of."""
    meant: str | None = None
    """The value, or the name of an unknown member, that was probably meant."""


class Shape(Protocol):
    """A description of a value."""

    def violations(self, value: Json, pointer: Pointer) -> Iterator[Violation]:
        """Yield everything wrong with the value, outermost first."""
        ...

    def schema(self) -> dict[str, Json]:
        """Describe the same in JSON Schema 2020-12."""
        ...


class Text(NamedTuple):
    """A string: one of `choices`, or one that matches `pattern`, of at most `longest` characters."""

    rule: str = "a string"
    pattern: str | None = None
    longest: int | None = None
    choices: tuple[str, ...] = ()
    hint: str | None = None

    def violations(self, value: Json, pointer: Pointer) -> Iterator[Violation]:
        """Yield at most one violation, which states the whole rule."""
        if not isinstance(value, str):
            yield _wrong(pointer, f"must be a string, not {kind_of(value)}", self.hint)
        elif self.choices and value not in self.choices:
            guess = Guess(value, self.choices, f"choose from: {', '.join(self.choices)}")
            yield _wrong(pointer, f"is {value!r}")._replace(guess=guess)
        elif self.pattern and not re.fullmatch(self.pattern, value):
            yield _wrong(pointer, f"must be {self.rule}, not {_short(value)}", self.hint)
        elif self.longest and len(value) > self.longest:
            message = f"has {len(value)} characters; at most {self.longest} are allowed"
            yield _wrong(pointer, message, self.hint)

    def schema(self) -> dict[str, Json]:
        """Describe the string."""
        result: dict[str, Json] = {"type": "string"}
        if self.choices:
            result["enum"] = list(self.choices)
        if self.pattern:
            result["pattern"] = self.pattern
        if self.longest:
            result["maxLength"] = self.longest
        return result


class Flag:
    """True or false."""

    def violations(self, value: Json, pointer: Pointer) -> Iterator[Violation]:
        """Yield a violation where the value is not a boolean."""
        if not isinstance(value, bool):
            yield _wrong(pointer, f"must be true or false, not {kind_of(value)}")

    def schema(self) -> dict[str, Json]:
        """Describe the boolean."""
        return {"type": "boolean"}


class ListOf(NamedTuple):
    """A list of like items; of those for which `same` gives one key, the first is the only one.

    JSON Schema can say of like items only that none is there twice as it is.
    """

    item: Shape
    shortest: int = 0
    same: Callable[[Json], str | None] | None = None

    def violations(self, value: Json, pointer: Pointer) -> Iterator[Violation]:
        """Yield what is wrong with the list, then with each item."""
        if not isinstance(value, list):
            yield _wrong(pointer, f"must be a list, not {kind_of(value)}")
            return
        if len(value) < self.shortest:
            yield _wrong(pointer, "must not be empty")
        seen: set[str] = set()
        for position, item in enumerate(value):
            key = self.same(item) if self.same else None
            if key in seen:
                rest = f"stands in the list twice: {_short(key)}"
                yield _wrong((*pointer, position), rest, "leave one out")
            if key is not None:
                seen.add(key)
            yield from self.item.violations(item, (*pointer, position))

    def schema(self) -> dict[str, Json]:
        """Describe the list."""
        result: dict[str, Json] = {"type": "array", "items": self.item.schema()}
        if self.shortest:
            result["minItems"] = self.shortest
        if self.same:
            result["uniqueItems"] = True
        return result


class Member(NamedTuple):
    """A named part of an object."""

    shape: Shape
    says: str
    """One sentence for the person who writes it."""
    required: bool = False
    default: Json = None


class Object(NamedTuple):
    """An object with known members."""

    members: Mapping[str, Member]

    def violations(self, value: Json, pointer: Pointer) -> Iterator[Violation]:
        """Yield missing members first, then each given one's in the order of the text."""
        if not isinstance(value, dict):
            yield _wrong(pointer, f"must be an object, not {kind_of(value)}")
            return
        for name, member in self.members.items():
            if member.required and name not in value:
                message = f"`{name}` is missing: {_lower(member.says)}"
                yield Violation(fault=Fault.MISSING, pointer=pointer, message=message)
        for name, inner in value.items():
            if name in self.members:
                yield from self.members[name].shape.violations(inner, (*pointer, name))
            else:
                yield self._unknown(name, (*pointer, name))

    def schema(self) -> dict[str, Json]:
        """Describe the object; unknown members are allowed, as they are only warned of."""
        properties: dict[str, Json] = {}
        for name, member in self.members.items():
            default = {} if member.default is None else {"default": member.default}
            properties[name] = {
                "description": member.says,
                **member.shape.schema(),
                **default,
            }
        result: dict[str, Json] = {"type": "object", "properties": properties}
        if required := [name for name, member in self.members.items() if member.required]:
            result["required"] = list[Json](required)
        return result

    def _unknown(self, name: str, pointer: Pointer) -> Violation:
        message = f"`{dotted(pointer)}` is not a member of the manifest; it has no effect"
        guess = Guess(name, tuple(self.members), f"known here: {', '.join(self.members)}")
        return Violation(fault=Fault.UNKNOWN, pointer=pointer, message=message, guess=guess)


class MapOf(NamedTuple):
    """An object whose member names are free and whose values are alike."""

    value: Shape
    names: Text | None = None
    """What the names must be like."""

    def violations(self, value: Json, pointer: Pointer) -> Iterator[Violation]:
        """Yield what is wrong with each name and its value."""
        if not isinstance(value, dict):
            yield _wrong(pointer, f"must be an object, not {kind_of(value)}")
            return
        for name, inner in value.items():
            if self.names:
                yield from self.names.violations(name, (*pointer, name))
            yield from self.value.violations(inner, (*pointer, name))

    def schema(self) -> dict[str, Json]:
        """Describe the object by its values."""
        names = {"propertyNames": self.names.schema()} if self.names else {}
        return {"type": "object", "additionalProperties": self.value.schema(), **names}


class FreeObject:
    """An object whose members are somebody else's business."""

    def violations(self, value: Json, pointer: Pointer) -> Iterator[Violation]:
        """Yield a violation where the value is not an object."""
        if not isinstance(value, dict):
            yield _wrong(pointer, f"must be an object, not {kind_of(value)}")

    def schema(self) -> dict[str, Json]:
        """Describe the object."""
        return {"type": "object"}


def hinted(violations: Iterable[Violation]) -> Iterator[Violation]:
    """Turn guesses into hints; from the `MAX_GUESSES`-th on without looking for what is near."""
    guesses = 0
    for violation in violations:
        if guess := violation.guess:
            near = nearest_name(guess.name, guess.known) if guesses < MAX_GUESSES else None
            hint = f"did you mean `{near}`?" if near else guess.otherwise
            guesses += 1
            violation = violation._replace(hint=hint, guess=None, meant=near)  # noqa: PLW2901
        yield violation


def dotted(pointer: Pointer) -> str:
    """Write a pointer as people do: ``permissions[0].name``."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in pointer)
    return "".join(parts).removeprefix(".")


def kind_of(value: Json) -> str:
    """Name the kind of a JSON value, with its article."""
    kinds: tuple[tuple[type, str], ...] = (
        (dict, "an object"),
        (list, "a list"),
        (str, "a string"),
        (bool, "true or false"),
        (int, "a number"),
        (float, "a number"),
    )
    return next((name for kind, name in kinds if isinstance(value, kind)), "null")


def nearest_name(name: str, known: Mapping[str, object] | tuple[str, ...]) -> str | None:
    """Give the known name that is near to one."""
    from difflib import get_close_matches

    written = {one.lower(): one for one in known}
    near = get_close_matches(name.lower(), list(written), n=1, cutoff=0.6)
    return written[near[0]] if near else None


def suggestion(name: str, known: Mapping[str, object] | tuple[str, ...]) -> str | None:
    """Say ``did you mean …?`` where a known name is near."""
    near = nearest_name(name, known)
    return f"did you mean `{near}`?" if near else None


def _wrong(pointer: Pointer, rest: str, hint: str | None = None) -> Violation:
    subject = f"`{dotted(pointer)}`" if pointer else "the manifest"
    return Violation(fault=Fault.WRONG, pointer=pointer, message=f"{subject} {rest}", hint=hint)


def _short(value: Json) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].removesuffix(".")
