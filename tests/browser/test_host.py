"""The simulated host around the program."""

import json
import re
import statistics
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.axe import unreadable_in_the_dark, violations
from tests.preview.previewing import Preview, previewing, write_project

HEAD = "<!doctype html><html lang=en><meta name=viewport content='width=device-width'>"
LOOP = (
    "<title>Looping</title><p>about to loop</p><script>setTimeout(() => { for (;;); }, 50)</script>"
)
COVERED = """() => {
    const { left, top, width, height } = document.querySelector("iframe").getBoundingClientRect();
    const found = [];
    for (let x = 1; x < 10; x += 1)
        for (let y = 1; y < 20; y += 1)
            found.push(document.elementFromPoint(left + (x * width) / 10, top + (y * height) / 20));
    return found.filter((one) => one.tagName !== "IFRAME").map((one) => one.id);
}"""
SILENT = """() => new Promise((resolve) => {
    addEventListener("message", () => resolve(false), { once: true });
    document.querySelector("iframe").contentWindow.postMessage({ miniprog: "where" }, "*");
    setTimeout(() => resolve(true), 300);
})"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_project(
        tmp_path / "shop",
        {
            "index.html": f"{HEAD}<title>Start</title><p id=a>start</p><a href=cart.html>cart</a>",
            "cart.html": f"{HEAD}<title>Cart</title><p id=a>cart</p>",
            "style.css": "p { color: red }",
            "loop.html": LOOP,
        },
        pages=["index.html", "cart.html"],
    )


def opened(tab: Page, preview: Preview, place: str = "") -> list[str]:
    """Open the host page; return what it complains about."""
    complaints: list[str] = []
    tab.on(
        "console",
        lambda message: (
            complaints.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(preview.url + place)
    return complaints


def program(tab: Page, selector: str = "#a"):
    return tab.frame_locator("iframe").locator(selector)


def test_the_program_is_shown_with_the_bar_of_a_host(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        complaints = opened(tab, preview)
        expect(program(tab)).to_have_text("start")
        expect(tab.get_by_role("heading", name="Start")).to_be_visible()
        expect(tab.locator("#address")).to_have_text(f"{preview.program_url}index.html")
        program(tab, "a").evaluate("link => void setTimeout(() => link.click())")
        expect(program(tab)).to_have_text("cart")
        expect(tab.get_by_role("heading", name="Cart")).to_be_visible()
        expect(tab.get_by_role("combobox", name="Page")).to_have_value("cart.html")
        tab.get_by_role("button", name="Back").click()
        expect(program(tab)).to_have_text("start")
        tab.get_by_role("combobox", name="Page").select_option("cart.html")
        expect(program(tab)).to_have_text("cart")
        tab.reload()
        expect(program(tab)).to_have_text("cart")
        assert complaints == []


def test_what_a_program_says_is_shown_as_text_and_leads_nowhere_else(
    folder: Path, tab: Page
) -> None:
    said = {"miniprog": "at", "path": "@example.com/", "title": "<img src=x>"}
    (folder / "cart.html").write_text(
        f"<p id=a>cart</p><script>onload = () => setTimeout(() => "
        f"parent.postMessage({json.dumps(said)}, '*'), 100)</script>",
        encoding="utf-8",
    )
    with previewing(folder) as preview:
        complaints = opened(tab, preview, "#@example.com/")
        expect(program(tab)).to_have_text("start")
        # Anew, and not by its fragment only, which a message of the first page could still replace
        tab.goto("about:blank")
        tab.goto(f"{preview.url}#/cart.html")
        expect(tab.get_by_role("heading", name="<img src=x>")).to_be_visible()
        expect(tab.locator("#address")).to_have_text(preview.program_url)
        expect(tab.locator("#alone")).to_have_attribute("href", preview.program_url)
        assert complaints == []


FORGED = (
    "@evil.example/phish",
    "//evil.example/",
    "/\\evil.example/",
    "/\t/evil.example/",
    ".evil.example/",
)


def test_no_program_can_lead_open_alone_to_another_site(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        expect(program(tab)).to_have_text("start")
        for number, path in enumerate(FORGED):
            tab.frames[1].evaluate(
                "said => parent.postMessage(said, '*')",
                {"miniprog": "at", "path": path, "title": f"Bank {number}"},
            )
            expect(tab.get_by_role("heading", name=f"Bank {number}")).to_be_visible()
            for link in ("#alone", "#menu-alone"):
                expect(tab.locator(link)).to_have_attribute("href", preview.program_url)
            assert tab.evaluate("location.hash") == "#/"


def test_nobody_but_the_program_says_where_it_is(folder: Path, tab: Page) -> None:
    said = {"miniprog": "at", "path": "/phish", "title": "Bank"}
    with previewing(folder) as preview:
        opened(tab, preview)
        expect(program(tab)).to_have_text("start")
        tab.evaluate("said => postMessage(said, '*')", said)  # the window is another one
        inner = "said => document.body.append(Object.assign(document.createElement('iframe'), {srcdoc: said}))"
        script = f"<script>top.postMessage({json.dumps(said)}, '*'); parent.isSaid = true</script>"
        tab.frames[1].evaluate(inner, script)
        tab.frames[1].wait_for_function("window.isSaid")
        expect(tab.locator("#address")).to_have_text(f"{preview.program_url}index.html")
        expect(tab.get_by_role("heading", name="Start")).to_be_visible()


def test_the_bar_follows_a_title_that_changes_after_the_program_has_moved(
    folder: Path, tab: Page
) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        expect(program(tab)).to_have_text("start")
        tab.frames[1].evaluate(
            "history.pushState(null, '', '?round'); document.title = 'Old streets'"
        )
        expect(tab.get_by_role("heading", name="Old streets")).to_be_visible()
        expect(tab.locator("#alone")).to_have_attribute(
            "href", f"{preview.program_url}index.html?round"
        )


def test_the_title_of_the_manifest_stays_in_the_bar(folder: Path, tab: Page) -> None:
    manifest = json.loads((folder / "miniprog.json").read_bytes())
    with previewing(folder) as preview:
        opened(tab, preview)
        expect(tab.get_by_role("heading", name="Start")).to_be_visible()
        tab.frames[1].evaluate("window.isOld = true")
        manifest["window"] = {"title": "The Shop"}
        (folder / "miniprog.json").write_text(json.dumps(manifest), encoding="utf-8")
        expect(tab.get_by_role("heading", name="The Shop")).to_be_visible()
        # the program reads the manifest, and so it is loaded again: a link of the old page goes with it
        tab.frames[1].wait_for_function("!window.isOld && document.querySelector('a')")
        program(tab, "a").evaluate("link => void setTimeout(() => link.click())")
        expect(program(tab)).to_have_text("cart")
        expect(tab.get_by_role("heading", name="The Shop")).to_be_visible()


def test_back_ends_at_the_first_page_of_the_program(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        tab.goto("about:blank")
        opened(tab, preview)
        expect(program(tab)).to_have_text("start")
        back = tab.locator("#back")
        expect(back).to_be_disabled()
        program(tab, "a").evaluate("link => void setTimeout(() => link.click())")
        expect(program(tab)).to_have_text("cart")
        back.click()
        expect(program(tab)).to_have_text("start")
        expect(back).to_be_disabled()
        tab.get_by_role("combobox", name="Page").select_option("cart.html")
        expect(program(tab)).to_have_text("cart")
        expect(back).to_be_disabled()
        assert tab.url.startswith(preview.url)


def test_errors_that_nobody_catches_are_told_at_once_and_listed(folder: Path, tab: Page) -> None:
    (folder / "app.js").write_text("\n  import {", encoding="utf-8")
    page = f"{HEAD}<title>Start</title><p id=a>start</p><script type=module src=app.js></script>"
    (folder / "index.html").write_text(page, encoding="utf-8")
    with previewing(folder) as preview:
        opened(tab, preview)
        told = tab.get_by_role("alert")
        expect(told).to_contain_text("app.js:2:")
        expect(told).to_contain_text("SyntaxError")
        expect(tab.locator("#news")).to_have_class("news bad")
        tab.get_by_role("button", name="2 errors").click()  # of the browser and of `check`
        sheet = tab.get_by_role("list", name="Findings")
        expect(sheet.get_by_role("listitem").first).to_contain_text("uncaught")
        expect(sheet.locator("pre").first).to_contain_text("import {")
        (folder / "app.js").write_text("Promise.reject(new TypeError('no such'))", encoding="utf-8")
        expect(sheet).to_contain_text("app.js:1:")
        expect(sheet).to_contain_text("TypeError: no such")
        (folder / "app.js").write_text("", encoding="utf-8")
        expect(tab.get_by_role("button", name="errors")).to_be_hidden()
        expect(sheet.get_by_role("listitem")).to_have_count(0)
        expect(tab.locator("#news")).to_have_class("news")


def test_warnings_are_counted_and_shown_when_asked_for(folder: Path, tab: Page) -> None:
    manifest = json.loads((folder / "miniprog.json").read_bytes())
    manifest["colour"] = "red"
    (folder / "miniprog.json").write_text(json.dumps(manifest, indent=2), encoding="utf-8")
    with previewing(folder) as preview:
        opened(tab, preview)
        count = tab.get_by_role("button", name="1 warning")
        expect(count).to_be_visible()
        expect(tab.get_by_role("alert")).to_have_text("1 warning")
        expect(tab.locator("#news")).to_have_class("news")
        count.click()
        expect(tab.get_by_role("list", name="Findings")).to_contain_text("(MP004)")


@pytest.mark.parametrize("device", ["phone", "window"])
def test_nothing_of_ours_lies_over_the_program_whatever_is_wrong(
    folder: Path, tab: Page, device: str
) -> None:
    pictures = "".join(f"<img src=none{number}.png alt=''>" for number in range(5))
    page = f"<p id=a>start</p>{pictures}<script>setTimeout(() => nothing.here());</script>"
    (folder / "index.html").write_text(page, encoding="utf-8")
    with previewing(folder) as preview:
        opened(tab, preview)
        tab.get_by_role("combobox", name="Device").select_option(device)
        expect(tab.get_by_role("alert")).to_contain_text("nothing is not defined")
        assert tab.evaluate(COVERED) == []
        tab.get_by_role("alert").get_by_role("button").click()
        expect(tab.get_by_role("list", name="Findings")).to_contain_text("none4.png")
        assert tab.evaluate(COVERED) == []


def test_what_a_save_broke_is_listed_before_what_was_broken_before(folder: Path, tab: Page) -> None:
    (folder / "cart.html").write_text(f"{HEAD}<p id=a><img src=none.png alt=''>", "utf-8")
    with previewing(folder) as preview:
        opened(tab, preview)
        expect(tab.get_by_role("alert")).to_contain_text("none.png")
        (folder / "index.html").unlink()
        expect(tab.get_by_role("alert")).to_contain_text("index.html")
        tab.get_by_role("alert").get_by_role("button").click()
        first = tab.get_by_role("list", name="Findings").get_by_role("listitem").first
        expect(first).to_contain_text("index.html")


def test_lists_and_name_are_readable_on_a_phone(folder: Path, tab: Page) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    with previewing(folder) as preview:
        opened(tab, preview)
        expect(program(tab)).to_have_text("start")
        boxes = "[page, device].map((list) => [list.getBoundingClientRect().top, list.offsetWidth])"
        page, device = tab.evaluate(boxes)
        assert page[0] == device[0] > tab.evaluate("rotate.getBoundingClientRect().top")
        assert min(page[1], device[1]) > 170
        whole = (
            "[...document.querySelectorAll('.program')].every(p => p.scrollWidth <= p.offsetWidth)"
        )
        assert tab.evaluate(whole)


def test_what_lies_beside_a_page_has_its_colour(folder: Path, tab: Page) -> None:
    (folder / "index.html").write_text(
        "<style>html { background: rgb(1, 2, 3) }</style><p id=a>start</p>", encoding="utf-8"
    )
    with previewing(folder) as preview:
        opened(tab, preview)
        expect(tab.locator("iframe")).to_have_css("background-color", "rgb(1, 2, 3)")
        tab.get_by_role("combobox", name="Page").select_option("cart.html")
        expect(program(tab)).to_have_text("cart")
        expect(tab.locator("iframe")).to_have_css("background-color", "rgb(255, 255, 255)")


def test_a_save_updates_the_program_and_is_told(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        expect(program(tab)).to_have_text("start")
        (folder / "index.html").write_bytes(
            (folder / "index.html").read_bytes().replace(b">start<", b">begin<")
        )
        expect(program(tab)).to_have_text("begin")
        expect(tab.get_by_role("status")).to_contain_text("index.html: markup changed · markup")


def test_device_and_theme_are_chosen_and_remembered(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        complaints = opened(tab, preview)
        expect(program(tab)).to_have_text("start")
        tab.get_by_role("combobox", name="Device").select_option("small")
        tab.get_by_role("button", name="Theme of this page: as the system").click()
        tab.get_by_role("button", name="Theme of this page: light").click()
        tab.get_by_role("button", name="Rotate").click()
        frame = tab.frames[1]
        frame.wait_for_function("innerWidth === 568")
        background = "getComputedStyle(document.body).backgroundColor"
        assert tab.evaluate(background) == "rgb(16, 18, 22)"
        tab.reload()
        expect(program(tab)).to_have_text("start")
        expect(tab.get_by_role("combobox", name="Device")).to_have_value("small")
        expect(tab.get_by_role("button", name="Rotate")).to_have_attribute("aria-pressed", "true")
        tab.frames[1].wait_for_function("innerWidth === 568")
        assert tab.evaluate(background) == "rgb(16, 18, 22)"
        assert complaints == []


def test_each_device_has_its_width(folder: Path, tab: Page) -> None:
    widths = {"small": "320", "phone": "390", "large": "430", "tablet": "820"}
    with previewing(folder) as preview:
        opened(tab, preview)
        stage = str(tab.evaluate("document.querySelector('#stage').clientWidth"))
        expect(program(tab)).to_have_text("start")
        for device, width in {**widths, "window": stage}.items():
            tab.get_by_role("combobox", name="Device").select_option(device)
            tab.frames[1].wait_for_function(f"innerWidth === {width}")


def test_every_edge_of_the_device_lies_on_a_whole_pixel(folder: Path, tab: Page) -> None:
    edges = """async () => {
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        return [...document.querySelectorAll("#frame, #frame iframe")].flatMap((element) => {
            const { left, right, top, bottom } = element.getBoundingClientRect();
            return [left, right, top, bottom];
        });
    }"""
    with previewing(folder) as preview:
        opened(tab, preview)
        expect(program(tab)).to_have_text("start")
        for width, height in ((1280, 800), (1920, 1080), (1281, 733), (390, 844)):
            tab.set_viewport_size({"width": width, "height": height})
            for device in ("small", "phone", "large", "tablet"):
                tab.get_by_role("combobox", name="Device").select_option(device)
                lengths: list[float] = tab.evaluate(edges)
                assert lengths == pytest.approx([round(each) for each in lengths], abs=0.05)
                outer, inner = lengths[:4], lengths[4:]
                gaps = [abs(round(outer[i] - inner[i])) for i in (0, 1, 3)]
                assert gaps == [gaps[0]] * 3
                assert gaps[0] > 0


def test_the_program_may_share_and_copy(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        expect(program(tab)).to_have_text("start")
        allowed = str(tab.locator("iframe").get_attribute("allow")).split("; ")
        assert "clipboard-write" in allowed
        assert ("web-share" in allowed) == tab.evaluate("'share' in navigator")
        tab.add_init_script("navigator.share ??= () => {}")  # a browser that can share
        tab.reload()
        expect(program(tab)).to_have_text("start")
        assert "web-share" in str(tab.locator("iframe").get_attribute("allow"))


def test_the_capsule_has_a_menu_and_closes(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview, "#/cart.html?item=3")
        expect(program(tab)).to_have_text("cart")
        menu = tab.get_by_role("button", name="Menu")
        menu.press("Enter")
        expect(tab.get_by_role("link", name="Open alone", exact=True)).to_have_attribute(
            "href", f"{preview.program_url}cart.html?item=3"
        )
        tab.keyboard.press("Escape")
        expect(menu).to_be_focused()
        menu.click()
        tab.get_by_role("button", name="Go to the start page").click()
        expect(program(tab)).to_have_text("start")
        tab.get_by_role("button", name="Close the program").click()
        expect(tab.locator("iframe")).to_have_count(0)
        tab.get_by_role("button", name="Open it again").click()
        expect(program(tab)).to_have_text("start")


def test_findings_are_shown_until_they_are_mended(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        manifest = (folder / "miniprog.json").read_text(encoding="utf-8")
        (folder / "miniprog.json").write_text(
            manifest.replace('"1.0.0"', '"one"'), encoding="utf-8"
        )
        expect(tab.get_by_role("alert")).to_contain_text("miniprog.json:1:")
        (folder / "miniprog.json").write_text("[", encoding="utf-8")
        expect(tab.get_by_role("alert")).to_contain_text("miniprog.json:1:2")
        (folder / "miniprog.json").write_text(
            manifest.replace('"Shop"', '"Market"'), encoding="utf-8"
        )
        expect(tab.locator("#findings-button")).to_be_hidden()
        expect(tab.get_by_text("Market")).to_be_visible()


def test_a_program_in_an_endless_loop_leaves_the_host_page_answering(
    folder: Path, tab: Page
) -> None:
    with previewing(folder) as preview:
        opened(tab, preview, "#/loop.html")
        expect(tab.get_by_role("heading", name="Looping")).to_be_visible()
        # the loop is on when the program no longer says where it is, as it does when it is asked
        while not tab.evaluate(SILENT):  # not wait_for_function: the page's policy forbids its eval
            pass
        took: list[float] = []
        for device in ("small", "large", "phone", "tablet", "small", "large", "phone"):
            began = time.perf_counter()
            tab.evaluate("device => { document.getElementById('device').value = device }", device)
            tab.evaluate("() => new Promise(requestAnimationFrame)")
            took.append(time.perf_counter() - began)
        # without a process of its own for the program every single answer takes seconds;
        # on a machine that is busy with other things a few do
        assert statistics.median(took) < 0.2


def test_the_program_goes_on_after_a_loop_was_mended(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview, "#/loop.html")
        expect(tab.get_by_role("heading", name="Looping")).to_be_visible()
        # the person who looks at it is told why nothing goes on
        expect(tab.get_by_role("status")).to_have_text("The program does not answer")
        tab.get_by_role("button", name="the program does not answer").click()
        expect(tab.get_by_role("list", name="Findings")).to_contain_text(
            "reload it with R, or save"
        )
        (folder / "loop.html").write_text("<p>mended</p>", encoding="utf-8")
        expect(program(tab, "p")).to_have_text("mended")
        expect(tab.get_by_role("list", name="Findings")).not_to_contain_text("does not answer")


def test_the_host_page_is_usable_by_everyone(folder: Path, chromium: Browser) -> None:
    (folder / "index.html").write_text("<img src=nowhere.png>", encoding="utf-8")
    # axe puts itself into the page, which the policy of the page forbids
    context = chromium.new_context(bypass_csp=True)
    with previewing(folder) as preview, context:
        tab = context.new_page()
        tab.goto(preview.url)
        expect(tab.get_by_role("alert")).to_contain_text("nowhere.png")
        tab.get_by_role("button", name="Menu").click()
        assert violations(tab) == []
        assert unreadable_in_the_dark(tab) == []


def test_the_panel_comes_after_the_program(folder: Path, tab: Page) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    with previewing(folder) as preview:
        opened(tab, preview)
        expect(tab.get_by_role("tab", name="Calls")).to_be_visible()
        program = asked.index(f"{preview.program_url}index.html")
        script = asked.index(f"{preview.program_url}_miniprog/client/program.js")
        panel = asked.index(f"{preview.url}_miniprog/client/panel/panel.js")
        assert program < script < panel


def test_the_panel_does_not_wait_for_a_program_that_never_comes(folder: Path, tab: Page) -> None:
    held: list[Route] = []
    tab.route("**/index.html", lambda route: held.append(route))  # noqa: PLW0108
    with previewing(folder) as preview:
        tab.goto(preview.url, wait_until="commit")
        expect(tab.get_by_role("tab", name="Calls")).to_be_visible()
        assert held


def test_the_program_is_asked_for_as_soon_as_the_host_page_is_there(
    folder: Path, tab: Page
) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    with previewing(folder) as preview:
        opened(tab, preview)
        before = asked[: asked.index(f"{preview.program_url}index.html")]
        pictures = [url for url in before if url.endswith(".svg")]
        assert [url for url in before if url not in pictures] == [preview.url]


def test_the_host_page_shows_the_program_before_its_socket_is_there(
    folder: Path, tab: Page
) -> None:
    tab.route_web_socket(re.compile("/_miniprog/socket"), lambda _: None)  # it never says a word
    with previewing(folder) as preview:
        opened(tab, preview)
        expect(tab.locator("#name")).to_have_text("Shop")
        expect(tab.locator("#page")).to_have_value("index.html")
        expect(tab.frame_locator("iframe").locator("#a")).to_have_text("start")
