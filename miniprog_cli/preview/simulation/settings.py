"""How the simulated host behaves: every setting with its default, and changes to them.

Settings are one JSON object of groups. The panel, `--preset`, the files in ``mocks/`` and the
HTTP interface all speak it, and the script in the pages reads it.
"""

import json
from collections.abc import Mapping
from typing import Final, cast

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.source import Pointer

Settings = dict[str, dict[str, object]]

ANSWERED = ("camera", "clipboard", "contacts", "location", "notify", "phone", "photo", "user")
"""What a person is asked for before a program gets it."""

DEFAULTS: Final[Settings] = {
    "network": {"online": True, "delay": 0, "type": "wifi"},
    "user": {"signedIn": True, "id": "1000001", "name": "Mini Tester", "phone": "+15550100"},
    "permissions": dict.fromkeys(ANSWERED, "ask"),
    "location": {"latitude": 31.2304, "longitude": 121.4737, "accuracy": 20},
    "pay": {"outcome": "ask"},
    "share": {"outcome": "ask"},
    "scan": {"text": "https://example.com/?item=1"},
    "photo": {"source": "sample"},
    "clipboard": {"text": ""},
    "contacts": {"name": "Ada Example", "phone": "+15550111"},
    "launch": {"scene": "", "start": ""},
    "device": {
        "platform": "android",
        "language": "en",
        "theme": "auto",
        "textSize": 100,
        "old": False,
    },
    "insets": {"top": 0, "right": 0, "bottom": 0, "left": 0},
    "page": {"visible": True},
    "answers": {},
}
"""Numbers: `delay` in milliseconds, `textSize` in percent, `accuracy` in metres, coordinates in degrees, `insets` (what
notches and bars take) in CSS pixels. A `scan` without text is one that the user closes. `page` is
whether the program is in front. `answers` holds, by the name of a call, what to answer instead:
``{"value": …}`` or ``{"error": {"code": …}}``."""

AT_START = ("user", "launch", "device")
"""What counts when a page is loaded, and not before; but for the theme. All others count at once."""

CHOICES: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    **{("permissions", name): ("ask", "allow", "deny") for name in ANSWERED},
    ("network", "type"): ("wifi", "cellular", "ethernet", "unknown"),
    ("pay", "outcome"): ("ask", "success", "cancel", "fail", "slow"),
    ("share", "outcome"): ("ask", "success", "cancel"),
    ("photo", "source"): ("sample", "file"),
    ("device", "platform"): ("android", "ios"),
    ("device", "theme"): ("auto", "light", "dark"),
}

WAYS = (["value"], ["error"])
"""What an edited answer may have."""

PRESETS: Final[Mapping[str, Settings]] = {
    "offline": {"network": {"online": False}},
    "denied": {"permissions": dict.fromkeys(ANSWERED, "deny")},
    "logged-out": {"user": {"signedIn": False}},
    "pay-cancelled": {"pay": {"outcome": "cancel"}},
    "slow": {"network": {"delay": 2000}, "pay": {"outcome": "slow"}},
    "old-host": {"device": {"old": True}},
}


class WrongSetting(MiniprogError):
    """A setting that does not exist, or a value that it does not take; `pointer` leads to it."""

    def __init__(self, message: str, *, hint: str | None = None, pointer: Pointer = ()) -> None:
        super().__init__(message, hint=hint)
        self.pointer = pointer


def changed(settings: Settings, change: object) -> Settings:
    """Give the settings with a change merged in; a group keeps what the change does not name.

    Raises:
        WrongSetting: no such group or setting, or a value of the wrong type.
    """
    if not isinstance(change, dict):
        raise WrongSetting("settings are an object of groups")
    result = {group: dict(values) for group, values in settings.items()}
    for group, values in cast("dict[str, object]", change).items():
        if group not in DEFAULTS:
            known = ", ".join(DEFAULTS)
            raise WrongSetting(
                f"no group {group!r}", hint=f"choose from: {known}", pointer=(group,)
            )
        if not isinstance(values, dict):
            raise WrongSetting(f"{group} is an object", pointer=(group,))
        for name, value in cast("dict[str, object]", values).items():
            if group == "answers":
                _answer(result[group], name, value)
            else:
                result[group][name] = _checked(group, name, value)
    return result


def at_start(settings: Settings) -> Settings:
    """Give those that a page meets only when it is loaded."""
    return {
        group: {name: value for name, value in settings[group].items() if name != "theme"}
        for group in AT_START
    }


def _answer(answers: dict[str, object], name: str, value: object) -> None:
    """Set what a call answers; None takes it back."""
    if value is None:
        answers.pop(name, None)
    elif isinstance(value, dict) and list(cast("dict[str, object]", value)) in WAYS:
        answers[name] = value
    else:
        raise WrongSetting(
            f"answers.{name} is an object with value or error, or null", pointer=("answers", name)
        )


def _checked(group: str, name: str, value: object) -> object:
    known = DEFAULTS[group]
    if name not in known:
        hint = f"choose from: {', '.join(known)}"
        raise WrongSetting(f"no setting {group}.{name}", hint=hint, pointer=(group, name))
    choices = CHOICES.get((group, name))
    if choices and value not in choices:
        message = f"{group}.{name} is one of {', '.join(choices)}; not {_shown(value)}"
        raise WrongSetting(message, pointer=(group, name))
    if not _is_like(value, known[name]):
        message = f"{group}.{name} is of the wrong type: {_shown(value)}"
        raise WrongSetting(message, pointer=(group, name))
    return value


def _is_like(value: object, default: object) -> bool:
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    if isinstance(default, int | float):
        return isinstance(value, int | float)
    return isinstance(value, type(default))


def _shown(value: object) -> str:
    return json.dumps(value)[:80]
