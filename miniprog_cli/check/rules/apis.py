"""Rules on what scripts use of the browser and of hosts."""

from collections.abc import Iterator

from miniprog_cli.core.capabilities import CAPABILITIES, ONLY_OF_HOSTS
from miniprog_cli.core.facts import Form, PlacedReference, PlacedUse, Program, Role, Use
from miniprog_cli.core.finding import Finding, Severity
from miniprog_cli.core.hostfacts import FROM_SERVER, Ban, Capabilities
from miniprog_cli.core.rule import Context, rule
from miniprog_cli.core.source import Json, Pointer
from miniprog_cli.hosts import sdk
from miniprog_cli.hosts.sdk import Sdk

_USED = (Form.CALL, Form.NEW)
"""To read a name is how one asks whether it is there."""


@rule("MP407", severity=Severity.ERROR, since="0.1", per_host=True)
def api_not_allowed(context: Context) -> Iterator[Finding]:
    """A script uses a web API that the host forbids.

    ## Why it matters
    The call fails on the phone, or review refuses the program: TikTok forbids the clipboard, the
    location and vibration.

    ## How to fix
    Leave it out for that host. `mini.can("haptic")` says at run time what there is.
    """
    for ban in context.host.bans:
        for placed in _uses(context, ban.name.partition(".")[0]):
            if placed.use.form in _USED and _is_below(placed.use.name, ban.name):
                yield _banned(context, placed, ban)


@rule("MP408", severity=Severity.ERROR, since="0.1", per_host=True)
def capability_not_there(context: Context) -> Iterator[Finding]:
    """The program needs something that the host does not have.

    ## Why it matters
    The call is refused there at run time, also where the host hands such things to the program's
    server only, as PhonePe does with names and phone numbers. A permission that is `required` says that the program is
    useless without it. The global of another host's SDK does not exist, and using it ends the script.

    ## How to fix
    Ask first, `if (mini.can("scan")) …`, and declare the permission `"required": false`; then it is
    no finding. Use `mini.js` instead of one host's own global, or look whether that is there:
    `if (window.TTMinis) …`.
    """
    capabilities = context.host.capabilities
    if capabilities:
        yield from _calls(context, capabilities)
        yield from _permissions(context, capabilities)
    for one in sdk.SDKS:
        if one.host != context.host.name:
            yield from _foreign(context, one)


@rule("MP412", severity=Severity.ERROR, since="0.1", per_host=True)
def sdk_not_loaded(context: Context) -> Iterator[Finding]:
    """A script uses the global of the host's SDK, and nothing loads the SDK.

    ## Why it matters
    The global does not exist, and the script ends there: the page stays blank or dead.

    ## How to fix
    Load the SDK from the address that the host publishes, in the head, before every other script.
    An SDK that is part of the program and sets the global is seen too.
    """
    own = sdk.of_host(context.host.name)
    if own is None or not own.scripts:
        return
    placed = _first_call(context, own)
    if not placed or _is_asked_for(context, own) or _is_loaded(context, own):
        return
    load = f'load it first: <script src="{own.present}"></script>'
    if ended := next(_ended(context, own), None):
        at = context.at(ended.path, ended.reference.span)
        message = f"this version of {own.title}'s SDK is gone: it ended on {own.ended_on}"
        yield Finding(at, message, load.replace("it first", "the present one"))
        return
    message = f"`{placed.use.name}` is used, and no page loads {own.title}'s SDK"
    yield Finding(context.at(placed.path, placed.use.span), message, load)


@rule("MP413", severity=Severity.ERROR, since="0.1", per_host=True)
def sdk_not_initialised(context: Context) -> Iterator[Finding]:
    """A script uses the host's SDK, and nothing initialises it.

    ## Why it matters
    Until then the methods do not exist (TikTok), are refused (LINE), or the program stays hidden
    (VK).

    ## How to fix
    Call `TTMinis.init({clientKey})`, `liff.init({liffId})` or `vkBridge.send("VKWebAppInit")` before
    everything else.
    """
    own = sdk.of_host(context.host.name)
    if own is None or own.init is None or _is_asked_for(context, own):
        return
    calls = [placed for placed in _uses(context, own.root) if placed.use.form in _USED]
    if any(_is_init(own, placed.use) for placed in calls):
        return
    for placed in calls:
        if not any(_is_below(placed.use.name, one) for one in own.before_init):
            call = f'{own.init}("{own.init_argument}")' if own.init_argument else f"{own.init}()"
            message = f"`{placed.use.name}` is used, and `{call}` is nowhere called"
            yield Finding(
                context.at(placed.path, placed.use.span),
                message,
                f"call {call} before everything else",
            )
            return


