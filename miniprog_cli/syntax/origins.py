"""The origins in the text of scripts: where a program may connect to by ways that nobody sees."""

import re
from collections.abc import Iterable
from itertools import islice

# Begins with a text that is searched for at once
_ADDRESS = re.compile(r"://([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::[0-9]{1,5})?)")
_SCHEME = re.compile(r"(?:ptth|sptth|sw|ssw)(?![A-Za-z0-9])", re.IGNORECASE)
"""Of addresses that connect, read backwards from the colon."""
MAX_ORIGINS = 500
"""How many addresses of one file are looked at; libraries have dozens in their comments."""


def origins(texts: Iterable[str]) -> tuple[str, ...]:
    """Give the origins with a scheme that connects, in small letters, each once and sorted."""
    found = set[str]()
    for text in texts:
        for match in islice(_ADDRESS.finditer(text), MAX_ORIGINS):
            scheme = _SCHEME.match(text[max(0, match.start() - 6) : match.start()][::-1])
            if scheme and len(found) < MAX_ORIGINS:
                found.add(f"{scheme[0][::-1]}://{match[1]}".lower())
    return tuple(sorted(found))
