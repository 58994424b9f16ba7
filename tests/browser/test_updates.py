"""What a save does to a page that is open: as much as it must, and nothing else."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.preview.previewing import Preview, previewing, write_project

STYLE = ":root { --probe: one }\np { color: rgb(1, 2, 3) }\n"
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Shop</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<h1 id="title">Hello</h1>
<p class="intro">First words</p>
<form><input id="name" value="typed by nobody"></form>
<ul id="built"></ul>
<ol><li>one</li><li>two</li><li>three</li></ol>
<div style="height: 3000px"></div>
<script src="main.js"></script>
</body>
</html>
"""
SCRIPT = """
const item = document.createElement("li");
item.textContent = "made by a script";
document.querySelector("#built").append(item);
document.querySelector(".intro").classList.add("seen");
window.visits = 1;
"""
ASKED_FOR = "path => performance.getEntriesByName(new URL(path, location).href).length > 0"
"""Whether the page has asked for a file, and has its answer."""
FILES: dict[str, str | bytes] = {"index.html": PAGE, "style.css": STYLE, "main.js": SCRIPT}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_project(tmp_path / "shop", FILES)


def opened(tab: Page, preview: Preview, path: str = "") -> list[str]:
    """Open a page; return the list that later requests for files of the program are added to."""
    heard: list[object] = []
    tab.on("websocket", lambda socket: socket.on("framereceived", lambda _: heard.append(1)))
    tab.goto(preview.program_url + path)
    while not heard:  # the page is known to the server from its first message on
        tab.wait_for_timeout(5)
    tab.evaluate("window.kept = true")
    requests: list[str] = []
    tab.on("request", lambda r: None if "/_miniprog/" in r.url else requests.append(r.url))
    return requests


def use(tab: Page) -> None:
    tab.fill("#name", "typed by a person")
    tab.evaluate("scrollTo(0, 700)")
    tab.focus("#name")
    tab.evaluate("scrollTo(0, 700)")


def assert_untouched(tab: Page) -> None:
    assert tab.evaluate("[window.kept, window.visits, scrollY]") == [True, 1, 700]
    assert tab.input_value("#name") == "typed by a person"
    assert tab.evaluate("document.activeElement.id") == "name"
    assert tab.text_content("#built") == "made by a script"
    assert "seen" in (tab.get_attribute(".intro", "class") or "")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def colour(tab: Page, selector: str = "p", name: str = "color") -> str:
    value: str = tab.evaluate(
        "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]",
        [selector, name],
    )
    return value