def _banned(context: Context, placed: PlacedUse, ban: Ban) -> Finding:
    message = f"`{placed.use.name}`: {ban.reason}"
    return Finding(
        context.at(placed.path, placed.use.span), message, f"leave it out for {context.host.title}"
    )


def _calls(context: Context, capabilities: Capabilities) -> Iterator[Finding]:
    for placed in _uses(context, "mini"):
        name = placed.use.name.partition(".")[2].partition(".")[0]
        says = _refused(name, context.host.title, capabilities)
        if says and not _is_guarded(placed.use, name):
            yield Finding(context.at(placed.path, placed.use.span), *says)


def _refused(name: str, host: str, capabilities: Capabilities) -> tuple[str, str] | None:
    """Say why a call is refused on a host, and what to do; None where something may answer it."""
    via, ask = capabilities.via.get(name), f'ask first: if (mini.can("{name}"))'
    if name in capabilities.missing:
        return f"{host} has nothing for `mini.{name}`: {CAPABILITIES[name]}", ask
    if name not in ONLY_OF_HOSTS or (via and not via.startswith(FROM_SERVER)):
        return None
    if via:
        return (
            f"on {host} no call gives `mini.{name}`: {CAPABILITIES[name]}",
            f"get it {via}; {ask}",
        )
    return f"mini.js knows nothing on {host} for `mini.{name}`: {CAPABILITIES[name]}", ask


def _is_guarded(use: Use, capability: str) -> bool:
    """Tell whether a call is only made where the host has the capability, or a member of it."""
    made_sure = (use.guard or "").split()
    return use.form not in _USED or any(_is_below(one, capability) for one in made_sure)


def _permissions(context: Context, capabilities: Capabilities) -> Iterator[Finding]:
    manifest = context.project.manifest
    for pointer, permission in _declared(manifest.raw.get("permissions")):
        name = permission.get("name")
        if permission.get("required") is True and name in capabilities.missing:
            yield Finding(
                manifest.at(*pointer, "name"),
                f"{context.host.title} has no {name!r}, which the program says it requires",
                'declare it "required": false and do without it there',
            )


def _declared(permissions: Json) -> Iterator[tuple[Pointer, dict[str, Json]]]:
    for position, one in enumerate(permissions if isinstance(permissions, list) else ()):
        if isinstance(one, dict):
            yield ("permissions", position), one


def _foreign(context: Context, other: Sdk) -> Iterator[Finding]:
    """Say once of a global whose it is, unless the program loads its SDK or asks for it."""
    placed = _first_call(context, other)
    if placed and not _is_asked_for(context, other) and not _is_loaded(context, other):
        yield Finding(
            context.at(placed.path, placed.use.span),
            f"`{other.root}` is {other.title}'s, and not there on other hosts",
            f"use mini.js, or look first: if (window.{other.root})",
            severity=Severity.WARNING,
        )


def _first_call(context: Context, one: Sdk) -> PlacedUse | None:
    """Find the first use that needs the global to be there."""
    calls = (placed for placed in _uses(context, one.root) if "." in placed.use.name)
    return next((placed for placed in calls if placed.use.form in _USED), None)


def _is_asked_for(context: Context, one: Sdk) -> bool:
    """Tell whether a script looks if the global is there, or sets it, or gives it another name."""
    return any(
        placed.use.name == one.root or placed.use.form is Form.WRITE
        for placed in _uses(context, one.root)
    )


def _is_loaded(context: Context, one: Sdk) -> bool:
    return one in context.program.once("sdks", lambda: tuple(_loaded(context.program)))


def _loaded(program: Program) -> Iterator[Sdk]:
    for facts in program.values():
        for reference in facts.references:
            found = sdk.brought_by(reference.url) if reference.role is Role.SCRIPT else None
            if found is not None:
                yield found


def _ended(context: Context, own: Sdk) -> Iterator[PlacedReference]:
    """Find what loads a version of the SDK that its host took away."""
    for placed in context.program.outside if own.ended else ():
        if placed.reference.url.partition("//")[2].startswith(own.ended):
            yield placed


def _is_init(own: Sdk, use: Use) -> bool:
    return use.name == own.init and own.init_argument in (None, use.argument)


def _is_below(name: str, root: str) -> bool:
    return name == root or name.startswith(f"{root}.")


def _uses(context: Context, root: str) -> tuple[PlacedUse, ...]:
    return context.program.uses.get(root, ())
