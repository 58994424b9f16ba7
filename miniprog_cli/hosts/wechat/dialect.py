"""The language of WeChat's native programs: WXML, WXSS and WXS."""

from miniprog_cli.core.dialect import Compiler, Dialect, Kept

_CHECKED = "2026-11-22"
_DOCS = "https://developers.weixin.qq.com/miniprogram/dev/devtools/projectconfig.html"

# fmt: off
_KEPT = frozenset({
    "wxml", "wxss", "wxs", "png", "jpg", "jpeg", "gif", "svg", "js", "json", "cer",
    "mp3", "aac", "m4a", "mp4", "wav", "ogg", "silk", "wasm", "br", "cur", "ico",
    "skel", "crt", "cert",
})
# fmt: on

DIALECT = Dialect(
    host="wechat",
    title="WeChat",
    language="WXML",
    project_file="project.config.json",
    root_member="miniprogramRoot",
    id_member="appid",
    id_pattern=r"wx[0-9a-f]{16}",
    id_telling=True,
    placeholder_ids=("touristappid", "wx0000000000000000"),
    private_file="project.private.config.json",
    templates=("wxml",),
    styles=("wxss",),
    modules=("wxs",),
    prefix="wx:",
    events=("bind", "catch", "capture-bind:", "capture-catch:", "mut-bind"),
    namespace="wx",
    module_tags=("wxs",),
    kept=Kept(
        _KEPT,
        source="npm miniprogram-ci 2.1.42, dist/utils/white_ext_list.js",
        checked=_CHECKED,
    ),
    compilers=(
        Compiler("typescript", "ts", "js"),
        Compiler("less", "less", "wxss"),
        Compiler("sass", "scss", "wxss"),
        Compiler("sass", "sass", "wxss"),
    ),
    extended={"weui": "mp-"},
    plugin_schemes=("plugin://", "plugin-private://", "dynamicLib://", "ext://"),
)
