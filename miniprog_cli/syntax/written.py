"""HTML that a script writes into the page as text: what it loads from elsewhere."""

from collections.abc import Iterator

from tree_sitter import Node

from miniprog_cli.core.facts import Role, is_outside
from miniprog_cli.syntax.html import read_page
from miniprog_cli.syntax.page import Url
from miniprog_cli.syntax.texts import Resolve, text_of

_LOADING = (Role.STYLE, Role.FONT, Role.FRAME, Role.IMAGE, Role.MEDIA)


def written(given: Node | None, resolve: Resolve, *, scripts: bool) -> Iterator[Url]:
    """Yield what the HTML of an expression loads from elsewhere; offsets are in bytes.

    `scripts` tells whether those run, too, as after `document.write`. What is in the program itself
    is relative to a page that is not known here.
    """
    text = text_of(given, resolve)
    if given is None or text is None or "<" not in text.value:
        return
    roles = (*_LOADING, Role.SCRIPT) if scripts else _LOADING
    for one in read_page(text.value).references:
        if one.role in roles and is_outside(one.url):
            yield Url(one.url, given.start_byte, given.end_byte, one.where, one.role)
