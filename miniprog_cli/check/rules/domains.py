"""Rules on the origins that a program connects to, held against `domains` in the manifest."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from miniprog_cli.check.rules.external import is_frame, refuses_frames
from miniprog_cli.core.facts import Form, Role, Use
from miniprog_cli.core.finding import Finding, Location, Severity, Span
from miniprog_cli.core.manifest import Manifest
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.rule import Context, rule
from miniprog_cli.syntax.libraries import BASE, REQUESTS

CONNECTING = {
    "fetch": Form.CALL,
    "XMLHttpRequest.open": Form.CALL,
    "navigator.sendBeacon": Form.CALL,
    "mini.request": Form.CALL,
    "EventSource": Form.NEW,
    "WebSocket": Form.NEW,
    **dict.fromkeys(sorted(REQUESTS), Form.CALL),
    BASE: Form.WRITE,
}
"""What connects to the URL that it is given."""
_LOADING = (Role.IMAGE, Role.MEDIA)
"""References that hosts hold against the same list; scripts, styles and fonts have rules of their own."""
_SECURE = {"http": "https", "https": "https", "ws": "wss", "wss": "wss"}
_BELOW = "://*."
"""What is in an origin that stands for every subdomain."""
_HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})


@rule("MP404", severity=Severity.WARNING, since="0.1", per_host=True)
def domain_not_declared(context: Context) -> Iterator[Finding]:
    """The program connects to an origin that the manifest does not name.

    ## Why it matters
    Hosts let a program connect only to the domains that were registered for it; to others every
    request fails on the phone, while it works in a browser.

    ## How to fix
    Add the origin to `domains.request` (`fetch`, `XMLHttpRequest`, `mini.request`, the calls of
    jQuery and axios, pictures, media),
    to `domains.socket` (`WebSocket`) or to `domains.webview` (frames), and register it with the host.
    A leading `*.` stands for every subdomain. Of an address that a script puts together it is seen
    where its server stands in the text.
    """
    policy = context.host.policies.declared_domains
    severity = policy.severity if policy else None
    told: set[tuple[str, str]] = set()
    declared = _Declared(context.project.manifest)
    for connection in _connections(context):
        key = (connection.member, connection.origin)
        if key in told or declared.has(*key):
            continue
        if connection.in_frame and refuses_frames(context):
            continue  # which is said, and no list would help
        told.add(key)
        yield Finding(
            connection.at,
            f"{connection.by} connects to {connection.origin}, "
            f"which `domains.{connection.member}` does not name",
            f'add "{connection.origin}" there',
            severity=severity,
        )


@rule("MP405", severity=Severity.WARNING, since="0.1")
def domain_not_used(context: Context) -> Iterator[Finding]:
    """The manifest names an origin that nothing in the program connects to.

    ## Why it matters
    Reviewers ask what each registered domain is for, and one that was given up may belong to
    somebody else tomorrow.

    ## How to fix
    Remove it from `domains`. Where a script has the origin in its text, puts an address together, or
    an SDK or frame is loaded, nothing is said, since it may be used.
    """
    manifest = context.project.manifest
    if _may_connect_anywhere(context):
        return
    used = {(one.member, one.origin) for one in _connections(context)}
    used |= {
        (member, one) for one in _written(context) for member in ("request", "socket", "webview")
    }
    for member, position, declared in _declared(manifest):
        if (member, declared.removesuffix(":443")) in used:
            continue
        below = used if _BELOW in declared else ()
        if not any(name == member and _is_below(origin, declared) for name, origin in below):
            message = f"nothing in the program connects to {declared}"
            yield Finding(manifest.at("domains", member, position), message, "remove it")


class _Connection(NamedTuple):
    """A place where the program connects to an origin, and the list that has to name it."""

    member: str
    origin: str
    by: str
    at: Location
    in_frame: bool = False


def _connections(context: Context) -> Iterator[_Connection]:
    for path, facts in context.program.items():
        for use in facts.uses:
            if CONNECTING.get(use.name) is use.form and use.argument:
                member = "socket" if use.name == "WebSocket" else "request"
                yield from _to(context, path, use.span, use.argument, (member, use.name))
        for reference in context.program.addresses(path):
            if reference.role in (*_LOADING, Role.FRAME):
                member = "webview" if reference.role is Role.FRAME else "request"
                place = (member, reference.where)
                in_frame = is_frame(reference)
                for one in _to(context, path, reference.span, reference.url, place):
                    yield one._replace(in_frame=in_frame)


def _to(
    context: Context, path: str, span: Span, url: str, place: tuple[str, str]
) -> Iterator[_Connection]:
    member, by = place
    if origin := _origin(url):
        yield _Connection(member, origin, by, Location(context.project.in_project(path), span))


def _origin(url: str) -> str | None:
    """Give the origin of an absolute address, with encryption; None of all others and of this machine."""
    if "//" not in url:
        return None  # most addresses are relative, and to split one takes 5 us
    text = url.strip(" \t\n\r\f")
    try:
        parts = urlsplit(f"https:{text}" if text.startswith("//") else text)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    scheme = _SECURE.get(parts.scheme.lower())
    if scheme is None or not host or host in _HERE or not _is_domain(host):
        return None
    return f"{scheme}://{_asked(host)}" + (f":{port}" if port not in (None, 80, 443) else "")


def _asked(host: str) -> str:
    """Give a domain as it is asked for, and as manifests name it: `пример.рф` in letters of ASCII."""
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def _is_domain(host: str) -> bool:
    """Tell a domain that is written whole from one that a script goes on writing."""
    last = host.rpartition(".")[
        2
    ]  # of an address in numbers a digit: those have a rule of their own
    return "." in host and last != "" and not last.isdigit() and "{" not in host and "$" not in host


def _declared(manifest: Manifest) -> Iterator[tuple[str, int, str]]:
    """Yield the lists' members, their positions, and the origins that are written rightly."""
    domains = manifest.raw.get("domains")
    wrong = {violation.pointer for violation in manifest.violations}
    for member in ("request", "socket", "webview"):
        listed = domains.get(member) if isinstance(domains, dict) else None
        for position, origin in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(origin, str) and ("domains", member, position) not in wrong:
                yield member, position, origin.lower()


