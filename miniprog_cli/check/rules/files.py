"""Rules on the files of the root: their names, links, and what cannot be packed."""

from collections.abc import Iterator

from miniprog_cli.check.rules.loading import compiled_scripts, misplaced
from miniprog_cli.core.facts import FileFacts
from miniprog_cli.core.finding import Finding, Severity
from miniprog_cli.core.names import collisions, problems
from miniprog_cli.core.rule import ANY, Context, rule
from miniprog_cli.core.vendor import read_vendor_file

RESERVED = {
    "miniprog.json": "the generated manifest",
    "mini.js": "the interface to the host",
}
"""Paths in the bundle that this tool writes, and what it writes there."""


@rule("MP305", severity=Severity.ERROR, since="0.1", always=True, kinds=ANY)
def name_not_portable(context: Context) -> Iterator[Finding]:
    """A file's name cannot be stored on every system.

    ## Why it matters
    A bundle is unpacked on phones, servers and the computers of reviewers. Names with `:` or `?`,
    Windows device names such as `con`, a trailing dot or space, and invisible or direction-changing
    characters fail there or deceive.

    ## How to fix
    Rename the file to plain letters, digits, `-`, `_` and `.`, and correct what refers to it.
    """
    for path in context.project.shipped:
        for problem in problems(path):
            yield Finding(context.at(path), f"the path {problem}", "rename it")


@rule("MP306", severity=Severity.ERROR, since="0.1", always=True, kinds=ANY)
def name_collision(context: Context) -> Iterator[Finding]:
    """Two names are the same on systems that ignore case or the form of accents.

    ## Why it matters
    On such a system one file replaces the other when the bundle is unpacked.

    ## How to fix
    Rename one of the two.
    """
    for collision in collisions(context.project.shipped):
        yield Finding(context.at(collision.second), collision.reason, "rename one of the two")


@rule("MP307", severity=Severity.ERROR, since="0.1", always=True, kinds=ANY)
def file_not_usable(context: Context) -> Iterator[Finding]:
    """A file of the root cannot ship: a link that leaves it, a loop, or nothing that can be read.

    ## Why it matters
    A link to a file outside the root would put that file (a password list, say) into the bundle,
    so it is never followed. What cannot be read is missing from the bundle.

    ## How to fix
    Replace the link by a copy, correct the permissions, or leave the path out with
    `.miniprogignore`.
    """
    for file in context.project.files:
        if file.fault:
            mend = "rename it" if "name" in file.fault else "replace it by a file"
            yield Finding(
                context.at(file.path),
                f"this does not ship: {file.fault}",
                f"{mend}, or leave it out with .miniprogignore",
            )


@rule("MP308", severity=Severity.ERROR, since="0.1", always=True, kinds=ANY)
def reserved_path(context: Context) -> Iterator[Finding]:
    """A file stands where miniprog writes one of its own into the bundle.

    ## Why it matters
    `miniprog.json` and `mini.js` at the top of the bundle are generated for the chosen host; a file
    of yours there would be lost.

    ## How to fix
    Rename or remove it. If it is the project's manifest, move it out of the root.
    """
    for path, what in RESERVED.items():
        if path in context.project.shipped:
            yield Finding(context.at(path), f"{path} is where {what} goes in the bundle")


@rule("MP315", severity=Severity.ERROR, since="0.1", kinds=ANY)
def file_not_parsed(context: Context) -> Iterator[Finding]:
    """A page, style sheet, script or JSON file is broken.

    ## Why it matters
    Of a script that cannot be parsed, nothing runs: that is an error. So it is with one that a page
    loads without `type="module"` and that holds `import` or `export`. A style sheet loses the rules
    from the broken place to where browsers find their way again, a page what it ends inside of, and
    JSON that is not JSON cannot be read: those are warnings.

    ## How to fix
    Correct the place, or leave the file out with `.miniprogignore` if nothing uses it. A script in
    another language, such as TypeScript or JSX, has to be compiled first.
    """
    native = context.project.native
    compiled = () if native else compiled_scripts(context)
    for path, facts in context.program.items():
        if path in compiled or _has_own_rule(context, path, facts):
            continue
        for fault in facts.faults:
            at = context.at(path, fault.span)
            if fault.fatal:
                yield Finding(at, fault.message, "nothing of this script runs: correct it")
            else:
                yield Finding(at, fault.message, fault.hint, severity=Severity.WARNING)
    if not native:
        yield from misplaced(context, compiled)


def _has_own_rule(context: Context, path: str, facts: FileFacts) -> bool:
    """Tell whether another rule says of a file that it cannot be read."""
    native, is_json = context.project.native, path.endswith(".json")
    if native:
        return is_json or native.part(path) == "template"
    return is_json and bool(facts.faults) and _is_for_host(context, path)


def _is_for_host(context: Context, path: str) -> bool:
    """Tell a file of the host's own tool, which has a rule of its own."""
    names = (config.name for config in context.host.config_files)
    found = (read_vendor_file(context.project, name) for name in names)
    return any(file.path == context.project.in_project(path) for file in found if file)
