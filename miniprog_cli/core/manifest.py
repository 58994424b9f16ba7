"""`miniprog.json`: read it, know what is wrong with it, and write the one that ships."""

from collections.abc import Mapping
from pathlib import Path
from posixpath import normpath
from typing import cast

from miniprog_cli.core.errors import Exit, MiniprogError
from miniprog_cli.core.finding import Finding, Location, Span
from miniprog_cli.core.inside import FileChanged, read_start
from miniprog_cli.core.members import MANIFEST, PRIVATE
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.shape import Fault, Violation, hinted
from miniprog_cli.core.source import Json, JsonDocument, JsonError, Pointer, parse_json

FILE_NAME = "miniprog.json"
MAX_BYTES = 1024 * 1024
"""A manifest is written by hand; anything bigger is not one."""


_VENDORS = ("id", "name", "version", "pages")
"""Members that the vendor's files bring of a native program, so that they may be missing."""


class ManifestUnreadable(MiniprogError):
    """The manifest cannot be parsed; `finding` has the place."""

    exit_code = Exit.USAGE

    def __init__(self, message: str, *, hint: str | None, finding: Finding) -> None:
        super().__init__(message, hint=hint)
        self.finding = finding


class Preview(NamedTuple):
    """What `preview` says; a member that is wrong or missing has its default."""

    command: str | None
    proxy: Mapping[str, str]
    mocks: str
    """Relative to the manifest's folder, in POSIX form, without a slash at the end."""


class Manifest(NamedTuple):
    """What `miniprog.json` says; a member that is wrong or missing has its default here.

    `pages` and `icon` are relative to the root, `root` to the manifest's folder, all in POSIX form.
    """

    document: JsonDocument
    violations: tuple[Violation, ...]
    id: str
    name: str
    version: str
    root: str
    pages: tuple[str, ...]
    icon: str | None
    kind: str
    lang: str | None
    window: Mapping[str, Json]
    share: Mapping[str, Json]
    hosts: Mapping[str, Mapping[str, Json]]
    publish_to: str | None

    @property
    def raw(self) -> Mapping[str, Json]:
        """The manifest as it is written, wrong members included."""
        value = self.document.value
        return value if isinstance(value, dict) else {}

    @property
    def preview(self) -> Preview:
        """What the manifest says of the preview, without what is wrong."""
        found = self.raw.get("preview")
        said = found if isinstance(found, dict) else {}
        wrong = {violation.pointer[1:3] for violation in self.violations}
        command, proxy, mocks = (said.get(name) for name in Preview._fields)
        return Preview(
            command=command if isinstance(command, str) and command.strip() else None,
            proxy={
                path: url
                for path, url in (proxy.items() if isinstance(proxy, dict) else ())
                if isinstance(url, str) and ("proxy", path) not in wrong
            },
            mocks=normpath(mocks)
            if isinstance(mocks, str) and ("mocks",) not in wrong
            else "mocks",
        )

    @property
    def allows(self) -> list[Json]:
        """The entries of `check.allow` as they are written, wrong ones included."""
        check = self.raw.get("check")
        return _list(check.get("allow")) if isinstance(check, dict) else []

    def at(self, *pointer: str | int) -> Location:
        """Give the place of a value."""
        return Location(self.document.file, self.document.span(pointer))

    def at_key(self, *pointer: str | int) -> Location:
        """Give the place of a member's name."""
        return Location(self.document.file, self.document.key_span(pointer))


def read_manifest(path: Path) -> Manifest:
    """Read a manifest; wrong members are kept as `violations`, so that all are known at once.

    Raises:
        ManifestUnreadable: it is missing, too large, or not JSON (with the place).
    """
    return parse_manifest(_read(path), path.name)


def read_document(path: Path, name: str | None = None) -> JsonDocument:
    """Read a JSON file that a project cannot do without, such as a vendor's; `name` is for messages.

    Raises:
        ManifestUnreadable: it is missing, too large, or not JSON (with the place).
    """
    return _parsed(_read(path), name or path.name)


