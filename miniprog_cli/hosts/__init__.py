"""The table of hosts: the apps that mini-programs run in, each one folder here."""

from importlib import import_module
from typing import TYPE_CHECKING, cast

from miniprog_cli.core.errors import UnknownHost, VersionGiven, VersionNotSemantic
from miniprog_cli.core.shape import suggestion

if TYPE_CHECKING:
    from pathlib import Path

    from miniprog_cli.core.dialect import Asked
    from miniprog_cli.core.project import Project
    from miniprog_cli.hosts.bars import Bar
    from miniprog_cli.hosts.base import Host

HOSTS = (
    "generic",
    "wechat",
    "alipay",
    "baidu",
    "douyin",
    "tiktok",
    "phonepe",
    "paytm",
    "line",
    "telegram",
    "vk",
    "zalo",
    "toss",
)
"""Every host this version knows, in the order they are shown."""

DEFAULT = "generic"


def known(name: str) -> str:
    """Give a host's short name back, without loading the host.

    Raises:
        UnknownHost: no host has that name.
    """
    if name not in HOSTS:
        hint = suggestion(name, HOSTS) or f"choose from: {', '.join(HOSTS)}"
        raise UnknownHost(f"unknown host {name!r}", hint=hint)
    return name


def get(name: str) -> "Host":
    """Load one host by its short name.

    Raises:
        UnknownHost: no host has that name.
    """
    name = known(name)
    return cast("Host", import_module(f"miniprog_cli.hosts.{name}.host").HOST)


def bar(name: str) -> "Bar":
    """Give the bar of a host that is known, without loading its other facts."""
    return cast("Bar", import_module(f"miniprog_cli.hosts.{name}.bar").BAR)


def every() -> "tuple[Host, ...]":
    """Load all hosts."""
    return tuple(get(name) for name in HOSTS)


def open_project(
    directory: "Path | None" = None,
    *,
    host: str | None = None,
    version: str | None = None,
    tagged: bool = False,
) -> "Project":
    """Open a project of either kind; see `core.project.open_project`.

    `host` decides for which host a native one is read. `version` is that of a native project, whose
    files have none; with `tagged` it may come from a tag of git.

    Raises:
        VersionNotSemantic: `version` is not SemVer.
        VersionGiven: there is a `version`, and the project is none that needs one.
    """
    from miniprog_cli.core.project import open_project as opened

    if version is not None:
        _require_semantic(version)

    def asked() -> "Asked":
        from miniprog_cli.core.dialect import Asked
        from miniprog_cli.hosts.dialects import dialects

        return Asked(dialects, host=host, version=version, tagged=tagged)

    project = opened(directory, asked)
    if version is not None and project.native is None:
        hint = "leave --version-name out"
        raise VersionGiven(f"{project.folder} has its version in miniprog.json", hint=hint)
    return project


def written_for(project: "Project") -> str:
    """Name the host whose bundle is made of a project where none is asked for."""
    return project.native.dialect.host if project.native else DEFAULT


def _require_semantic(version: str) -> None:
    import re

    from miniprog_cli.core.members import SEMVER

    if not re.fullmatch(SEMVER, version):
        said = f"{version!r} is no semantic version"
        raise VersionNotSemantic(said, hint="for example 1.0.0 or 1.1.0-beta.2")


def reopened(project: "Project") -> "Project":
    """Open a project anew, as its files are now, for the host that it was read for."""
    native = project.native
    if native is None:
        return open_project(project.folder)
    version = project.manifest.version or None
    return open_project(project.folder, host=native.dialect.host, version=version)
