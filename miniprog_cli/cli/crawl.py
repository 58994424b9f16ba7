"""``miniprog preview --crawl``: open every page of a native program once, and say what came of it."""

from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING

from miniprog_cli.cli.console import Console, plain
from miniprog_cli.core.errors import Exit, MiniprogError
from miniprog_cli.core.namedtuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from miniprog_cli.core.project import Project
    from miniprog_cli.preview.addresses import Options
    from miniprog_cli.preview.native.crawl import Crawled


class NothingToCrawl(MiniprogError):
    """The project is not native, so that its pages are files that a browser opens."""

    exit_code = Exit.USAGE


class Wanted(NamedTuple):
    """How to look at pages: seconds for each, and a folder for a picture of each."""

    time: float
    pictures: Path | None


def crawl(
    project: "Project", options: "Options", console: Console, *, time: float, pictures: Path | None
) -> None:
    """Open every page; exit 1 where one is blank or has errors.

    Raises:
        NothingToCrawl: the project is of kind web.
        ReportWouldShip: the pictures would lie among the files that ship.
        OutputUnwritable: their folder cannot be made.
    """
    from miniprog_cli.cli.output import make_folder, require_apart
    from miniprog_cli.cli.stopping import run

    if project.native is None:
        raise NothingToCrawl("--crawl opens the pages of native programs", hint="leave it out")
    if pictures:  # before a minute is spent on what cannot be kept
        require_apart(project, pictures / "picture.png")
        make_folder(pictures)
    found = run(_crawl(project, options, console, Wanted(time, pictures)))
    from miniprog_cli.preview.native.crawl import summary

    counts = summary(found)
    console.document({"pages": [each._asdict() for each in found], "total": counts})
    console.result(
        f"{len(found)} pages: {counts['clean']} clean, {counts['errors']} with errors, "
        f"{counts['blank']} blank; ready in {counts['ready_ms_median']} ms (median)"
    )
    if any(each.result != "clean" for each in found):
        raise SystemExit(Exit.FINDINGS)


async def _crawl(
    project: "Project", options: "Options", console: Console, wanted: Wanted
) -> "list[Crawled]":
    from miniprog_cli.preview.events import Ready
    from miniprog_cli.preview.native.crawl import crawl as crawled
    from miniprog_cli.preview.session import serve

    pages = _pages(project, options)
    found: list[Crawled] = []
    async with aclosing(serve(project, options._replace(frame=False))) as events:
        async for event in events:
            if isinstance(event, Ready):
                async with aclosing(crawled(event.program_url, pages, **wanted._asdict())) as each:
                    async for one in each:
                        found.append(one)
                        _tell(console, one)
                return found
    raise AssertionError("a preview that ends before it is ready raises")


def _pages(project: "Project", options: "Options") -> dict[str, str]:
    """Give the pages to open, each with its query: as asked for, or as the vendor's tool opens it."""
    known: Mapping[str, str] = project.native.config.queries if project.native else {}
    if not options.page:
        return {page: known.get(page, "") for page in project.manifest.pages}
    page, _, own = options.page.partition("?")
    asked = "&".join(filter(None, (own, (options.query or "").removeprefix("?"))))
    return {page: asked or known.get(page, "")}


def _tell(console: Console, one: "Crawled") -> None:
    took = "" if one.ready_ms is None else f" {one.ready_ms} ms"
    console.result(f"{one.result:6} {plain(one.page)}{took}")
    for error in (*one.errors, *one.failed_calls):
        console.result(f"       {plain(error.splitlines()[0] if error else '')}")
