"""``miniprog doctor``: what this machine has for the work, and what is missing."""

import os
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from miniprog_cli.cli.console import Console, folded, plain, style
from miniprog_cli.cli.options import Json, Quiet, Verbose
from miniprog_cli.core.namedtuple import NamedTuple

_INOTIFY = Path("/proc/sys/fs/inotify/max_user_watches")
FEWEST_WATCHES = 8192
"""Folders that a preview may watch; some systems still come with that few."""
_TOOLS = {
    "skopeo": "to copy submissions between registries by hand",
    "ssh-keygen": "to sign releases",
    "git": "to name versions by tags",
}
_TRUST = (
    "open /_miniprog/authority.crt of the preview on the phone. On Android: Settings > Security > Install "
    "a certificate > CA certificate. On iOS: install the profile, then Settings > General > About > "
    "Certificate Trust Settings. On Debian: save it as /usr/local/share/ca-certificates/miniprog.crt "
    "and run update-ca-certificates. Never copy authority.pem, which holds the key"
)


class Item(NamedTuple):
    """One thing that was looked at; `state` is ok or missing."""

    name: str
    state: str
    found: str
    hint: str | None = None


def doctor(*, json: Json = False, quiet: Quiet = False, verbose: Verbose = 0) -> None:
    """Show what this machine has for the work, and what is missing.

    Nothing but Python is needed for new, check, preview, pack and publish; the rest is for more.

    Examples:
      miniprog doctor
      miniprog doctor --json
    """
    console = Console(json=json, quiet=quiet, verbose=verbose)
    items = list(_items())
    for item in items:
        _say(item, console)
    console.document({"items": [item._asdict() for item in items]})


def _items() -> Iterator[Item]:
    yield Item("python", "ok", f"{sys.version.split()[0]} ({sys.executable})")
    yield _browser()
    for name, purpose in _TOOLS.items():
        found = shutil.which(name)
        yield Item(name, "ok", found) if found else Item(name, "missing", "not found", purpose)
    yield from _folders()
    if _INOTIFY.exists():
        yield _watches(int(_INOTIFY.read_text(encoding="ascii")))
    yield from _network()


def _browser() -> Item:
    from miniprog_cli.preview.chromium.program import VARIABLE, find

    found = find()
    if found:
        return Item("chromium", "ok", str(found))
    hint = f"install Chromium, Chrome or Edge for test and --screenshot, or name one in {VARIABLE}"
    return Item("chromium", "missing", "not found", hint)


def _folders() -> Iterator[Item]:
    from platformdirs import user_cache_path, user_data_path

    folders = {
        "registry": user_data_path("miniprog", appauthor=False) / "registry",
        "cache": user_cache_path("miniprog", appauthor=False),
    }
    for name, folder in folders.items():
        variable = {"registry": "MINIPROG_REGISTRY", "cache": "MINIPROG_CACHE_DIR"}[name]
        if os.environ.get(variable):
            yield Item(name, "ok", f"{os.environ[variable]} ({variable})")
            continue
        there = next(each for each in (folder, *folder.parents) if each.exists())
        if os.access(there, os.W_OK):
            yield Item(name, "ok", str(folder))
        else:
            yield Item(name, "missing", f"{folder} cannot be written", f"set {variable}")


def _watches(limit: int) -> Item:
    found = f"{limit} folders may be watched"
    if limit >= FEWEST_WATCHES:
        return Item("inotify", "ok", found)
    hint = "sysctl fs.inotify.max_user_watches=65536; until then the preview looks by itself"
    return Item("inotify", "missing", found, hint)


def _network() -> Iterator[Item]:
    for name, purpose in (("segno", "QR codes"), ("cryptography", "https for --lan")):
        if find_spec(name):
            yield Item(name, "ok", purpose)
        else:
            yield Item(
                name, "missing", "not installed", f"for {purpose}: pip install 'miniprog[lan]'"
            )
    if find_spec("cryptography"):
        yield _authority()


def _authority() -> Item:
    from miniprog_cli.preview.authority import AuthorityUnusable, authority
    from miniprog_cli.preview.lan import own_folder

    folder = own_folder()
    if not (folder / "authority.pem").exists():
        return Item("authority", "ok", "made by the first preview --lan", _TRUST)
    try:
        fingerprint = authority(folder).fingerprint
    except AuthorityUnusable as error:
        return Item("authority", "missing", error.message, error.hint)
    return Item("authority", "ok", f"{folder / 'authority.pem'}, SHA-256 {fingerprint}", _TRUST)


def _say(item: Item, console: Console) -> None:
    is_fine = item.state == "ok"
    mark = style("✓", "green") if is_fine else style("✗", "yellow")
    console.result(f"{mark} {item.name:<13} {plain(item.found)}")
    if item.hint:
        console.result(f"  {'':<13} {folded(plain(item.hint), 16, sys.stdout)}")