def test_styles_change_in_place_without_a_request(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        requests = opened(tab, preview)
        use(tab)
        replace(folder / "style.css", "rgb(1, 2, 3)", "rgb(9, 8, 7)")
        update = preview.update()
        assert (update["kind"], update["files"]) == ("css", ["style.css"])
        assert colour(tab) == "rgb(9, 8, 7)"
        assert_untouched(tab)
        assert requests == []


FORESEE = """([forecast, meanwhile, saved]) =>
    import("/_miniprog/client/update.js").then(({ foresee, apply }) => {
        const [sheet] = document.styleSheets;
        const rules = () => [...sheet.cssRules].map((rule) => rule.cssText);
        const file = (after) => ({ path: "style.css", kind: "css", after });
        foresee([file(forecast)]);
        const before = rules();
        eval(meanwhile);
        apply([file(saved)], { path: "index.html" });
        return [before, rules()];
    })"""
RULES = ["a { margin: 1px; }", "b { color: blue; }", "i { margin: 2px; }"]


@pytest.mark.parametrize(
    ("meanwhile", "left"),
    [
        ("", RULES[1]),
        ("sheet.insertRule('a { color: red; }')", RULES[1]),
        ("sheet.deleteRule(0)", RULES[1]),
        ("sheet.insertRule('a { color: red; }', sheet.cssRules.length)", RULES[1]),
        ("sheet.cssRules[0].style.color = 'red'", RULES[1]),
        ("sheet.cssRules[1].style.color = 'red'", "b { color: red; }"),
    ],
    ids=["nothing", "one more", "one less", "one behind", "other words", "other words elsewhere"],
)
def test_a_forecast_changes_nothing_until_the_save_is_over(
    folder: Path, tab: Page, meanwhile: str, left: str
) -> None:
    """What a script does to the sheet in between is undone where the save changes it."""
    (folder / "style.css").write_text("\n".join(RULES), encoding="utf-8")
    saved = ["a { margin: 3px; }", *RULES[1:]]
    with previewing(folder) as preview:
        opened(tab, preview)
        text = "\n".join(saved)
        before, after = tab.evaluate(FORESEE, [text, meanwhile, text])
        assert before == RULES
        assert after == [saved[0], left, saved[2]]


def test_a_forecast_that_does_not_come_true_is_never_seen(folder: Path, tab: Page) -> None:
    (folder / "style.css").write_text("\n".join(RULES), encoding="utf-8")
    with previewing(folder) as preview:
        opened(tab, preview)
        for forecast in ("u { color: red; }", "@import 'a.css'; i { color: red; }", "}{", ""):
            before, after = tab.evaluate(FORESEE, [forecast, "", "s { color: green; }"])
            assert before == RULES
            assert after == ["s { color: green; }"]
            tab.evaluate(FORESEE, ["", "", "\n".join(RULES)])


def test_markup_changes_in_place_without_a_request(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        requests = opened(tab, preview)
        use(tab)
        page = PAGE
        for old, new in (
            ("Hello", "Welcome"),
            ('value="typed by nobody"', 'value="a new default"'),
            ('class="intro"', 'class="intro big" lang="de"'),
            ("<li>one</li>", "<li>zero</li>\n<li>one</li>"),
            ("<li>three</li>", ""),
        ):
            page = page.replace(old, new)
        (folder / "index.html").write_text(page, encoding="utf-8")
        assert preview.update()["kind"] == "markup"
        expect(tab.locator("ol li")).to_have_text(["zero", "one", "two"])
        assert tab.text_content("#title") == "Welcome"
        assert set(str(tab.get_attribute(".intro", "class")).split()) == {"intro", "seen", "big"}
        assert tab.get_attribute(".intro", "lang") == "de"
        assert tab.get_attribute("#name", "value") == "a new default"
        assert_untouched(tab)
        assert requests == []


def test_a_moved_element_stays_the_same_element(folder: Path, tab: Page) -> None:
    (folder / "old-1a2b.js").touch()
    with previewing(folder) as preview:
        opened(tab, preview)
        use(tab)
        form = '<form><input id="name" value="typed by nobody"></form>'
        page = PAGE.replace(form + "\n", "").replace("</ol>", f"</ol>\n{form}")
        (folder / "index.html").write_text(page, encoding="utf-8")
        assert preview.update()["kind"] == "markup"
        assert (
            tab.evaluate("document.querySelector('ol').nextElementSibling.firstChild.id") == "name"
        )
        assert_untouched(tab)

        # what a build leaves behind some time after the rest is no reason to begin anew
        (folder / "main.js.map").write_text("{}", encoding="utf-8")
        (folder / "old-1a2b.js").unlink()
        update = preview.update()
        assert (update["files"], update["used"]) == (["old-1a2b.js"], False)
        assert update["reason"] == "old-1a2b.js: deleted; no open page uses it"
        assert_untouched(tab)
        (folder / "main.js").unlink()
        update = preview.update()
        assert (update["kind"], update["used"]) == ("reload", True)
        tab.wait_for_function("!window.kept")


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        ("main.js", "visits = 1", "visits = 2", "main.js: changed"),
        ("index.html", "<title>Shop", "<title>Market", "index.html: the head changed"),
        ("index.html", 'src="main.js"', 'src="main.js" defer', "index.html: a script changed"),
        ("index.html", "<h1 ", "<h1 onclick='x()' ", "index.html: an inline handler changed"),
        ("index.html", "<h1 id", "<h1 onclick='x()'>a</h1><h1 id", "an inline handler changed"),
    ],
)
def test_anything_else_reloads(
    folder: Path, tab: Page, file: str, old: str, new: str, reason: str
) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        replace(folder / file, old, new)
        update = preview.update()
        assert update["kind"] == "reload"
        assert reason in str(update["reason"])
        tab.wait_for_function("!window.kept")


def test_a_click_during_a_save_is_not_lost(folder: Path, tab: Page) -> None:
    (folder / "cart.html").write_text("<p>cart</p>", encoding="utf-8")
    held: list[Route] = []
    told: list[str | bytes] = []
    # playwright takes no methods of built-in types
    tab.on("websocket", lambda socket: socket.on("framereceived", lambda text: told.append(text)))  # noqa: PLW0108
    tab.route("**/cart.html", lambda route: held.append(route))  # noqa: PLW0108
    with previewing(folder) as preview:
        opened(tab, preview)
        tab.evaluate("void setTimeout(() => { location.href = 'cart.html' })")
        while not held:
            tab.wait_for_timeout(5)
        replace(folder / "main.js", "visits = 1", "visits = 2")
        assert preview.update()["kind"] == "reload"
        while not any('"reload"}' in str(message) for message in told):
            tab.wait_for_timeout(5)
        held[0].continue_()
        expect(tab.locator("p")).to_have_text("cart")


