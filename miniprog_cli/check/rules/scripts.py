"""Rules on what scripts do, whatever the host."""

from collections.abc import Iterator

from miniprog_cli.check.rules.leftovers import unbuilt
from miniprog_cli.core.facts import HANDLER, MAX_SAME, Form, Use
from miniprog_cli.core.finding import Edit, Finding, Fix, Location, Severity
from miniprog_cli.core.rule import ANY, Context, rule

_NEAR = ("parent", "top", "opener")
"""Windows whose `eval` does what one's own does."""
_LEADING = ("location", "open")
"""Roots of what leads to a URL, which may be one of `javascript:`."""
_TIMERS = ("setTimeout", "setInterval", "setImmediate")
_RUNNING = ("eval", "execScript", "Function", "javascript:", *_TIMERS, HANDLER, *_NEAR, *_LEADING)
_CONSOLE = frozenset(
    f"console.{name}"
    for name in (
        *("log", "debug", "trace", "table", "dir", "dirxml", "count", "time", "timeEnd", "timeLog"),
        *("group", "groupCollapsed", "profile"),
    )
)
"""What is for whoever writes the program."""
_TELLING = (
    *("error", "warn", "fail", "invalid", "unable", "cannot", "can not", "can't"),
    *("could not", "couldn't", "does not", "doesn't", "must be", "fatal", "exception"),
    *("deprecat", "unknown", "unexpected", "missing", "unsupported", "no longer"),
    *("not found", "not implemented", "not supported", "not given", "not provided"),
)
"""What a text says that tells of what went wrong, as `console.error` does: that may stay."""
_IDLE = ("", "void0", "void(0)", "false", "undefined")
"""What `javascript:` URLs say that only keep a link from leading anywhere, without `;` and spaces."""
_NOTHING = (*_IDLE, "return", "returnfalse")
"""What handlers say, without `;` and spaces, that only test whether the browser knows the event."""
_THE_GLOBAL = "return this"
"""Bundlers ask for the global object with `new Function("return this")`, and do without if refused."""


@rule("MP320", severity=Severity.WARNING, since="0.1", fixable=True, kinds=ANY)
def debugging_left(context: Context) -> Iterator[Finding]:
    """A script holds a `debugger` statement.

    ## Why it matters
    It stops the program wherever developer tools are attached, such as on a reviewer's computer,
    and says that the program was not made ready to ship.

    ## How to fix
    Remove the statement.
    """
    for path, facts in context.program.items():
        file = context.project.in_project(path)
        for use in facts.uses:
            if use.name == "debugger":
                message = "a debugger statement is left in the program"
                yield Finding(Location(file, use.span), message, "remove it", _removed(file, use))


def _removed(file: str, use: Use) -> Fix | None:
    """Remove a statement; None where entities spell it, so that its own place is not known."""
    if use.argument is None:
        return None
    return Fix((Edit(file, use.span, use.argument),), safe=True, says="remove the statement")


@rule("MP322", severity=Severity.WARNING, since="0.1")
def console_left(context: Context) -> Iterator[Finding]:
    """A script writes to the console what was meant for its author.

    ## Why it matters
    Users never see it, but it takes time on their phones, and whoever attaches developer tools, a
    reviewer or a stranger, reads what it says: answers of the server, names, tokens.

    ## How to fix
    Remove the calls, or have the build leave them out (esbuild: `drop: ["console"]`). It is one
    finding for each file, at the first call; `console.error`, `console.warn` and `console.info` may
    stay, for they tell of what went wrong, and so may a `console.log` whose text says that something
    failed, is missing, deprecated or the like, or that is given the error that was caught. What
    stands behind a switch (`if (debug)`, `verbose &&`) may stay, and so may a function of your own
    that hands on what it is given (`console.log(...words)`). Of a program that was not built nothing
    is said. A library that ships as it is can be allowed by its path.
    """
    if any(unbuilt(context.program)):
        return  # what a build leaves out is not known before
    for path, facts in context.program.items():
        uses = [use for use in facts.uses if use.name in _CONSOLE and _is_for_debugging(use)]
        if uses:
            names = ", ".join(f"`{name}`" for name in sorted({use.name for use in uses}))
            message = f"debugging is left in the program: {names}"
            yield Finding(context.at(path, uses[0].span), message, _out(len(uses)))