class _Declared:
    """What the lists of a manifest name; there may be thousands, and thousands of connections."""

    def __init__(self, manifest: Manifest) -> None:
        named = [(member, origin) for member, _, origin in _declared(manifest)]
        self._origins = {(member, origin.removesuffix(":443")) for member, origin in named}
        self._below = [(member, origin) for member, origin in named if _BELOW in origin]

    def has(self, member: str, origin: str) -> bool:
        """Tell whether a list names an origin, itself or with a leading ``*.``."""
        if (member, origin) in self._origins:
            return True
        return any(name == member and _is_below(origin, declared) for name, declared in self._below)


def _is_below(origin: str, declared: str) -> bool:
    """Tell a subdomain of what is declared with a leading ``*.``."""
    scheme, _, host = declared.partition("://")
    its_scheme, _, its_host = origin.partition("://")
    return host.startswith("*.") and scheme == its_scheme and its_host.endswith(host[1:])


def _written(context: Context) -> Iterator[str]:
    """Yield the origins in the text of scripts: a library or markup may connect to them."""
    for facts in context.program.values():
        yield from filter(None, map(_origin, facts.origins))


def _may_connect_anywhere(context: Context) -> bool:
    """Tell a program of which not every address is known: put together, or of code from elsewhere."""
    outside = (one.reference.role for one in context.program.outside)
    uses = (use for facts in context.program.values() for use in facts.uses)
    return any(role in (Role.SCRIPT, Role.FRAME) for role in outside) or _is_unknown(uses)


def _is_unknown(uses: Iterable[Use]) -> bool:
    return any(
        CONNECTING.get(use.name) is use.form
        and (use.argument is None or (use.partial and _origin(use.argument) is None))
        for use in uses
    )
