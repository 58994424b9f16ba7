"""What a save means for a native program: its sources go to the page, which knows what it runs.

The page puts sheets in place, renders templates anew with the data kept, restarts a page whose
script changed, and starts anew for everything else.
"""

from collections.abc import Iterable

from miniprog_cli.preview.events import Kind
from miniprog_cli.preview.native.program import NativeProgram
from miniprog_cli.preview.updates import MAX_IN_PLACE, Changed, FileUpdate, Update

_KINDS: dict[str, Kind] = {
    "style": "css",
    "template": "markup",
    "module": "markup",
    "script": "markup",
}


def classify(changed: Iterable[Changed], program: NativeProgram) -> Update:
    """Say what a save means; the paths must be relative to the root already."""
    return Update(files=tuple(_classify(each, program) for each in changed))


def _classify(changed: Changed, program: NativeProgram) -> FileUpdate:
    path, after = changed.path, changed.after
    kind = _KINDS.get(program.native.part(path) or "")
    if changed.deleted:
        return FileUpdate(path=path, kind="reload", reason=f"{path}: deleted")
    # of scripts and templates the watcher keeps no content
    text = program.text(path) if after is None and kind else decoded(after)
    if kind is None or text is None or len(text) > MAX_IN_PLACE:
        return FileUpdate(path=path, kind="reload", reason=f"{path}: changed")
    return FileUpdate(path=path, kind=kind, reason=f"{path}: changed", after=text)


def decoded(data: bytes | None) -> str | None:
    """Read text as the runtime is given it."""
    return None if data is None else data.decode("utf-8-sig", "replace")
