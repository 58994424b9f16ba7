"""What a save means for the pages that are open: replace, patch or reload, and why.

Only a first look: the page itself compares in full and may still reload. This side must be quick,
because every page waits for it.
"""

import re
from collections.abc import Iterable
from typing import Protocol

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.preview.content import fingerprint
from miniprog_cli.preview.events import Kind
from miniprog_cli.preview.media import is_page, is_sheet

MAX_IN_PLACE = 1024 * 1024
"""Bigger files are fetched again rather than sent to every page."""

STRENGTH: dict[Kind, int] = {"css": 0, "markup": 1, "reload": 2}

# Compiled at the first save, not before the first page
_HEAD = rb"(?i)</head\s*>|<body[\s/>]"
_SCRIPT = rb"(?is)<script[\s/>].*?</script"


class Changed(Protocol):
    """A file that was saved; its content, None where it was not there or is not kept."""

    @property
    def path(self) -> str:
        """Relative to the root, POSIX."""
        ...

    @property
    def before(self) -> bytes | None:
        """The content so far."""
        ...

    @property
    def after(self) -> bytes | None:
        """The content now."""
        ...

    @property
    def deleted(self) -> bool:
        """Whether the file is gone."""
        ...


class FileUpdate(NamedTuple):
    """What one file means for a page that uses it; `path` is relative to the root."""

    path: str
    kind: Kind
    reason: str
    before: str | None = None
    after: str | None = None
    source: tuple[str, str] = ("", "")
    """Fingerprints of the content before and after."""
    gone: bool = False
    """Whether there is no such file any more."""

    def as_json(self) -> dict[str, object]:
        """Give what is sent to the pages."""
        known: dict[str, object] = {"path": self.path, "kind": self.kind, "reason": self.reason}
        if self.after is not None:
            known |= {"after": self.after, "source": list(self.source)}
        if self.before is not None:
            known["before"] = self.before
        if self.gone:
            known["gone"] = True
        return known


class Update(NamedTuple):
    """One save, possibly of several files."""

    files: tuple[FileUpdate, ...]

    @property
    def strongest(self) -> FileUpdate:
        """The file that decides what happens."""
        return max(self.files, key=lambda file: STRENGTH[file.kind])


def classify(changed: Iterable[Changed]) -> Update:
    """Say what a save means; the paths must be relative to the root already."""
    return Update(files=tuple(_classify(each) for each in changed))


def _classify(changed: Changed) -> FileUpdate:
    path, before, after = changed.path, changed.before, changed.after
    if changed.deleted:
        return _reload(path, "deleted")._replace(gone=True)
    if not (is_sheet(path) or is_page(path)) or after is None:
        return _reload(path, "changed")
    if before is None:
        return _reload(path, "new")
    if len(before) + len(after) > MAX_IN_PLACE:
        return _reload(path, "changed, and too big to be sent")
    return _in_place(path, before, after)


def _reload(path: str, reason: str, source: tuple[str, str] = ("", "")) -> FileUpdate:
    return FileUpdate(path=path, kind="reload", reason=f"{path}: {reason}", source=source)


def _in_place(path: str, before: bytes, after: bytes) -> FileUpdate:
    old, new = _decoded(before), _decoded(after)
    if new is None:
        return _reload(path, "not UTF-8")
    if old is None:
        return _reload(path, "was not UTF-8 before")
    source = (fingerprint(before), fingerprint(after))
    if is_sheet(path):
        reason = f"{path}: styles changed"
        # the rules to import are compared as they are written, so both texts are needed
        known = old if "@import" in old or "@import" in new else None
        return FileUpdate(
            path=path, kind="css", reason=reason, before=known, after=new, source=source
        )
    if why := _reason_to_reload(before, after):
        return _reload(path, why, source)
    return FileUpdate(
        path=path, kind="markup", reason=f"{path}: markup changed",
        before=old, after=new, source=source,
    )  # fmt: skip


def _decoded(data: bytes) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _reason_to_reload(before: bytes, after: bytes) -> str | None:
    """See cheaply what a page cannot take in place."""
    if _head(before) != _head(after):
        return "the head changed"
    if re.findall(_SCRIPT, before) != re.findall(_SCRIPT, after):
        return "a script changed"
    return None


def _head(page: bytes) -> bytes:
    """Cut off the head, without the tag that ends it, which may be missing."""
    match = re.search(_HEAD, page)
    return page[: match.start()] if match else b""
