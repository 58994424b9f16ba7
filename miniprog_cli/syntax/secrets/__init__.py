"""Secrets in a text: keys, tokens and passwords that nobody who opens the program may know.

Only forms that are hardly ever anything else, and each found in time linear in the text.
"""

from collections.abc import Iterator

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.secrets.keys import bare, blocks, wrapped
from miniprog_cli.syntax.secrets.named import named
from miniprog_cli.syntax.secrets.shapes import known


class Leak(NamedTuple):
    """What a secret is, where it stands in the text, and a digest that does not give it away."""

    kind: str
    start: int
    end: int
    digest: str


def find_secrets(text: str) -> tuple[Leak, ...]:
    """Find secrets in the order of the text; of those that overlap only the most certain one."""
    leaks: list[tuple[int, Leak]] = []
    for rank, leak in sorted(enumerate(_all(text)), key=lambda one: (one[1].start, one[0])):
        if leaks and leak.start < leaks[-1][1].end:
            leaks[-1] = min(leaks[-1], (rank, leak))
        else:
            leaks.append((rank, leak))
    return tuple(leak for _, leak in leaks)


def concealed(text: str) -> str:
    """Write a text with an asterisk for each character of a secret; line ends stay."""
    parts: list[str] = []
    done = 0
    for leak in find_secrets(text):
        hidden = "".join(c if c in "\r\n" else "*" for c in text[leak.start : leak.end])
        parts += (text[done : leak.start], hidden)
        done = leak.end
    return "".join((*parts, text[done:]))


def _all(text: str) -> Iterator[Leak]:
    for key in (*blocks(text), *bare(text), *wrapped(text)):
        yield Leak(key.kind, key.start, key.end, _digest(key.value))
    for kind, start, end in (*known(text), *named(text)):
        yield Leak(kind, start, end, _digest(text[start:end]))


def _digest(value: str) -> str:
    """Identify a value by 64 bits: it has far more by chance, so it cannot be guessed from them."""
    from hashlib import blake2b

    return blake2b(value.encode("utf-8", "replace"), digest_size=8, key=b"miniprog").hexdigest()
