"""CSS that a script writes into a style, or gives to a font: what it loads."""

from collections.abc import Iterator

from tree_sitter import Node

from miniprog_cli.core.facts import Role
from miniprog_cli.syntax.page import Url
from miniprog_cli.syntax.texts import Resolve, text_of

PROPERTIES = frozenset(
    {
        *("background", "backgroundImage", "borderImage", "borderImageSource", "cursor"),
        *("listStyle", "listStyleImage", "mask", "maskImage", "webkitMaskImage", "cssText"),
    }
)
"""Members of a style that take a picture."""


def styled(given: Node | None, resolve: Resolve, role: Role = Role.IMAGE) -> Iterator[Url]:
    """Yield what the CSS of an expression refers to; offsets are in bytes.

    Of what is put together while the script runs nothing is known.
    """
    text = text_of(given, resolve)
    if given is None or text is None or not text.whole or "url(" not in text.value:
        return
    from miniprog_cli.syntax.css import read_style

    where = "new FontFace" if role is Role.FONT else ".style"
    written = (given.text or b"")[1:-1]
    plain = given.type in ("string", "template_string") and written == text.value.encode()
    for one in read_style(text.value, declarations=True):
        start, end = given.start_byte, given.end_byte
        if plain:
            before = len(text.value[: one.start].encode())
            end = start + 1 + len(text.value[: one.end].encode())
            start += 1 + before
        yield Url(one.url, start, end, where, role)
