"""How pages load the scripts of a program: as modules, as classic scripts, or through a compiler."""

from collections.abc import Callable, Container, Iterator

from miniprog_cli.check.rules.links import Link, links
from miniprog_cli.core.facts import MODULE, OUTSIDE, RETURN, FileFacts, PageFacts, Use
from miniprog_cli.core.finding import Finding, Span
from miniprog_cli.core.rule import Context

_NODE = ".cjs"
"""Suffix of scripts for Node, which makes a function of each."""


def compiled_scripts(context: Context) -> frozenset[str]:
    """Give the scripts that a compiler in a page reads, as Babel does it, and no browser."""
    found = _loaded(context, lambda page: page.compiled)
    return frozenset(link.target for link in found if link.target)


def misplaced(context: Context, compiled: Container[str]) -> Iterator[Finding]:
    """Find scripts that would run only elsewhere: as a module, or inside a function."""
    hint = "nothing of this script runs: correct it"
    for path, facts in context.program.items():
        use = _use(facts, RETURN)
        if use and not _is_broken(facts) and not path.endswith(_NODE) and path not in compiled:
            message = OUTSIDE[RETURN].format(use.argument)
            yield Finding(context.at(path, use.span), message, hint)
    for link in _loaded(context, lambda page: page.classic):
        target = link.target or ""
        use = _use(context.program.get(target), MODULE)
        if use and target not in compiled:
            where = f"{use.argument} in line {use.span.line}"
            message = (
                f"{link.reference.url} is loaded as a classic script, which cannot hold the {where}"
            )
            yield Finding(link.location, message, 'load it with <script type="module">')


def _use(facts: FileFacts | None, name: str) -> Use | None:
    """Give the place that tells where a script runs, if there is one."""
    return next((use for use in facts.uses if use.name == name), None) if facts else None


def _is_broken(facts: FileFacts) -> bool:
    return any(fault.fatal for fault in facts.faults)


def _loaded(context: Context, spans: Callable[[PageFacts], tuple[Span, ...]]) -> Iterator[Link]:
    """Find the references of pages that stand at some places."""
    places = {
        (context.project.in_project(path), span)
        for path, facts in context.program.items()
        if facts.page
        for span in spans(facts.page)
    }
    if places:
        for link in links(context):
            if (link.location.file, link.reference.span) in places:
                yield link
