"""Rules on the icon."""

from collections.abc import Iterator

from miniprog_cli.check.rules.nearest import nearest
from miniprog_cli.check.rules.rename import named
from miniprog_cli.core.files import ProjectFile
from miniprog_cli.core.finding import Finding, Severity
from miniprog_cli.core.image import Picture, read_picture
from miniprog_cli.core.names import normalize
from miniprog_cli.core.rule import Context, rule
from miniprog_cli.core.whole import fault

_SMALLEST = 144
"""Pixels: the smallest raster icon that stays sharp in a host's list on a dense screen."""

_FORMATS = ("png", "jpeg", "webp", "svg")


@rule("MP301", severity=Severity.ERROR, since="0.1", fixable=True)
def icon_not_found(context: Context) -> Iterator[Finding]:
    """The manifest names an icon that does not ship.

    ## Why it matters
    Hosts show the icon in lists, on shared cards and while the program loads.

    ## How to fix
    Correct the path, which is relative to `root`, or add the file. `check --fix` corrects upper and
    lower case; with `--unsafe-fixes` also what is probably a misspelling.
    """
    project = context.project
    for member in (("icon",), ("share", "image")) if project.has_root else ():
        path = project.manifest.icon if member == ("icon",) else project.manifest.share.get("image")
        if isinstance(path, str) and normalize(path.removeprefix("./")) not in project.shipped:
            at = project.manifest.at(*member)
            meant = nearest(project, normalize(path.removeprefix("./")))
            fix = named(project, member, meant)
            yield Finding(at, f"the picture {path} does not ship", meant.says, fix)


@rule("MP302", severity=Severity.ERROR, since="0.1")
def icon_not_suitable(context: Context) -> Iterator[Finding]:
    """The icon is not a square png, jpeg, webp or svg of at least 144 pixels.

    ## Why it matters
    Hosts crop or stretch it, or refuse it at review.

    ## How to fix
    Save it square, in one of the four formats, at least 144 by 144 pixels; an svg may have any
    size. The format is read from the file's content; only what is called `.svg` has to be one, and
    the other way round, since servers go by that name.
    """
    project = context.project
    path = project.manifest.icon
    file = project.shipped.get(normalize(path.removeprefix("./"))) if path else None
    if file is not None:
        for message, hint in _defects(file, project.top):
            yield Finding(project.manifest.at("icon"), f"the icon {file.path} {message}", hint)


def _defects(file: ProjectFile, top: str) -> Iterator[tuple[str, str]]:
    try:
        picture = read_picture(file.source, top)
        flaw = fault(file.source, top, picture.format) if picture else None
    except OSError as error:
        yield f"cannot be read: {error.strerror}", "make it a file that everybody may read"
        return
    if picture is None or picture.format not in _FORMATS:
        says = "save it in one of them; what counts is the content, not the name"
        yield "is not a png, jpeg, webp or svg file", says
        return
    if flaw:
        yield flaw, "save it once more"
    if (picture.format == "svg") != file.path.lower().endswith(".svg"):
        yield f"holds {picture.format}, which its name does not say", f"call it .{picture.format}"
    if picture.width != picture.height:
        yield f"is not square: {_size(picture)}", "cut it, or add an edge, to a square"
    elif picture.format != "svg" and picture.width < _SMALLEST:
        needed = f"at least {_SMALLEST} x {_SMALLEST} are needed"
        hint = "save it larger, from the drawing it was made of, or as svg"
        yield f"is too small: {_size(picture)} pixels; {needed}", hint


def _size(picture: Picture) -> str:
    return f"{picture.width:g} x {picture.height:g}"
