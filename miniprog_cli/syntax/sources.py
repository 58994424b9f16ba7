"""Less and Sass with positions: the sheets that they import, and the pictures that they name.

Their own grammars are not read: comments, strings and the few rules that name files are all alike.
"""

import re
from collections.abc import Iterator

from miniprog_cli.core.dialect import Compiled
from miniprog_cli.core.facts import Role
from miniprog_cli.syntax.page import Url

_STRING = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
_TOKENS = re.compile(
    r"/\*[\s\S]*?(?:\*/|\Z)|//[^\n]*"
    r"|@(?P<rule>import|use|forward)\b(?P<names>(?:[^;\"'\n{},]|,\s*|" + _STRING + r")*)"
    r"|(?<![\w-])url\(\s*(?P<url>" + _STRING + r"|[^\s\"'()]*)\s*\)"
    r"|" + _STRING
)
_NAME = re.compile(rf"url\([^)]*\)|(?:{_STRING})")
_KNOWN_LATER = re.compile(r"[@#]\{|\$")
"""How a name holds a variable, of Less, of Sass, or is one."""
_OPTIONS = re.compile(r"\s*\(([^()]*)\)")
_NEED_NOT = frozenset({"optional", "css"})
"""Options of Less for an import which need not be there, or is not read."""


def read_source(text: str, language: Compiled) -> Iterator[Url]:
    """Yield what a source refers to; never raises, whatever the text."""
    for token in _TOKENS.finditer(text):
        if token["rule"]:
            yield from _imports(token, language)
        elif url := token["url"]:
            start = token.start("url")
            yield from _named(url, start, start + len(url), Role.IMAGE, language)


def _imports(token: re.Match[str], language: Compiled) -> Iterator[Url]:
    """Yield the names of one rule; behind `with` and `as` there are none."""
    names, start = token["names"], token.start("names")
    options = _OPTIONS.match(names)
    if options and not _NEED_NOT.isdisjoint(re.split(r"[\s,]+", options[1])):
        return
    whole = token["rule"] == "import"
    for one in _NAME.finditer(names):
        if not one[0].startswith("url("):
            yield from _named(one[0], start + one.start(), start + one.end(), Role.STYLE, language)
        if not whole:
            return


def _named(written: str, start: int, end: int, role: Role, language: Compiled) -> Iterator[Url]:
    quoted = written[:1] in "\"'"
    name = written[1:-1] if quoted else written
    if name and not _KNOWN_LATER.search(name):
        inner = (start + 1, end - 1) if quoted else (start, end)
        yield Url(name, *inner, language.title(), role)
