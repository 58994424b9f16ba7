"""What no entry may be called."""

from tests.core.hostile.zipped import Zipped, bundle


def slip() -> bytes:
    """has a step '..'"""
    return bundle(Zipped("../../evil.js"))


def slip_inside() -> bytes:
    """has a step '..'"""
    return bundle(Zipped("a/../../evil.js"))


def absolute() -> bytes:
    """is absolute"""
    return bundle(Zipped("/etc/cron.d/evil"))


def drive() -> bytes:
    """contains ':', which Windows cannot store"""
    return bundle(Zipped("C:evil.js"))


def alternate_stream() -> bytes:
    """contains ':', which Windows cannot store"""
    return bundle(Zipped("a.js:hidden"))


def backslash() -> bytes:
    """contains '\\', which Windows cannot store"""
    return bundle(Zipped("..\\evil.js"))


def empty_name() -> bytes:
    """is empty"""
    return bundle(Zipped(""))


def empty_step() -> bytes:
    """has an empty step"""
    return bundle(Zipped("a//b.js"))


def nul_in_name() -> bytes:
    """contains U+0000, a control character"""
    return bundle(Zipped("a.js\0.png"))


def newline_in_name() -> bytes:
    """contains U+000A, a control character"""
    return bundle(Zipped("a\nb.js"))


def escape_in_name() -> bytes:
    """contains U+001B, a control character"""
    return bundle(Zipped("\x1b[2J.js"))


def bidi_in_name() -> bytes:
    """contains U+202E, which changes the reading direction"""
    return bundle(Zipped("photo\u202egpj.js"))


def invisible_in_name() -> bytes:
    """contains U+200B, which cannot be seen"""
    return bundle(Zipped("a\u200b.js"))


def device_name() -> bytes:
    """has the name of a Windows device: 'nul.js'"""
    return bundle(Zipped("a/nul.js"))


def device_name_superscript() -> bytes:
    """has the name of a Windows device: 'COM¹'"""
    return bundle(Zipped("COM¹"))


def trailing_dot() -> bytes:
    """ends in a dot"""
    return bundle(Zipped("a.js."))


def trailing_space() -> bytes:
    """ends in a space"""
    return bundle(Zipped("a.js "))


def long_name() -> bytes:
    """has a name of 256 bytes; 255 is the most"""
    return bundle(Zipped("a" * 256))


def long_path() -> bytes:
    """is 1,026 bytes long; 1,024 is the most"""
    return bundle(Zipped("/".join(["a" * 200] * 5 + ["b" * 21])))


def name_not_utf8() -> bytes:
    """has a name that is not UTF-8"""
    return bundle(Zipped(b"caf\xe9.js", flags=0))


def name_overlong_utf8() -> bytes:
    """has a name that is not UTF-8"""
    return bundle(Zipped(b"..\xc0\xafevil.js"))


def name_not_nfc() -> bytes:
    """is not written in NFC"""
    return bundle(Zipped("e\u0301.js"))


def nfc_nfd_pair() -> bytes:
    """is not written in NFC"""
    return bundle(Zipped("\u00e9.js"), Zipped("e\u0301.js"))


def case_pair() -> bytes:
    """App.js and app.js are one name where case does not count"""
    return bundle(Zipped("App.js"), Zipped("app.js"))


def case_pair_of_folders() -> bytes:
    """Img and img are one name where case does not count"""
    return bundle(Zipped("Img/a.js"), Zipped("img/b.js"))


def case_pair_sharp_s() -> bytes:
    """strasse.js and straße.js are one name where case does not count"""
    return bundle(Zipped("strasse.js"), Zipped("straße.js"))


def duplicate() -> bytes:
    """'a.js', is there twice"""
    return bundle(Zipped("a.js", b"good"), Zipped("a.js", b"evil"))


def file_and_folder() -> bytes:
    """a would be both a file and a folder"""
    return bundle(Zipped("a"), Zipped("a/b.js"))


def folder_entry() -> bytes:
    """is a folder; a bundle lists only files"""
    return bundle(Zipped("a/", attributes=0o40755 << 16 | 0x10))


def folder_entry_with_file_mode() -> bytes:
    """is a folder; a bundle lists only files"""
    return bundle(Zipped("a/"))
