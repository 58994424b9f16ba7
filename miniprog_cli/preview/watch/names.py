"""Names under which editors and systems park files that are nobody's content."""

import re

EDITOR_FILES: tuple[tuple[str, str], ...] = (
    (r"4913|5036|5159", "vim probes whether it may write in the folder (tried in this order)"),
    (r".*~", "backups of vim, emacs, gedit, kate; vim's undo files"),
    (r"\.(.*\.)?sw[a-z]", "vim and neovim swap files"),
    (r"#.*#", "emacs auto-save"),
    (r"\.#.*", "emacs lock, a link that leads nowhere"),
    (r".*\.(tmp|temp|bak|orig|rej)", "safe writes of many editors; what merges and patches leave"),
    (r".*\.tmp[.-][^/]*", "safe writes of node tools: name, .tmp, a number"),
    (r".*\.\d{6,}", "npm's write-file-atomic: the name and a hash in digits"),
    (r".*___jb_(tmp|old|bak)___", "safe writes of JetBrains IDEs"),
    (r"\.goutputstream-.*", "safe writes of GLib: gedit, GNOME Text Editor"),
    (r".*\.crswap", "File System Access API of Chromium: vscode.dev and other web editors"),
    (r".*\.kate-swp", "kate swap files"),
    (r".*\.sb-[0-9a-f]{8}-.{6}", "safe writes of macOS: TextEdit, Xcode"),
    (r"\.subl.*", "safe writes of Sublime Text"),
    (r"sed[A-Za-z0-9]{6}", "`sed -i` writes beside the file"),
    (r"\.~lock\..*#|~\$.*", "locks of LibreOffice and Microsoft Office"),
    (r".*\.(part|partial|crdownload)", "downloads that have not ended"),
    (r"\.nfs[0-9a-f]+|\.fuse_hidden.*", "deleted while open, on NFS and FUSE"),
    (r"\._.*|\.DS_Store|Thumbs\.db|desktop\.ini", "notes of Finder and Explorer"),
)
"""Patterns of whole names, each with who writes such a file."""

_EDITOR_FILE = "|".join(f"(?:{pattern})" for pattern, _ in EDITOR_FILES)
# Nearly all names end so after one dot, and to compile all of the above takes 2 ms
_CONTENT = frozenset({"html", "css", "js", "mjs", "json", "png", "jpg", "svg", "webp", "md"})


def is_editor_file(name: str) -> bool:
    """Tell whether a file of this name (no folders) is an editor's or a system's, not content."""
    stem, _, suffix = name.partition(".")
    if stem.isalpha() and suffix in _CONTENT:
        return False
    return re.fullmatch(_EDITOR_FILE, name, re.DOTALL) is not None
