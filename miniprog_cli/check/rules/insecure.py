"""Rules on addresses without encryption."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from miniprog_cli.check.rules.domains import CONNECTING
from miniprog_cli.check.rules.rename import place
from miniprog_cli.core.addresses import domain_of
from miniprog_cli.core.facts import Reference, Role, Use
from miniprog_cli.core.finding import Edit, Finding, Fix, Location, Severity, Span
from miniprog_cli.core.rule import Context, rule

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv6Address

_BLOCKED = {Role.SCRIPT, Role.STYLE, Role.FONT, Role.FRAME, Role.MANIFEST}
"""What browsers never load without encryption; W3C Mixed Content, section 3.2."""
_RISKED = {Role.IMAGE, Role.MEDIA, Role.FORM}
"""What they ask for with encryption first, and leave out where there is none; section 3.1."""
_MAX_SHOWN = 100
"""How many characters of an address a message shows."""


@rule("MP314", severity=Severity.ERROR, since="0.1", fixable=True)
def insecure_reference(context: Context) -> Iterator[Finding]:
    """Something is loaded or asked for with `http:` or `ws:`, without encryption.

    ## Why it matters
    Hosts open programs with `https:`. There the web view refuses scripts, styles, fonts and frames
    with `http:`, and leaves out pictures, sound and video that the server does not also have with
    `https:` (those are warnings). A form would send what people typed in readable form. What
    `fetch`, `XMLHttpRequest`, `WebSocket` and the like ask for is refused, too.

    An address of your own machine or network, such as `localhost` or `192.168.1.5`, is nobody
    else's: on the phone nothing answers.

    ## How to fix
    Write `https:`, or better put the file into the program. Links that people follow may have
    `http:` and are not looked at.
    """
    for path, facts in context.program.items():
        for reference in context.program.addresses(path):
            if _is_loaded(reference) and reference.url.lstrip()[:5].lower() == "http:":
                at = context.at(path, reference.span)
                yield _finding(reference, at)
        for use in facts.uses:
            if CONNECTING.get(use.name) is use.form and _is_plain(use.argument or ""):
                yield _asked(use, context.at(path, use.span))


def _is_loaded(reference: Reference) -> bool:
    return reference.role in _BLOCKED or reference.role in _RISKED


def _finding(reference: Reference, at: Location) -> Finding:
    severity = None if reference.role in _BLOCKED else Severity.WARNING
    url = reference.url.strip()
    if _is_private(url):
        message = f"{reference.where} loads {url}, which is there on your machine only"
        return Finding(at, message, "put the file into the program", None, Severity.ERROR)
    message = f"{reference.where} loads {url} without encryption"
    return Finding(at, message, "write https:", _secured(reference, at), severity)


def _is_plain(url: str) -> bool:
    return url.strip().lower().startswith(("http:", "ws:")) and domain_of(url) != ""


def _asked(use: Use, at: Location) -> Finding:
    url = (use.argument or "").strip()
    shown = url[:_MAX_SHOWN] + ("…" if use.partial or len(url) > _MAX_SHOWN else "")
    if _is_private(url):
        message = f"{use.name} connects to {shown}, which is there on your machine only"
        return Finding(
            at,
            message,
            "ask a server that phones reach, or leave it out",
            severity=Severity.WARNING,
        )
    secure = "wss:" if url[:2].lower() == "ws" else "https:"
    hint = f"write {secure}"
    if _is_number(url):
        hint = f"give that server a name and a certificate, and write {secure}"
    return Finding(at, f"{use.name} connects to {shown} without encryption", hint)


def _secured(reference: Reference, at: Location) -> Fix | None:
    """Write ``https:``, where the scheme is written without escapes."""
    span = place(reference)
    plain = reference.url.strip().partition("#")[0].partition("?")[0]
    if span is None or span.end_column - span.column != len(plain) or span.line != span.end_line:
        return None
    scheme = Span(span.line, span.column, span.line, span.column + len("http"))
    return Fix((Edit(at.file, scheme, "https"),), False, "write https:")


def _is_private(url: str) -> bool:
    """Tell an address of one's own machine or network."""
    name = _server(url)
    if name == "localhost" or name.endswith((".localhost", ".local")):
        return True
    number = _number(name)
    return number is not None and number.is_private


def _is_number(url: str) -> bool:
    """Tell a server without a name: hardly any has a certificate for its number."""
    return _number(_server(url)) is not None


def _server(url: str) -> str:
    from urllib.parse import urlsplit

    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _number(name: str) -> "IPv4Address | IPv6Address | None":
    from ipaddress import ip_address

    try:
        return ip_address(name)
    except ValueError:
        return None
