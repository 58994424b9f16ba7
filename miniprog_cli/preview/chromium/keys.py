"""Keys of a keyboard, as the DevTools protocol wants them pressed."""

from miniprog_cli.preview.chromium.devtools import Fields

MODIFIERS = {"Alt": 1, "Control": 2, "Meta": 4, "Shift": 8}

_CODES = {
    "Backspace": 8, "Tab": 9, "Enter": 13, "Escape": 27, "Space": 32, "PageUp": 33, "PageDown": 34,
    "End": 35, "Home": 36, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40,
    "Insert": 45, "Delete": 46, **{f"F{number}": 111 + number for number in range(1, 13)},
}  # fmt: skip
"""Windows' numbers, which programs know as `keyCode`."""
_TEXTS = {"Enter": "\r", "Space": " "}


def known(name: str) -> bool:
    """Tell whether there is a key of that name, such as ``Control+k`` or ``Enter``."""
    *held, key = _parts(name)
    return all(each in MODIFIERS for each in held) and (len(key) == 1 or key in _CODES)


def pressed(name: str) -> Fields:
    """Describe a key with those that are held with it."""
    *held, key = _parts(name)
    modifiers = sum(MODIFIERS[each] for each in held)
    text = _TEXTS.get(key, key if len(key) == 1 else "")
    fields: Fields = {
        "key": text if key == "Space" else key, "code": _code(key), "modifiers": modifiers,
        "windowsVirtualKeyCode": _CODES.get(key) or ord(key.upper()[0]),
    }  # fmt: skip
    # with Ctrl and the like a key writes nothing
    return {**fields, "text": text} if text and not modifiers & ~MODIFIERS["Shift"] else fields


def _parts(name: str) -> list[str]:
    """Take a name apart; the key may be a plus itself."""
    *held, key = name.split("+") if name[-1:] != "+" else [*name[:-1].split("+")[:-1], "+"]
    return [*held, key]


def _code(key: str) -> str:
    if len(key) > 1:
        return key
    if key.isascii() and key.isalpha():
        return f"Key{key.upper()}"
    return f"Digit{key}" if key.isdecimal() else ""
