"""Which way of watching suits a folder: facts of the system come in as arguments."""

import re
import sys
from pathlib import Path, PurePosixPath

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.preview.watch.batch import WatchMode

SILENT_FILE_SYSTEMS = {
    "9p": "Windows drives in WSL, folders of the host in a virtual machine",
    "afs": "network",
    "ceph": "network",
    "cifs": "network: Windows and Samba shares",
    "drvfs": "Windows drives in WSL",
    "fakeowner": "folders of the host in Docker Desktop",
    "nfs": "network",
    "nfs4": "network",
    "prl_fs": "folders of the host in Parallels",
    "smb2": "network",
    "smb3": "network: Windows and Samba shares",
    "smbfs": "network",
    "vboxsf": "folders of the host in VirtualBox",
    "virtiofs": "folders of the host in a virtual machine",
    "vmhgfs": "folders of the host in VMware",
}
"""Kinds of mounts where others change files without this system's knowing."""
_LOCAL_FUSE = frozenset({"fuseblk", "fuse.fuse-overlayfs"})
"""FUSE that only this system writes to: NTFS disks, rootless containers."""


class Choice(NamedTuple):
    """How to watch, and why not by events where one would expect them."""

    mode: WatchMode
    reason: str | None


class Machine(NamedTuple):
    """What is to be known of a system; tests hand in other ones."""

    platform: str
    version: str
    """`/proc/version`, empty where there is none."""
    mounts: str
    """`/proc/self/mountinfo`, empty where there is none."""

    @classmethod
    def this(cls) -> "Machine":
        """Read the facts of this machine."""
        return cls(
            platform=sys.platform,
            version=_text("/proc/version"),
            mounts=_text("/proc/self/mountinfo"),
        )


def choose(folder: str, wanted: WatchMode, machine: Machine) -> Choice:
    """Choose events or polling for an absolute folder; what the user asked for wins.

    macOS and Windows have no event for "closed", so there polling is the rule and no fallback.
    """
    if wanted is not WatchMode.AUTO or machine.platform != "linux":
        mode = wanted if machine.platform == "linux" else WatchMode.POLLING
        return Choice(mode=mode, reason=None)
    if in_wsl_drive(folder, machine.version):
        return Choice(
            mode=WatchMode.POLLING, reason="WSL tells of no changes to files on Windows drives"
        )
    kind = file_system(folder, machine.mounts)
    if kind is not None and is_silent(kind):
        return Choice(
            mode=WatchMode.POLLING,
            reason=f"a mount of kind {kind} tells of no changes from outside",
        )
    return Choice(mode=WatchMode.EVENTS, reason=None)


def in_wsl_drive(folder: str, version: str) -> bool:
    """Tell whether this is the Windows Subsystem for Linux, and the folder on a Windows drive."""
    return "microsoft" in version.lower() and re.match(r"/mnt/[^/]", folder) is not None


def is_silent(kind: str) -> bool:
    """Tell whether a kind of file system hides changes made elsewhere."""
    if kind in _LOCAL_FUSE:
        return False
    return kind in SILENT_FILE_SYSTEMS or kind == "fuse" or kind.startswith("fuse.")


def file_system(folder: str, mounts: str) -> str | None:
    """Find the kind of the mount that holds a folder in the text of `/proc/self/mountinfo`.

    The format is that of proc_pid_mountinfo(5). Of two mounts on one place the later counts.
    """
    best, kind = -1, None
    path = PurePosixPath(folder)
    for line in mounts.splitlines():
        before, dash, after = line.partition(" - ")
        fields = before.split(" ")
        if not dash or len(fields) < 5:
            continue
        point = PurePosixPath(_unescape(fields[4]))
        if path.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), after.split(" ")[0]
    return kind


def _unescape(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), text)


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""
