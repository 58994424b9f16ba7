"""The capabilities of `mini.js`: what a program can ask of a host, whatever the host calls it.

Their names are those of the members of `mini` (``mini.location()``, ``mini.ui.toast()``), of the
permissions in the manifest, and of the table in which each host says what it has.
"""

from collections.abc import Mapping
from types import MappingProxyType

CAPABILITIES: Mapping[str, str] = MappingProxyType(
    {
        "login": "sign the user in, for the program's server to verify",
        "user": "name and picture of the user",
        "phone": "phone number of the user",
        "pay": "take a payment",
        "share": "share a card or a link",
        "location": "where the phone is",
        "openMap": "show a place on a map",
        "photo": "take a picture or choose one",
        "scan": "read a QR code",
        "storage": "keep values on the phone",
        "request": "talk to a server",
        "clipboard": "read and write the clipboard",
        "contacts": "choose from the contacts",
        "notify": "ask to send notifications",
        "nav": "go to a page and back",
        "openApp": "open another mini-program",
        "openUrl": "open an address outside the program",
        "close": "end the program",
        "on": "hear when the program is shown and hidden",
        "launch": "how the program was opened, and with which query",
        "theme": "light or dark",
        "safeArea": "what of the screen is free of bars and corners",
        "system": "phone, language and version of the host",
        "network": "whether there is a network, and which",
        "haptic": "vibrate",
        "ui": "messages, dialogs and the title bar",
        "shortcut": "put the program on the home screen",
        "permission": "ask what is allowed, and for permission",
    }
)
"""Each with what it is for, in a few words."""

ONLY_OF_HOSTS = frozenset({"login", "user", "phone", "pay", "openApp"})
"""What no browser does: `mini.js` refuses it where a host has no method for it."""
