"""Two people pack the same files and get the same bytes, whatever their machines are set to."""

import json
import os
import random
import subprocess
import sys
import unicodedata

NAMES = (
    "a.js",
    "B.css",
    "pages/é.html",
    "pages/Z.html",
    "数据/一.json",
    "icon.png",
    "a-b/x",
    "a/x",
)
WRAPPED = {"js": b'"%b";', "css": b"/* %b */", "html": b"<!-- %b -->", "json": b'"%b"'}


def content(name):
    """Write something that deflate makes smaller, and that is what the name says."""
    noise = random.Random(name).randbytes(500)
    wrapped = WRAPPED.get(name.rpartition(".")[2])
    return wrapped % noise.hex().encode() if wrapped else noise + b"text text\n" * 40


FILES = {name: content(name) for name in NAMES}
FILES["index.html"] = b'<!doctype html><html lang="en"><meta charset="utf-8"><title>S</title>\n'
MANIFEST = {
    "id": "com.example.same",
    "name": "Same",
    "version": "1.0.0",
    "root": "app",
    "pages": ["index.html"],
}


def check_out(top, *, umask, reverse, form, mtime):
    """Write the project as some version control would have on some machine."""
    old = os.umask(umask)
    try:
        for name in sorted(FILES, reverse=reverse):
            path = top / "app" / unicodedata.normalize(form, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(FILES[name])
            os.utime(path, (mtime, mtime))
        (top / "miniprog.json").write_text(json.dumps(MANIFEST), encoding="utf-8")
    finally:
        os.umask(old)


def packed(top, **env):
    subprocess.run(
        [sys.executable, "-m", "miniprog_cli", "pack", "-o", "../out.zip", "-q"],
        cwd=top,
        env={"PATH": os.environ["PATH"], "HOME": str(top), **env},
        umask=int(env["UMASK"], 8),
        check=True,
        capture_output=True,
    )
    return (top.parent / "out.zip").read_bytes()


def test_the_same_bytes_from_two_checkouts(tmp_path):
    first, second = tmp_path / "first" / "project", tmp_path / "second" / "elsewhere"
    check_out(first, umask=0o022, reverse=False, form="NFC", mtime=1_000_000_000)
    check_out(second, umask=0o077, reverse=True, form="NFD", mtime=1_700_000_001)
    one = packed(first, UMASK="022", TZ="Asia/Dushanbe", LC_ALL="C", PYTHONHASHSEED="1")
    other = packed(
        second, UMASK="077", TZ="America/Caracas", LC_ALL="zh_CN.UTF-8", PYTHONHASHSEED="2"
    )
    assert one == other


def test_other_content_gives_other_bytes(tmp_path):
    first, second = tmp_path / "first" / "project", tmp_path / "second" / "project"
    for top in (first, second):
        check_out(top, umask=0o022, reverse=False, form="NFC", mtime=0)
    (second / "app/a.js").write_bytes(FILES["a.js"] + b"!0")
    assert packed(first, UMASK="022") != packed(second, UMASK="022")
