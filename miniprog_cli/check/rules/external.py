"""Rules on what a program takes from other places in the web: scripts, styles, fonts, frames.

How serious that is differs: each host's policies say it. Where a host publishes nothing, nothing
is found, for a site that is opened by its address has a network.
"""

from collections.abc import Iterator
from posixpath import splitext

from miniprog_cli.core.addresses import domain_of, lies_below
from miniprog_cli.core.facts import BLANK, SRCDOC, PlacedReference, Reference, Role, is_outside
from miniprog_cli.core.finding import Finding, Severity
from miniprog_cli.core.hostfacts import FONT_SERVICES, Policy
from miniprog_cli.core.rule import Context, rule
from miniprog_cli.hosts import sdk

_SERVICES = (
    *("google-analytics.com", "googletagmanager.com", "googlesyndication.com", "doubleclick.net"),
    *("hm.baidu.com", "mc.yandex.ru", "clarity.ms", "connect.facebook.net", "static.hotjar.com"),
)
"""Servers of scripts that count visitors or show advertisements: nobody can ship those."""
_FONTS = (
    "put the fonts that it names into the program, or use the phone's: font-family: system-ui",
    None,
)
"""What to do about a style sheet, whose copy would load the fonts all the same, and about a font."""


@rule("MP310", severity=Severity.WARNING, since="0.1", per_host=True)
def external_script(context: Context) -> Iterator[Finding]:
    """A script is loaded from elsewhere in the web.

    ## Why it matters
    TikTok refuses it, and Toss serves a program's code itself. Elsewhere the program does not start
    without a network or where that server cannot be reached, and whoever owns the server owns the
    program. A host's own SDK is loaded from its address: for that host it is no finding.

    ## How to fix
    Put the file into the program and refer to it there. What only one host needs, load for that
    host only.
    """
    policy = context.host.policies.own_scripts
    for placed in _loaded(context, Role.SCRIPT) if policy else ():
        owner = sdk.of_script(placed.reference.url)
        if policy and (owner is None or owner.host != context.host.name):
            hint = owner and f"it is {owner.title}'s SDK: load it for {owner.title} only"
            if lies_below(domain_of(placed.reference.url), _SERVICES):
                hint = "leave it out: a copy of it does not do for what its server does"
            yield _finding(context, placed, policy, "scripts", hint)


@rule("MP311", severity=Severity.WARNING, since="0.1", per_host=True)
def external_style(context: Context) -> Iterator[Finding]:
    """A style sheet is loaded from elsewhere in the web.

    ## Why it matters
    TikTok refuses it. Elsewhere the page stays blank while it waits for that server, and is plain
    where it cannot be reached. Style sheets of services that serve fonts are
    [external-font](MP312.md).

    ## How to fix
    Put the file into the program, with the fonts and pictures that it names, and refer to it there.
    """
    policy = context.host.policies.own_styles
    for placed in _loaded(context, Role.STYLE) if policy else ():
        if policy and not _is_for_fonts(placed):
            hint = "put the file into the program, with the fonts and pictures that it names"
            yield _finding(context, placed, policy, "style sheets", hint)


@rule("MP312", severity=Severity.WARNING, since="0.1", per_host=True)
def external_font(context: Context) -> Iterator[Finding]:
    """A font, or the style sheet of a service that serves fonts, is loaded from elsewhere.

    ## Why it matters
    The page waits for that server at every start, and shows its text in another font where it
    cannot be reached, as Google's in China. TikTok allows it. Of a font that a style sheet lists in
    several formats the first is shown.

    ## How to fix
    Put the font files into the program, or use the fonts of the phone: `font-family: system-ui`.
    """
    policy = context.host.policies.own_fonts
    told: set[tuple[str, str]] = set()
    for placed in context.program.outside if policy else ():
        role = placed.reference.role
        if policy and (role is Role.FONT or (role is Role.STYLE and _is_for_fonts(placed))):
            font = (placed.path, _without_suffix(placed.reference.url))
            if role is not Role.FONT or font not in told:
                told.add(font)
                yield _finding(context, placed, policy, "fonts", _FONTS[role is Role.FONT])


@rule("MP313", severity=Severity.ERROR, since="0.1", per_host=True)
def frame_not_allowed(context: Context) -> Iterator[Finding]:
    """A page holds a frame, and the host allows none.

    ## Why it matters
    TikTok supports no `iframe` at all: it stays empty, and review refuses the program. Toss does not
    take programs that bring in a service of another place by a frame.

    ## How to fix
    Show the content in the page itself, or leave it out.
    """
    policy = context.host.policies.no_frames
    for path in context.program if policy else ():
        for reference in context.program.addresses(path):
            if policy and is_frame(reference) and _is_meant(policy, reference.url):
                at = context.at(path, reference.span)
                yield Finding(
                    at,
                    f"{_held(reference)}; {context.host.title}: {policy.text}",
                    "show the content in the page itself",
                    severity=policy.severity,
                )


def _loaded(context: Context, role: Role) -> Iterator[PlacedReference]:
    return (one for one in context.program.outside if one.reference.role is role)


def _finding(
    context: Context, placed: PlacedReference, policy: Policy, what: str, hint: str | None = None
) -> Finding:
    """Name the host only where it refuses: then hosts that advise alike make one finding."""
    path, reference = placed
    url = _short(reference.url)
    if policy.severity is Severity.ERROR:
        message = f"{context.host.title} takes {what} from the program itself only, not {url}"
    else:
        message = f"{reference.where} loads {url} from elsewhere in the web"
    at = context.at(path, reference.span)
    return Finding(at, message, hint or "put the file into the program", severity=policy.severity)


def _is_for_fonts(placed: PlacedReference) -> bool:
    return lies_below(domain_of(placed.reference.url), FONT_SERVICES)


def _without_suffix(url: str) -> str:
    """Name a font: style sheets list the files of each format that it comes in."""
    return splitext(url.partition("#")[0].partition("?")[0])[0]


def is_frame(reference: Reference) -> bool:
    """Tell frames from what else holds a page, as `<object>` does.

    Of those that scripts make, such as show another place, and empty ones that are put into the
    page to be seen: libraries make hidden ones for old browsers.
    """
    made = reference.where == ".src" and reference.role is Role.FRAME
    return (made and is_outside(reference.url)) or reference.where.startswith(
        ("<iframe ", "<frame ", "document.createElement")
    )


def refuses_frames(context: Context) -> bool:
    """Tell a host on which a frame is an error, wherever it leads."""
    policy = context.host.policies.no_frames
    return policy is not None and policy.severity is Severity.ERROR


def _held(reference: Reference) -> str:
    """Say what a frame shows."""
    if reference.url == BLANK:
        return f"{reference.where} makes a frame that is put into the page"
    shown = "a page as text" if reference.url == SRCDOC else _short(reference.url)
    return f"{reference.where} holds {shown}"


def _is_meant(policy: Policy, url: str) -> bool:
    return policy.severity is Severity.ERROR or is_outside(url)


def _short(url: str) -> str:
    """Cut what a message cannot hold, such as a page in a data: URL."""
    return url if len(url) <= 100 else f"{url[:99]}…"
