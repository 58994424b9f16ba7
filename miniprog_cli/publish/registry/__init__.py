"""Where submissions are kept: what every kind of registry can do, and how one is opened.

A registry holds repositories, one per program; a repository holds blobs named by their digest, and
the events among them are the truth.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.publish.artifact import Blob
from miniprog_cli.publish.events import Record
from miniprog_cli.publish.location import Location
from miniprog_cli.publish.registry.ahead import Ahead


class Write(NamedTuple):
    """One thing to be stored; `path` says where, relative to the registry, in POSIX form.

    With `after_all`, what is to be written before it must have been made to last first.
    """

    path: str
    blob: Blob
    after_all: bool = False


class Repository(Protocol):
    """The submissions of one program."""

    def exclusive(self) -> AbstractContextManager[None]:
        """Keep other publishers out for as long as the context lasts, as far as that is possible.

        Also makes the repository where there is none, and clears what a dead publisher left half
        written.
        """
        ...

    def records(self, *, but: Collection[str] = ()) -> tuple[Record, ...]:
        """Read every event that is understood, in no particular order.

        `but` are digests of blobs that are no events: damage to them does not matter here.
        """
        ...

    def plan(self, blobs: Sequence[Blob], records: Sequence[Record]) -> tuple[Write, ...]:
        """List what is missing or damaged of `blobs`, and what readers need to find `records`.

        The order is that of writing: whatever is cut off after any part of it, a repetition
        finishes. Writes nothing.
        """
        ...

    def carry_out(self, plan: Sequence[Write], ahead: Ahead) -> None:
        """Write what `plan` listed; when it returns, all of it would survive a power cut."""
        ...

    def content(self, digest: str) -> bytes:
        """Read a blob that is no bundle.

        Raises:
            DamagedRegistry: it is missing, has other bytes, or more than any such blob.
        """
        ...

    def verify(self, manifest: str) -> None:
        """Compare the manifest of that digest, and all it refers to, with their digests.

        Raises:
            DamagedRegistry: something is missing or has other bytes.
        """
        ...


class Registry(Protocol):
    """A place that bundles are submitted to."""

    @property
    def address(self) -> str:
        """Name the place as ``--to`` takes it."""
        ...

    def exists(self) -> bool:
        """Tell whether anything was ever submitted there."""
        ...

    def ahead(self) -> Ahead:
        """Prepare for bytes that may become a blob, and that are best written early."""
        ...

    def submissions(self, app: str) -> Repository:
        """Open the repository that takes the submissions of a program; it need not exist yet."""
        ...

    def repositories(self) -> Iterator[Repository]:
        """Go through the repositories of submissions that exist, by name."""
        ...


def open_registry(location: Location) -> Registry:
    """Open the registry at a place; a folder need not exist before something is written."""
    from miniprog_cli.publish.registry.directory import DirectoryRegistry

    return DirectoryRegistry(location.path)
