"""What members a vendor's files may have: descriptions in plain data, and what breaks them.

A description is a word (``text``, ``number``, ``flag``, ``null``, ``any``) or an object with one of

- ``one of``: the values; ``pattern``: an expression that a text matches somewhere;
- ``list``, ``map``: what each item or member is;
- ``members``, with ``required`` names; unknown ones mean nothing unless it is ``open``
  or they begin with ``__``, as those of the vendor's own do;
- ``either``: several descriptions; ``shape``: the name of one in the table of shapes.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.shape import Fault, Guess, Violation, dotted, kind_of
from miniprog_cli.core.source import Json, Pointer

_WORDS: Mapping[str, tuple[tuple[type, ...], str]] = {
    "text": ((str,), "a string"),
    "number": ((int, float), "a number"),
    "flag": ((bool,), "true or false"),
    "null": ((type(None),), "null"),
}
_MOST_NAMED = 12
"""Values or members that a hint lists; no more help than a page of documentation beyond it."""


class Schema(NamedTuple):
    """The descriptions of a vendor's files by their kind (``app``, ``page`` …), with their source."""

    files: Mapping[str, Any]
    shapes: Mapping[str, Any]
    source: str
    checked: str

    def violations(self, kind: str, value: Json) -> Iterator[Violation]:
        """Yield everything in a file that its description does not allow; none where there is none."""
        described = self.files.get(kind)
        if described is not None:
            yield from _of(self, described, value, ())


def _of(schema: Schema, described: Any, value: Json, pointer: Pointer) -> Iterator[Violation]:  # noqa: ANN401
    if isinstance(described, str):
        return _word(described, value, pointer)
    name = next(one for one in _KINDS if one in described)
    return _KINDS[name](schema, described, value, pointer)


def _shape(schema: Schema, described: Any, value: Json, pointer: Pointer) -> Iterator[Violation]:  # noqa: ANN401
    return _of(schema, schema.shapes[described["shape"]], value, pointer)


def _either(schema: Schema, described: Any, value: Json, pointer: Pointer) -> Iterator[Violation]:  # noqa: ANN401
    """Allow what one of several does; else tell what is wrong by the first of the same kind."""
    found = [list(_of(schema, one, value, pointer)) for one in described["either"]]
    if all(found):
        inner = (one for one in found if all(len(v.pointer) > len(pointer) for v in one))
        yield from next(inner, found[0])


def _list(schema: Schema, described: Any, value: Json, pointer: Pointer) -> Iterator[Violation]:  # noqa: ANN401
    if not isinstance(value, list):
        yield _wrong(pointer, f"must be a list, not {kind_of(value)}")
        return
    for position, item in enumerate(value):
        yield from _of(schema, described["list"], item, (*pointer, position))


def _map(schema: Schema, described: Any, value: Json, pointer: Pointer) -> Iterator[Violation]:  # noqa: ANN401
    if not isinstance(value, dict):
        yield _wrong(pointer, f"must be an object, not {kind_of(value)}")
        return
    for name, item in value.items():
        yield from _of(schema, described["map"], item, (*pointer, name))


def _members(schema: Schema, described: Any, value: Json, pointer: Pointer) -> Iterator[Violation]:  # noqa: ANN401
    if not isinstance(value, dict):
        yield _wrong(pointer, f"must be an object, not {kind_of(value)}")
        return
    members = described["members"]
    for name in described.get("required", ()):
        if name not in value:
            where = f" in `{dotted(pointer)}`" if pointer else ""
            yield Violation(Fault.MISSING, pointer, f"`{name}` is missing{where}")
    for name, item in value.items():
        if name in members:
            yield from _of(schema, members[name], item, (*pointer, name))
        elif not described.get("open") and not name.startswith("__"):
            yield _unknown((*pointer, name), name, tuple(members))


def _word(described: str, value: Json, pointer: Pointer) -> Iterator[Violation]:
    if described == "any":
        return
    types, name = _WORDS[described]
    if not isinstance(value, types) or (isinstance(value, bool) and described == "number"):
        yield _wrong(pointer, f"must be {name}, not {kind_of(value)}")


def _choice(_: Schema, described: Any, value: Json, pointer: Pointer) -> Iterator[Violation]:  # noqa: ANN401
    values = described["one of"]
    if value not in values:
        known = tuple(str(one) for one in values)
        shown = repr(value) if isinstance(value, str) else kind_of(value)
        guess = Guess(str(value), known, f"choose from: {', '.join(known[:_MOST_NAMED])}")
        yield _wrong(pointer, f"is {shown}")._replace(guess=guess)


def _pattern(_: Schema, described: Any, value: Json, pointer: Pointer) -> Iterator[Violation]:  # noqa: ANN401
    if not isinstance(value, str):
        yield _wrong(pointer, f"must be a string, not {kind_of(value)}")
    elif not re.search(described["pattern"], value):
        yield _wrong(pointer, f"is {value!r}, which does not match {described['pattern']}")


def _wrong(pointer: Pointer, rest: str) -> Violation:
    return Violation(
        Fault.WRONG, pointer, f"`{dotted(pointer)}` {rest}" if pointer else f"it {rest}"
    )


def _unknown(pointer: Pointer, name: str, known: tuple[str, ...]) -> Violation:
    listed = ", ".join(known[:_MOST_NAMED])
    more = f" and {len(known) - _MOST_NAMED} more" if len(known) > _MOST_NAMED else ""
    said = f"`{dotted(pointer)}` is not known; it has no effect"
    guess = Guess(name, known, f"known here: {listed}{more}")
    return Violation(Fault.UNKNOWN, pointer, said, guess=guess)


_Judge = Callable[[Schema, Any, Json, Pointer], Iterator[Violation]]
_KINDS: Mapping[str, _Judge] = {
    "members": _members,
    "list": _list,
    "map": _map,
    "one of": _choice,
    "pattern": _pattern,
    "either": _either,
    "shape": _shape,
}
