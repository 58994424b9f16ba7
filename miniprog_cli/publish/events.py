"""What happened to submissions: small immutable documents, and the state they add up to.

State is never stored. It is a pure fold over the events, whatever order they are read in, so that
writers who know nothing of each other cannot destroy each other's work.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import cast

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.publish.errors import UnpublishableName
from miniprog_cli.publish.names import bundle_tag, repository

SCHEMA = 1
SUBMITTED = "submitted"
PACKED = "packed"
WAITING = "waiting"
CONFLICT = "conflict"
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


def canonical(value: object) -> bytes:
    """Write JSON in the one form that is hashed: sorted members, no spaces, UTF-8 (RFC 8785).

    Whoever calls keeps to what that form writes like `json` does: no floats, names in ASCII.
    """
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode("utf-8")


def digest_of(data: bytes) -> str:
    """Name bytes the way OCI does: ``sha256:`` and 64 hex digits."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


class Event(NamedTuple):
    """One thing that somebody said about a submission.

    `bundle` is the digest of the bundle's OCI manifest, `content` its content digest, `at` a UTC
    time ``YYYY-MM-DDTHH:MM:SSZ`` that informs and decides nothing, `prev` the digests of the events
    that the writer had seen and no other event had named yet.
    """

    type: str
    app: str
    version: str
    host: str
    bundle: str
    content: str
    actor: str
    role: str
    at: str
    prev: tuple[str, ...] = ()
    body: Mapping[str, object] = {}

    def encode(self) -> bytes:
        """Write the event as the bytes whose digest is its identity."""
        return canonical({"schema": SCHEMA, **self._asdict()})


_TEXTS = ("type", "app", "version", "host", "bundle", "content", "actor", "role", "at")


def decode(data: bytes) -> Event | None:
    """Read an event; None when it is not one that this version can make sense of.

    Anybody may have written it, so nothing that comes out can be used to reach another place: ids,
    versions, hosts and digests have the shape they must have. Members added by later versions are
    passed over; they stay in the stored bytes.
    """
    try:
        value: object = json.loads(data)
    except (ValueError, RecursionError):
        return None
    members = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    texts = {name: members.get(name) for name in _TEXTS}
    prev, body = members.get("prev"), members.get("body")
    if members.get("schema") != SCHEMA or not all(isinstance(t, str) for t in texts.values()):
        return None
    if not isinstance(prev, list) or not isinstance(body, dict):
        return None
    event = Event(
        **cast("dict[str, str]", texts),
        prev=tuple(str(digest) for digest in cast("list[object]", prev)),
        body=cast("dict[str, object]", body),
    )
    return event if _plausible(event) else None


def _plausible(event: Event) -> bool:
    try:
        repository(event.app)
        bundle_tag(event.version, event.host)
    except UnpublishableName:
        return False
    digests = (event.bundle, event.content, *event.prev)
    return TIME.fullmatch(event.at) is not None and all(map(DIGEST.fullmatch, digests))


class Record(NamedTuple):
    """An event as a registry holds it.

    `digest` is that of the event's bytes: its identity. `manifest` and `manifest_bytes` are digest
    and size of the OCI manifest that carries it.
    """

    event: Event
    digest: str
    manifest: str
    manifest_bytes: int


class Submission(NamedTuple):
    """One content handed in as a version for a host, and what became of it."""

    id: str
    version: str
    host: str
    digest: str
    content_digest: str
    state: str
    at: str
    channels: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """What may be submitted once: id, version and host."""
        return (self.id, self.version, self.host)


def fold(records: Iterable[Record]) -> tuple[Submission, ...]:
    """Work out the state of every submission, the latest first.

    The order of the records does not matter, nor does reading one twice. Types of events that this
    version does not know change nothing. Two contents under one key are both kept, in state
    ``conflict``: it is the host who picks.
    """
    claims: dict[tuple[str, str, str], dict[str, Event]] = {}
    for record in sorted(records, key=lambda record: (record.event.at, record.digest)):
        event = record.event
        if event.type == SUBMITTED:
            key = (event.app, event.version, event.host)
            claims.setdefault(key, {}).setdefault(event.content, event)
    found = [
        _submission(event, CONFLICT if len(contents) > 1 else WAITING)
        for contents in claims.values()
        for event in contents.values()
    ]
    found.sort(key=lambda one: (one.key, one.digest))
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def heads(records: Iterable[Record]) -> tuple[str, ...]:
    """List the digests of the events that no other event names as seen, sorted."""
    known = tuple(records)
    named = {digest for record in known for digest in record.event.prev}
    return tuple(sorted({record.digest for record in known} - named))


def _submission(event: Event, state: str) -> Submission:
    return Submission(
        id=event.app,
        version=event.version,
        host=event.host,
        digest=event.bundle,
        content_digest=event.content,
        state=state,
        at=event.at,
    )
