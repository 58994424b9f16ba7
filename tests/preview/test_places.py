"""The source behind a place that a page names, and the lines around it."""

import base64
import json
from pathlib import Path

import pytest

from miniprog_cli.core.project import open_project
from miniprog_cli.preview.excerpts import Excerpt
from miniprog_cli.preview.inject import Mark, inject
from miniprog_cli.preview.live import Live
from miniprog_cli.preview.places import Place, Places
from miniprog_cli.preview.reports import Spot
from miniprog_cli.preview.simulation.simulation import Simulation
from tests.preview.previewing import write_project

SOURCE = "let a = 1;\nlet b = 2;\n\nfail(a, b);\n"
MAP = {"version": 3, "sources": ["../src/main.ts"], "names": [], "mappings": "AAAA,QAGA"}
"""Column 8 of the first line is line 4 of the source."""
BUILT = "let a=1;fail(a)\n//# sourceMappingURL=main.js.map\n"
EXCERPT = Excerpt(first=1, lines=tuple(SOURCE.splitlines()), line=4, caret=0)


def made(tmp_path: Path, files: dict[str, str | bytes]) -> Live:
    folder = write_project(tmp_path / "shop", {"app/index.html": "<p>", **files}, root="app")
    return Live(
        project=open_project(folder), program_port=1, host_port=2, start="index.html",
        simulation=Simulation("generic"),
    )  # fmt: skip


def test_a_place_is_shown_with_the_lines_around_it(tmp_path: Path) -> None:
    live = made(tmp_path, {"app/a.js": "".join(f"line{n}();\n" for n in range(1, 20))})
    assert Places(live).find(Spot("a.js", 10, 5)) == Place(
        "app/a.js", 10, 5, Excerpt(7, tuple(f"line{n}();" for n in range(7, 14)), 10, 4)
    )


def test_columns_count_characters_where_browsers_count_halves_of_them(tmp_path: Path) -> None:
    live = made(tmp_path, {"app/a.js": "'😀😀'; fail();"})
    found = Places(live).find(Spot("a.js", 1, len("'😀😀'; ") + 2 + 1))
    assert found.column == len("'😀😀'; ") + 1
    assert found.excerpt
    assert found.excerpt.caret == len("'😀😀'; ")


def test_of_a_line_without_end_only_what_is_near_is_shown(tmp_path: Path) -> None:
    live = made(tmp_path, {"app/a.js": "x;" * 500_000 + "fail();" + "y;" * 500_000})
    shown = Places(live).find(Spot("a.js", 1, 1_000_001)).excerpt
    assert shown
    assert shown.lines[0][shown.caret :].startswith("fail();")
    assert len(shown.lines) == 1
    assert len(shown.lines[0]) <= 120


@pytest.mark.parametrize("page", ["<title>x</title><script>fail()</script>", "\n<head>é<b>fail()"])
@pytest.mark.parametrize("generation", [0, 12345])
def test_what_the_preview_adds_to_a_page_does_not_move_its_places(
    tmp_path: Path, page: str, generation: int
) -> None:
    live = made(tmp_path, {"app/index.html": page})
    mark = Mark(live.bus.run, generation, "index.html", "0" * 16, live.host_port)
    served = inject(page.encode(), mark).decode()
    line = served[: served.index("fail")].count("\n")
    column = served.split("\n")[line].index("fail") + 1
    found = Places(live).find(Spot("index.html", line + 1, column, generation))
    assert (found.line, found.column) == (line + 1, page.split("\n")[line].index("fail") + 1)