def test_a_page_that_goes_nowhere_is_reloaded_all_the_same(folder: Path, tab: Page) -> None:
    tab.route("**/nowhere", lambda route: route.fulfill(status=204))
    with previewing(folder) as preview:
        opened(tab, preview)
        with tab.expect_response("**/nowhere"):
            tab.evaluate("void setTimeout(() => { location.href = 'nowhere' })")
        replace(folder / "main.js", "visits = 1", "visits = 2")
        tab.wait_for_function("window.visits === 2")


@pytest.mark.parametrize(
    ("script", "old", "new"),
    [
        ("document.querySelector('.intro').textContent = 'other'", "First words", "Last words"),
        ("document.querySelector('ol').innerHTML = '<li>x</li><li>y</li>'", "two", "2"),
        (
            "document.querySelector('.intro').lang = 'fr'",
            'class="intro"',
            'class="intro" lang="de"',
        ),
        ("document.querySelector('.intro').remove()", "First words", "Last words"),
        ("document.querySelector('.intro').append('!')", '<p class="intro">First words</p>', ""),
    ],
)
def test_what_a_script_has_changed_is_never_overwritten(
    folder: Path, tab: Page, script: str, old: str, new: str
) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        tab.evaluate(script)
        replace(folder / "index.html", old, new)
        assert preview.update()["kind"] == "reload"
        tab.wait_for_function("!window.kept")


