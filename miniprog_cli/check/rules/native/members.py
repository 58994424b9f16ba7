"""Rules on the JSON files of a native program: that they are JSON, and what members they have."""

from collections.abc import Iterator

from miniprog_cli.check.rules.native.places import configurations, native_of
from miniprog_cli.core.files import on_disk
from miniprog_cli.core.finding import Finding, Location, Severity
from miniprog_cli.core.native.app import FILE_NAME
from miniprog_cli.core.native.components import Config, read_config
from miniprog_cli.core.native.opening import REPEATED
from miniprog_cli.core.native.schema import Schema
from miniprog_cli.core.rule import NATIVE, Context, rule
from miniprog_cli.core.shape import Fault, Violation, hinted
from miniprog_cli.core.source import Json, JsonDocument, JsonError

_BESIDE = {"sitemapLocation": "sitemap", "themeLocation": "theme"}
"""Members of ``app.json`` that name a further file, and what that file is."""


@rule("MP601", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def configuration_not_parsed(context: Context) -> Iterator[Finding]:
    """The JSON file of a page or component is not JSON.

    ## Why it matters
    The host's compiler stops at it, and nothing is built. It reads strict JSON in UTF-8: no byte
    order mark, no comments, no comma after the last item.

    ## How to fix
    Correct the place. What editors allow in files such as `tsconfig.json` is not allowed here. Of
    other JSON files it is a warning.
    """
    looked = (*configurations(context), *_beside(context).values())
    for config in looked:
        if isinstance(config.content, JsonError):
            error = config.content
            yield Finding(Location(config.file, error.span), error.message, error.hint)
    files = {config.file for config in looked}
    for path, facts in context.program.items():
        if path.endswith(".json") and context.project.in_project(path) not in files:
            for fault in facts.faults:
                at = context.at(path, fault.span)
                yield Finding(at, fault.message, severity=Severity.WARNING)


@rule("MP602", severity=Severity.WARNING, since="0.2", kinds=NATIVE)
def configuration_member_unknown(context: Context) -> Iterator[Finding]:
    """A JSON file of the program has a member that means nothing to the host.

    ## Why it matters
    It is most often a misspelling, and what was meant silently does not happen.

    ## How to fix
    Correct the name or remove the member. What is known comes from the host's own compiler; a newer
    one may know more.
    """
    for document, violation in _violations(context):
        if violation.fault is Fault.UNKNOWN:
            at = Location(document.file, document.key_span(violation.pointer))
            yield Finding(at, violation.message, violation.hint)


@rule("MP603", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def configuration_member_wrong(context: Context) -> Iterator[Finding]:
    """A member of a JSON file of the program is missing, or has a value that it cannot have.

    ## Why it matters
    The host's compiler refuses the program, or the member has no effect.

    ## How to fix
    Write the value as the message says.
    """
    for document, violation in _violations(context):
        if violation.fault is Fault.WRONG:
            at = Location(document.file, document.span(violation.pointer))
            yield Finding(at, violation.message, violation.hint)
        elif violation.fault is Fault.MISSING and not _is_said_elsewhere(document, violation):
            at = Location(document.file, document.start_span(violation.pointer))
            yield Finding(at, violation.message, violation.hint)


@rule("MP621", severity=Severity.WARNING, since="0.2", kinds=NATIVE)
def member_of_vendor(context: Context) -> Iterator[Finding]:
    """The manifest `miniprog.json` of a native project says what the vendor's own files say.

    ## Why it matters
    Beside the vendor's files `miniprog.json` adds what they do not have, and repeats nothing: its
    `pages`, `window` and `root` are passed over. Where the pages are HTML, the folder holds two
    programs, and the other one is checked, shown and packed than may be meant: that is an error.

    ## How to fix
    Remove the member. A program in HTML beside a native one goes to a folder of its own, or says
    `"kind": "web"` in its `miniprog.json`.
    """
    manifest = context.project.manifest
    for (name,), where in REPEATED.items():
        if name not in manifest.raw or manifest.document is native_of(context).app.document:
            continue
        at = manifest.at_key(name)
        if name == "pages" and _are_html(manifest.raw["pages"]):
            message = "`pages` lists HTML, and this is a native project: app.json lists its pages"
            hint = 'for the program in HTML, write "kind": "web"; else remove the member'
            yield Finding(at, message, hint, severity=Severity.ERROR)
        else:
            yield Finding(at, f"`{name}` is passed over: {where} says it", "remove the member")


def _are_html(pages: Json) -> bool:
    listed = pages if isinstance(pages, list) else []
    return any(isinstance(one, str) and one.lower().endswith((".html", ".htm")) for one in listed)


def _is_said_elsewhere(document: JsonDocument, violation: Violation) -> bool:
    """Tell a program without pages, which has a rule of its own."""
    at_top = not violation.pointer and document.file.rpartition("/")[2] == "app.json"
    return at_top and violation.message.startswith("`pages`")


def _violations(context: Context) -> list[tuple[JsonDocument, Violation]]:
    return context.program.once("native violations", lambda: list(_looked(context)))


def _looked(context: Context) -> Iterator[tuple[JsonDocument, Violation]]:
    native = native_of(context)
    if native.dialect.schema is None:
        return
    schema = native.dialect.schema()
    is_app = native.app.document.file.rpartition("/")[2] == FILE_NAME
    yield from _of(schema, "app" if is_app else "plugin", native.app.document)
    for config in configurations(context):
        yield from _of(schema, "page", config.content)
    for kind, config in _beside(context).items():
        yield from _of(schema, kind, config.content)
    if native.config.document and is_app:
        yield from _of(schema, "project", native.config.document)


def _of(
    schema: Schema, kind: str, content: JsonDocument | JsonError
) -> Iterator[tuple[JsonDocument, Violation]]:
    if isinstance(content, JsonDocument):
        for violation in hinted(schema.violations(kind, content.value)):
            yield content, violation


def _beside(context: Context) -> dict[str, Config]:
    """Give the further files that ``app.json`` names, by what they are."""
    native, project = native_of(context), context.project
    found = dict[str, Config]()
    for member, kind in _BESIDE.items():
        written = native.app.raw.get(member)
        path = written.lstrip("/") if isinstance(written, str) else ""
        if path in project.shipped:
            file = project.in_project(path)
            config = read_config(on_disk(project.folder, file), file, path.removesuffix(".json"))
            found |= {kind: config} if config else {}
    return found
