"""Private keys: blocks of PEM, and the bare base64 that payment services hand out.

RFC 7468 has the blocks, RFC 8017 A.1.2 (PKCS#1) and RFC 5208 (PKCS#8) what is in the base64.
Alipay's tool gives merchants an RSA key as one line of base64 without a header
(opendocs.alipay.com, "Generate and configure the key").
"""

import re
from binascii import Error, a2b_base64
from collections.abc import Iterator

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.secrets.likely import MAX_LOOKED, entropy

PEM = "private key"
BARE = "RSA private key"
STORE = "key store"

_BEGIN = "-----BEGIN "
_HEADER = r"-----BEGIN ([A-Z0-9 ]{0,30})PRIVATE KEY(?: BLOCK)?-----"
_LONGEST = 24_000
"""Characters of a block: an RSA key of 16,384 bits has 12,700, more where it is in a string."""
_LEAST = 56
"""Characters of base64 in a block; the shortest key, of Ed25519, has 64, plus signs among them."""
_BETWEEN = r"(?:\\r)?(?:\\n)?(?:[\"'`]\s{0,40}+[+,]?+\s{0,40}+[\"'`]|\\?\s{1,40}+|(?<=\\n))"
_BASE64 = rf"[A-Za-z0-9+/]{{40,16000}}+(?:{_BETWEEN}[A-Za-z0-9+/]{{4,16000}}+){{0,300}}={{0,2}}"
"""In one line, or in several that a script joins."""
_FEWEST = 800
"""An RSA key of 1,024 bits, which Alipay once took, has 810 characters."""
_BITS = 4.5
"""Of 6 for a character of base64: what is not a key repeats itself."""

_STORE_VERSION, _STORE = b"\x02\x01\x03", bytes.fromhex("2a864886f70d0107")
"""How a store of keys begins (RFC 7292): its version, and the kind of data, of PKCS#7."""
_BEGIN_IN_BASE64 = "LS0tLS1CRUdJTi"
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
        value = re.sub(_BETWEEN, "", found[0]).rstrip("=") if found else ""
        kind = _kind(value) if len(value) >= _FEWEST else None
        if found and kind:
            yield Key(kind, at, found.end(), value)
        at = text.find("MII", found.end() if found else at + 1)


def wrapped(text: str) -> Iterator[Key]:
    """Find blocks that are in base64 once more, as in settings of one line."""
    at = text.find(_BEGIN_IN_BASE64)
    for _ in range(MAX_LOOKED):
        if at < 0:
            return
        found = re.compile(r"[A-Za-z0-9+/]{80,30000}+").match(text, at)
        value = found[0] if found and not _inside(text, at) else ""
        inner = a2b_base64(value[: len(value) // 4 * 4]).decode("latin-1")
        if found and re.match(_HEADER, inner):
            yield Key(PEM, at, found.end(), value)
        at = text.find(_BEGIN_IN_BASE64, found.end() if found else at + 1)


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


def _kind(body: str) -> str | None:
    """Read as much of the DER as tells a private key of RSA, or a store of keys, from all else."""
    try:
        data = a2b_base64(body + "=" * (-len(body) % 4))
    except Error:
        return None
    if len(data) < 600 or data[:2] != b"\x30\x82":
        return None
    if data[4:7] == _STORE_VERSION and _STORE in data[7:40]:
        return STORE
    return BARE if data[4:7] == _VERSION and _is_rsa(data) else None


def _is_rsa(data: bytes) -> bool:
    whole = int.from_bytes(data[2:4]) + 4
    # what follows version 0: an algorithm, or at once the modulus of two bytes of length
    return abs(whole - len(data)) <= 3 and (data[7:22] == _RSA or data[7:8] == b"\x02")
