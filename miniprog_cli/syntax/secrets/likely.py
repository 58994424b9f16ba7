"""Whether a value that has the form of a secret is one: chance, placeholders, checksums."""

import zlib
from collections import Counter
from math import log2

MAX_LOOKED = 20_000
"""How many places of one file are looked at for each form: a program that is none has hundreds."""

_PLACEHOLDER = (
    "example", "your_", "your-", "yourapp", "yourkey", "yourtoken", "placeholder", "changeme",
    "replace", "123456789", "987654321", "abcdefgh", "secret", "....", "****",
)  # fmt: skip
"""In small letters; none so short that it comes by chance in a real value."""
_SAME = 5
"""Characters that are alike in a row: rarer than one in 1,000 where they come by chance."""
_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CHECKSUM = 6


def entropy(value: str) -> float:
    """Give the bits for each character that the frequencies of the characters stand for."""
    counts = Counter(value).values()
    return -sum(count / len(value) * log2(count / len(value)) for count in counts)


def by_chance(value: str, bits: float) -> bool:
    """Tell a value that seems drawn by chance, of at least `bits` for each character."""
    return entropy(value) >= bits and not _made_up(value)


def mixed(value: str) -> bool:
    """Tell a value of small letters, capitals and digits, as no hash in hexadecimal is."""
    return by_chance(value, 3.5) and all(
        any(test(character) for character in value)
        for test in (str.islower, str.isupper, str.isdigit)
    )


def signed(value: str) -> bool:
    """Tell a short value of small letters, capitals, and digits or signs that no word has."""
    others = any(not character.isalpha() for character in value)
    return drawn(value) and others and any(map(str.islower, value)) and any(map(str.isupper, value))


def numbered(value: str) -> bool:
    """Tell such a value with more digits than the name of a variable has."""
    return mixed(value) and sum(map(str.isdigit, value)) > 1


def drawn(value: str) -> bool:
    """Tell a value whose form says so much already that it only must not be a placeholder."""
    return by_chance(value, 3.0)


def hexadecimal(value: str) -> bool:
    """Tell hexadecimal digits that seem drawn by chance; 32 of them have 3.6 bits on average."""
    return by_chance(value, 3.0)


def checked(token: str) -> bool:
    """Tell whether a token ends in the CRC-32 of what follows its prefix, in base 62.

    GitHub's and npm's tokens do: github.blog, "Behind GitHub's new authentication token formats",
    2021-04-05, and the npm changelog of 2021-09-23. What fails is no token, whatever it looks like.
    """
    body = token.partition("_")[2]
    found, rest = body[-_CHECKSUM:], zlib.crc32(body[:-_CHECKSUM].encode())
    digits = ""
    while rest:
        rest, digit = divmod(rest, 62)
        digits = _BASE62[digit] + digits
    return found == digits.rjust(_CHECKSUM, "0")


def _made_up(value: str) -> bool:
    low = value.lower()
    if "xxxx" in value or "XXXX" in value or any(word in low for word in _PLACEHOLDER):
        return True
    return any(low[at] * _SAME == low[at : at + _SAME] for at in range(len(low) - _SAME + 1))
