"""What the host page may do, and what a host lets a program do: their content security policies.

A host's policies that refuse (`Severity.ERROR`) are enforced in preview, all others are only
reported: the same as `check` says. What no web view loads without encryption is refused for all.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from miniprog_cli.core.finding import Severity
from miniprog_cli.core.namedtuple import NamedTuple

if TYPE_CHECKING:
    from miniprog_cli.core.hostfacts import Policy
    from miniprog_cli.core.manifest import Manifest
    from miniprog_cli.hosts.base import Host

HOST_SECURITY = (
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)

_LOCAL = ("data:", "blob:")
_ANYWHERE = ("'self'", "https:", *_LOCAL)
_INLINE = "'unsafe-inline'"
"""Allowed everywhere: no host whose rules are public forbids scripts and styles in the page."""

_Directives = dict[str, tuple[str, ...]]


def host_policy(name: str, program_port: int, *, scripts: str, styles: str) -> str:
    """Write the policy of the host page, asked for under `name`: our files and the frame only.

    `scripts` and `styles` are the sources of what stands in the page itself.
    """
    return (
        f"default-src 'none'; script-src 'self' {scripts}; style-src 'self' {styles}; "
        f"img-src 'self' data:; connect-src 'self'; frame-src http://{name}:{program_port}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


class Domains(NamedTuple):
    """The origins that a manifest declares and that are written rightly."""

    request: tuple[str, ...]
    socket: tuple[str, ...]
    webview: tuple[str, ...]


class Rules(NamedTuple):
    """What one host lets one program do.

    `enforced` and `reported` are content security policies, `reported` of what is only told. The
    rest is what `forbidden.js` needs to know to act where no policy reaches, and to say why.
    """

    enforced: str
    reported: str
    told: dict[str, object]

    def headers(self, own: str, host_port: int | None) -> tuple[tuple[str, str], ...]:
        """Write the headers of a page asked for at `own`, a name with a port.

        Browsers differ on whether ``'self'`` holds our socket, so it is named. Only our host page may
        show the program in a frame.
        """
        name = own.rpartition(":")[0]
        frames = (
            "" if host_port is None else f" http://{name}:{host_port} https://{name}:{host_port}"
        )
        sockets = f"connect-src ws://{own} wss://{own}"
        enforced = self.enforced.replace("connect-src", sockets)
        found = (("Content-Security-Policy", f"{enforced}; frame-ancestors 'self'{frames}"),)
        if not self.reported:
            return found
        reported = self.reported.replace("connect-src", sockets)
        # a group that does not exist: the page hears of it, and no request is made
        told = ("Content-Security-Policy-Report-Only", f"{reported}; report-to miniprog")
        return (*found, told)


def rules(host: "Host", manifest: "Manifest") -> Rules:
    """Find out what a host lets a program do, from the host's facts and the program's `domains`."""
    from miniprog_cli.hosts import sdk

    own = sdk.of_host(host.name)
    scripts = tuple(f"https://{one.partition('/')[0]}" for one in own.scripts) if own else ()
    domains = declared(manifest)
    return Rules(
        enforced=_written(_enforced(host, domains, scripts)),
        reported=_written(dict(_reported(host, domains, scripts))),
        told=_told(host, domains),
    )


def of_native(found: Rules) -> Rules:
    """Give what holds for a native program.

    Its runtime runs code that it has as text. Nothing is only reported: hosts ask for domains where
    such a program calls them, not for its pictures, and it has no manifest to declare any in.
    """
    text = "'unsafe-eval'"
    enforced = found.enforced
    if text not in enforced:
        enforced = enforced.replace("script-src ", f"script-src {text} ", 1)
    return found._replace(enforced=enforced, reported="")


def declared(manifest: "Manifest") -> Domains:
    """Give the origins that the manifest declares; those that are written wrongly count nothing."""
    lists = manifest.raw.get("domains")
    wrong = {violation.pointer for violation in manifest.violations}

    def of(member: str) -> Iterator[str]:
        listed = lists.get(member) if isinstance(lists, dict) else None
        for position, origin in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(origin, str) and ("domains", member, position) not in wrong:
                yield origin.lower()

    return Domains(tuple(of("request")), tuple(of("socket")), tuple(of("webview")))


def _enforced(host: "Host", domains: Domains, scripts: tuple[str, ...]) -> _Directives:
    """Allow what the host allows; what it publishes nothing about is allowed."""
    policies = host.policies
    are_declared = _refuses(policies.declared_domains)
    is_secure = _refuses(policies.https_only)
    found: _Directives = {
        "default-src": _ANYWHERE,
        "script-src": (*_scripts(host, scripts), _INLINE, "'wasm-unsafe-eval'"),
        "style-src": (*_styles(host), _INLINE),
        "font-src": ("'self'", *_LOCAL) if _refuses(policies.own_fonts) else _ANYWHERE,
        "frame-src": _frames(host, domains),
        "worker-src": ("'self'", "blob:"),
        "connect-src": ("'self'", *_LOCAL, "https:", "wss:"),
        "img-src": _ANYWHERE,
        "media-src": _ANYWHERE,
    }
    if not _refuses(policies.no_code_from_text):
        found["script-src"] += ("'unsafe-eval'",)
    if are_declared:
        found["connect-src"] = ("'self'", *_LOCAL, *domains.request, *domains.socket)
        found["img-src"] = found["media-src"] = ("'self'", *_LOCAL, *domains.request)
    elif not is_secure:
        found["connect-src"] += ("http:", "ws:")
        found["img-src"] = found["media-src"] = (*_ANYWHERE, "http:")
    found["object-src"] = found["frame-src"]
    return found


def _scripts(host: "Host", scripts: tuple[str, ...]) -> tuple[str, ...]:
    own = ("'self'", "blob:", *scripts)
    return own if _refuses(host.policies.own_scripts) else _ANYWHERE


def _styles(host: "Host") -> tuple[str, ...]:
    from miniprog_cli.core.hostfacts import FONT_SERVICES

    if not _refuses(host.policies.own_styles):
        return _ANYWHERE
    fonts = () if _refuses(host.policies.own_fonts) else FONT_SERVICES
    return ("'self'", *_LOCAL, *(f"https://{one}" for one in fonts))


def _frames(host: "Host", domains: Domains) -> tuple[str, ...]:
    if _refuses(host.policies.no_frames):
        return ("'none'",)
    if _refuses(host.policies.declared_domains):
        return ("'self'", *_LOCAL, *domains.webview)
    return _ANYWHERE


def _reported(
    host: "Host", domains: Domains, scripts: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name what `check` warns of; where the host refuses, nothing is said twice."""
    policies = host.policies
    if _advises(policies.own_scripts):
        yield "script-src", ("'self'", "blob:", *scripts, _INLINE, "'unsafe-eval'")
    if _advises(policies.own_styles):
        yield "style-src", ("'self'", *_LOCAL, _INLINE)
    if _advises(policies.own_fonts):
        yield "font-src", ("'self'", *_LOCAL)
    if not _refuses(policies.declared_domains):
        yield "connect-src", ("'self'", *_LOCAL, *domains.request, *domains.socket)
        yield "img-src", ("'self'", *_LOCAL, *domains.request)
        yield "media-src", ("'self'", *_LOCAL, *domains.request)
        if not _refuses(policies.no_frames):
            pages = () if policies.no_frames else domains.webview
            yield "frame-src", ("'self'", *_LOCAL, *pages)


def _told(host: "Host", domains: Domains) -> dict[str, object]:
    policies = host.policies
    return {
        "title": host.title,
        "policies": {name: policy.text for name, policy in policies.named().items()},
        "bans": [{"name": ban.name, "reason": ban.reason} for ban in host.bans],
        "framed": not _refuses(policies.no_frames),
        "leads": list(domains.webview) if _refuses(policies.declared_domains) else None,
    }


def _refuses(policy: "Policy | None") -> bool:
    return policy is not None and policy.severity is Severity.ERROR


def _advises(policy: "Policy | None") -> bool:
    return policy is not None and policy.severity is not Severity.ERROR


def _written(directives: _Directives) -> str:
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())
