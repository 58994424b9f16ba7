"""The facts of WeChat: native programs in WXML, WXSS and JavaScript."""

from miniprog_cli.core.hostfacts import BannedLinks
from miniprog_cli.core.size import MB, Limit
from miniprog_cli.hosts.base import Fact, Host, packed_native_verbs
from miniprog_cli.hosts.wechat.rules import RULES

_SIZES = "https://developers.weixin.qq.com/miniprogram/dev/framework/subpackages.en.md"
_CHECKED = "2026-11-22"

HOST = Host(
    name="wechat",
    title="WeChat",
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
            limit_bytes=30 * MB,
            source=_SIZES,
            checked=_CHECKED,
        ),
    ),
    verbs=packed_native_verbs(
        "wechat",
        "WXML",
        template="native-blank",
        upload="upload with WeChat DevTools or miniprogram-ci, then submit it for review in the "
        "console: https://mp.weixin.qq.com",
    ),
    rules=RULES,
    banned_links=(
        BannedLinks(
            name="Douyin, Huoshan and Xigua",
            domains=("douyin.com", "iesdouyin.com", "huoshan.com", "ixigua.com"),
            reason=(
                "WeChat has not shown links to short videos of ByteDance since April 2018, as "
                "ByteDance says and the press reports"
            ),
            source="http://en.chinagate.cn/2021-02/08/content_77199629.htm",
            checked=_CHECKED,
        ),
        BannedLinks(
            name="Kuaishou",
            domains=("kuaishou.com", "gifshow.com"),
            reason=(
                "WeChat restricted links to Kuaishou in April 2018; the press reports that it was "
                "lifted later that year"
            ),
            source="http://en.chinagate.cn/2021-02/08/content_77199629.htm",
            checked=_CHECKED,
        ),
    ),
    notes=(
        Fact(
            text="all packages of a program that a service provider develops: at most 20 MB",
            source=_SIZES,
            checked=_CHECKED,
        ),
        Fact(
            text="counted uncompressed, after minification and without ignored files and source maps",
            source="npm miniprogram-ci 2.1.42, dist/ci/utils/pack.js",
            checked=_CHECKED,
        ),
    ),
)
