"""Our named tuples do what those of the standard library do, which is the oracle here."""

import copy
import inspect
import pickle
import typing

import pytest

from miniprog_cli.core.namedtuple import NamedTuple


class Ours(NamedTuple):
    """A place."""

    path: str
    line: int = 1
    notes: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """Write it as compilers do."""
        return f"{self.path}:{self.line}"


class Theirs(typing.NamedTuple):
    """A place."""

    path: str
    line: int = 1
    notes: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """Write it as compilers do."""
        return f"{self.path}:{self.line}"


CALLS = [
    lambda place: place("a.js"),
    lambda place: place("a.js", 3).line,
    lambda place: place(line=3, path="a.js").shown,
    lambda place: place("a.js")._replace(line=7),
    lambda place: place("a.js")._asdict(),
    lambda place: place._make(["a.js", 2, ()]),
    lambda place: place._fields,
    lambda place: place._field_defaults,
    lambda place: place.__match_args__,
    lambda place: place.__annotations__,
    lambda place: place.__doc__,
    inspect.signature,
    lambda place: hash(place("a.js")) == hash(("a.js", 1, ())),
    lambda place: place("a.js") == ("a.js", 1, ()),
    lambda place: sorted([place("b.js"), place("a.js", 2), place("a.js")])[1].line,
    lambda place: pickle.loads(pickle.dumps(place("a.js", 4))) == place("a.js", 4),
    lambda place: type(pickle.loads(pickle.dumps(place("a.js")))) is place,
    lambda place: copy.copy(place("a.js", 4)),
    lambda place: copy.deepcopy(place("a.js", 4)),
    lambda place: isinstance(place("a.js"), tuple),
    type,
    lambda place: hasattr(place("a.js"), "__dict__"),
    lambda place: type("Sub", (place,), {})("a.js"),
]
REFUSED = [
    lambda place: place(),
    lambda place: place("a.js", 1, (), None),
    lambda place: place("a.js", column=1),
    lambda place: place("a.js", path="b.js"),
    lambda place: place._make(["a.js"]),
    lambda place: setattr(place("a.js"), "line", 2),
    lambda place: setattr(place("a.js"), "other", 2),
]


@pytest.mark.parametrize("call", CALLS)
def test_like_the_standard_librarys(call):
    assert repr(call(Ours)).replace("Ours", "Theirs") == repr(call(Theirs))


@pytest.mark.parametrize("call", REFUSED)
def test_refuses_what_the_standard_librarys_refuse(call):
    with pytest.raises((TypeError, AttributeError)) as theirs:
        call(Theirs)
    with pytest.raises(theirs.type):
        call(Ours)


def test_a_field_that_is_not_there_is_not_replaced():
    with pytest.raises(TypeError, match="column"):
        Ours("a.js")._replace(column=1)  # type: ignore[call-arg]


def test_patterns():
    match Ours("a.js", 3):
        case Ours("a.js", line):
            assert line == 3
        case other:
            pytest.fail(f"{other} does not match")


def test_a_class_without_fields():
    class Nothing(NamedTuple):
        """Says all by being one."""

    assert repr(Nothing()) == f"{Nothing.__name__}()"
    assert Nothing() == ()


def test_a_field_without_a_default_after_one_that_has_one():
    with pytest.raises(TypeError, match="without a default"):

        class Wrong(NamedTuple):
            line: int = 1
            path: str  # type: ignore[misc]