def _is_for_debugging(use: Use) -> bool:
    text = (use.argument or "").lower()
    return use.form is Form.CALL and not any(one in text for one in _TELLING)


def _out(calls: int) -> str:
    """Say how to take calls out; how many is no message: a baseline would not know another number."""
    if calls == 1:
        return "remove it, or have the build leave it out"
    more = " or more" if calls >= MAX_SAME else ""
    return f"remove the {calls}{more} calls of this file, or have the build leave them out"


@rule("MP406", severity=Severity.WARNING, since="0.1", per_host=True)
def code_from_text(context: Context) -> Iterator[Finding]:
    """A script runs text as code: with `eval`, `Function`, a string timer or a `javascript:` URL.

    ## Why it matters
    Whoever can change the text can run anything in the program. Reviewers cannot know what will
    run, so many hosts forbid it, in their rules (TikTok: an error there) or with a content security
    policy under which the call throws an error.

    ## How to fix
    Call a function instead: `setTimeout(() => next(), 100)`, `table[name]()`. Read data with
    `JSON.parse`. In a library, look for a build that says that it is made for a strict content
    security policy (CSP). Where `eval` is only handed on, as libraries do that list what the
    language has, it is a finding for hosts that forbid it. So is, as a warning, `Function("return
    this")`, by which bundlers ask for the global object: have the build write `globalThis`.
    """
    policy = context.host.policies.no_code_from_text
    for root in _RUNNING:
        for path, use in context.program.uses.get(root, ()):
            at = context.at(path, use.span)
            if found := _code_from_text(use) or _through(use) or (_named(use) if policy else None):
                yield Finding(at, *found, severity=policy.severity if policy else None)
            elif policy and _asks_for_the_global(use):
                message = "Function makes code from text, if only for the global object"
                yield Finding(at, message, "write globalThis", severity=Severity.WARNING)


def _code_from_text(use: Use) -> tuple[str, str] | None:
    """Say what runs text as code, and what to do instead."""
    match use.name:
        case "eval" | "execScript" | "eval.call" | "eval.apply" if use.form is Form.CALL:
            return f"{use.name} runs text as code", "call a function, or read data with JSON.parse"
        case "Function" if _makes_code(use):
            return "Function makes code from text", "write the function in the script"
        case "javascript:" if _plain(use.argument) not in _IDLE:
            return "this javascript: URL runs text as code", "listen for the click in a script"
        case name if name in _TIMERS and use.form is Form.CALL and use.argument is not None:
            return f"{name} is given text to run as code", "give it a function"
        case _:
            return None


def _through(use: Use) -> tuple[str, str] | None:
    """Say that text is run by another window, or as an address."""
    root, _, member = use.name.partition(".")
    if root in _NEAR and member == "eval" and use.form is Form.CALL:
        return f"{use.name} runs text as code", "call a function, or read data with JSON.parse"
    scheme, _, code = (use.argument or "").strip().partition(":")
    if root in _LEADING and scheme.lower() == "javascript" and _plain(code) not in _IDLE:
        return f"{use.name} is given a javascript: URL, which runs text as code", "call a function"
    return None


def _named(use: Use) -> tuple[str, str] | None:
    """Say that `eval` is handed on, or an attribute gets code, which only some hosts forbid.

    Libraries list `eval` among the globals and never call it.
    """
    if use.name == HANDLER and _plain(use.argument) not in _NOTHING:
        return "setAttribute gives an element text to run as code", "listen with addEventListener"
    if use.name in ("eval", "execScript") and use.form is Form.READ:
        return f"{use.name} is handed on, and runs what it gets as code", "leave it out"
    return None


def _makes_code(use: Use) -> bool:
    return use.form in (Form.CALL, Form.NEW) and not _asks_for_the_global(use)


def _asks_for_the_global(use: Use) -> bool:
    """Tell what throws nothing where it is refused, but is refused all the same."""
    return use.name == "Function" and (use.argument or "").strip("; ") == _THE_GLOBAL


def _plain(code: str | None) -> str:
    return "".join((code or "").split()).rstrip(";")
