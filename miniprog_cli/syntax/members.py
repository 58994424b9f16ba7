"""What a script does with the members of things that are not known: elements, requests, functions."""

import re

from tree_sitter import Node

from miniprog_cli.core.facts import HANDLER, Form, Role, is_outside
from miniprog_cli.syntax.calls import arguments, is_function
from miniprog_cli.syntax.constants import Constants
from miniprog_cli.syntax.elements import Elements
from miniprog_cli.syntax.page import Url
from miniprog_cli.syntax.styled import PROPERTIES, styled
from miniprog_cli.syntax.texts import MAX_TEXT, text_of
from miniprog_cli.syntax.usage import Usage
from miniprog_cli.syntax.walk import is_field
from miniprog_cli.syntax.written import written

_HANDLER = re.compile(
    r"on(?:(?:dbl)?click|load|error|change|input|submit|reset|scroll|resize|focus|blur|wheel|toggle"
    r"|contextmenu|message|play|ended|(?:key|mouse|touch|pointer|drag|animation|transition)[a-z]+)"
)
"""Attributes whose text browsers run."""
OPEN = "XMLHttpRequest.open"
_ATTRIBUTES = (b"setAttribute", b"attr")
_GIVING = (*_ATTRIBUTES, b"setProperty", b"css")
_STYLED = frozenset(name.encode() for name in PROPERTIES)
_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})


_MOST_STYLES = 100
_SERVER = re.compile(r"(?i:https?:)?//[^/?#\s]+[/?#]")
"""How an address begins that names its server, whatever a script adds."""
_SUFFIX = re.compile(r"[^?#]*\.([a-z0-9]{2,4})(?:[?#]|\Z)", re.IGNORECASE)
_BY_SUFFIX = {
    **dict.fromkeys(("js", "mjs"), Role.SCRIPT),
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "webp", "svg", "avif"), Role.IMAGE),
}


def _camel(name: str) -> str:
    """Write the name of a property as scripts do: `background-image` as `backgroundImage`."""
    first, *others = name.removeprefix("-").split("-")
    return first + "".join(one.capitalize() for one in others)


def _role(url: str) -> Role:
    """Tell what loads an address of another server, of an element that nobody knows."""
    suffix = _SUFFIX.match(url) if _SERVER.match(url) else None
    return _BY_SUFFIX.get(suffix[1].lower(), Role.OTHER) if suffix else Role.OTHER


class Notes:
    """What was found so far, each with the name by which the script has the global, if it is one."""

    def __init__(self) -> None:
        self.uses: list[tuple[str, Usage]] = []
        self.references: list[tuple[str, Url]] = []

    def refer(self, word: str, url: str, node: Node, where: str, role: Role) -> None:
        """Note a reference, unless the script turns out to declare the name that loads it."""
        if len(url) < MAX_TEXT:
            inside = node.type in ("string", "template_string")
            start, end = node.start_byte + inside, node.end_byte - inside
            self.references.append((word, Url(url, start, end, where, role)))


