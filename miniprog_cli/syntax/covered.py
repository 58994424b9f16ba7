"""Names of files as they may be shown: a secret in one is covered, as everywhere else.

Apart from `secrets`, which takes longer to import than most names take to look at.
"""

import re
from functools import lru_cache

_LONG = re.compile(r"[^/.\s]{16}")
"""As short as no secret is: most names have no such part, and need no closer look."""


def shown(path: str) -> str:
    """Write a path, or a place in a file, with an asterisk for each character of a secret."""
    return _concealed(path) if _LONG.search(path) else path


@lru_cache(1024)
def _concealed(path: str) -> str:
    from miniprog_cli.syntax.secrets import concealed

    return concealed(path)
