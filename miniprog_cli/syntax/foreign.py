"""Where a page is in SVG or MathML: there other elements hold text, and a slash ends an element.

HTML 13.2.6 says this of the tree of a page; here only the part between ``<svg>`` or ``<math>`` and
its end is kept. Of HTML around it it is only counted what is open, and of HTML inside of it, as in
``<foreignObject>``, how deep it is: elements that end without a tag of theirs are not worked out.
"""

from collections.abc import Iterable, Mapping

ROOTS = frozenset({"svg", "math"})
_HTML_IN_SVG = frozenset({"foreignobject", "desc", "title"})
_TEXT_IN_MATH = frozenset({"mi", "mo", "mn", "ms", "mtext"})
_HTML_ENCODINGS = frozenset({"text/html", "application/xhtml+xml"})
# fmt: off
_BREAKING_OUT = frozenset({
    "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed",
    "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta",
    "nobr", "ol", "p", "pre", "ruby", "s", "small", "span", "strong", "strike", "sub", "sup", "table",
    "tt", "u", "ul", "var",
})
"""Elements of HTML that end SVG and MathML by standing in it (HTML 13.2.6.5)."""
_WITHOUT_END = frozenset({
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "image", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr",
    # which are none in a body: browsers leave out these tags
    "html", "head", "body", "caption", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr",
})
# fmt: on


class _Open:
    """An open element of SVG or MathML, and how many of HTML are open in it."""

    __slots__ = ("holds_html", "inner", "name", "root")

    def __init__(self, name: str, root: str, *, holds_html: bool) -> None:
        self.name = name
        self.root = root
        self.holds_html = holds_html
        self.inner = 0


class Foreign:
    """What is open of SVG and MathML at a place of a page."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._names = dict[str, int]()
        self._around = dict[str, int]()

    def __bool__(self) -> bool:
        """Tell whether anything of it is open."""
        return bool(self._open)

    def is_here(self) -> bool:
        """Tell whether text here is in SVG or MathML, where it may be a CDATA section."""
        return bool(self._open) and not self._open[-1].inner

    def met(self, name: str) -> None:
        """Note a start tag of HTML where nothing of it is open."""
        self._around[name] = self._around.get(name, 0) + 1

    def opened(self, name: str, attributes: Mapping[str, str | None], *, empty: bool) -> bool:
        """Note a start tag, and tell whether its element is one of SVG or MathML.

        `attributes` may be asked for ``encoding``, ``color``, ``face`` and ``size``.
        """
        if not self._open:
            if not empty:
                self._push(_Open(name, name, holds_html=False))
            return True
        if not self._takes_html(name) and not _breaks_out(name, attributes):
            if not empty:
                root = self._open[-1].root
                holds = _holds_html(name, root, attributes)
                self._push(_Open(name, root, holds_html=holds))
            return True
        return self._opened_html(name, attributes, empty=empty)

    def closed(self, name: str) -> None:
        """Note an end tag."""
        if not self._open:
            self._around[name] = max(self._around.get(name, 0) - 1, 0)
            return
        top = self._open[-1]
        if name in ("p", "br") and not top.inner and not top.holds_html:
            self._break_out()
        elif top.inner and name != top.name and name not in ROOTS:
            top.inner -= 1
        elif self._names.get(name):
            while self._pop() != name:
                pass
        elif self._around.get(name) and name not in _WITHOUT_END:
            self._leave(name)

    def _opened_html(self, name: str, attributes: Mapping[str, str | None], *, empty: bool) -> bool:
        if _breaks_out(name, attributes):
            self._break_out()
        if name in ROOTS:
            if not empty:
                self._push(_Open(name, name, holds_html=False))
            return True
        if not self._open:
            self.met(name)
        elif name not in _WITHOUT_END:
            self._open[-1].inner += 1
        return False

    def _takes_html(self, name: str) -> bool:
        """Tell whether a start tag here is one of HTML by its place."""
        top = self._open[-1]
        if top.inner:
            return True
        if top.root == "math" and top.name == "annotation-xml":
            return top.holds_html or name == "svg"
        return top.holds_html and not (top.root == "math" and name in ("mglyph", "malignmark"))

    def _break_out(self) -> None:
        while self._open and not self._open[-1].holds_html and not self._open[-1].inner:
            self._pop()

    def _leave(self, name: str) -> None:
        """Leave all of it by the end of an element of HTML that is around it."""
        self._around[name] -= 1
        self._names.clear()
        self._open.clear()

    def _push(self, element: _Open) -> None:
        self._open.append(element)
        self._names[element.name] = self._names.get(element.name, 0) + 1

    def _pop(self) -> str:
        name = self._open.pop().name
        self._names[name] -= 1
        return name


def _breaks_out(name: str, attributes: Iterable[str]) -> bool:
    return name in _BREAKING_OUT or (
        name == "font" and any(one in attributes for one in ("color", "face", "size"))
    )


def _holds_html(name: str, root: str, attributes: Mapping[str, str | None]) -> bool:
    """Tell what HTML calls an integration point."""
    if root == "svg":
        return name in _HTML_IN_SVG
    encoding = attributes.get("encoding") if name == "annotation-xml" else None
    return name in _TEXT_IN_MATH or (encoding or "").lower() in _HTML_ENCODINGS
