"""The table of hosts: the apps that mini-programs run in, each one folder here."""

from importlib import import_module
from typing import TYPE_CHECKING, cast

from miniprog_cli.core.errors import UnknownHost
from miniprog_cli.core.shape import suggestion

if TYPE_CHECKING:
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
