"""`typing.NamedTuple`, in a fraction of the time that the class itself takes to be made.

A command imports some seventy of them before it does anything; made by the standard library, that
was a tenth of a `check` of ten files. Its classes compile a constructor each and look at every
annotation. These take over a constructor that was compiled for as many parameters, renamed, and
believe the annotations, which mypy and pyright check. Everything else is as there: fields,
defaults, methods, `_replace`, `_asdict`, `_make`, `repr`, patterns, pickling, and the time that a
value takes to be made and read.
"""

# ruff: noqa: ANN401 - what no type checker looks at, since it takes the class for typing's

import sys
from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple"]

if TYPE_CHECKING or sys.version_info >= (3, 14):
    # From 3.14 on there are no annotations before somebody asks for them, which is what costs
    from typing import NamedTuple
else:
    import collections
    from collections.abc import Iterable, Mapping
    from functools import cache
    from operator import itemgetter
    from types import CodeType, FunctionType

    @cache
    def _compiled(parameters: int) -> CodeType:
        """Compile a constructor of a tuple from so many parameters."""
        names = "".join(f"_{number}, " for number in range(parameters))
        source = f"lambda _cls, {names}: _made(_cls, ({names}))"
        return eval(source).__code__  # noqa: S307 - the text depends on nothing but a number

    def _constructor(fields: tuple[str, ...], defaults: Mapping[str, Any]) -> FunctionType:
        code = _compiled(len(fields)).replace(
            co_varnames=("_cls", *fields), co_name="__new__", co_qualname="__new__"
        )
        return FunctionType(code, {"_made": tuple.__new__}, "__new__", tuple(defaults.values()))

    def _field(number: int) -> object:
        # What the standard library reads fields with: in C, and faster than any property
        getter = getattr(collections, "_tuplegetter", None)
        return getter(number, None) if getter else property(itemgetter(number))

    def _repr(self: Any) -> str:
        inside = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
        return f"{type(self).__name__}({inside})"

    def _getnewargs(self: Any) -> tuple[Any, ...]:
        return tuple(self)

    def _asdict(self: Any) -> dict[str, Any]:
        """Give the fields by their names, in their order."""
        return dict(zip(self._fields, self, strict=True))

    def _replace(self: Any, /, **changed: Any) -> Any:
        """Give the same with other values of some fields."""
        result = tuple.__new__(type(self), map(changed.pop, self._fields, self))
        if changed:
            raise TypeError(f"no such fields: {', '.join(changed)}")
        return result

    @classmethod
    def _make(cls: Any, values: Iterable[Any]) -> Any:
        """Make one of as many values as there are fields."""
        result = tuple.__new__(cls, values)
        if len(result) != len(cls._fields):
            raise TypeError(f"{len(cls._fields)} values expected, not {len(result)}")
        return result

    _SHARED = {
        "__slots__": (),
        "__repr__": _repr,
        "__getnewargs__": _getnewargs,
        "_asdict": _asdict,
        "_replace": _replace,
        "__replace__": _replace,
        "_make": _make,
    }

    class _Maker(type):
        def __new__(cls, name: str, bases: tuple[type, ...], members: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, members)
            fields = tuple(members.get("__annotations__", ()))
            defaults = {each: members[each] for each in fields if each in members}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"{name}: a field without a default follows one that has one")
            made = {each: _field(number) for number, each in enumerate(fields)}
            made |= {"_fields": fields, "__match_args__": fields, "_field_defaults": defaults}
            made["__new__"] = new = _constructor(fields, defaults)
            new.__annotations__ = members.get("__annotations__", {})
            return type(name, (tuple,), _SHARED | members | made)

    class NamedTuple(metaclass=_Maker):
        """The base of a class whose annotated names are its fields."""
