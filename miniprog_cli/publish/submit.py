"""Hand a bundle to a registry, once per id, version and host."""

from pathlib import Path

from miniprog_cli.core.archive.reader import VerifiedBundle, take
from miniprog_cli.core.errors import VersionMissing
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.publish.actor import Clock, timestamp, utc_now
from miniprog_cli.publish.artifact import Artifact, bundle_artifact, event_artifact
from miniprog_cli.publish.errors import RegistryUnusable, VersionTaken
from miniprog_cli.publish.events import PACKED, SUBMITTED, Event, Record, Submission, fold, heads
from miniprog_cli.publish.gate import choose_host, require_fit
from miniprog_cli.publish.names import bundle_tag, repository
from miniprog_cli.publish.registry import Registry, Repository, Write
from miniprog_cli.publish.registry.ahead import Ahead

ROLE = "publisher"


class Receipt(NamedTuple):
    """What was submitted and where; sizes are in bytes.

    `already` says that the registry had this content under this key before. `writes` lists the
    files that were written, or would be.
    """

    id: str
    version: str
    host: str
    digest: str
    content_digest: str
    registry: str
    state: str
    already: bool
    raw_bytes: int
    bundle_bytes: int
    writes: tuple[Write, ...]


class _Offer(NamedTuple):
    """A bundle on its way: what it is, who brings it and when."""

    id: str
    version: str
    host: str
    bundle: VerifiedBundle
    artifact: Artifact
    actor: str
    at: str

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.id, self.version, self.host)


class _Decision(NamedTuple):
    submission: Submission
    already: bool
    plan: tuple[Write, ...]


def submit(
    path: Path,
    registry: Registry,
    *,
    actor: str,
    host: str | None = None,
    clock: Clock = utc_now,
    dry_run: bool = False,
) -> Receipt:
    """Submit the bundle file at `path` and say what became of it.

    `host` is by default the one the bundle was packed for. With `dry_run` nothing is written, not
    even a lock; the receipt then lists what would be. The event's two files are named by what is
    in them, its time included, so their names differ when it is done for real.

    Raises:
        NotABundle: the file is not a bundle.
        OtherHost: the bundle was packed for another host.
        HostNotPublished: nothing can be submitted for its host.
        VersionMissing: it is of a native program, and nobody named a version.
        UnfitBundle: its manifest is wrong, or its host takes no bundle of this size.
        UnpublishableName: no registry could hold its id or version.
        VersionTaken: other content was submitted under the same id, version and host.
        DamagedRegistry, RegistryBusy, RegistryUnusable: the registry cannot be used.
    """
    at = timestamp(clock())
    if dry_run:
        offer = _offer(take(path), path, host, actor, at)
        found = _decide(offer, registry.submissions(offer.id))
        return _receipt(offer, registry, _undone(found))
    with registry.ahead() as ahead:
        offer = _offer(take(path, copied=ahead.copied), path, host, actor, at)
        return _receipt(offer, registry, _hand_in(offer, registry.submissions(offer.id), ahead))


def _hand_in(offer: _Offer, repository: Repository, ahead: Ahead) -> _Decision:
    """Write what is missing; where nothing can be written, it is fine if nothing is."""
    try:
        with repository.exclusive():
            decision = _decide(offer, repository)
            repository.carry_out(decision.plan, ahead)
    except RegistryUnusable:
        decision = _decide(offer, repository)
        if not decision.already or decision.plan:
            raise
    return decision


def _offer(
    taken: tuple[VerifiedBundle, memoryview], path: Path, host: str | None, actor: str, at: str
) -> _Offer:
    bundle, data = taken
    chosen = choose_host(path.name, bundle.manifest, host)
    app, version = str(bundle.manifest["id"]), str(bundle.manifest.get("version", ""))
    if not version:
        raise VersionMissing(
            f"{path.name} has no version, as the files of a native program have none",
            hint="name one with --version-name when it is packed, or tag the commit",
        )
    # what no registry could hold is refused before anything is written
    repository(app)
    bundle_tag(version, chosen.name)
    require_fit(bundle, path.name, chosen)
    return _Offer(
        id=app,
        version=version,
        host=chosen.name,
        bundle=bundle,
        artifact=bundle_artifact(bundle, data, chosen.name),
        actor=actor,
        at=at,
    )


def _decide(offer: _Offer, repository: Repository) -> _Decision:
    """Look at what the registry has and plan what it lacks; the first content of a key stays."""
    records = repository.records(but={blob.digest for blob in offer.artifact.blobs})
    claims = [one for one in fold(records) if one.key == offer.key]
    for one in claims:
        if one.content_digest == offer.bundle.content_digest:
            return _again(offer, repository, records, one)
    if claims:
        raise VersionTaken(
            f"{offer.id} {offer.version} for {offer.host} was submitted before with other content",
            hint="raise version in miniprog.json and publish again",
        )
    return _first(offer, repository, records)


def _again(
    offer: _Offer, repository: Repository, records: tuple[Record, ...], known: Submission
) -> _Decision:
    """Repair what is missing of the same container; another one of the same content is let be."""
    ours = known.digest == offer.artifact.manifest.digest
    if not ours:
        repository.verify(known.digest)
    plan = repository.plan(offer.artifact.blobs if ours else (), records)
    return _Decision(submission=known, already=True, plan=plan)


def _first(offer: _Offer, repository: Repository, records: tuple[Record, ...]) -> _Decision:
    event = Event(
        type=SUBMITTED,
        app=offer.id,
        version=offer.version,
        host=offer.host,
        bundle=offer.artifact.manifest.digest,
        content=offer.bundle.content_digest,
        actor=offer.actor,
        role=ROLE,
        at=offer.at,
        prev=heads(records),
    )
    wrapped, record = event_artifact(event, offer.artifact.manifest.descriptor)
    plan = repository.plan((*offer.artifact.blobs, *wrapped.blobs), (*records, record))
    return _Decision(submission=fold((record,))[0], already=False, plan=plan)


def _undone(decision: _Decision) -> _Decision:
    """Keep what is so already; what would only come about has not been handed in."""
    if decision.already:
        return decision
    return decision._replace(submission=decision.submission._replace(state=PACKED))


def _receipt(offer: _Offer, registry: Registry, decision: _Decision) -> Receipt:
    return Receipt(
        id=offer.id,
        version=offer.version,
        host=offer.host,
        digest=decision.submission.digest,
        content_digest=offer.bundle.content_digest,
        registry=registry.address,
        state=decision.submission.state,
        already=decision.already,
        raw_bytes=offer.bundle.raw_bytes,
        bundle_bytes=offer.bundle.bundle_bytes,
        writes=decision.plan,
    )
