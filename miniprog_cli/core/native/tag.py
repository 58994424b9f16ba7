"""The version that a git tag gives the commit that is checked out."""

import re
from pathlib import Path

from miniprog_cli.core.members import SEMVER

_WAIT_SECONDS = 5


def exact_tag(folder: Path) -> str:
    """Give the version that a tag names for exactly this commit, such as ``v1.2.3``.

    Empty where none does, where the folder is in no repository, or git is not on this machine. Of several tags
    git names the one that was made last.
    """
    if not any((one / ".git").exists() for one in (folder.resolve(), *folder.resolve().parents)):
        return ""
    from subprocess import DEVNULL, SubprocessError, run

    command = ["git", "-C", str(folder), "describe", "--tags", "--exact-match", "HEAD"]
    try:
        done = run(command, capture_output=True, stdin=DEVNULL, check=True, timeout=_WAIT_SECONDS)
    except (OSError, SubprocessError):
        return ""
    tag = done.stdout.decode("utf-8", "replace").strip().removeprefix("v")
    return tag if re.fullmatch(SEMVER, tag) else ""
