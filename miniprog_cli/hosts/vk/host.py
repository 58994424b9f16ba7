"""The facts of VK: HTML programs that VK hosts, or you do."""

from miniprog_cli.core.hostfacts import Capabilities, ConfigFile, HostMember
from miniprog_cli.hosts.base import Fact, Host, web_verbs
from miniprog_cli.hosts.vk.launch import LAUNCH
from miniprog_cli.hosts.vk.rules import static_path_differs

_DEPLOY = "https://github.com/VKCOM/vk-miniapps-deploy"
_BRIDGE = "https://github.com/VKCOM/vk-bridge"
_CHECKED = "2026-11-22"

HOST = Host(
    name="vk",
    title="VK",
    kind="web",
    launch=LAUNCH,
    verbs=web_verbs(
        "vk",
        absent="VK Bridge",
        takes="VK takes a zip and vk-hosting-config.json, which are not written yet",
        publish=(
            "upload with vk-miniapps-deploy, then send it to moderation in the settings of the "
            "app: https://vk.com/apps?act=manage"
        ),
    ),
    capabilities=Capabilities(
        via={
            "login": "VKWebAppGetAuthToken, VKWebAppGetLaunchParams (signed)",
            "user": "VKWebAppGetUserInfo",
            "phone": "VKWebAppGetPhoneNumber",
            "pay": "VKWebAppOpenPayForm, VKWebAppShowOrderBox",
            "share": "VKWebAppShare, VKWebAppShowStoryBox",
            "location": "VKWebAppGetGeodata",
            "openMap": "web",
            "photo": "web",
            "scan": "VKWebAppOpenCodeReader",
            "storage": "VKWebAppStorageGet, VKWebAppStorageSet",
            "request": "web",
            "clipboard": "VKWebAppCopyText, writing only",
            "contacts": "VKWebAppOpenContacts, VKWebAppGetFriends",
            "notify": "VKWebAppAllowNotifications",
            "nav": "VKWebAppSetLocation, web",
            "openApp": "VKWebAppOpenApp",
            "openUrl": "web",
            "close": "VKWebAppClose",
            "on": "VKWebAppViewRestore, VKWebAppViewHide",
            "launch": "VKWebAppGetLaunchParams",
            "theme": "VKWebAppUpdateConfig",
            "safeArea": "VKWebAppUpdateInsets",
            "system": "VKWebAppGetClientVersion, VKWebAppGetConfig",
            "network": "web",
            "haptic": "VKWebAppTapticImpactOccurred",
            "ui": "VKWebAppSetViewSettings, web",
            "shortcut": "VKWebAppAddToHomeScreen",
            "permission": "VKWebAppCheckAllowedScopes",
        },
        missing=(),
        source=_BRIDGE,
        checked=_CHECKED,
    ),
    config_files=(
        ConfigFile(
            "vk-hosting-config.json",
            (("static_path",), ("app_id",), ("endpoints",)),
            _DEPLOY,
            _CHECKED,
        ),
    ),
    members=(
        HostMember(
            name="app_id",
            rule="the number of the app",
            pattern=r"[0-9]+",
            source=_DEPLOY,
            checked=_CHECKED,
        ),
    ),
    rules=(static_path_differs,),
    notes=(
        Fact(text="no size limit is published", source=_DEPLOY, checked=_CHECKED),
        Fact(
            text="VKWebAppInit is sent before anything else, else the program stays hidden",
            source=_BRIDGE,
            checked=_CHECKED,
        ),
    ),
)
