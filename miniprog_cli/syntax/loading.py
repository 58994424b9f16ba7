"""What browsers do with a `<script>` or `<style>`: take it, how, or leave it to somebody else."""

from enum import StrEnum

from miniprog_cli.syntax.tags import Tag

_TYPES = ("", "module", "text/javascript", "application/javascript", "text/ecmascript")


class Loading(StrEnum):
    """How a script is loaded that a file holds."""

    CLASSIC = "classic"
    COMPILED = "compiled"
    """By a compiler in the page, as Babel does it: what it reads is no JavaScript yet."""


def kind_of(tag: Tag) -> str:
    """Give the type of a `<script>` as written, in lower case."""
    return (tag.value("type") or "").strip().lower()


def is_run(tag: Tag) -> bool:
    """Tell a script in a page that browsers run, from data and templates."""
    sources = ("href", "xlink:href") if tag.foreign else ("src",)
    return kind_of(tag) in _TYPES and not any(tag.attribute(source) for source in sources)


def is_module(tag: Tag) -> bool:
    """Tell a module, which may import and export."""
    return kind_of(tag) == "module"


def is_sheet(tag: Tag) -> bool:
    """Tell a ``<style>`` that browsers apply, from one in a language that has to be compiled."""
    return (tag.value("type") or "").lower() in ("", "text/css")


def loading(tag: Tag) -> Loading | None:
    """Tell how the file of a `<script src>` is taken; None of a module, and of what is not known."""
    if tag.name != "script" or tag.foreign or not tag.attribute("src"):
        return None
    kind = kind_of(tag)
    if kind not in _TYPES:
        return None if "script" in kind.replace("typescript", "") else Loading.COMPILED
    return None if kind == "module" or tag.attribute("nomodule") else Loading.CLASSIC
