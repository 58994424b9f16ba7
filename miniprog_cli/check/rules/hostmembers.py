"""Rules on what a project says for one host: in the manifest, and in files of the host's tools."""

import re
from collections.abc import Iterator

from miniprog_cli.core.finding import Finding, Location, Severity
from miniprog_cli.core.hostfacts import ConfigFile, HostMember
from miniprog_cli.core.rule import Context, rule
from miniprog_cli.core.source import Json, JsonError
from miniprog_cli.core.vendor import VendorFile, read_vendor_file


@rule("MP013", severity=Severity.WARNING, since="0.1", per_host=True)
def host_member_not_suitable(context: Context) -> Iterator[Finding]:
    """What the manifest says for a host is missing, or not what the host takes.

    ## Why it matters
    A host that opens programs by their address needs one, and takes https only. An id with a
    typing error is refused at the first start on a phone, long after the check.

    ## How to fix
    Write it into `hosts.<name>` of `miniprog.json`, as the host's console shows it. A host that the
    manifest does not name is not asked for it.
    """
    host = context.host.name
    given = context.project.manifest.hosts.get(host)
    for member in context.host.members if given is not None else ():
        value = given.get(member.name) if given else None
        if value is not None:
            yield from _wrong(context, member, value)
        elif member.required:
            yield Finding(
                context.project.manifest.at_key("hosts", host),
                f"`hosts.{host}.{member.name}` is missing: {member.rule}",
                f"add it to `hosts.{host}`; see {member.source}",
                severity=Severity.WARNING,
            )


@rule("MP012", severity=Severity.ERROR, since="0.1", per_host=True)
def host_file_not_suitable(context: Context) -> Iterator[Finding]:
    """A file that the host's own tool reads is not JSON, or lacks what the tool needs.

    ## Why it matters
    The tool stops, or the program runs without its configuration.

    ## How to fix
    Correct the file at the place of the finding: strict JSON, an object, with the members that the
    message names. Without the file there is no finding.
    """
    for config in context.host.config_files:
        file = read_vendor_file(context.project, config.name)
        if file is not None:
            yield from _unsuitable(context, config, file)


def _wrong(context: Context, member: HostMember, value: Json) -> Iterator[Finding]:
    text = str(value) if isinstance(value, (str, int)) else ""
    if not re.fullmatch(member.pattern, text):
        host = context.host.name
        yield Finding(
            context.project.manifest.at("hosts", host, member.name),
            f"`hosts.{host}.{member.name}` must be {member.rule}",
            f"see {member.source}",
            severity=member.severity,
        )


def _unsuitable(context: Context, config: ConfigFile, file: VendorFile) -> Iterator[Finding]:
    if isinstance(file.content, JsonError):
        at = Location(file.path, file.content.span)
        yield Finding(
            at, f"{context.host.title} reads it: {file.content.message}", file.content.hint
        )
        return
    value = file.content.value
    if not isinstance(value, dict):
        yield Finding(Location(file.path), f"{context.host.title} reads it: it must be an object")
        return
    for pointer in config.required:
        if _get(value, pointer) is None:
            at = Location(file.path, file.content.start_span(()))
            yield Finding(at, f"`{'.'.join(pointer)}` is missing", f"see {config.source}")
            return


def _get(value: Json, pointer: tuple[str, ...]) -> Json:
    for name in pointer:
        value = value.get(name) if isinstance(value, dict) else None
    return value
