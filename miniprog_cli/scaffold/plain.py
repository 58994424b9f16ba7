"""Fill in the simplest templates without jinja2, with the same result.

Importing jinja2 and compiling three small files takes longer than all the rest of `new`, and most
files hold nothing but ``{{ name }}``, ``{{ name | e }}`` and ``{{ name | tojson }}``. What holds
anything else goes to jinja2.
"""

import json
import re
from collections.abc import Callable, Mapping

_PLACE = re.compile(r"\{\{ *([a-z_]+) *(?:\| *(e|tojson) *)?\}\}")
# Not html.escape: importing it loads the names of all two thousand characters that have one
_REFERENCES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"})
_MARKS = ("{{", "{%", "{#", "}}", "%}", "#}")


def fill(text: str, answers: Mapping[str, str]) -> str | None:
    """Fill in a template; None where it takes jinja2, be it only to say what is wrong."""
    rest = _PLACE.sub("", text)
    if any(mark in rest for mark in _MARKS) or "\r" in text:
        return None
    if any(match[1] not in answers for match in _PLACE.finditer(text)):
        return None
    return _PLACE.sub(lambda match: _FILTERS[match[2]](answers[match[1]]), text)


def to_json(value: str) -> str:
    """Write a string as JSON that is safe inside HTML too; letters of any script stay readable."""
    text = json.dumps(value, ensure_ascii=False)
    for character in "<>&'":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _escape(value: str) -> str:
    """Escape for HTML, with the character references that markupsafe writes."""
    return value.translate(_REFERENCES)


_FILTERS: dict[str | None, Callable[[str], str]] = {None: str, "e": _escape, "tojson": to_json}
