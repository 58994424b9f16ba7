"""Rules on the files of a native program: templates that cannot be read, what is not packed or not compiled."""

from collections.abc import Iterator

from miniprog_cli.check.rules.native.places import first, native_of, parts
from miniprog_cli.core.finding import Finding, Severity
from miniprog_cli.core.members import KINDS_OF_FILES
from miniprog_cli.core.native.paths import suffix
from miniprog_cli.core.rule import NATIVE, Context, rule

_MEANT = frozenset(
    {one for kind in ("image", "font", "media", "page") for one in KINDS_OF_FILES[kind]}
)
"""Suffixes of files that lie in a program to be used; others, as notes, need not ship."""


@rule("MP612", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def template_not_parsed(context: Context) -> Iterator[Finding]:
    """A template cannot be read: a tag is not closed, or an expression is broken.

    ## Why it matters
    The host's compiler stops at it, and nothing is built.

    ## How to fix
    Correct the place. Every tag is closed by its end tag or by `/>`; `elif` and `else` directly
    follow what has the `if`; what stands in double braces is an expression. In WXML that is a small
    language: names, members, calls, operators, texts, numbers, lists and objects. Of the rest of
    JavaScript it has nothing, no `?.`, no template literals, no `new`: compute such a value in the
    script of the page, or in a script module. What either of WeChat's two compilers reads is let be.
    """
    native = native_of(context)
    for path, facts in context.program.items():
        if native.part(path) == "template":
            for fault in facts.faults:
                yield Finding(context.at(path, fault.span), fault.message)


@rule("MP615", severity=Severity.WARNING, since="0.2", kinds=NATIVE)
def file_not_packed(context: Context) -> Iterator[Finding]:
    """A picture, font, sound or page is of a type that the host's tool leaves out.

    ## Why it matters
    The tool says nothing: the file works in its simulator, and is missing on the phone.

    ## How to fix
    Convert it (a WebP to PNG, a font to base64 in a style sheet), or load it from the network.
    """
    native = native_of(context)
    kept = native.dialect.kept
    for file in context.project.files if kept else ():
        left_out = not file.included and file.reason.startswith(f"{native.dialect.title} packs no")
        if left_out and suffix(file.path) in _MEANT:
            message = f"{native.dialect.title} packs no .{suffix(file.path)} files"
            yield Finding(context.at(file.path), message, "convert it, or load it from the network")


@rule("MP618", severity=Severity.WARNING, since="0.2", kinds=NATIVE)
def sheet_not_compiled(context: Context) -> Iterator[Finding]:
    """A page or component has its sheet in Less or Sass alone, and nothing compiles it.

    ## Why it matters
    The host's tool passes the file over, and the page is shown without its looks.

    ## How to fix
    Name the language in `setting.useCompilerPlugins` of the project file, or put the compiled sheet
    beside the source.
    """
    native = native_of(context)
    active = {one.reads for one in native.compilers}
    idle = {
        one.reads: one
        for one in native.dialect.compilers
        if one.writes in native.dialect.styles and one.reads not in active
    }
    there = {file.path for file in context.project.files} if idle else set[str]()
    for part in ("app", *parts(context)) if idle else ():
        source = next((f"{part}.{one}" for one in idle if f"{part}.{one}" in there), None)
        if source and first(context, part, native.styles) is None:
            name = idle[suffix(source)].name
            hint = (
                f'"setting": {{"useCompilerPlugins": ["{name}"]}} in {native.dialect.project_file}'
            )
            yield Finding(context.at(source), f"nothing compiles {source}", hint)
