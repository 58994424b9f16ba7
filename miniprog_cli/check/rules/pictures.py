"""Rules on the weight of pictures."""

from collections.abc import Iterator
from math import log10

from miniprog_cli.core.files import ProjectFile
from miniprog_cli.core.finding import Finding, Severity
from miniprog_cli.core.image import Picture, read_picture
from miniprog_cli.core.names import normalize
from miniprog_cli.core.project import Project
from miniprog_cli.core.rule import Context, rule
from miniprog_cli.core.size import KB, human

_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
_PLAIN = ".bmp"
_WEBP = 0.2
"""Bytes for each pixel of a photograph in WebP, on the safe side: Lighthouse's
modern-image-formats.js, estimateWebPSizeFromDimensions (read 2026-11)."""
_WEBP_OF_JPEG = 0.4
"""The same of what is a JPEG already, and wins less: the most of 169 small and dense ones of
several qualities, made from published photographs (2026-11). What weighs twice as much became less
than 45 % of itself in every case."""
_SAVED = 32 * KB
"""What has to be won at least; Lighthouse's 8 KB are for pages that load on every visit."""
_TIMES = 2
"""How many times its estimate a picture has to weigh: measured on 504 pictures, what weighs more
became less than 60 % of itself in every case."""
_WIDEST = 2160
"""Pixels across: four times the width of a usual phone (540 points), and of any sold in 2026."""
_MOVING = 100 * KB
"""From which on Lighthouse's efficient-animated-content.js asks for video."""


@rule("MP103", severity=Severity.WARNING, since="0.1")
def picture_too_heavy(context: Context) -> Iterator[Finding]:
    """A picture weighs far more than it would in a better format or size.

    ## Why it matters
    Pictures are most of what people wait for. A photograph as PNG has ten times the bytes that it
    has as WebP, which every web view of the last years shows.

    ## How to fix
    Save it as WebP: `cwebp -q 80 picture.png -o picture.webp`, or `magick picture.png -quality 80
    picture.webp`, no wider than it is shown (twice that for dense screens), and correct what refers
    to it. Of an animated GIF make a video: `ffmpeg -i a.gif -pix_fmt yuv420p a.mp4`, in
    `<video autoplay loop muted playsinline>`. What is said of the weight is estimated from the
    number of pixels; drawings with few colours come out smaller still. Icons and pictures of
    shared cards are not looked at, since hosts do not take every format for them.
    """
    fixed = _of_manifest(context.project)
    for file in context.project.shipped.values():
        if file.path.lower().endswith(_SUFFIXES) and file.bytes > _SAVED and file.path not in fixed:
            picture = _picture(file, context.project.top)
            message = _too_heavy(file.bytes, picture) if picture else None
            if message:
                yield Finding(context.at(file.path), *message)
        elif file.path.lower().endswith(_PLAIN) and file.bytes > _SAVED:
            what = f"a picture without compression: {human(file.bytes)}"
            yield Finding(
                context.at(file.path), what, "save it as WebP, and correct what refers to it"
            )


def _too_heavy(size: int, picture: Picture) -> tuple[str, str] | None:
    """Say what a picture would weigh, and what to do; None where it is worth nobody's time."""
    if picture.moves:
        return _as_video(size) if picture.format == "gif" else None
    pixels = picture.width * picture.height
    each = _WEBP_OF_JPEG if picture.format == "jpeg" else _WEBP
    shown = ""
    if min(picture.width, picture.height) > _WIDEST:
        pixels *= (_WIDEST / min(picture.width, picture.height)) ** 2
        shown, each = f", {_WIDEST:,} pixels across,", _WEBP
    elif picture.format == "webp":
        return None
    estimate = max(1, round(pixels * each))
    if size - estimate < _SAVED or size < _TIMES * estimate:
        return None
    dimensions = f"{picture.width:,.0f} x {picture.height:,.0f} pixels"
    message = f"about {human(estimate)} as WebP{shown} instead of {human(size)} ({dimensions})"
    return message, "save it as WebP, no wider than it is shown, and correct what refers to it"


def _as_video(size: int) -> tuple[str, str] | None:
    """Estimate as Lighthouse does: the larger an animated GIF, the more of it a video saves."""
    if size <= _MOVING:
        return None
    estimate = round(size * (1 - (29.1 * log10(size) - 100.7) / 100))
    return f"about {human(estimate)} as video instead of {human(size)} as animated GIF", (
        "make an MP4 or WebM of it, in <video autoplay loop muted playsinline>"
    )


def _picture(file: ProjectFile, top: str) -> Picture | None:
    try:
        return read_picture(file.source, top)
    except OSError:
        return None


def _of_manifest(project: Project) -> set[str]:
    manifest = project.manifest
    named = (manifest.icon, manifest.share.get("image"))
    return {normalize(path.removeprefix("./")) for path in named if isinstance(path, str)}
