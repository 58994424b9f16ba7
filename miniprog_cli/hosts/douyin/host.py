"""The facts of Douyin: native programs in TTML, a dialect that Toutiao shares."""

from miniprog_cli.core.size import MB, Limit
from miniprog_cli.hosts.base import Fact, Host, packed_native_verbs

_SIZES = "npm tt-ide-cli 0.1.33, verifySubPackageSize"
_CHECKED = "2026-11-22"

HOST = Host(
    name="douyin",
    title="Douyin",
    kind="native",
    clients=("Douyin", "Toutiao"),
    limits=(
        Limit(
            name="main package",
            scope="main",
            measure="raw",
            limit_bytes=4 * MB,
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
            limit_bytes=16 * MB,
            source=_SIZES,
            checked=_CHECKED,
        ),
    ),
    verbs=packed_native_verbs(
        "douyin",
        "TTML",
        upload="upload with Douyin DevTools or tma upload, then submit it for review in the console: "
        "https://developer.open-douyin.com",
    ),
    notes=(
        Fact(
            text=(
                "main package and sub-packages are held to their limits only where a program has "
                "sub-packages"
            ),
            source=_SIZES,
            checked=_CHECKED,
        ),
    ),
)
