"""The table of dialects: the languages that hosts have for native programs."""

from functools import cache
from importlib import import_module
from typing import cast

from miniprog_cli.core.dialect import Dialect, Markup, Reading, Readings

NATIVE = ("wechat", "douyin", "alipay", "baidu")
"""The hosts whose programs have a language of their own."""


@cache
def dialects() -> tuple[Dialect, ...]:
    """Load every dialect there is."""
    return tuple(dialect(host) for host in NATIVE)


def dialect(host: str) -> Dialect:
    """Load the dialect of a host that has one."""
    return cast("Dialect", import_module(f"miniprog_cli.hosts.{host}.dialect").DIALECT)


@cache
def readings() -> Readings:
    """Tell how every file is read that only native programs have, whatever its dialect.

    By its suffix alone, so that what it says can be kept by its content: where two dialects take a
    suffix, the directives of both count.
    """
    found: dict[str, Reading] = {}
    for one in dialects():
        found |= dict.fromkeys(one.styles, cast("Reading", "style"))
        found |= {suffix: _module(suffix) for suffix in one.modules}
        found |= {
            each.reads: cast("Reading", each.name)
            for each in one.compilers
            if each.writes in one.styles
        }
        found |= {
            each.reads: cast("Reading", "typed") for each in one.compilers if each.writes == "js"
        }
    found.pop("css")  # of which browsers' sheets and Baidu's say the same
    return {**found, **{suffix: _markup(suffix) for one in dialects() for suffix in one.templates}}


def _module(suffix: str) -> Reading:
    """Tell how a script module is read: as the language of the host that the suffix is named after."""
    owns = any(one.own_language and one.modules[0] == suffix for one in dialects())
    return "small" if owns else "module"


def _markup(suffix: str) -> Markup:
    takes = [one for one in dialects() if suffix in one.templates]
    return Markup(
        prefixes=tuple(dict.fromkeys(one.prefix for one in takes)),
        modules=tuple(dict.fromkeys(tag for one in takes for tag in one.module_tags)),
        imports=("src", "from"),
        braces=all(one.braces for one in takes),
        own_language=any(one.own_language for one in takes if one.templates[0] == suffix),
    )
