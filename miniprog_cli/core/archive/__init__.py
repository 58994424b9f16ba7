"""The bundle as a file: a zip in one canonical form, so that equal content gives equal bytes.

The form, which `verify` holds every byte to:

* entries in the order of their names' code points (which is the order of their UTF-8 bytes), names
  in NFC and portable (`miniprog_cli.core.names`), no entries for folders;
* each file a local header and its data, one after the other from byte 0, then the central directory
  and its end record, and nothing before, between or after them;
* stored or deflated, never encrypted; no extra fields, comments or data descriptors; the UTF-8 flag
  exactly where a name is not ASCII; 1980-01-01 00:00, made by Unix, mode 0644, version needed 2.0.

How a file was deflated is left open, as zlib implementations differ: what identifies a bundle is
`content_digest`, which looks only at paths and contents.
"""

from typing import TYPE_CHECKING

from miniprog_cli.core.archive.container import (
    MANIFEST_NAME,
    MAX_FILES,
    MAX_RAW_BYTES,
    BundleTooLarge,
    resembles_bundle,
)
from miniprog_cli.core.archive.content import ArchiveReport, Member, Row, content_digest
from miniprog_cli.core.archive.refusal import NotABundle
from miniprog_cli.core.archive.writer import NotPortable, measure, write

if TYPE_CHECKING:
    from miniprog_cli.core.archive.reader import BundleNotFound, VerifiedBundle, verify

__all__ = [
    "MANIFEST_NAME",
    "MAX_FILES",
    "MAX_RAW_BYTES",
    "ArchiveReport",
    "BundleNotFound",
    "BundleTooLarge",
    "Member",
    "NotABundle",
    "NotPortable",
    "Row",
    "VerifiedBundle",
    "content_digest",
    "measure",
    "resembles_bundle",
    "verify",
    "write",
]


def __getattr__(name: str) -> object:
    """Import the reader when it is asked for: whoever writes a bundle does not need it."""
    if name in {"BundleNotFound", "VerifiedBundle", "verify"}:
        from miniprog_cli.core.archive import reader

        return getattr(reader, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
