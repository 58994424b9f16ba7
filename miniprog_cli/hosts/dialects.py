"""The table of dialects, and opening projects that are written in one."""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

from miniprog_cli.core.dialect import Asked, Dialect
from miniprog_cli.core.project import Project
from miniprog_cli.core.project import open_project as opened

NATIVE = ("wechat", "douyin", "alipay", "baidu")
"""The hosts whose programs have a language of their own."""


@cache
def dialects() -> tuple[Dialect, ...]:
    """Load every dialect there is."""
    return tuple(dialect(host) for host in NATIVE)


def dialect(host: str) -> Dialect:
    """Load the dialect of a host that has one."""
    return cast("Dialect", import_module(f"miniprog_cli.hosts.{host}.dialect").DIALECT)


def open_project(
    directory: Path | None = None,
    *,
    host: str | None = None,
    version: str | None = None,
    tagged: bool = False,
) -> Project:
    """Open a project of either kind; see `core.project.open_project`.

    `host` decides for which host a native one is read. `version` is that of a native project, whose
    files have none; with `tagged` it may come from a tag of git.
    """
    return opened(directory, Asked(dialects, host=host, version=version, tagged=tagged))
