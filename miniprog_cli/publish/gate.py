"""What keeps a bundle from being submitted: its host, its sizes, what its manifest says.

The same that `check` asks of a project, as far as a bundle can be asked: anybody may have made it.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast

from miniprog_cli import hosts
from miniprog_cli.core.archive.refusal import NotABundle
from miniprog_cli.core.manifest import FILE_NAME, Manifest, ManifestUnreadable, parse_manifest
from miniprog_cli.core.names import normalize
from miniprog_cli.core.shape import Fault, suggestion
from miniprog_cli.core.size import Limit, exact
from miniprog_cli.hosts.base import Host, State
from miniprog_cli.publish.errors import HostNotPublished, OtherHost, UnfitBundle
from miniprog_cli.publish.events import canonical

if TYPE_CHECKING:
    from miniprog_cli.core.archive.reader import VerifiedBundle

_HINT = "mend the project, then run `miniprog check` and `miniprog pack`"


def choose_host(name: str, manifest: Mapping[str, object], asked: str | None) -> Host:
    """Choose the host a bundle is submitted for: `asked`, else the one it was packed for.

    `name` is that of the file, for messages.

    Raises:
        OtherHost: the bundle was packed for another host than `asked`, or for several.
        UnfitBundle: there is no such host.
        HostNotPublished: nothing can be submitted for the host by this version.
    """
    named = manifest.get("hosts")
    packed = list(cast("dict[str, object]", named)) if isinstance(named, dict) else []
    if len(packed) > 1 and asked is None:
        raise OtherHost(f"{name} names several hosts", hint="choose one with --host")
    chosen = asked if asked is not None else next(iter(packed), hosts.DEFAULT)
    if packed and chosen not in packed:
        raise OtherHost(
            f"{name} was packed for {packed[0]}, not for {chosen}",
            hint=f"pack it anew with: miniprog pack --host {chosen}",
        )
    if chosen not in hosts.HOSTS:
        hint = suggestion(chosen, hosts.HOSTS) or f"known: {', '.join(hosts.HOSTS)}"
        raise UnfitBundle(f"{name} was packed for an unknown host, {chosen!r}", hint=hint)
    return _open_to_bundles(hosts.get(chosen))


def require_fit(bundle: "VerifiedBundle", name: str, host: Host) -> None:
    """Refuse a bundle that the host could not take, or whose manifest is wrong.

    Raises:
        UnfitBundle: what is wrong first, and how many more things are.
        NotABundle: the manifest cannot be written as JSON in UTF-8.
    """
    faults = [*_too_large(bundle, host), *_wrong(bundle, _manifest(bundle, name))]
    if faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise UnfitBundle(f"{name} cannot be submitted: {faults[0]}{more}", hint=_HINT)


def _open_to_bundles(host: Host) -> Host:
    """Refuse hosts that no bundle can be packed for; a person may still have to hand it to the host."""
    verbs = host.verbs
    if verbs.pack.state is not State.WORKS:
        said = verbs.publish if verbs.publish.state is not State.WORKS else verbs.pack
        raise HostNotPublished(
            f"nothing can be submitted for {host.title} by this version", hint=said.how
        )
    return host


def _manifest(bundle: "VerifiedBundle", name: str) -> Manifest:
    try:
        return parse_manifest(canonical(bundle.manifest))
    except (ValueError, ManifestUnreadable) as error:  # half a surrogate pair, an endless number
        raise NotABundle(
            f"{name} has a manifest that cannot be written as JSON in UTF-8: {error}",
            hint=f"mend {FILE_NAME}, then write the bundle again with `miniprog pack`",
        ) from error


def _too_large(bundle: "VerifiedBundle", host: Host) -> Iterator[str]:
    for limit in host.limits:
        of_html = limit.scope in ("total", "file")  # the others are about native packages
        if of_html and (size := _measured(bundle, limit)) > limit.limit_bytes:
            counted = "files come to" if limit.measure == "raw" else "zip has"
            yield f"its {counted} {exact(size)}; {host.title} takes {exact(limit.limit_bytes)}"


def _measured(bundle: "VerifiedBundle", limit: Limit) -> int:
    if limit.scope == "file":
        return max(row.bytes for row in bundle.rows)
    return bundle.raw_bytes if limit.measure == "raw" else bundle.bundle_bytes


def _wrong(bundle: "VerifiedBundle", manifest: Manifest) -> Iterator[str]:
    for violation in manifest.violations:
        if violation.fault is not Fault.UNKNOWN:  # a later version's member, or one that is ignored
            yield f"{FILE_NAME}: {violation.message}"
    there = {row.path for row in bundle.rows}
    for page in manifest.pages:
        if normalize(page.removeprefix("./")) not in there:
            yield f"the page {page} is not in it"