def test_what_a_script_built_beside_the_source_stays(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        tab.evaluate("document.querySelector('ol').prepend(document.createElement('hr'))")
        tab.evaluate("document.querySelector('h1').before(document.createElement('header'))")
        replace(folder / "index.html", "<li>two</li>", "<li>2</li><li>2½</li>")
        assert preview.update()["kind"] == "markup"
        assert tab.evaluate("document.querySelector('ol').innerHTML") == (
            "<hr><li>one</li><li>2</li><li>2½</li><li>three</li>"
        )
        assert tab.locator("header").count() == 1


def test_sheets_keep_their_address_and_their_place(tmp_path: Path, tab: Page) -> None:
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
    folder = write_project(
        tmp_path / "shop",
        {
            "index.html": "<link rel=stylesheet href=css/a.css><link rel=stylesheet href=b.css><p>x",
            "css/a.css": "@import 'deep/c.css';\np { color: red; background: url(dot.svg) }",
            "css/deep/c.css": "p { border: 1px solid red; list-style-image: url(dot.svg) }",
            "b.css": "p { color: green }",
            "css/dot.svg": picture,
            "css/deep/dot.svg": picture,
        },
    )
    with previewing(folder) as preview:
        requests = opened(tab, preview)
        (folder / "css/a.css").write_text(
            "@import 'deep/c.css';\np { color: blue; background: url('dot.svg') 0 0 / 5px }",
            encoding="utf-8",
        )
        assert preview.update()["kind"] == "css"
        assert colour(tab, name="backgroundSize").startswith("5px")
        assert colour(tab) == "rgb(0, 128, 0)", "b.css comes later, and still wins"
        assert colour(tab, name="backgroundImage").endswith('/css/dot.svg")')
        (folder / "css/deep/c.css").write_text(
            "p { border: 7px solid red; list-style-image: url(dot.svg) }",
            encoding="utf-8",
        )
        assert preview.update()["kind"] == "css"
        assert colour(tab, name="borderTopWidth") == "7px"
        assert colour(tab, name="listStyleImage").endswith('/css/deep/dot.svg")')
        assert [url for url in requests if url.endswith(".css")] == []
        assert tab.evaluate("window.kept")


def test_sheets_in_shadow_trees_and_in_scripts_are_not_forgotten(tmp_path: Path, tab: Page) -> None:
    script = """
        const root = document.querySelector("div").attachShadow({ mode: "open" });
        const links = ["inner.css", "both.css"].map((name) => `<link rel=stylesheet href=${name}>`);
        root.innerHTML = `${links.join("")}<p>x</p>`;
        window.color = (name = "color") => getComputedStyle(root.querySelector("p"))[name];
        fetch("fetched.css").then((answer) => answer.text());
    """
    folder = write_project(
        tmp_path / "shop",
        {
            "index.html": f"<link rel=stylesheet href=both.css><div></div><script>{script}</script>",
            "inner.css": "p { color: rgb(1, 1, 1) }",
            "both.css": "p { outline-color: rgb(3, 3, 3) }",
            "fetched.css": "p { color: red }",
        },
    )
    with previewing(folder) as preview:
        opened(tab, preview)
        tab.wait_for_function("window.color() === 'rgb(1, 1, 1)'")
        tab.wait_for_function(ASKED_FOR, arg="/fetched.css")
        (folder / "inner.css").write_text("p { color: rgb(2, 2, 2) }", encoding="utf-8")
        assert preview.update()["kind"] == "css"
        assert tab.evaluate("[window.color(), window.kept]") == ["rgb(2, 2, 2)", True]
        (folder / "both.css").write_text("p { outline-color: rgb(4, 4, 4) }", encoding="utf-8")
        assert preview.update()["kind"] == "css"
        tab.wait_for_function("window.color('outlineColor') === 'rgb(4, 4, 4)' && window.kept")
        (folder / "fetched.css").write_text("p { color: blue }", encoding="utf-8")
        assert preview.update()["kind"] == "reload"
        tab.wait_for_function("!window.kept")


def test_a_sheet_that_imports_another_is_swapped_without_a_flash(tmp_path: Path, tab: Page) -> None:
    folder = write_project(
        tmp_path / "shop",
        {
            "index.html": "<link rel=stylesheet href=a.css><p>x",
            "a.css": "p { color: rgb(1, 1, 1) }",
            "more.css": "p { border: 3px solid red }",
        },
    )
    with previewing(folder) as preview:
        opened(tab, preview)
        tab.evaluate(
            """() => {
              window.colours = new Set();
              const look = () => {
                colours.add(getComputedStyle(document.querySelector("p")).color);
                requestAnimationFrame(look);
              };
              look();
            }"""
        )
        (folder / "a.css").write_text(
            "@import url(more.css);\np { color: rgb(2, 2, 2) }", encoding="utf-8"
        )
        assert preview.update()["kind"] == "css"
        tab.wait_for_function("document.querySelectorAll('link').length === 1 && colours.size > 1")
        assert colour(tab, name="borderTopWidth") == "3px"
        assert tab.evaluate("[...colours]") == ["rgb(1, 1, 1)", "rgb(2, 2, 2)"]
        assert tab.evaluate("window.kept")


def test_a_strict_policy_of_the_page_is_no_obstacle(tmp_path: Path, tab: Page) -> None:
    policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'self'\">"
    page = PAGE.replace("<title>", f"{policy}<title>").replace(' style="height: 3000px"', "")
    folder = write_project(tmp_path / "shop", FILES | {"index.html": page})
    with previewing(folder) as preview:
        opened(tab, preview)
        replace(folder / "style.css", "rgb(1, 2, 3)", "rgb(9, 8, 7)")
        assert preview.update()["kind"] == "css"
        assert colour(tab) == "rgb(9, 8, 7)"
        replace(folder / "index.html", "Hello", "Welcome")
        assert preview.update()["kind"] == "markup"
        assert tab.text_content("#title") == "Welcome"
        replace(folder / "main.js", "made by a script", "made anew")
        # not wait_for_function, which the policy forbids now and then: it polls with eval
        expect(tab.locator("#built")).to_have_text("made anew")
        expected = [told for told in preview.seen if told["event"] == "console"]
        assert expected == []


def test_a_page_without_our_module_still_reloads(tmp_path: Path, tab: Page) -> None:
    folder = write_project(tmp_path / "shop", {"index.html": "<!doctype html><p>old</p>"})
    tab.route("**/_miniprog/client/update.js", lambda route: route.abort())
    with previewing(folder) as preview:
        opened(tab, preview)
        replace(folder / "index.html", "old", "new")
        assert preview.update()["kind"] == "reload"
        expect(tab.locator("p")).to_have_text("new")


def test_a_page_whose_policy_keeps_scripts_out_follows_in_place(tmp_path: Path, tab: Page) -> None:
    policy = "<meta http-equiv=Content-Security-Policy content=\"script-src 'nonce-x'\">"
    page = f"<!doctype html>{policy}<p>old</p>"
    folder = write_project(tmp_path / "shop", {"index.html": page})
    with previewing(folder) as preview:
        opened(tab, preview)
        replace(folder / "index.html", "old", "new")
        assert preview.update()["kind"] == "markup"
        expect(tab.locator("p")).to_have_text("new")


def test_a_page_that_is_not_shown_changes_nothing(tmp_path: Path, tab: Page) -> None:
    files = FILES | {"other.html": "<p>other</p>", "other.css": "p { color: red }"}
    folder = write_project(tmp_path / "shop", files)
    with previewing(folder) as preview:
        requests = opened(tab, preview)
        html = tab.content()
        (folder / "other.html").write_text("<p>changed</p>", encoding="utf-8")
        preview.update()
        (folder / "other.css").write_text("p { color: blue }", encoding="utf-8")
        preview.update()
        assert (tab.content(), tab.evaluate("window.kept"), requests) == (html, True, [])


def test_ten_tabs_all_update(folder: Path, profile: BrowserContext) -> None:
    with previewing(folder) as preview:
        tabs = [profile.new_page() for _ in range(10)]
        for each in tabs:
            opened(each, preview)
        replace(folder / "style.css", "rgb(1, 2, 3)", "rgb(9, 8, 7)")
        preview.update()
        assert [colour(each) for each in tabs] == ["rgb(9, 8, 7)"] * 10


def test_a_missing_page_appears_when_it_is_written(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        tab.goto(f"{preview.program_url}late.html")
        expect(tab.locator("h1")).to_have_text("No such page")
        (folder / "late.html").write_text("<p>here</p>", encoding="utf-8")
        expect(tab.get_by_text("here", exact=True)).to_be_visible()


def test_a_page_finds_a_server_that_was_started_again(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        port = str(preview.program_port - 1)
    replace(folder / "main.js", "visits = 1", "visits = 5")
    with previewing(folder, "--port", port, "--strict-port"):
        tab.wait_for_function("window.visits === 5")


def test_no_save_is_lost_while_pages_reload(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        for number in range(15):
            (folder / "main.js").write_text(f"window.visits = {number}", encoding="utf-8")
            (folder / "style.css").write_text(f":root {{ --probe: v{number} }}", encoding="utf-8")
            tab.wait_for_timeout(7 * number)
        shown = "getComputedStyle(document.documentElement).getPropertyValue('--probe').trim()"
        tab.wait_for_function(f"window.visits === 14 && {shown} === 'v14'")


def test_the_console_is_passed_on(tmp_path: Path, tab: Page) -> None:
    script = "<script>console.warn('careful', {a: 1}); setTimeout(() => missing())</script>"
    folder = write_project(tmp_path / "shop", {"index.html": script})
    with previewing(folder) as preview:
        opened(tab, preview)
        first = preview.wait_for("console")
        assert first == {
            "schema": 1, "event": "console", "level": "warn", "fault": None,
            "text": 'careful {"a":1}', "page": "index.html",
            "file": "index.html", "line": 1, "column": 17,
        }  # fmt: skip
        second = preview.wait_for("console")
        assert second["level"] == "error"
        assert str(second["text"]).startswith("Uncaught ReferenceError: missing is not defined")


def test_findings_lie_over_the_program_until_they_are_mended(folder: Path, tab: Page) -> None:
    overlay = (
        "[...document.documentElement.children].find(e => e.shadowRoot)?.shadowRoot.textContent"
    )
    with previewing(folder, "--no-frame") as preview:
        opened(tab, preview)
        manifest = (folder / "miniprog.json").read_text(encoding="utf-8")
        (folder / "miniprog.json").write_text("{ oops", encoding="utf-8")
        tab.wait_for_function(f"{overlay}?.includes('miniprog.json:1:3')")
        assert preview.wait_for("error")["error"]
        (folder / "miniprog.json").write_text(manifest, encoding="utf-8")
        tab.wait_for_function(f"!{overlay}")
        replace(folder / "index.html", "</form>", "</form><img src=nowhere.png alt=x>")
        tab.wait_for_function(f"{overlay}?.includes('nowhere.png')")
        replace(folder / "index.html", "<img src=nowhere.png alt=x>", "")
        tab.wait_for_function(f"!{overlay}")
        assert tab.evaluate("window.kept")


def test_an_unusable_ignore_file_lies_over_the_program_until_it_is_mended(
    folder: Path, tab: Page
) -> None:
    overlay = (
        "[...document.documentElement.children].find(e => e.shadowRoot)?.shadowRoot.textContent"
    )
    with previewing(folder, "--no-frame") as preview:
        opened(tab, preview)
        (folder / ".miniprogignore").write_text("dist\na*b*c*d*e*f*g*h\n", encoding="utf-8")
        tab.wait_for_function(f"{overlay}?.includes('.miniprogignore:2: more than 6 wildcards')")
        (folder / ".miniprogignore").write_text("dist\n", encoding="utf-8")
        tab.wait_for_function(f"!{overlay}")
