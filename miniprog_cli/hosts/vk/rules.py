"""Rules that only VK has."""

from collections.abc import Iterator
from posixpath import normpath

from miniprog_cli.core.finding import Finding, Location, Severity
from miniprog_cli.core.rule import Context, rule
from miniprog_cli.core.source import JsonDocument
from miniprog_cli.core.vendor import read_vendor_file

_CONFIG = "vk-hosting-config.json"


@rule("VK001", severity=Severity.WARNING, since="0.1", per_host=True)
def static_path_differs(context: Context) -> Iterator[Finding]:
    """The folder that `vk-hosting-config.json` names is not that of the manifest.

    ## Why it matters
    VK's tool uploads the folder of `static_path`; what miniprog checks and packs is `root`. So the
    program that was checked is not the one that is uploaded.

    ## How to fix
    Give both the same folder.
    """
    file = read_vendor_file(context.project, _CONFIG)
    if file is None or not isinstance(file.content, JsonDocument):
        return
    value, root = file.content.value, context.project.manifest.root
    path = value.get("static_path") if isinstance(value, dict) else None
    if isinstance(path, str) and normpath(path) != root:
        yield Finding(
            Location(file.path, file.content.span(("static_path",))),
            f"`static_path` is {path!r}, and `root` of miniprog.json is {root!r}",
            "give both the same folder",
        )