class Members:
    """Notes what is done with members of what a script does not say what it is."""

    def __init__(
        self, source: bytes, constants: Constants, elements: Elements, notes: Notes
    ) -> None:
        self.source = source
        self.constants = constants
        self.elements = elements
        self.notes = notes

    def look(self, path: list[Node]) -> None:
        """Note what is done with `.src = "…"` and with methods such as `.open("GET", …)`."""
        member = path[-2]
        if member.type == "pair" and is_field(member, "key", path[-1]):
            self.styles_all(member.child_by_field_name("value"))
        if member.type != "member_expression" or len(path) < 3:
            return
        holder, word = path[-3], self.source[path[-1].start_byte : path[-1].end_byte]
        if holder.type in ("assignment_expression", "augmented_assignment_expression"):
            self.assigned(word, member, holder.child_by_field_name("right"))
        elif holder.type == "call_expression":
            self.called(word, member, holder)

    def assigned(self, word: bytes, member: Node, given: Node | None) -> None:
        """Note what a property of an element gets."""
        if given is None:
            return
        if word in (b"innerHTML", b"outerHTML"):
            self.writes(given, scripts=False)
        elif word in _STYLED:
            self.styles(given)
        else:
            self.gives(word, member.child_by_field_name("object"), given)

    def writes(self, given: Node, *, scripts: bool) -> None:
        """Note what HTML loads that a script writes."""
        for one in written(given, self.constants.text, scripts=scripts):
            self.notes.references.append(("", one))

    def styles(self, given: Node, name: str = "") -> None:
        """Note what a property of a style gets to show.

        One of the program's own is resolved where it is used, which may be in any style sheet.
        """
        for one in styled(given, self.constants.text):
            if not name.startswith("--") or is_outside(one.url):
                self.notes.references.append(("", one))

    def styles_all(self, given: Node | None) -> None:
        """Note what an object gives to a style, as in `$(a).css({background: "url(b.png)"})`."""
        if given is None or given.type != "object":
            return
        for pair in given.named_children[:_MOST_STYLES]:
            key = pair.child_by_field_name("key") if pair.type == "pair" else None
            value = pair.child_by_field_name("value")
            if key is not None and value is not None:
                name = (key.text or b"").decode("utf-8", "replace").strip("\"'")
                if _camel(name) in PROPERTIES:
                    self.styles(value)

    def gives(self, word: bytes, element: Node | None, given: Node | None) -> None:
        """Note what an element is given to load, as `src` or as the `href` of a style sheet."""
        text = text_of(given, self.constants.text)
        if given is None or not text or not (text.whole or _SERVER.match(text.value)):
            return
        if word == b"src":
            role = self.elements.role(element) or _role(text.value)
            self.notes.refer("", text.value, given, ".src", role)
        elif is_outside(text.value) and self.elements.is_sheet(element, self.source):
            self.notes.refer("", text.value, given, ".href", Role.STYLE)

    def handles(self, member: Node, given: Node) -> None:
        """Note code that an attribute such as `onclick` gets as text."""
        text = text_of(given, self.constants.text)
        if text is not None:
            start, end = member.end_byte - len("setAttribute"), member.end_byte
            usage = Usage(HANDLER, Form.CALL, start, end, text.value, not text.whole, None)
            self.notes.uses.append(("", usage))

    def gives_all(self, given: list[Node]) -> None:
        """Note what `Object.assign(document.createElement("script"), {src: "…"})` gives.

        Or to a style: `Object.assign(a.style, {background: "url(b.png)"})`.
        """
        element, *sources = given
        last = element.child_by_field_name("property")
        if last is not None and last.text == b"style":
            for one in sources:
                self.styles_all(one)
        for pair in (pair for one in sources for pair in one.named_children):
            key = pair.child_by_field_name("key") if pair.type == "pair" else None
            if key is not None and key.text == b"src":
                self.gives(b"src", element, pair.child_by_field_name("value"))

    def called(self, word: bytes, member: Node, call: Node) -> None:
        """Note a method that is called on something that is not known."""
        given = arguments(call)
        if word == b"insertAdjacentHTML" and len(given) > 1:
            self.writes(given[1], scripts=False)
        elif (
            word == b"write"
            and self.source.endswith(b"document.write", 0, member.end_byte)
            and given
        ):
            self.writes(given[0], scripts=True)
        elif word == b"assign" and given:
            self.gives_all(given)
        elif word == b"css" and given and given[0].type == "object":
            self.styles_all(given[0])
        elif word == b"getScript" and given:
            text = text_of(given[0], self.constants.text)
            if text is not None and text.whole:
                self.notes.refer("", text.value, given[0], ".getScript", Role.SCRIPT)
        else:
            self.named(word, member, call, given)

    def gets(self, word: bytes, name: str, member: Node, given: Node) -> None:
        """Note what an attribute, or a property of a style, gets by its name."""
        if word not in _ATTRIBUTES or name.lower() == "style":
            self.styles(given, name)
        elif _HANDLER.fullmatch(name.lower()):
            self.handles(member, given)
        else:
            self.gives(name.lower().encode(), member.child_by_field_name("object"), given)

    def named(self, word: bytes, member: Node, call: Node, given: list[Node]) -> None:
        """Note a method that says with its first argument what it does."""
        first = text_of(given[0], self.constants.text) if given else None
        if first is None:
            return
        if word in _GIVING and len(given) > 1:
            self.gets(word, first.value, member, given[1])
            return
        if word == b"open" and first.value.upper() in _METHODS and len(given) > 1:
            name, argument = OPEN, self.constants.url(given[1])
            if argument and argument.whole and first.value.upper() == "GET":
                self.notes.refer("", argument.value, given[1], OPEN, Role.OTHER)
        elif word == b"constructor" and is_function(call):
            name, argument = "Function", first
        else:
            return
        value, whole = argument or (None, True)
        start = member.end_byte - len(word)
        usage = Usage(name, Form.CALL, start, member.end_byte, value, not whole, None)
        self.notes.uses.append(("", usage))
