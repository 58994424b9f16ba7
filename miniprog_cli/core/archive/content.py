"""What goes into a bundle, what came out of it, and its identity.

Named tuples where there is one for each file: they are made in half the time of a dataclass.
"""

from collections.abc import Iterable
from pathlib import Path

from miniprog_cli.core.namedtuple import NamedTuple


class Member(NamedTuple):
    """A file to pack: its path in the bundle, and its bytes or the file that has them.

    `top` is the resolved folder that the file may not lead out of; None where it may be anywhere.
    `bytes` is how large the file was when it was listed, for sharing out the work.
    """

    name: str
    data: Path | bytes
    top: str | None = None
    bytes: int = 0


class Row(NamedTuple):
    """A packed file: its path (NFC), its size in bytes and its SHA-256 in hex.

    `picture` is what `core.image.identify` gives for it; only of what was stored for its
    suffix, and only where it is packed: who reads a bundle has the files themselves.
    """

    path: str
    bytes: int
    sha256: str
    picture: str = ""


class ArchiveReport(NamedTuple):
    """What was packed: rows in the order of the bundle, sizes in bytes, and both identities.

    `raw_bytes` is the sum over the files, `bundle_bytes` the size of the zip. `content_digest` is
    ``sha256:<hex>`` and the same everywhere; `sha256` is the hex digest of these very bytes.
    """

    rows: tuple[Row, ...]
    raw_bytes: int
    bundle_bytes: int
    content_digest: str
    sha256: str


def content_digest(rows: Iterable[Row]) -> str:
    """Compute the identity of content: SHA-256 over ``path NUL size NUL sha256 LF``, by path."""
    from hashlib import sha256  # OpenSSL's, and so not for commands that hash nothing

    digest = sha256()
    for row in sorted(rows, key=lambda row: row.path):
        path = row.path.encode("utf-8", "surrogateescape")
        digest.update(b"%b\0%d\0%b\n" % (path, row.bytes, row.sha256.encode()))
    return f"sha256:{digest.hexdigest()}"
