"""Rules that only WeChat has, as its own compiler asks them of `app.json`."""

from collections.abc import Iterator

from miniprog_cli.core.finding import Finding, Location, Severity
from miniprog_cli.core.native.app import members_of
from miniprog_cli.core.rule import NATIVE, Context, rule
from miniprog_cli.core.source import JsonDocument
from miniprog_cli.hosts.wechat import looks, plugins

_PRECISE = (
    "getLocation",
    "onLocationChange",
    "startLocationUpdate",
    "startLocationUpdateBackground",
)
_MOST_PROGRAMS = 10
"""npm miniprogram-ci 2.1.42, dist/config/config.js, read 2026-11-22: it has the number, and a check
that nothing calls."""


@rule("WX001", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def skyline_incomplete(context: Context) -> Iterator[Finding]:
    """The program is drawn by Skyline and lacks what that needs.

    ## Why it matters
    WeChat's compiler refuses `"renderer": "skyline"` in `app.json` without
    `"lazyCodeLoading": "requiredComponents"` and without `rendererOptions.skyline`.

    ## How to fix
    Add both; `"rendererOptions": {"skyline": {}}` is enough.
    """
    document = _app(context)
    raw = members_of(document.value)
    if raw.get("renderer") != "skyline":
        return
    at = Location(document.file, document.span(("renderer",)))
    if raw.get("lazyCodeLoading") != "requiredComponents":
        message = "Skyline needs `lazyCodeLoading` to be requiredComponents"
        yield Finding(at, message, 'add "lazyCodeLoading": "requiredComponents"')
    if "skyline" not in members_of(raw.get("rendererOptions")):
        message = "Skyline needs `rendererOptions.skyline`"
        yield Finding(at, message, 'add "rendererOptions": {"skyline": {}}')


@rule("WX002", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def location_asked_twice(context: Context) -> Iterator[Finding]:
    """The member `requiredPrivateInfos` asks for the rough place and for the exact one.

    ## Why it matters
    WeChat's compiler refuses it: a program has either `getFuzzyLocation` or the exact ones.

    ## How to fix
    Remove `getFuzzyLocation`, or the others.
    """
    document = _app(context)
    infos = members_of(document.value).get("requiredPrivateInfos")
    named = infos if isinstance(infos, list) else []
    exact = [name for name in _PRECISE if name in named]
    if "getFuzzyLocation" in named and exact:
        pointer = ("requiredPrivateInfos", named.index("getFuzzyLocation"))
        message = f"getFuzzyLocation excludes {', '.join(exact)}"
        yield Finding(Location(document.file, document.span(pointer)), message, "remove one side")


@rule("WX004", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def alias_wrong(context: Context) -> Iterator[Finding]:
    """An entry of `resolveAlias` is none that WeChat can resolve.

    ## Why it matters
    WeChat's compiler refuses the program. Both sides end in `/*`, neither has `//`, and the path
    does not begin with `./`.

    ## How to fix
    Write it as `"@/*": "/*"`.
    """
    document = _app(context)
    for name, path in members_of(members_of(document.value).get("resolveAlias")).items():
        good = name.endswith("/*") and isinstance(path, str) and path.endswith("/*")
        if not good or "//" in f"{name} {path}" or str(path).startswith("./"):
            at = Location(document.file, document.span(("resolveAlias", name)))
            yield Finding(at, f"the alias {name} for {path} cannot be resolved", 'as "@/*": "/*"')


@rule("WX005", severity=Severity.WARNING, since="0.2", kinds=NATIVE)
def too_many_programs(context: Context) -> Iterator[Finding]:
    """The member `navigateToMiniProgramAppIdList` names more than ten programs.

    ## Why it matters
    WeChat let a program lead to ten others; newer versions pass the member over.

    ## How to fix
    Remove the member, or shorten the list.
    """
    document = _app(context)
    listed = members_of(document.value).get("navigateToMiniProgramAppIdList")
    if isinstance(listed, list) and len(listed) > _MOST_PROGRAMS:
        at = Location(document.file, document.span(("navigateToMiniProgramAppIdList",)))
        message = f"it names {len(listed)} programs; WeChat took at most {_MOST_PROGRAMS}"
        yield Finding(at, message, "remove the member, or shorten the list")


RULES = (
    skyline_incomplete,
    location_asked_twice,
    plugins.plugin_version_wrong,
    alias_wrong,
    too_many_programs,
    looks.colour_not_hexadecimal,
    looks.theme_variable_unknown,
    plugins.plugin_named_twice,
    plugins.plugin_incomplete,
    plugins.plugin_not_named,
)
"""In the order of their codes."""


def _app(context: Context) -> JsonDocument:
    """Give ``app.json``; these rules are asked of native projects only."""
    if context.project.native is None:
        raise TypeError("the project is not native")
    return context.project.native.app.document
