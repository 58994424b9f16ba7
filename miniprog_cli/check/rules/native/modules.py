"""Rules on what templates use by name: other templates, and the language of their script modules."""

from collections.abc import Iterator
from difflib import get_close_matches

from miniprog_cli.check.rules.native.places import MOST_GUESSES, native_of
from miniprog_cli.check.rules.native.reach import needed, reached
from miniprog_cli.core.facts import BEYOND, TEMPLATE, FileFacts, Form, Use
from miniprog_cli.core.finding import Finding, Severity
from miniprog_cli.core.rule import NATIVE, Context, rule

_HINTS = {
    "`const`": "write `var`",
    "`let`": "write `var`",
    "`=>`": "write `function`",
    "a template literal": "put texts together with +",
    "a member without a value": "write `{a: a}`",
    "a method written without `function`": "write `{a: function () {}}`",
    "`new`": "a date is made by `getDate()`",
    "a regular expression": 'write `getRegExp("…")`',
    "`for` without `;`": "count with `for (var i = 0; i < list.length; i++)`",
    "`import`": "write `require`",
    "`export`": "write `module.exports`",
    "a byte order mark": "save the file without it",
}
_PARTS = ("module", "template")


@rule("MP619", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def module_beyond_language(context: Context) -> Iterator[Finding]:
    """A script module of templates has what its language does not, such as `const` or `=>`.

    ## Why it matters
    WXS looks like JavaScript and is none: it has `var`, `function`, `if`, `for` with semicolons,
    `while`, `switch` and operators, and no classes, arrow functions, template literals, `new`,
    `try` or regular expressions. WeChat's compiler stops at the first that it does not know, and
    nothing is built; inside of functions it makes of some what fails when it runs. The settings that turn new JavaScript into old leave modules as they are.

    ## How to fix
    Write it in the older way, as the hint says, or do the work in the page's script. Of each thing
    the first place in a file is told. Looked into are the modules that templates use.
    """
    native = native_of(context)
    if not native.dialect.own_language:
        return
    for path, facts in _used(context):
        for use in facts.uses:
            if use.name == BEYOND:
                message = f"{_language(context)} does not have {use.argument}"
                hint = _HINTS.get(use.argument or "")
                yield Finding(context.at(path, use.span), message, hint)


@rule("MP620", severity=Severity.WARNING, since="0.2", kinds=NATIVE)
def template_not_defined(context: Context) -> Iterator[Finding]:
    """A template is used by a name that neither its file nor what that imports defines.

    ## Why it matters
    The host shows nothing in its place, and at most the console says so.

    ## How to fix
    Correct the name in `is`, define it with `<template name="…">`, or `<import>` the file that does.
    An import gives what its file itself defines, not what that imports in turn; `<include>` gives no
    templates at all. A name that is used several times in a file is told once.
    """
    guesses = 0
    for path, facts in _used(context):
        asked = [use for use in facts.uses if _is(use, Form.CALL)]
        known = _known(context, path) if asked else None
        for name, use in {one.argument or "": one for one in reversed(asked)}.items():
            if known is not None and name not in known:
                guesses += 1
                near = get_close_matches(name, known, n=1) if guesses <= MOST_GUESSES else []
                hint = f"did you mean {near[0]}?" if near else _elsewhere(context, name)
                message = f"no template here is called {name or 'nothing'}"
                yield Finding(context.at(path, use.span), message, hint)


def _language(context: Context) -> str:
    return native_of(context).dialect.modules[0].upper()


def _used(context: Context) -> Iterator[tuple[str, FileFacts]]:
    """Yield the templates and modules that the program needs."""
    native = native_of(context)
    for path, facts in context.program.items():
        if facts.uses and native.part(path) in _PARTS and path in reached(context):
            yield path, facts


def _known(context: Context, path: str) -> set[str] | None:
    """Give the names of templates that a file may use; None where one of its imports is not known."""
    found = _defined(context.program[path])
    for one in needed(context, path):
        if one.where == "<import src>":
            ships = next((file for file in one.paths if file in context.program), None)
            if ships is None:
                return None  # which is said
            found |= _defined(context.program[ships])
    return found


def _defined(facts: FileFacts) -> set[str]:
    return {use.argument or "" for use in facts.uses if _is(use, Form.WRITE)}


def _is(use: Use, form: Form) -> bool:
    return use.name == TEMPLATE and use.form is form


def _elsewhere(context: Context, name: str) -> str | None:
    """Name a file that defines a template."""
    where = (path for path, facts in context.program.items() if name in _defined(facts))
    found = next(where, None)
    return f"{found} defines it: import that" if found and name else None
