"""Read every file of a program once: what it says, and how many bytes it takes in the bundle.

The sizes are always those that `core.archive.measure` gives. What is slow, deflating and parsing,
is kept for the next run.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property, partial
from typing import TYPE_CHECKING

from miniprog_cli.check import cache
from miniprog_cli.check.encoding import UNREADABLE, decode
from miniprog_cli.check.look import Look, headers, look_at
from miniprog_cli.check.parsing import Parsing
from miniprog_cli.core import kinds
from miniprog_cli.core.archive.container import END
from miniprog_cli.core.archive.content import Member, Row
from miniprog_cli.core.archive.deflate import stored_bytes, weigh
from miniprog_cli.core.bundle import files, generated
from miniprog_cli.core.facts import Program
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.project import Project
from miniprog_cli.core.rule import Sizes

if TYPE_CHECKING:
    from miniprog_cli.core.dialect import Readings

_WORTH_THREADS = 256 * 1024
"""Bytes of a project from which on threads save more time than they take to import and start."""


class Survey:
    """What the files of a project say, and the size of its bundle for each host asked for.

    `identity` is that of all that rules may see of the files, 32 bytes.
    """

    def __init__(
        self, project: Project, sizes: Mapping[str, Sizes], identity: bytes, found: "_Found"
    ) -> None:
        self.sizes = sizes
        self.identity = identity
        self._project = project
        self._found = found

    @cached_property
    def program(self) -> Program:
        """The facts of the files. What was kept of them is read now, if it is needed at all."""
        try:
            return self._found.program()
        except UNREADABLE:
            if not self._found.known:
                raise
            # What was kept is something else than we wrote
            again = _found(self._project, {}, {}, sized=bool(self.sizes))
            again.keep(self._project)
            return again.program()


def survey(
    project: Project, hosts: Collection[str], *, keep: bool = True, rows: Iterable[Row] = ()
) -> Survey:
    """Read the files; the sizes of the bundle are computed for some hosts, by name.

    With `keep`, what was found out is kept for the next run, and what is known is not done again.
    `rows` are of files that were packed already: these very bytes are looked at.

    Raises:
        FileChanged: a file is not what was packed.
        MachineError: a file cannot be read.
        ManifestNotWritable: the generated manifest would not be JSON.
    """
    packed = {row.path: row for row in rows}
    found = _found(project, cache.load(project) if keep else {}, packed, sized=bool(hosts))
    if keep:
        found.keep(project)
    looks = found.looks
    without = Sizes(sum(look.raw_bytes for look in looks), sum(look.bundle_bytes for look in looks))
    with_mini = project.native is None and any(look.names_mini for look in looks)
    sizes = {host: _with_generated(without, project, host, with_mini=with_mini) for host in hosts}
    return Survey(project, sizes, found.identity(), found)


class _Found(NamedTuple):
    """What was found out about the files: their facts are encoded, by path."""

    looks: Sequence[Look]
    facts: Mapping[str, bytes]
    known: cache.Known

    def program(self) -> Program:
        """Decode the facts, in the order of the files.

        Raises:
            UNREADABLE: some were kept by somebody else.
        """
        found = self.facts
        return Program(
            (one.path, decode(found[one.path])) for one in self.looks if one.path in found
        )

    def identity(self) -> bytes:
        """Identify the files: their names, and what rules may see of each."""
        from hashlib import sha256

        rows = (
            look.path.encode("utf-8", "surrogatepass") + b"\0" + look.seen for look in self.looks
        )
        return sha256(b"".join(rows)).digest()

    def keep(self, project: Project) -> None:
        """Keep what is not known yet for the next run."""
        seen = {
            look.key: cache.Kept(look.stored_bytes, self.facts.get(look.path, b""))
            for look in self.looks
            if look.key is not None
        }
        if any(self.known.get(key) != kept for key, kept in seen.items()):
            cache.save(project, seen, self.known)


def _found(
    project: Project, known: cache.Known, packed: Mapping[str, Row], *, sized: bool
) -> _Found:
    """Read the files in threads, and parse what is not known."""
    members = list(files(project))
    readings = _readings(project)
    parsing = Parsing(readings)
    looks: list[Look] = []
    work = partial(look_at, known=known, packed=packed, own=readings, sized=sized)
    try:
        with _in_order(project, members, work, sized=sized) as results:
            for look in results:
                if look.content is not None:
                    parsing.add(look.path, look.content)
                elif look.facts:
                    parsing.found[look.path] = look.facts
                looks.append(look._replace(content=None))
        parsing.work()
    finally:
        parsing.close()
    return _Found(looks, parsing.found, known)


def _readings(project: Project) -> "Readings":
    if project.native is None:
        return kinds.NO_READINGS
    from miniprog_cli.hosts.dialects import readings

    return readings()


def _in_order(
    project: Project, members: Sequence[Member], look: Callable[[Member], Look], *, sized: bool
) -> AbstractContextManager[Iterator[Look]]:
    """Look at each file, with threads where there is much to deflate."""
    if not sized or sum(file.bytes for file in project.shipped.values()) < _WORTH_THREADS:
        return nullcontext(map(look, members))
    from miniprog_cli.core.archive.line import in_order

    return in_order(look, members, weigh=weigh, drop=_forget)


def _with_generated(without: Sizes, project: Project, host: str, *, with_mini: bool) -> Sizes:
    """Add what differs from host to host: what is generated for it."""
    raw_bytes, bundle_bytes = without
    for name, data, *_ in generated(project, host, with_mini=with_mini):
        if isinstance(data, bytes):
            raw_bytes += len(data)
            bundle_bytes += headers(name) + stored_bytes(name, data)
    return Sizes(raw_bytes, bundle_bytes + END.size)


def _forget(_: Look) -> None:
    """Give up a result that nobody fetches: there is nothing to close."""
