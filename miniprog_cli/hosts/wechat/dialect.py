"""The language of WeChat's native programs: WXML, WXSS and WXS."""

import json
from pathlib import Path

from miniprog_cli.core.dialect import Common, Compiler, Dialect, Kept, TabRules
from miniprog_cli.core.native.schema import Schema
from miniprog_cli.core.size import KB

_CHECKED = "2026-11-22"


def schema() -> Schema:
    """Read what members the files of a program may have."""
    said = json.loads(Path(__file__).with_name("data").joinpath("members.json").read_bytes())
    return Schema(said["files"], said["shapes"], said["source"], said["checked"])


# fmt: off
_KEPT = frozenset({
    "wxml", "wxss", "wxs", "png", "jpg", "jpeg", "gif", "svg", "js", "json", "cer",
    "mp3", "aac", "m4a", "mp4", "wav", "ogg", "silk", "wasm", "br", "cur", "ico",
    "skel", "crt", "cert",
})
_TAGS = frozenset({
    "ad", "ad-custom", "agent-ui", "audio", "block", "button", "camera", "canvas",
    "channel-live", "channel-video", "checkbox", "checkbox-group", "cover",
    "cover-image", "cover-tag", "cover-view", "custom-wrapper",
    "double-tap-gesture-handler", "draggable-sheet", "editor", "editor-portal",
    "force-press-gesture-handler", "form", "functional-page-navigator", "grid-builder",
    "grid-view", "horizontal-drag-gesture-handler", "icon", "image", "import",
    "include", "input", "keyboard-accessory", "label", "list-builder", "list-view",
    "live-player", "live-pusher", "long-press-gesture-handler", "map", "match-media",
    "movable-area", "movable-view", "navigation-bar", "navigator",
    "nested-scroll-body", "nested-scroll-header", "official-account",
    "official-account-publish", "open-container", "open-data", "open-data-item",
    "open-data-list", "page-container", "page-meta", "pan-gesture-handler", "picker",
    "picker-view", "picker-view-column", "progress", "radio", "radio-group",
    "refresher", "rich-text", "root-portal", "scale-gesture-handler", "scroll-view",
    "selection", "share-element", "slider", "slot", "snapshot", "span",
    "sticky-header", "sticky-section", "store-coupon", "store-gift", "store-home",
    "store-product", "swiper", "swiper-item", "switch", "tap-gesture-handler",
    "template", "text", "textarea", "vertical-drag-gesture-handler", "video", "view",
    "voip-room", "web-view", "wxs",
})
# fmt: on

# npm miniprogram-ci 2.1.42, dist/modules/corecompiler/summer/plugins/less.js and sass.js
_LESS = (Common("lessSetting", "commonUseFilePath", "app.less"),)
_SASS = Common("sassSetting", "sassCommonUseFilePath", "global.sass")
_SCSS = Common("sassSetting", "scssCommonUseFilePath", "global.scss")

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
    # iotjin/jh-weapp-demo 4ffabb4 finds out so which servers to ask
    config_name="__wxConfig",
    module_tags=("wxs",),
    # developers.weixin.qq.com, reference/configuration/app: resolveAlias is for such paths
    rooted_modules=False,
    own_language=True,
    kept=Kept(
        _KEPT,
        source="npm miniprogram-ci 2.1.42, dist/utils/white_ext_list.js",
        checked=_CHECKED,
    ),
    schema=schema,
    most_packages=100,
    compilers=(
        Compiler("typescript", "ts", "js"),
        Compiler("less", "less", "wxss", _LESS),
        Compiler("sass", "sass", "wxss", (_SASS, _SCSS)),
        Compiler("sass", "scss", "wxss", (_SCSS, _SASS)),
    ),
    tab_rules=TabRules(
        fewest=2,
        most=5,
        most_custom=10,
        icons=("png", "jpg", "jpeg"),
        icon_bytes=40 * KB,
        source="npm miniprogram-ci 2.1.42, dist/config/config.js",
        checked=_CHECKED,
    ),
    tags=_TAGS,
    extended={"weui": "mp-"},
    plugin_schemes=("plugin://", "plugin-private://", "dynamicLib://", "ext://"),
)
