"""Rules on what pages, style sheets and scripts refer to."""

from collections.abc import Iterator

from miniprog_cli.check.rules.leftovers import unbuilt
from miniprog_cli.check.rules.links import Link, bare_imports, is_on_disk, links, ships
from miniprog_cli.check.rules.rename import relative
from miniprog_cli.core.facts import Role
from miniprog_cli.core.finding import Finding, Severity
from miniprog_cli.core.rule import Context, rule
from miniprog_cli.core.shape import MAX_GUESSES


@rule("MP303", severity=Severity.ERROR, since="0.1", fixable=True)
def reference_not_found(context: Context) -> Iterator[Finding]:
    """A page, style sheet or script refers to a file that does not ship.

    ## Why it matters
    The picture stays blank, the style is lost or the script does not run, often only on the phone,
    where upper and lower case differ and there is no development server to fill the gap.

    ## How to fix
    Correct the path, which is case-sensitive and relative to the file it stands in (or, with a
    leading slash, to the root), or add the file. `check --fix` corrects upper and lower case;
    with `--unsafe-fixes` also what is probably a misspelling. A form that a script handles needs no
    `action`; that of another is the address of a server, for a bundle answers nothing.
    """
    guesses = 0
    for use in links(context):
        if use.target is not None and not ships(context.project, use.target):
            message = f"{use.reference.where} refers to {use.reference.url}, which does not ship"
            guesses += 1
            meant = use.meant(context.project, guess=guesses <= MAX_GUESSES)
            fix = use.fix(context.project, meant)
            if use.reference.role is Role.FORM and fix is None:
                yield _unanswered(use)
            else:
                yield Finding(use.location, message, meant.says, fix)


def _unanswered(use: Link) -> Finding:
    """Warn only: a script may well handle the form before it is sent."""
    reference = use.reference
    message = f"{reference.where} sends to {reference.url}, and nothing in a bundle answers"
    hint = "leave it out where a script handles the form; else name a server"
    return Finding(use.location, message, hint, severity=Severity.WARNING)


@rule("MP304", severity=Severity.ERROR, since="0.1")
def reference_leaves_root(context: Context) -> Iterator[Finding]:
    """A page, style sheet or script refers to a file outside the root.

    ## Why it matters
    Only the root ships; nothing above it exists on the phone, and `file:///C:/…` is there on your
    own computer only.

    ## How to fix
    Move the file into the root, or set `root` to a folder that holds both.
    """
    for path, facts in context.program.items():
        for reference in facts.references:
            if is_on_disk(reference.url):
                message = f"{reference.where} refers to {reference.url}, on your own computer"
                hint = "put the file into the root, and refer to it from there"
                yield Finding(context.at(path, reference.span), message, hint)
    for use in links(context):
        if use.target is None:
            message = f"{use.reference.where} refers to {use.reference.url}, outside the root"
            yield Finding(use.location, message, "move the file into the root")


@rule("MP309", severity=Severity.WARNING, since="0.1", fixable=True)
def root_absolute_reference(context: Context) -> Iterator[Finding]:
    """A reference begins with a slash, so that it works at the top of an address only.

    ## Why it matters
    `/app.css` is looked for at the top of the server. A program that is served below a path, as on
    a test server, a preview link or a content network, or opened as a file, finds nothing there.
    The preview of miniprog serves it at the top, so that it looks fine here.

    ## How to fix
    Write the path relative to the file it stands in, which works everywhere. Of what a build makes,
    set its base: `base: "./"` in Vite, `publicPath: ""` in webpack, `"homepage": "."` in Create
    React App.
    """
    said = {one for _, one in unbuilt(context.program)}  # that a build is missing says all
    for use in links(context):
        url = use.reference.url.lstrip(" \t\n\r\f")
        if use.reference in said or not url.startswith("/"):
            continue
        if use.target and ships(context.project, use.target):
            fix = relative(use.reference, use.location, use.folder, use.target)
            message = (
                f"{use.reference.where} refers to {use.reference.url} from the top of the server"
            )
            hint = "write it relative to this file; hosts may serve the program below a path"
            yield Finding(use.location, message, hint, fix)


@rule("MP321", severity=Severity.ERROR, since="0.1")
def package_not_bundled(context: Context) -> Iterator[Finding]:
    """A script that a page loads imports a package by its name.

    ## Why it matters
    Browsers know files, not packages: `import "vue"` ends the script with "failed to resolve module
    specifier". Development servers replace such names, and so hide it.

    ## How to fix
    Build the program and ship what the build makes, or map the name to a file in a
    `<script type="importmap">`.
    """
    for path, reference in bare_imports(context):
        yield Finding(
            context.at(path, reference.span),
            f"{reference.where} names the package {reference.url}, which browsers cannot find",
            "ship what a build makes, or map the name to a file with an import map",
        )
