"""Rules that only TikTok has."""

from collections.abc import Iterator

from miniprog_cli.core.finding import Finding, Location, Severity
from miniprog_cli.core.rule import Context, rule
from miniprog_cli.core.source import Json, JsonDocument
from miniprog_cli.core.vendor import read_vendor_file

_CONFIG = "minis.config.json"


@rule("TT001", severity=Severity.WARNING, since="0.1", per_host=True)
def minis_config_disagrees(context: Context) -> Iterator[Finding]:
    """The domains that `minis.config.json` lists are not those of the manifest.

    ## Why it matters
    TikTok lets a program talk to the domains of its own list only; one that is in `domains` of
    `miniprog.json` and not there cannot be reached on the phone. The name of the list,
    `domain.allowList`, is known from third parties only, so this is never more than a warning.

    ## How to fix
    Add the domain to `domain.allowList`, and to the trusted domains of the app in TikTok's Developer
    Portal.
    """
    file = read_vendor_file(context.project, _CONFIG)
    if file is None or not isinstance(file.content, JsonDocument):
        return
    listed = _listed(file.content.value)
    if listed is None:
        return
    at = Location(file.path, file.content.span(("domain", "allowList")))
    for origin in _declared(context.project.manifest.raw.get("domains")):
        if not {origin, origin.partition("//")[2]} & listed:
            message = f"`domain.allowList` lacks {origin}, which miniprog.json declares"
            yield Finding(at, message, "add it, and to the trusted domains in the Developer Portal")


def _listed(config: Json) -> set[str] | None:
    """Give the domains that are listed; None where there is no list."""
    domain = config.get("domain") if isinstance(config, dict) else None
    allowed = domain.get("allowList") if isinstance(domain, dict) else None
    if not isinstance(allowed, list):
        return None
    return {one.rstrip("/") for one in allowed if isinstance(one, str)}


def _declared(domains: Json) -> Iterator[str]:
    for kind in ("request", "socket"):
        origins = domains.get(kind) if isinstance(domains, dict) else None
        for origin in origins if isinstance(origins, list) else ():
            if isinstance(origin, str):
                yield origin
