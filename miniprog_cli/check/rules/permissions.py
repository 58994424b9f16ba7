"""Rules on what a program asks the user for, held against `permissions` in the manifest."""

from collections.abc import Iterator
from functools import lru_cache

from miniprog_cli.core.facts import Form, Use
from miniprog_cli.core.finding import Finding, Location, Severity
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.rule import Context, rule
from miniprog_cli.hosts.roots import ROOTS

ASKED = frozenset({"clipboard", "contacts", "location", "notify", "phone", "photo", "scan", "user"})
"""Capabilities of `mini.js` that hosts ask the user for, one by one."""

_WEB = {
    "navigator.geolocation": "location",
    "navigator.clipboard.read": "clipboard",
    "navigator.clipboard.readText": "clipboard",
    "navigator.contacts": "contacts",
    "navigator.mediaDevices.getUserMedia": "photo",
    "Notification.requestPermission": "notify",
    "BarcodeDetector": "scan",
}
"""The web's own interfaces for them; what a user copies by a button needs no permission."""

_SOUND = "audio"
"""What `getUserMedia` is given for the microphone alone, which no permission of the manifest is for."""


@rule("MP401", severity=Severity.WARNING, since="0.1")
def permission_not_declared(context: Context) -> Iterator[Finding]:
    """The program uses something that users are asked for, and the manifest does not declare it.

    ## Why it matters
    Hosts show the user the reason that the manifest gives, and refuse what it does not declare:
    at review, or by a call that fails on the phone.

    ## How to fix
    Add `{"name": …, "reason": …}` to `permissions`, with a reason that the user understands, and
    `"required": true` where the program is useless without it.
    """
    declared = _named(context)
    if declared is None:
        return  # what is wrong with the list is said, and nobody knows what it should hold
    told: set[str] = set()
    for need in _needs(context):
        if need.name not in declared and need.name not in told:
            told.add(need.name)
            message = f"{need.use.name} needs the permission `{need.name}`, which is not declared"
            hint = f'add {{"name": "{need.name}", "reason": "…"}} to `permissions`'
            at = Location(context.project.in_project(need.path), need.use.span)
            yield Finding(at, message, hint)


@rule("MP402", severity=Severity.WARNING, since="0.1")
def permission_not_used(context: Context) -> Iterator[Finding]:
    """The manifest declares a permission that nothing in the program uses.

    ## Why it matters
    Users trust a program less that asks for more than it needs, and reviewers refuse it.

    ## How to fix
    Remove the entry. Where a program uses a host's own interface, code from elsewhere, or a
    capability by a name that only the running script knows, nothing is said.
    """
    if _may_use_anything(context):
        return
    used = {need.name for need in _needs(context)}
    if _takes_files(context):
        used.add("photo")
    for position, name in _declared(context):
        if name in ASKED and name not in used:
            at = context.project.manifest.at("permissions", position)
            yield Finding(at, f"nothing in the program uses `{name}`", "remove the permission")


class _Need(NamedTuple):
    """A use of something that users are asked for."""

    name: str
    path: str
    use: Use


def _needs(context: Context) -> Iterator[_Need]:
    for uses in context.program.uses.values():
        for path, use in uses:
            name = _needed(use)
            if name is not None:
                yield _Need(name, path, use)


def _needed(use: Use) -> str | None:
    """Give the permission that a use needs; to look whether something is there needs none."""
    if use.form not in (Form.CALL, Form.NEW):
        return None
    if use.argument == _SOUND and use.name.endswith(".getUserMedia"):
        return None
    return _permission(use.name)


@lru_cache(maxsize=4096)
def _permission(api: str) -> str | None:
    """Give the permission for a name; of thousands of calls most are of the same few."""
    root, _, rest = api.partition(".")
    if root == "mini":
        name = rest.partition(".")[0]
        return name if name in ASKED and rest != "clipboard.write" else None
    return next((_WEB[one] for one in _WEB if f"{api}.".startswith(f"{one}.")), None)


def _named(context: Context) -> set[str] | None:
    """Give what is declared, also where a reason is missing; None where that is no list."""
    listed = context.project.manifest.raw.get("permissions", [])
    if not isinstance(listed, list):
        return None
    names = (item.get("name") for item in listed if isinstance(item, dict))
    return {name for name in names if isinstance(name, str)}


def _declared(context: Context) -> Iterator[tuple[int, str]]:
    """Yield the position and the name of each permission that is written rightly."""
    manifest = context.project.manifest
    listed = manifest.raw.get("permissions")
    wrong = {violation.pointer[:2] for violation in manifest.violations}
    for position, item in enumerate(listed if isinstance(listed, list) else ()):
        name = item.get("name") if isinstance(item, dict) else None
        if isinstance(name, str) and ("permissions", position) not in wrong:
            yield position, name


def _takes_files(context: Context) -> bool:
    """Tell a program that lets users choose a file, or makes an input that may be for that."""
    if any(facts.page and facts.page.takes_files for facts in context.program.values()):
        return True
    made = context.program.uses.get("document", ())
    return any(
        one.use.name == "document.createElement" and one.use.argument in ("input", None)
        for one in made
    )


def _may_use_anything(context: Context) -> bool:
    """Tell a program of which not all that it uses is known."""
    uses = context.program.uses
    if any(
        one.use.name in ("mini", "navigator")
        for root in ("mini", "navigator")
        for one in uses.get(root, ())
    ):
        return True  # handed on as a whole, or asked by a computed name
    return not ROOTS.isdisjoint(uses) or any(
        one.reference.role == "script" for one in context.program.outside
    )
