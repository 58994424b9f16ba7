"""What stands before the first element of an XML file: the style sheets that it names there."""

import re
from collections.abc import Iterator

from miniprog_cli.core.facts import Role
from miniprog_cli.syntax.html import reference
from miniprog_cli.syntax.page import Url

# Only sets are possessive: Python before 3.11.5 loses what follows a group that is (gh-106052)
_PARTS = re.compile(
    r"[^<]*+(?:<\?(?P<sheet>xml-stylesheet(?=\s))?(?P<said>[^?]*+(?:\?(?!>)[^?]*+)*)\?>"
    r"|<!--[\s\S]*?-->|<![A-Za-z][^<>\[\]]*+(?:\[[^\]]*+\][^<>\[\]]*+)*>)"
)
_HREF = re.compile(r"\shref\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def sheets(text: str) -> Iterator[Url]:
    """Yield the references of `<?xml-stylesheet href="…"?>`; W3C xml-stylesheet, section 3."""
    at = 0
    while part := _PARTS.match(text, at):
        at = part.end()
        found = _HREF.search(part["said"]) if part["sheet"] else None
        if found is None:
            continue
        group = 1 if found[1] is not None else 2
        start = part.start("said") + found.start(group)
        yield reference(found[group], start, "<?xml-stylesheet href>", Role.STYLE)
