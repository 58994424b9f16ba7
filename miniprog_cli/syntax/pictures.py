"""Pictures of a page: whether one lacks a text for those who do not see it, and what a set names."""

import re
from collections.abc import Iterator

from miniprog_cli.syntax.tags import Tag

_BETWEEN_CANDIDATES = re.compile(r"[\s,]*+")
_CANDIDATE = re.compile(r"\S++")


def lacks_alt(tag: Tag) -> bool:
    """Tell a picture without an alternative text; an empty one says that it is decoration."""
    if tag.name not in ("img", "input", "area") or tag.foreign:
        return False
    names = {one.name for one in tag.attributes}
    if not names.isdisjoint(("alt", "aria-label", "aria-labelledby", "title")):
        return False
    if tag.name == "img" and names == {"src"}:
        return True  # most that lack a text have nothing else either
    return _is_picture(tag) and not _is_decoration(tag)


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
    if tag.value("aria-hidden") == "true" or tag.value("role") in ("presentation", "none"):
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
