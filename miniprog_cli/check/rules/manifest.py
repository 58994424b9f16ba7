"""Rules on what `miniprog.json` says."""

from collections.abc import Iterator
from os.path import isdir

from miniprog_cli import hosts
from miniprog_cli.check.rules import rename
from miniprog_cli.check.rules.correct import corrected, respelt
from miniprog_cli.check.rules.size import budgeted
from miniprog_cli.core.files import on_disk
from miniprog_cli.core.finding import Finding, Location, Severity
from miniprog_cli.core.members import KINDS_OF_FILES
from miniprog_cli.core.rule import ANY, Context, HostFacts, rule
from miniprog_cli.core.shape import MAX_GUESSES, Fault, Violation, nearest_name
from miniprog_cli.core.source import Pointer


@rule("MP001", severity=Severity.ERROR, since="0.1", always=True, kinds=ANY)
def manifest_not_readable(_: Context) -> Iterator[Finding]:
    """The manifest is missing, or is not JSON.

    ## Why it matters
    Nothing else can be said about a project whose manifest cannot be read, so every command stops
    with exit code 2.

    ## How to fix
    `miniprog.json` is strict JSON in UTF-8 without byte order mark: member names and strings in
    double quotes, no comments, no comma after the last item. The finding has the line and column
    of the first fault.
    """
    yield from ()  # reported when the manifest is read, before there is a project to look at


@rule("MP002", severity=Severity.ERROR, since="0.1", always=True, kinds=ANY)
def missing_member(context: Context) -> Iterator[Finding]:
    """The manifest lacks a member that every bundle needs.

    ## Why it matters
    Without `id`, `name`, `version` and `pages` a host can neither list nor open the program.

    ## How to fix
    Add the member. `miniprog schema` prints what each one takes; editors complete it from there.
    """
    document = context.project.manifest.document
    for violation in _violations(context, Fault.MISSING):
        place = Location(document.file, document.start_span(violation.pointer))
        yield Finding(place, violation.message, violation.hint)


@rule("MP003", severity=Severity.ERROR, since="0.1", always=True, fixable=True, kinds=ANY)
def wrong_member(context: Context) -> Iterator[Finding]:
    """A member of the manifest has a value that it cannot have.

    ## Why it matters
    The member has no effect, or the host refuses the bundle.

    ## How to fix
    Write the value as the message says. All wrong members are reported at once. `check --fix`
    writes what can be nothing else: a page without its leading slash, `en-US` for `en_US`, an
    origin without its last slash, a page once that is listed twice. With `--unsafe-fixes` it also
    completes a version to `1.0.0` and writes the word that was probably meant.
    """
    manifest = context.project.manifest
    for violation in _violations(context, Fault.WRONG):
        fix = corrected(context.project, violation)
        yield Finding(manifest.at(*violation.pointer), violation.message, violation.hint, fix)
    background = manifest.window.get("background")
    if isinstance(background, str) and not background.startswith("#"):
        yield from _colour(context, background)


@rule("MP004", severity=Severity.WARNING, since="0.1", fixable=True, kinds=ANY)
def unknown_member(context: Context) -> Iterator[Finding]:
    """The manifest has a member that means nothing.

    ## Why it matters
    It is most often a misspelling, and what was meant silently does not happen.

    ## How to fix
    Correct the name or remove the member. What only one host knows belongs in `hosts.<name>`,
    where every member is allowed. `check --fix --unsafe-fixes` writes the name that was probably
    meant, where that is free and takes the value.
    """
    manifest = context.project.manifest
    taken = set[Pointer]()
    for violation in _violations(context, Fault.UNKNOWN):
        fix = respelt(manifest, violation, taken)
        place = manifest.at_key(*violation.pointer)
        yield Finding(place, violation.message, violation.hint, fix)


@rule("MP005", severity=Severity.ERROR, since="0.1", kinds=ANY)
def repeated_member(context: Context) -> Iterator[Finding]:
    """A member of the manifest is given twice.

    ## Why it matters
    The last one counts for some readers and the first one for others.

    ## How to fix
    Keep one of them.
    """
    manifest = context.project.manifest
    for pointer in manifest.document.repeated:
        yield Finding(manifest.at_key(*pointer), f"`{pointer[-1]}` is given more than once")


@rule("MP006", severity=Severity.ERROR, since="0.1", always=True, fixable=True, kinds=ANY)
def unknown_host(context: Context) -> Iterator[Finding]:
    """The manifest names a host that miniprog does not know.

    ## Why it matters
    Nothing is checked for it, and no bundle can be made.

    ## How to fix
    Correct the name; `miniprog hosts` lists them. `check --fix --unsafe-fixes` writes the one that
    was probably meant.
    """
    manifest = context.project.manifest
    taken = set(manifest.hosts)
    for number, name in enumerate(manifest.hosts):
        if name not in hosts.HOSTS:
            near = nearest_name(name, hosts.HOSTS) if number < MAX_GUESSES else None
            hint = f"did you mean `{near}`?" if near else f"known: {', '.join(hosts.HOSTS)}"
            free = near if near not in taken else None
            fix = rename.key(manifest, ("hosts", name), free) if free else None
            taken.add(near or name)
            yield Finding(manifest.at_key("hosts", name), f"unknown host {name!r}", hint, fix)


