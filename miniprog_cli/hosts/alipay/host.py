"""The facts of Alipay: native programs in AXML, a dialect that several apps share."""

from miniprog_cli.core.size import MB, Limit
from miniprog_cli.hosts.base import Fact, Host, native_verbs

_SIZES = "https://github.com/AlipayDocs/open-docs/blob/main/mini/framework/分包加载.md"
_CHECKED = "2026-11-22"

HOST = Host(
    name="alipay",
    title="Alipay",
    kind="native",
    clients=("Alipay", "Amap", "Ele.me", "Taobao", "Tmall"),
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
        "alipay",
        "AXML",
        "upload with Alipay's IDE or minidev, then submit it for review in the console, under "
        "version management: https://open.alipay.com",
    ),
    notes=(
        Fact(
            text="a program without sub-packages: at most 2 MB",
            source=_SIZES,
            checked=_CHECKED,
        ),
    ),
)
