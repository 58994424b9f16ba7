"""Which file names every system can store, and which of them clash on some.

The rules are those of W3C MiniApp Packaging (section "File and directory names"), plus what Windows
cannot store and what misleads a reader. They hold for paths in POSIX form, relative to the root of
the bundle.
"""

import re
from collections.abc import Iterable, Iterator

from miniprog_cli.core.namedtuple import NamedTuple

MAX_NAME_BYTES = 255
"""Longest name in UTF-8: W3C MiniApp Packaging, and what ext4, APFS and NTFS store."""
MAX_PATH_BYTES = 1024
"""Longest path in UTF-8: ``PATH_MAX`` of macOS, the smallest of the systems without an opt-in."""

_DEVICE = r"(?i:con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3]) *(\.|$)"
"""Names that Windows keeps for devices, whatever follows the first dot."""
_DEVICE_STARTS = frozenset({"con", "prn", "aux", "nul", "com", "lpt"})

# Each of these is the inside of a character class.
_PUNCTUATION = r'"*:<>?\\|'
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff\U000e0001\U000e007f"
_CONTROL = "\x00-\x1f\x7f-\x9f"
# Private use, specials, surrogates (a name that is not UTF-8 on disk) and non-characters.
_UNASSIGNED = "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U000f0000-\U0010ffff" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 15)
)
_REASONS = (
    (_PUNCTUATION, "which Windows cannot store"),
    (_CONTROL, "a control character"),
    (_BIDI, "which changes the reading direction and so disguises the name"),
    (_INVISIBLE, "which cannot be seen"),
    (_UNASSIGNED, "which is not a character that every system can store"),
)
# Nearly all names are made of these, and compiling the class of what is banned takes 1.5 ms.
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./")
_BANNED = f"[{''.join(banned for banned, _ in _REASONS)}]"


class Collision(NamedTuple):
    """Two paths that cannot both be stored on some system."""

    first: str
    second: str
    reason: str


def normalize(path: str) -> str:
    """Write a path in NFC, the one form that bundles use.

    macOS and input methods produce both forms of an accented letter; browsers ask for the one that
    the reference is written in, which is nearly always NFC.
    """
    if path.isascii():
        return path
    from unicodedata import normalize as form

    return form("NFC", path)


def problems(path: str) -> Iterator[str]:
    """Say what keeps a path from being stored on every system, as ends of the sentence "it …".

    An empty result means that the path is portable. Whether it is written in NFC is not asked here:
    `normalize` decides that when the bundle is written.
    """
    if not path:
        yield "is empty"
        return
    if path.startswith("/"):
        yield "is absolute"
    if _bytes(path) > MAX_PATH_BYTES:
        yield f"is {_bytes(path):,} bytes long; {MAX_PATH_BYTES:,} is the most"
    banned: list[str] = [] if _PLAIN.issuperset(path) else re.findall(_BANNED, path)
    for character in dict.fromkeys(banned):
        yield f"contains {_shown(character)}, {_why_banned(character)}"
    for name in dict.fromkeys(path.removeprefix("/").split("/")):
        yield from _problems_of_name(name)


def collisions(paths: Iterable[str]) -> Iterator[Collision]:
    """Find the paths that clash with an earlier one: the same to a system that ignores case or form.

    Folders count too: ``Img/a.png`` and ``img/b.png`` clash, and so do ``a`` and ``a/b``. Each path
    is reported at most once.
    """
    files: dict[str, str] = {}
    folders: dict[str, tuple[str, str]] = {}
    for path in paths:
        clash = _clash_of_folders(path, files, folders) or _clash_of_file(path, files, folders)
        if clash is not None:
            yield clash
        files.setdefault(_key(path), path)


def _clash_of_folders(
    path: str, files: dict[str, str], folders: dict[str, tuple[str, str]]
) -> Collision | None:
    end = path.rfind("/")
    while end > 0:
        folder = path[:end]
        key = _key(folder)
        if key in files:
            return Collision(files[key], path, f"{files[key]} would be both a file and a folder")
        known, owner = folders.setdefault(key, (folder, path))
        if known != folder:
            return Collision(owner, path, _reason(known, folder))
        if owner != path:
            return None  # this folder and those above it were looked at with an earlier path
        end = path.rfind("/", 0, end)
    return None


def _clash_of_file(
    path: str, files: dict[str, str], folders: dict[str, tuple[str, str]]
) -> Collision | None:
    key = _key(path)
    if key in files:
        return Collision(files[key], path, _reason(files[key], path))
    if key in folders:
        owner = folders[key][1]
        return Collision(owner, path, f"{path} would be both a file and a folder")
    return None


def _reason(first: str, second: str) -> str:
    if first == second:
        return f"{first} is there twice"
    if normalize(first) == normalize(second):
        return f"{first} is there in two Unicode forms that look the same"
    return f"{first} and {second} are one name where case does not count"


def _key(path: str) -> str:
    """Fold a path so that two that some system takes for one are equal (Unicode D145)."""
    if path.isascii():
        return path.lower()
    from unicodedata import normalize as form

    return form("NFD", form("NFD", path).casefold())


def _problems_of_name(name: str) -> Iterator[str]:
    if name in {"", ".", ".."}:
        yield f"has a step {name!r}" if name else "has an empty step"
        return
    if _bytes(name) > MAX_NAME_BYTES:
        yield f"has a name of {_bytes(name):,} bytes; {MAX_NAME_BYTES} is the most"
    if name[-1] in ". ":
        yield f"has a name that ends in a {'dot' if name[-1] == '.' else 'space'}: {name!r}"
    if name[:3].lower() in _DEVICE_STARTS and re.match(_DEVICE, name):
        yield f"has the name of a Windows device: {name!r}"


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _shown(character: str) -> str:
    return f"'{character}'" if character.isprintable() else f"U+{ord(character):04X}"


def _why_banned(character: str) -> str:
    return next(why for banned, why in _REASONS if re.match(f"[{banned}]", character))
