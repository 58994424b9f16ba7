"""Leave modules that typer imports for rare cases alone until one of them is used.

To import them takes a tenth of the time of a short command. Only what is imported as a whole can
wait: ``from inspect import signature`` looks into the module at once.
"""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

_RARE = ("bz2", "ipaddress", "lzma", "platform", "shutil", "subprocess", "textwrap", "tokenize")
"""What addresses with brackets, starting programs, unpacking archives of other kinds, opening a
browser, filling help and showing tracebacks need."""


class _Later(ModuleType):
    """Stands for a module, and becomes like it when something of it is asked for."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)  # the import system and others look for such in any module
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = import_module(self.__name__)
        vars(self).update(vars(module))
        return getattr(module, name)


def put_off() -> None:
    """Make the next imports of these modules wait for their first use."""
    for name in _RARE:
        sys.modules.setdefault(name, _Later(name))


@contextmanager
def without(name: str) -> Generator[None, None, None]:
    """Import something as where an optional module is missing; it can be imported afterwards."""
    missing = name not in sys.modules
    if missing:
        sys.modules[name] = None  # type: ignore[assignment]  # what the import system documents
    try:
        yield
    finally:
        if missing:
            del sys.modules[name]