@rule("MP007", severity=Severity.ERROR, since="0.1", per_host=True, always=True, kinds=ANY)
def host_of_other_kind(context: Context) -> Iterator[Finding]:
    """The project is not written in what the host runs: HTML, or a dialect of its own.

    ## Why it matters
    The host cannot open the bundle at all.

    ## How to fix
    Write the program in the host's dialect, or check it for hosts that take what it is written in:
    `miniprog hosts` lists the kind of each.
    """
    host, native = context.host, context.project.native
    manifest = context.project.manifest
    if native and native.dialect.host != host.name:
        yield Finding(
            Location(manifest.document.file),
            f"{host.title} does not read this project, which is {native.dialect.language} of "
            f"{native.dialect.title}",
            hint=_needed(host) or f"check it for {native.dialect.host}",
        )
    elif native is None and host.kind != "web":
        at = manifest.at_key("hosts", host.name) if host.name in manifest.hosts else manifest.at()
        yield Finding(
            Location(at.file, at.span if host.name in manifest.hosts else None),
            f"{host.title} runs programs in its own dialect; this project is HTML",
            hint="a native project (with app.json) would be needed",
        )


def _needed(host: HostFacts) -> str | None:
    """Say what a project needs for another native host, whose dialect may take the same files."""
    from miniprog_cli.hosts.dialects import NATIVE, dialect

    if host.name not in NATIVE:
        return None
    its = dialect(host.name)
    return (
        f"it needs templates in {its.language} (.{its.templates[0]}, `{its.prefix}if`), styles in "
        f".{its.styles[0]} and calls of `{its.namespace}`; where they are: --host {host.name} alone"
    )


@rule("MP008", severity=Severity.WARNING, since="0.1")
def member_without_effect(context: Context) -> Iterator[Finding]:
    """A member asks for something that cannot happen, or that another says already.

    ## Why it matters
    What was meant silently does not happen: a backend below `/_miniprog/` is never asked, because
    these addresses are the preview's own, a folder of presets that is not there brings none, and a
    budget for a type or glob that no file has is never exceeded. A domain that stands there twice
    is taken out once, and stays.

    ## How to fix
    Choose another path, create the folder, correct the name, or leave the member out.
    """
    yield from _repeated(context)
    yield from _without_files(context)
    manifest = context.project.manifest
    preview = manifest.preview
    for path in preview.proxy:
        if f"{path}/".startswith("/_miniprog/"):
            at = manifest.at_key("preview", "proxy", path)
            yield Finding(at, f"`{path}` is an address of the preview's own", "choose another path")
    said = manifest.raw.get("preview")
    if isinstance(said, dict) and said.get("mocks"):
        folder = on_disk(context.project.folder, preview.mocks)
        if not isdir(folder):  # noqa: PTH112 - `Path` raises for loops of links
            at = manifest.at("preview", "mocks")
            yield Finding(at, f"there is no folder {preview.mocks}", "create it, or leave it out")


def _repeated(context: Context) -> Iterator[Finding]:
    """Find origins that a list names twice."""
    manifest = context.project.manifest
    domains = manifest.raw.get("domains")
    for member, listed in domains.items() if isinstance(domains, dict) else ():
        seen = set[str]()
        for position, origin in enumerate(listed if isinstance(listed, list) else ()):
            name = origin.lower().removesuffix("/") if isinstance(origin, str) else ""
            if name in seen:
                at = manifest.at("domains", member, position)
                yield Finding(at, f"`domains.{member}` names {origin} twice", "leave one out")
            seen.add(name or str(position))


def _without_files(context: Context) -> Iterator[Finding]:
    """Find budgets that no file counts for; for a suffix of pictures or media one may come yet."""
    if not context.project.shipped:
        return
    manifest = context.project.manifest
    wrong = {violation.pointer for violation in manifest.violations}
    suffixes = {suffix for known in KINDS_OF_FILES.values() for suffix in known}
    for member, _, files in budgeted(context.project):
        name = member[-1]
        is_known = name in KINDS_OF_FILES or name.lower() in suffixes
        if files or member[0] == "total" or is_known or ("budget", *member) in wrong:
            continue
        what = f"no file is of the type {name}" if member[0] == "types" else f"{name} names no file"
        hint = "correct the name, or leave it out"
        yield Finding(manifest.at_key("budget", *member), what, hint)


def _violations(context: Context, fault: Fault) -> Iterator[Violation]:
    return (v for v in context.project.manifest.violations if v.fault is fault)


def _colour(context: Context, background: str) -> Iterator[Finding]:
    """Ask a real CSS parser about what is not plain hexadecimal."""
    from miniprog_cli.syntax.css import is_colour

    if not is_colour(background):
        at = context.project.manifest.at("window", "background")
        message = f"`window.background` must be a CSS colour, not {background!r}"
        yield Finding(at, message, "for example #ffffff")
