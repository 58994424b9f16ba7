"""Rules on what the manifest says of rules: `check.select`, `check.ignore` and `check.allow`."""

from collections.abc import Iterator

from miniprog_cli.core.finding import Finding, Severity
from miniprog_cli.core.rule import ANY, Context, rule
from miniprog_cli.core.shape import MAX_GUESSES
from miniprog_cli.core.source import Pointer


@rule("MP009", severity=Severity.WARNING, since="0.1", kinds=ANY)
def allowance_without_effect(_: Context) -> Iterator[Finding]:
    """An allowance of the manifest allows nothing.

    ## Why it matters
    What it was for is mended or has moved. Kept, it would silently allow the same fault when that
    comes back.

    ## How to fix
    Remove it from `check.allow`, or correct its `path` or `fingerprint`. Nothing is said of an
    allowance whose rule was not asked: one that is deselected, or that is for a host which this
    run leaves out.
    """
    yield from ()  # reported when all rules have run


@rule("MP010", severity=Severity.ERROR, since="0.1", always=True, kinds=ANY)
def unknown_rule(context: Context) -> Iterator[Finding]:
    """The manifest names a rule that does not exist.

    ## Why it matters
    What was to be left out still counts, or what was to be looked at is not.

    ## How to fix
    Correct the word in `check.select`, `check.ignore` or `check.allow`: a code (`MP303`), a name
    (`reference-not-found`), the beginning of codes (`MP3`) or `ALL`. `miniprog explain` lists the
    rules.
    """
    from miniprog_cli.check.selection import guess, is_known

    guesses = 0
    for pointer, word in _words(context):
        if not is_known(word):
            guesses += 1
            hint = guess(word) if guesses <= MAX_GUESSES else "miniprog explain lists them"
            at = context.project.manifest.at(*pointer)
            yield Finding(at, f"no rule is called {word!r}", hint)


@rule("MP011", severity=Severity.ERROR, since="0.1", always=True, kinds=ANY)
def rule_always_counts(context: Context) -> Iterator[Finding]:
    """The manifest leaves out a rule that always counts.

    ## Why it matters
    Some rules guard what makes a bundle at all: a manifest that can be read and is complete, a
    root and pages that are there, names that every system can store. What breaks them can be
    packed for nobody, whatever the manifest allows. `miniprog explain` marks them.

    ## How to fix
    Mend what the rule finds, and remove the word from `check.ignore` or `check.allow`.
    """
    from miniprog_cli.check.selection import exactly

    for pointer, word in _words(context):
        one = exactly(word) if pointer[1] != "select" else None
        if one and one.always:
            at = context.project.manifest.at(*pointer)
            hint = f"see: miniprog explain {one.code}"
            yield Finding(at, f"{one.code} {one.name} always counts", hint)


def _words(context: Context) -> Iterator[tuple[Pointer, str]]:
    """Yield the words for rules with their places."""
    check = context.project.manifest.raw.get("check")
    for name in ("select", "ignore", "allow"):
        entries = check.get(name) if isinstance(check, dict) else None
        for position, entry in enumerate(entries if isinstance(entries, list) else ()):
            pointer: Pointer = ("check", name, position)
            if name == "allow" and isinstance(entry, dict):
                pointer = (*pointer, "rule")
                word = entry.get("rule")
            else:
                word = entry
            if isinstance(word, str):
                yield pointer, word
