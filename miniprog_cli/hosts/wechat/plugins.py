"""Rules of WeChat on plugins: those that a program uses, and the one that a project develops."""

import re
from collections.abc import Iterator

from miniprog_cli.core.files import on_disk
from miniprog_cli.core.finding import Finding, Location, Severity
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.native.app import members_of
from miniprog_cli.core.native.components import Named, named_in
from miniprog_cli.core.native.paths import stem, suffix
from miniprog_cli.core.native.plugin import FILE_NAME, ROOT, Plugin
from miniprog_cli.core.native.program import Native
from miniprog_cli.core.project import Project
from miniprog_cli.core.rule import NATIVE, Context, rule
from miniprog_cli.core.source import Json, JsonDocument, JsonError, Pointer

_VERSION = r"[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}|latest|dev-[A-Za-z0-9]+"
_DEV = "dev"
_ADDRESS = re.compile(r"plugin://([^/]+)/")


class _Use(NamedTuple):
    """A plugin that the program, or a sub-package, names."""

    name: str
    pointer: Pointer
    version: Json
    provider: Json


@rule("WX003", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def plugin_version_wrong(context: Context) -> Iterator[Finding]:
    """The version of a plugin is none that WeChat takes.

    ## Why it matters
    WeChat's compiler refuses the program. The version `dev` is for the plugin that the project itself
    develops, with `"compileType": "plugin"` in `project.config.json`.

    ## How to fix
    Write three numbers, as `1.0.12`, or `latest`.
    """
    native = _native(context)
    for use in _uses(native):
        if not isinstance(use.version, str) or re.fullmatch(_VERSION, use.version):
            continue
        if use.version == _DEV and native.is_plugin:
            continue
        at = _at(native, (*use.pointer, "version"))
        yield Finding(at, f"the plugin {use.name} has the version {use.version}", "as 1.0.12")


@rule("WX008", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def plugin_named_twice(context: Context) -> Iterator[Finding]:
    """A plugin is named twice, or two plugins have one name.

    ## Why it matters
    WeChat's compiler refuses the program: each plugin is named once, by `app.json` or by one
    sub-package, under a name of its own.

    ## How to fix
    Remove one of the two; what `app.json` names is there for all packages.
    """
    native = _native(context)
    names, providers = set[str](), dict[str, str]()
    for use in _uses(native):
        provider = use.provider if isinstance(use.provider, str) else ""
        if provider in providers:
            other = providers[provider]
            yield Finding(_at(native, use.pointer), f"{provider} is named already, as {other}")
        elif use.name in names:
            yield Finding(_at(native, use.pointer), f"another plugin is called {use.name}")
        names.add(use.name)
        if provider:
            providers.setdefault(provider, use.name)


@rule("WX009", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def plugin_incomplete(context: Context) -> Iterator[Finding]:
    """The plugin that the project develops lacks a file that `plugin.json` names.

    ## Why it matters
    WeChat's compiler refuses the plugin. A component or page has a template, a script and a
    configuration; `main` is a script.

    ## How to fix
    Add the file, or correct the path, which begins at the plugin's folder. What the plugin's own
    files say is looked at by the rules that look at a program's: templates, modules, components,
    members of its JSON files, secrets.
    """
    native = _native(context)
    if not native.is_plugin:
        return
    plugin = native.plugin
    if plugin is None:
        document = native.config.document
        if document is not None and native.config.text(ROOT):
            at = Location(document.file, document.span((ROOT,)))
            yield Finding(at, f"there is no {FILE_NAME} in {native.config.text(ROOT)}")
        return
    content = plugin.config.content
    if isinstance(content, JsonError):
        yield Finding(Location(plugin.config.file, content.span), content.message, content.hint)
    else:
        yield from _lacking(context.project, native, plugin)


@rule("WX010", severity=Severity.WARNING, since="0.2", kinds=NATIVE)
def plugin_not_named(context: Context) -> Iterator[Finding]:
    """A component is of a plugin that `app.json` does not name, or that has no such component.

    ## Why it matters
    The component is not there when the program runs.

    ## How to fix
    Name the plugin in `plugins` of `app.json` or of the sub-package, or correct the address.
    """
    native = _native(context)
    known = {use.name for use in _uses(native)}
    own = native.plugin
    for document, one in _named(native):
        found = _ADDRESS.match(one.written)
        if not found:
            continue
        at = Location(document.file, document.span(one.pointer))
        name, component = found[1], one.written[found.end() :]
        if name not in known:
            yield Finding(at, f"app.json names no plugin {name}", "add it to `plugins`")
        elif own and name in own.names and component not in own.components:
            message = f"{FILE_NAME} has no component {component}"
            yield Finding(at, message, f"add it to `publicComponents` of {own.config.file}")


def _native(context: Context) -> Native:
    if context.project.native is None:
        raise TypeError("the project is not native")
    return context.project.native


def _at(native: Native, pointer: Pointer) -> Location:
    document = native.app.document
    return Location(document.file, document.span(pointer))


def _uses(native: Native) -> Iterator[_Use]:
    """Yield the plugins that the program names, and each sub-package."""
    raw = native.app.raw
    holders: list[tuple[Pointer, Json]] = [(("plugins",), raw.get("plugins"))]
    for member in ("subPackages", "subpackages"):
        packages = raw.get(member)
        for position, one in enumerate(packages if isinstance(packages, list) else ()):
            holders.append(((member, position, "plugins"), members_of(one).get("plugins")))
    for pointer, plugins in holders:
        for name, said in members_of(plugins).items():
            members = members_of(said)
            yield _Use(name, (*pointer, name), members.get("version"), members.get("provider"))


def _lacking(project: Project, native: Native, plugin: Plugin) -> Iterator[Finding]:
    """Yield what is not there of what ``plugin.json`` names."""
    needs = (native.dialect.templates, native.scripts, ("json",))
    for member, listed in (("publicComponents", plugin.components), ("pages", plugin.pages)):
        for name, path in listed.items():
            for suffixes in needs:
                if not _is_there(project, f"{plugin.root}/{path}", suffixes):
                    missing = f"{plugin.root}/{path}.{suffixes[-1]}"
                    yield Finding(_in_plugin(plugin, (member, name)), f"{missing} is missing")
    path = stem(plugin.main) if suffix(plugin.main) in native.scripts else plugin.main
    if path and not _is_there(project, f"{plugin.root}/{path}", native.scripts):
        missing = f"{plugin.root}/{plugin.main}"
        yield Finding(_in_plugin(plugin, ("main",)), f"{missing} is missing")


def _in_plugin(plugin: Plugin, pointer: Pointer) -> Location:
    content = plugin.config.content
    span = content.span(pointer) if isinstance(content, JsonDocument) else content.span
    return Location(plugin.config.file, span)


def _is_there(project: Project, path: str, suffixes: tuple[str, ...]) -> bool:
    """Tell whether one of several files is there."""
    names = [f"{path}.{one}" for one in suffixes]
    if project.manifest.root == ".":
        return any(on_disk(project.folder, name).is_file() for name in names)
    return any(project.is_beside_root(name) for name in names)


def _named(native: Native) -> Iterator[tuple[JsonDocument, Named]]:
    """Yield the components that the program and its pages name."""
    for one in named_in(native.app.raw):
        yield native.app.document, one
    for path in dict.fromkeys(page.path for page in native.app.pages):
        config = native.config_of(path)
        if config and isinstance(config.content, JsonDocument):
            yield from ((config.content, one) for one in config.components)
