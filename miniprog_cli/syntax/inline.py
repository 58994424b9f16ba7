"""Scripts in a page: in its elements, in its ``on…`` attributes, and in ``javascript:`` URLs."""

from collections.abc import Iterator
from urllib.parse import unquote

from miniprog_cli.core.facts import Form
from miniprog_cli.syntax.html import Embedded, Page, Url
from miniprog_cli.syntax.script import Script, Usage, read_script
from miniprog_cli.syntax.tags import unescaped
from miniprog_cli.syntax.tree import Patience

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
    if script.attribute and "&" in script.text:
        found = _complete(unescaped(script.text), also, patience)
        return _at(found, script.start, script.start + len(script.text))
    read = _complete if script.attribute else read_script
    found = read(script.text, also, patience)
    by = script.start
    return Script(
        tuple(one._replace(start=one.start + by, end=one.end + by) for one in found.uses),
        tuple(one._replace(start=one.start + by, end=one.end + by) for one in found.references),
        tuple(one._replace(start=one.start + by, end=one.end + by) for one in found.faults),
    )


def _url(url: Url, also: frozenset[str], patience: Patience) -> Script:
    """Read a script that is a URL: a use of ``javascript:`` itself, then what it says."""
    code = unquote(url.url.lstrip()[len(SCHEME) :])
    found = _at(_complete(code, also, patience), url.start, url.end)
    itself = Usage(SCHEME, Form.CALL, url.start, url.end, code, partial=False, guard=None)
    return found._replace(uses=(itself, *found.uses))


def _at(found: Script, start: int, end: int) -> Script:
    """Give every finding one place: where entities spell a script, its own do not count there."""
    return Script(
        tuple(one._replace(start=start, end=end) for one in found.uses),
        tuple(one._replace(start=start, end=end) for one in found.references),
        tuple(one._replace(start=start, end=end) for one in found.faults),
    )
