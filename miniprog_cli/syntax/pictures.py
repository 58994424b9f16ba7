"""Pictures of a page: whether one lacks a text for those who do not see it, and what a set names."""

import re
from collections.abc import Iterator

from miniprog_cli.syntax.tags import Tag

_BETWEEN_CANDIDATES = re.compile(r"[\s,]*+")
_TEXTS = (
    "alt",
    "aria-label",
    "aria-labelledby",
    "title",
    ":alt",
    "v-bind:alt",
    "[alt]",
    "[attr.alt]",
)
"""What gives a text, also where Vue or Angular writes it."""
_EMPTY = ("img", "input", "area", "embed", "hr", "br", "wbr", "source", "track", "col")
_DIALOGS = ("dialog", "alertdialog")
_CANDIDATE = re.compile(r"\S++")


def lacks_alt(tag: Tag) -> bool:
    """Tell a picture without an alternative text; an empty one says that it is decoration."""
    if tag.name not in ("img", "input", "area") or tag.foreign:
        return False
    names = {one.name for one in tag.attributes}
    if not names.isdisjoint(_TEXTS):
        return False
    if tag.name == "img" and names == {"src"}:
        return True  # most that lack a text have nothing else either
    return _is_picture(tag) and not _is_decoration(tag)


def hides(tag: Tag) -> bool:
    """Tell an element whose content those who listen never hear; not a dialog, which opens later."""
    if tag.foreign or tag.name in _EMPTY or tag.value("aria-hidden") != "true":
        return False
    return tag.value("role") not in _DIALOGS and not tag.attribute("tabindex")


def heard(text: str, pictures: list[Tag], hiding: list[Tag]) -> Iterator[Tag]:
    """Leave out the pictures that stand in elements which hide them; all in the order of the text."""
    waiting, end = hiding[::-1], 0
    for picture in pictures:
        while waiting and waiting[-1].start < picture.start:
            one = waiting.pop()
            if one.start >= end:  # else it stands in the one before
                end = _end(text, one)
        if picture.start >= end:
            yield picture


def _end(text: str, tag: Tag) -> int:
    """Find where an element ends: behind as many end tags of its name as there are start tags."""
    depth = 1
    tags = re.compile(rf"<(/?){re.escape(tag.name)}(?=[\s/>])", re.IGNORECASE)
    for match in tags.finditer(text, tag.end):
        depth += -1 if match[1] else 1
        if not depth:
            return match.start()
    return len(text)


def takes_files(tag: Tag) -> bool:
    """Tell a field in which users choose files, and phones offer the camera."""
    return tag.name == "input" and (tag.value("type") or "").lower() == "file"


def _is_picture(tag: Tag) -> bool:
    """Tell a picture from other inputs, and from areas that lead nowhere."""
    if tag.name == "input":
        return (tag.value("type") or "").lower() == "image"
    return tag.name == "img" or tag.attribute("href") is not None


def _is_decoration(tag: Tag) -> bool:
    """Tell what is hidden from those who listen, and the dots that count visitors."""
    hidden = tag.attribute("hidden") is not None or tag.value("aria-hidden") == "true"
    if hidden or tag.value("role") in ("presentation", "none"):
        return True
    return any((tag.value(side) or "").strip() in ("0", "1") for side in ("width", "height"))


def candidates(value: str) -> Iterator[tuple[int, int]]:
    """Yield where the URLs of a srcset stand: each up to a space or to commas at its end."""
    at = 0
    while gap := _BETWEEN_CANDIDATES.match(value, at):
        word = _CANDIDATE.match(value, gap.end())
        if word is None:
            return
        url = word[0].rstrip(",")
        yield word.start(), word.start() + len(url)
        if url != word[0]:
            at = word.end()
        else:
            comma = value.find(",", word.end())
            at = len(value) if comma < 0 else comma + 1
