"""The language of Douyin's native programs: TTML, TTSS and SJS, which Toutiao shares.

Douyin takes files with WeChat's suffixes as well: its upload tool packs them, and its own
demonstration programs have some.
"""

from miniprog_cli.core.dialect import Compiler, Dialect, Kept

_CHECKED = "2026-11-22"

# fmt: off
_KEPT = frozenset({
    "js", "json", "sjs", "ttml", "ttss", "wxml", "wxs", "wxss", "sk", "md", "aac",
    "bmp", "br", "cer", "eot", "gif", "jpeg", "jpg", "m4a", "mp3", "mp4", "ogg", "otf",
    "png", "silk", "svg", "ttf", "wasm", "wav", "webp", "woff", "heic",
})
# fmt: on

DIALECT = Dialect(
    host="douyin",
    title="Douyin",
    language="TTML",
    project_file="project.config.json",
    root_member="miniprogramRoot",
    id_member="appid",
    id_pattern=r"tt[0-9a-f]{16}",
    id_telling=True,
    placeholder_ids=("testappId", "testAppId", "touristappid"),
    private_file="project.private.config.json",
    templates=("ttml", "wxml"),
    styles=("ttss", "wxss"),
    modules=("sjs", "wxs"),
    prefix="tt:",
    events=("bind", "catch", "capture-bind:", "capture-catch:"),
    namespace="tt",
    # Programs of Douyin call `wx`, and libraries built for WeChat do: liufan2jj/ttPlaylet 2a8ae70
    also_named=("wx",),
    module_tags=("sjs", "wxs"),
    # developer.open-douyin.com, mini-app/develop/framework/custom-component/component-model-and-style
    web_slots=True,
    kept=Kept(
        _KEPT,
        source="npm tt-ide-cli 0.1.33, the list of suffixes that are uploaded",
        checked=_CHECKED,
    ),
    compilers=(
        Compiler("typescript", "ts", "js"),
        Compiler("less", "less", "ttss"),
        Compiler("sass", "sass", "ttss"),
        Compiler("sass", "scss", "ttss"),
    ),
    plugin_schemes=("plugin://", "ext://"),
)
