"""Calls of the libraries that programs without a build make their requests with: jQuery and axios.

By these names, whether they are the globals that their scripts make, are imported, or are what a
plugin calls its parameter: `(function ($) { … })(jQuery)`; and by those under which a module imports
them, or has what `axios.create` makes. A bundler's output has other names. What
is looked for are calls, for in a script without a build `$` stands on every line.
"""

import re
from collections.abc import Iterator

from tree_sitter import Node

LIBRARIES = frozenset({"$", "jQuery", "axios"})

_PACKAGES = {"axios": "axios", "jquery": "jQuery"}
# By its name, or from a server that has packages under theirs
_PACKAGE = re.compile(
    r"(?:https?://[\w.-]+/(?:[\w.-]+/)*(?=axios|jquery))?(axios|jquery)(?:@[\w.^~-]+)?(?:/[\w./+-]*)?"
    r"(?:\?[\w=&-]*)?"
)
MADE = ("axios", "create")
"""What gives another one."""
_METHODS = {
    **dict.fromkeys(("$", "jQuery"), ("ajax", "get", "getJSON", "post")),
    "axios": ("get", "post", "put", "patch", "delete", "head", "options", "request"),
}
REQUESTS = frozenset(
    {
        "axios",
        "axios.create",
        *(f"{one}.{name}" for one, names in _METHODS.items() for name in names),
    }
)
"""What is called with an address, or with an object that has it."""
BASE = "axios.defaults.baseURL"
"""What all addresses of axios begin with is assigned to."""

_ADDRESSES = (b"url", b"baseURL")
_MOST_MEMBERS = 40
# Each begins with a text that is searched for at once
_PLACES = (
    re.compile(rb"\$(?=\.(?:ajax|get|getJSON|post)\s*\()"),
    re.compile(rb"jQuery(?=\.(?:ajax|get|getJSON|post)\s*\()"),
    re.compile(rb"axios(?=\s*[.(])"),
)


def calls(source: bytes, most: int) -> Iterator[tuple[int, int]]:
    """Give the bytes from and to which the name of a library stands that is asked for something."""
    for pattern in _PLACES:
        for number, found in enumerate(pattern.finditer(source)):
            if number >= most:
                break
            yield found.span()


def imported(module: str) -> str | None:
    """Give the name of the library that a module is, by what it is imported as."""
    found = _PACKAGE.fullmatch(module)
    return _PACKAGES[found[1]] if found else None


def address(given: Node) -> Node:
    """Give what an object names as the address; what is no such object, as it is."""
    if given.type != "object":
        return given
    found: Node | None = None
    for member in given.named_children[:_MOST_MEMBERS]:
        key, value = member.child_by_field_name("key"), member.child_by_field_name("value")
        if key is None or value is None:
            continue
        name = (key.text or b"").strip(b"\"'")
        if name == _ADDRESSES[0] or (name == _ADDRESSES[1] and found is None):
            found = value
    return found or given