def parse_manifest(data: bytes, file: str = FILE_NAME) -> Manifest:
    """Parse the bytes of a manifest.

    Raises:
        ManifestUnreadable: they are not JSON (with the place).
    """
    return _manifest(_parsed(data, file))


def public(manifest: Manifest, host: str) -> dict[str, Json]:
    """Make the content of the manifest that ships: public members in the order of the table.

    `hosts` is reduced to the one the bundle is made for. Of a native program it says what the vendor's
    files and the command line do of id, name and version.
    """
    said = {**manifest.raw, **_identity(manifest)} if manifest.kind == "native" else manifest.raw
    chosen: dict[str, Json] = {}
    for name in MANIFEST.members:
        if name in said and name not in PRIVATE:
            chosen[name] = said[name]
    chosen["hosts"] = {host: dict(manifest.hosts.get(host, {}))}
    return chosen


def _identity(manifest: Manifest) -> dict[str, Json]:
    """Give what tells a native program from others; no version where nobody named one."""
    version: dict[str, Json] = {"version": manifest.version} if manifest.version else {}
    return {"id": manifest.id, "name": manifest.name, **version, "kind": "native"}


def _read(path: Path) -> bytes:
    try:
        data = read_start(path, MAX_BYTES + 1)
    except FileChanged as error:
        raise _unreadable(path.name, error.message, None, error.hint) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise _unreadable(path.name, f"the file cannot be read: {reason}", None, None) from None
    if len(data) > MAX_BYTES:
        raise _unreadable(
            path.name, "the file is bigger than 1 MB", None, "is this the right file?"
        )
    return data


def _parsed(data: bytes, file: str) -> JsonDocument:
    try:
        return parse_json(data, file)
    except JsonError as error:
        raise _unreadable(file, error.message, error.span, error.hint) from None


def _unreadable(file: str, message: str, span: Span | None, hint: str | None) -> ManifestUnreadable:
    finding = Finding(Location(file, span), message, hint)
    place = f"{file}:{span.line}:{span.column}" if span else file
    return ManifestUnreadable(f"{place}: {message}", hint=hint, finding=finding)


def _manifest(document: JsonDocument) -> Manifest:
    value = document.value if isinstance(document.value, dict) else {}
    found = MANIFEST.violations(document.value, ())
    if value.get("kind") == "native":
        found = (one for one in found if not is_vendors(one))
    violations = tuple(hinted(found))
    bad = {v.pointer for v in violations if v.fault is Fault.WRONG}

    def good(name: str, default: Json = None) -> Json:
        """Give a member if nothing in it is wrong, else the default."""
        return default if any(p[:1] == (name,) or not p for p in bad) else value.get(name, default)

    pages = [p for n, p in enumerate(_list(value.get("pages"))) if _fine(p, ("pages", n), bad)]
    publish = cast("dict[str, Json]", good("publish", {}))
    return Manifest(
        document=document,
        violations=violations,
        id=cast("str", good("id", "")),
        name=cast("str", good("name", "")).strip(),
        version=cast("str", good("version", "")),
        root=normpath(cast("str", good("root", "."))),
        pages=tuple(cast("list[str]", pages)),
        icon=cast("str | None", good("icon")),
        kind=cast("str", good("kind", "")),
        lang=cast("str | None", good("lang")),
        window=cast("dict[str, Json]", good("window", {})),
        share=cast("dict[str, Json]", good("share", {})),
        hosts=cast("dict[str, dict[str, Json]]", good("hosts", {})),
        publish_to=cast("str | None", publish.get("to")),
    )


def is_vendors(violation: Violation) -> bool:
    """Tell whether a member is missing that a native program's own files bring."""
    missing = violation.fault is Fault.MISSING and not violation.pointer
    return missing and any(violation.message.startswith(f"`{one}` is") for one in _VENDORS)


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _fine(item: Json, pointer: Pointer, bad: set[Pointer]) -> bool:
    return isinstance(item, str) and pointer not in bad
