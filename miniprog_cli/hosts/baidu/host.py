"""The facts of Baidu: native programs in SWAN."""

from miniprog_cli.core.size import MB, Limit
from miniprog_cli.hosts.base import Fact, Host, native_verbs

_SIZES = "https://smartprogram.baidu.com/docs/develop/framework/subpackages/"
_CHECKED = "2026-11-22"

HOST = Host(
    name="baidu",
    title="Baidu",
    kind="native",
    limits=(
        Limit(
            name="main package",
            scope="main",
            measure="raw",
            limit_bytes=2 * MB,
            source=_SIZES,
            checked=_CHECKED,
        ),
        Limit(
            name="each sub-package",
            scope="subpackage",
            measure="raw",
            limit_bytes=2 * MB,
            source=_SIZES,
            checked=_CHECKED,
        ),
        Limit(
            name="all packages",
            scope="total",
            measure="raw",
            limit_bytes=8 * MB,
            source=_SIZES,
            checked=_CHECKED,
        ),
    ),
    verbs=native_verbs(
        "baidu",
        "SWAN",
        "upload with Baidu's developer tool, then submit it for review in the console, under "
        "version management: https://smartprogram.baidu.com",
    ),
    notes=(
        Fact(
            text="the text of that page is from 2020; newer limits were not found",
            source=_SIZES,
            checked=_CHECKED,
        ),
    ),
)
