"""Private keys: blocks of PEM, and the bare base64 that payment services hand out.

RFC 7468 has the blocks, RFC 8017 A.1.2 (PKCS#1) and RFC 5208 (PKCS#8) what is in the base64.
Alipay's tool gives merchants an RSA key as one line of base64 without a header
(opendocs.alipay.com, "Generate and configure the key").
"""

import re
from binascii import Error, a2b_base64
from collections.abc import Iterator
from typing import NamedTuple

from miniprog_cli.syntax.secrets.likely import MAX_LOOKED, entropy

PEM = "private key"
BARE = "RSA private key"

_BEGIN = "-----BEGIN "
_HEADER = r"-----BEGIN ([A-Z0-9 ]{0,30})PRIVATE KEY(?: BLOCK)?-----"
_LONGEST = 24_000
"""Characters of a block: an RSA key of 16,384 bits has 12,700, more where it is in a string."""
_LEAST = 64
"""Characters of base64 in a block; the shortest key, of an elliptic curve, has 64."""
_BASE64 = r"[A-Za-z0-9+/]{800,13000}+={0,2}"
"""An RSA key of 1,024 bits, which Alipay once took, has 810 characters."""
_BITS = 4.5
"""Of 6 for a character of base64: what is not a key repeats itself."""

_VERSION = b"\x02\x01\x00"
_RSA = bytes.fromhex("300d06092a864886f70d0101010500")
"""The algorithm of PKCS#8: rsaEncryption, 1.2.840.113549.1.1.1."""


class Key(NamedTuple):
    """A private key in a text, and what makes up its value."""

    kind: str
    start: int
    end: int
    value: str


def blocks(text: str) -> Iterator[Key]:
    """Find blocks that hold a key, also in a string of a script with its line ends escaped."""
    at = text.find(_BEGIN)
    for _ in range(MAX_LOOKED):
        if at < 0:
            return
        after = text.find(_BEGIN, at + 1)
        header = re.compile(_HEADER).match(text, at)
        if header:
            # no further than to the next block: each character is looked at once
            limit = min(header.end() + _LONGEST, after if after >= 0 else len(text))
            yield from _block(text, header, limit)
        at = after


def bare(text: str) -> Iterator[Key]:
    """Find RSA keys in base64 that nothing announces; certificates begin alike and are none."""
    at = text.find("MII")
    for _ in range(MAX_LOOKED):
        if at < 0:
            return
        found = re.compile(_BASE64).match(text, at) if not _inside(text, at) else None
        if found and _is_rsa(found[0]):
            yield Key(BARE, at, found.end(), found[0].rstrip("="))
        at = text.find("MII", found.end() if found else at + 1)


def _block(text: str, header: re.Match[str], limit: int) -> Iterator[Key]:
    stop = text.find("-----END ", header.end(), limit)
    value = _body(text[header.end() : stop]) if stop >= 0 else ""
    if len(value) >= _LEAST and entropy(value) >= _BITS:
        tail = text.find("-----", stop + 9, stop + 80)
        yield Key(PEM, header.start(), tail + 5 if tail >= 0 else stop, value)


def _body(block: str) -> str:
    """Give the base64 of a block, whatever a script has put between its lines."""
    lines = re.sub(r"\\[nr]|[\"'`+,\s\\]|[A-Z][A-Za-z-]{1,30}+:[^\n\\]*", "\n", block).split("\n")
    body = "".join(line for line in lines if re.fullmatch(r"[A-Za-z0-9+/]+={0,2}", line))
    # a plus sign also joins strings; whether it was one or the other does not matter here
    return body if "..." not in block else ""


def _inside(text: str, at: int) -> bool:
    """Tell a place in the midst of base64."""
    before = text[at - 1 : at]
    return before.isascii() and (before.isalnum() or before in ("+", "/"))


def _is_rsa(value: str) -> bool:
    """Read as much of the DER as tells a private key of RSA from all else."""
    body = value.rstrip("=")
    try:
        data = a2b_base64(body + "=" * (-len(body) % 4))
    except Error:
        return False
    if len(data) < 600 or data[:2] != b"\x30\x82" or data[4:7] != _VERSION:
        return False
    whole = int.from_bytes(data[2:4]) + 4
    # what follows version 0: an algorithm, or at once the modulus of two bytes of length
    return abs(whole - len(data)) <= 3 and (data[7:22] == _RSA or data[7:8] == b"\x02")
