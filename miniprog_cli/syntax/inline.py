"""Scripts in a page: in its elements, in its ``on…`` attributes, and in ``javascript:`` URLs."""

from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote

from miniprog_cli.core.facts import MODULE, OUTSIDE, Form
from miniprog_cli.syntax.broken import Break
from miniprog_cli.syntax.page import Embedded, Page, Url
from miniprog_cli.syntax.script import read_script
from miniprog_cli.syntax.tags import unescaped
from miniprog_cli.syntax.tree import Patience
from miniprog_cli.syntax.usage import Script, Usage

SCHEME = "javascript:"
_MARKS = ("{{", "{%", "<%")


def scripts_of(page: Page, also: frozenset[str]) -> Iterator[Script]:
    """Read every script of a page; offsets are in characters of the page."""
    patience = Patience()
    for script in page.scripts:
        yield _embedded(script, also, patience)
    for url in page.references:
        if url.url.lstrip().lower().startswith(SCHEME):
            yield _url(url, also, patience)


def _complete(text: str, also: frozenset[str], patience: Patience) -> Script:
    """Read an attribute, which is not broken where a template engine completes it later."""
    found = read_script(text, also, patience)
    return found._replace(faults=()) if any(mark in text for mark in _MARKS) else found


def _embedded(script: Embedded, also: frozenset[str], patience: Patience) -> Script:
    if script.held:
        whole = unescaped(script.text) if script.attribute else script.text
        found = _embedded(Embedded(whole, 0, module=script.module), also, patience)
        return _at(found, script.start, script.start + script.held)
    if script.attribute and "&" in script.text:
        found = _anywhere(_complete(unescaped(script.text), also, patience))
        return _at(found, script.start, script.start + len(script.text))
    if script.attribute:
        found = _anywhere(_complete(script.text, also, patience))
    else:
        found = _placed(read_script(script.text, also, patience), module=script.module)
    by = script.start
    if script.bare:  # an empty value would take the next attribute for its own
        found = found._replace(uses=tuple(map(_replaceable, found.uses)))
    return Script(
        tuple(one._replace(start=one.start + by, end=one.end + by) for one in found.uses),
        tuple(one._replace(start=one.start + by, end=one.end + by) for one in found.references),
        tuple(one._replace(start=one.start + by, end=one.end + by) for one in found.faults),
    )


def _anywhere(found: Script) -> Script:
    """Leave out where a script can run; an attribute is the body of a function."""
    return found._replace(uses=tuple(one for one in found.uses if one.name not in OUTSIDE))


def _placed(found: Script, *, module: bool) -> Script:
    """Say what cannot stand in a script of this kind, unless more is wrong with it."""
    misplaced = (
        Break(OUTSIDE[one.name].format(one.argument), one.start, one.end)
        for one in found.uses
        if one.name in OUTSIDE and not (module and one.name == MODULE)
    )
    faults = found.faults or tuple(islice(misplaced, 1))
    return _anywhere(found)._replace(faults=faults)


def _url(url: Url, also: frozenset[str], patience: Patience) -> Script:
    """Read a script that is a URL: a use of ``javascript:`` itself, then what it says."""
    code = unquote(url.url.lstrip()[len(SCHEME) :])
    found = _at(_anywhere(_complete(code, also, patience)), url.start, url.end)
    itself = Usage(SCHEME, Form.CALL, url.start, url.end, code, partial=False, guard=None)
    return found._replace(uses=(itself, *found.uses))


def _at(found: Script, start: int, end: int) -> Script:
    """Give every finding one place: where entities spell a script, its own do not count there."""
    return Script(
        tuple(_lost(one._replace(start=start, end=end)) for one in found.uses),
        tuple(one._replace(start=start, end=end) for one in found.references),
        tuple(one._replace(start=start, end=end) for one in found.faults),
    )


def _replaceable(use: Usage) -> Usage:
    """Leave an empty statement where a `debugger` is taken out."""
    return use._replace(argument=";") if use.name == "debugger" else use


def _lost(use: Usage) -> Usage:
    """Say nothing of what may stand in place of a `debugger` whose own place is not known."""
    return use._replace(argument=None) if use.name == "debugger" else use