@pytest.mark.parametrize("form", ["beside", "inline", "percent", "content", "guarded"])
def test_a_source_map_leads_to_the_source(tmp_path: Path, form: str) -> None:
    text = json.dumps(MAP)
    files: dict[str, str | bytes] = {"src/main.ts": SOURCE}
    match form:
        case "beside":
            files |= {"app/main.js": BUILT, "app/main.js.map": text}
        case "guarded":
            files |= {"app/main.js": BUILT, "app/main.js.map": f")]}}'\n{text}"}
        case "inline":
            code = base64.b64encode(text.encode()).decode()
            url = f"data:application/json;charset=utf-8;base64,{code}"
            files |= {"app/main.js": BUILT.replace("main.js.map", url)}
        case "percent":
            url = f"data:application/json,{text}".replace(" ", "%20")
            files |= {"app/main.js": BUILT.replace("main.js.map", url)}
        case _:
            bundled = {**MAP, "sources": ["webpack://shop/./src/main.ts"]}
            files = {"app/main.js": BUILT}
            files["app/main.js.map"] = json.dumps({**bundled, "sourcesContent": [SOURCE]})
    found = Places(made(tmp_path, files)).find(Spot("main.js", 1, 9))
    assert found == Place("src/main.ts", 4, 1, EXCERPT)


def test_another_build_has_another_map(tmp_path: Path) -> None:
    live = made(
        tmp_path,
        {"src/main.ts": SOURCE, "app/main.js": BUILT, "app/main.js.map": json.dumps(MAP)},
    )
    places = Places(live)
    assert places.find(Spot("main.js", 1, 9)).line == 4
    built = live.project.folder / "app/main.js.map"
    built.write_text(json.dumps({**MAP, "mappings": "AAAA,QACA"}), encoding="utf-8")
    assert places.find(Spot("main.js", 1, 9)).line == 2


@pytest.mark.parametrize(
    ("source", "where"),
    [
        ("../../outside.ts", "outside the project"),
        ("../.env", "a dotfile"),
        ("../miniprog.json", "no source"),
        ("../linked.ts", "a link out of the project"),
        ("file:///etc/hostname", "anywhere"),
    ],
)
def test_no_map_makes_the_preview_read_what_is_not_a_source_of_the_project(
    tmp_path: Path, source: str, where: str
) -> None:
    files: dict[str, str | bytes] = {
        "app/main.js": BUILT, "app/main.js.map": json.dumps({**MAP, "sources": [source]}),
        ".env": "KEY=secret\n" * 9,
    }  # fmt: skip
    live = made(tmp_path, files)
    (tmp_path / "outside.ts").write_text("secret\n" * 9, encoding="utf-8")
    (live.project.folder / "linked.ts").symlink_to(tmp_path / "outside.ts")
    assert Places(live).find(Spot("main.js", 1, 9)).excerpt is None, where


@pytest.mark.parametrize("url", ["../../out.map", "/../../out.map", "https://x.example/a.map", "x"])
def test_no_map_is_read_from_elsewhere(tmp_path: Path, url: str) -> None:
    (tmp_path / "out.map").write_text(json.dumps(MAP), encoding="utf-8")
    live = made(tmp_path, {"app/main.js": BUILT.replace("main.js.map", url), "src/main.ts": SOURCE})
    found = Places(live).find(Spot("main.js", 1, 9))
    assert (found.file, found.line, found.column) == ("app/main.js", 1, 9)


@pytest.mark.parametrize(
    "spot",
    [
        Spot("none.js", 1, 1), Spot("a.js", 99, 1), Spot("", 0, 0), Spot("../../x.js", 1, 1),
        Spot("https://cdn.example/x.js", 3, 4), Spot("a.js", 1, 10**9), Spot(".env", 1, 1),
    ],
)  # fmt: skip
def test_a_place_that_is_none_stays_as_it_is(tmp_path: Path, spot: Spot) -> None:
    found = Places(made(tmp_path, {"app/a.js": "a();\n", "app/.env": "KEY=secret"})).find(spot)
    assert found.line == spot.line
    assert found.excerpt is None or "secret" not in str(found.excerpt)


def test_a_file_that_did_not_load_is_found_where_the_page_names_it(tmp_path: Path) -> None:
    live = made(tmp_path, {"app/index.html": "<p>\n <img alt='' src='gone.png'>\n"})
    found = Places(live).find(Spot("index.html"), "gone.png")
    assert (found.file, found.line, found.column) == ("app/index.html", 2, 19)
