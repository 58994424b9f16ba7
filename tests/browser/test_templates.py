"""The built-in templates as their users meet them: in a browser, by finger, keys and links."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from miniprog_cli import hosts
from miniprog_cli.core.project import open_project
from miniprog_cli.pack.pack import pack
from miniprog_cli.scaffold import plan
from miniprog_cli.scaffold.catalog import find_template
from tests.browser.axe import serious, unreadable_in_the_dark
from tests.preview.previewing import previewing

Served = Callable[[str], str]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Give the address of a template's program, freshly made and previewed alone."""
    addresses: dict[str, str] = {}
    with ExitStack() as previews:

        def address(template: str) -> str:
            if template not in addresses:
                folder = tmp_path_factory.mktemp("programs") / template
                plan(find_template(template), Path(folder), given={}).carry_out()
                preview = previews.enter_context(previewing(folder, "--no-frame"))
                addresses[template] = preview.program_url
            return addresses[template]

        yield address


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Give a page whose console must stay free of errors; broken data is allowed to be told."""
    context = chromium.new_context()
    context.set_default_timeout(10_000)
    errors: list[str] = []
    page = context.new_page()
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert [text for text in errors if "data.json" not in text] == []


VIEWS = {
    "blank": ["", "?item=words", "?item=gone"],
    "quiz": ["", "?item=europe", "?item=greece", "?item=greece&mode=quiz", "?item=gone"],
    "poll": ["", "?item=friday-lunch", "?item=standup", "?item=summer-trip", "?item=gone"],
}
EVERY_VIEW = [(template, query) for template, queries in VIEWS.items() for query in queries]


def back_sides(page: Page) -> dict[str, str]:
    """Read which answer is right for each card: `{card id: back}`."""
    data: dict[str, Any] = page.evaluate("fetch('data.json').then((found) => found.json())")
    return {card["id"]: card["back"] for deck in data["decks"] for card in deck["cards"]}


def play(page: Page, *, miss: int) -> None:
    """Answer every question of the run under way, the first `miss` of them wrongly."""
    backs = back_sides(page)
    asked = 0
    while page.locator("#question").count():
        right = backs[page.locator("#question").get_attribute("data-card") or ""]
        answer = f'[data-answer="{right}"]'
        page.locator(f".choice:not({answer})" if asked < miss else f".choice{answer}").first.click()
        page.click("#next")
        asked += 1


@pytest.mark.sampled(4)
@pytest.mark.parametrize(("template", "query"), EVERY_VIEW)
def test_every_view_fits_a_small_phone(
    page: Page, served: Served, template: str, query: str
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(served(template) + query)
    expect(page.locator("#main h1")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("document.getAnimations().length") == 0
    sizes = page.evaluate(
        "[...document.querySelectorAll('a[href], button')].filter((e) => e.checkVisibility())"
        ".map((e) => e.getBoundingClientRect()).map((box) => Math.min(box.width, box.height))"
    )
    assert min(sizes, default=44) >= 44


def test_the_numbers_of_a_list_are_not_broken_into_lines(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(served("blank"))
    expect(page.locator("li").first).to_be_visible()
    heights = page.eval_on_selector_all(
        "li a", "(all) => all.map((each) => getComputedStyle(each, '::before').height)"
    )
    assert len(heights) == 4
    assert len(set(heights)) == 1


def test_quiz_score_retry_and_best(page: Page, served: Served) -> None:
    page.goto(served("quiz"))
    page.click("[data-deck=europe] a")
    expect(page.locator("#deck h1")).to_have_text("Old streets")
    page.click("#take-quiz")
    play(page, miss=2)
    expect(page.locator("#score")).to_have_attribute("data-right", "6")
    expect(page.locator("#new-best")).to_have_text("New best")
    page.reload()
    expect(page.locator("#score")).to_have_attribute("data-right", "6")
    page.click("#retry")
    expect(page.locator(".ticks span")).to_have_count(2)
    page.go_back()
    expect(page.locator("#score")).to_have_attribute("data-right", "6")
    page.go_forward()
    play(page, miss=0)
    expect(page.locator("#score h1")).to_contain_text("Flawless.")
    expect(page.locator("#retry")).to_have_count(0)
    page.goto(served("quiz"))
    expect(page.locator("[data-deck=europe] .meta")).to_have_text("Best 6 of 8")


def test_quiz_with_keys_only(page: Page, served: Served) -> None:
    page.goto(served("quiz"))
    expect(page.locator("#decks")).to_be_visible()
    for key in ["Tab", "Enter"]:  # the first deck
        page.keyboard.press(key)
    expect(page.locator("#deck h1")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#take-quiz")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(8):
        expect(page.locator("#question h1")).to_be_focused()
        page.keyboard.press("Tab")  # the first answer
        page.keyboard.press("Enter")
        expect(page.locator("#next")).to_be_focused()
        page.keyboard.press("Enter")
    expect(page.locator("#score h1")).to_be_focused()


def test_flash_cards_flip_and_turn(page: Page, served: Served) -> None:
    page.goto(served("quiz") + "?item=portugal")
    paper = page.locator("#paper")
    expect(paper).to_have_attribute("data-side", "front")
    page.click("#flip")
    expect(paper).to_have_attribute("data-side", "back")
    expect(page.locator("#live")).to_contain_text("Lisbon")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#card")).to_have_attribute("data-card", "czechia")
    page.click("#next")
    expect(page.locator("#card")).to_have_attribute("data-card", "iceland")
    assert page.url.endswith("?item=iceland")
    page.go_back()
    expect(page.locator("#card")).to_have_attribute("data-card", "czechia")


def test_a_link_to_a_question_begins_with_it(page: Page, served: Served) -> None:
    page.goto(served("quiz") + "?item=greece&mode=quiz")
    expect(page.locator("#question h1")).to_have_text("What is the capital of Greece?")
    expect(page.locator("#question .progress .meta")).to_have_text("Question 1 of 8")


def test_poll_vote_change_and_take_back(page: Page, served: Served) -> None:
    page.emulate_media(reduced_motion="reduce")  # boxes are measured below
    page.goto(served("poll") + "?item=friday-lunch")
    poll = page.locator("#poll")
    expect(poll).to_have_attribute("data-revealed", "false")
    before = page.locator(".option").last.bounding_box()
    page.click("[data-option=ramen]")
    expect(poll).to_have_attribute("data-state", "voted")
    expect(page.locator("[data-option=ramen]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-option=ramen] .count")).to_have_text("15 votes")
    expect(page.locator("#state")).to_contain_text("53 votes")
    shares = page.locator(".option b").all_inner_texts()
    assert sum(int(share.removesuffix("%")) for share in shares) == 100
    assert page.locator(".option").last.bounding_box() == before
    page.click("[data-option=pizza]")
    expect(page.locator("[data-option=ramen] .count")).to_have_text("14 votes")
    expect(page.locator("#state")).to_contain_text("53 votes")
    page.reload()
    expect(page.locator("[data-option=pizza]")).to_have_attribute("aria-pressed", "true")
    page.click("#take-back")
    expect(poll).to_have_attribute("data-state", "open")


def test_tabs_follow_each_other(page: Page, served: Served) -> None:
    page.goto(served("poll") + "?item=friday-lunch")
    other = page.context.new_page()
    other.goto(served("poll"))
    expect(other.locator("[data-poll=friday-lunch]")).to_have_attribute("data-state", "open")
    page.click("[data-option=tacos]")
    expect(other.locator("[data-poll=friday-lunch]")).to_have_attribute("data-state", "voted")
    expect(other.locator("[data-poll=friday-lunch] .outcome")).to_contain_text("34%")


def test_a_closed_poll_takes_no_votes(page: Page, served: Served) -> None:
    page.goto(served("poll") + "?item=summer-trip")
    expect(page.locator("#poll")).to_have_attribute("data-state", "closed")
    expect(page.locator("[data-option=sea][data-lead] .extra")).to_have_text("Winner")
    page.locator("[data-option=city]").click(force=True)
    expect(page.locator("#state")).to_contain_text("151 votes")


def test_a_poll_closes_before_ones_eyes(page: Page, served: Served) -> None:
    page.clock.install(time="2035-12-31T22:58:00")
    page.goto(served("poll") + "?item=standup")
    expect(page.locator("#poll")).to_have_attribute("data-state", "open")
    page.clock.fast_forward("02:00:00")
    expect(page.locator("#poll")).to_have_attribute("data-state", "closed")


@pytest.mark.parametrize("template", list(VIEWS))
def test_storage_that_throws_stops_nothing(page: Page, served: Served, template: str) -> None:
    page.add_init_script(
        "for (const area of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, area, { get() { throw new DOMException('no'); } });"
    )
    page.goto(served(template) + VIEWS[template][-2])
    expect(page.locator("#main h1")).to_have_count(1)
    expect(page.locator("#broken")).to_have_count(0)


BROKEN = {
    "blank": ({"items": [{"id": "a", "title": "A"}]}, "Item 1 has no “text”."),
    "quiz": (
        {"decks": [{"id": "a", "title": "A", "cards": [{"id": "x", "front": "F"}]}]},
        "Deck 1, card 1 has no “back”.",
    ),
    "poll": (
        {"polls": [{"id": "a", "question": "?", "options": []}]},
        "Poll 1 needs at least two “options”.",
    ),
}


@pytest.mark.parametrize("template", list(BROKEN))
def test_broken_data_says_where(page: Page, served: Served, template: str) -> None:
    data, words = BROKEN[template]

    def answer(route: Route) -> None:
        route.fulfill(body=json.dumps(data), content_type="application/json")

    page.route("**/data.json", answer)
    page.goto(served(template))
    expect(page.locator("#broken")).to_contain_text(words)


@pytest.fixture
def shipped(tmp_path: Path) -> Iterator[str]:
    """Give the address of the poll's bundle on a server that knows nothing of us."""
    plan(find_template("poll"), tmp_path / "poll", given={}).carry_out()
    pack(open_project(tmp_path / "poll"), hosts.get("generic"), out=tmp_path / "poll.zip")
    with ZipFile(tmp_path / "poll.zip") as bundle:
        bundle.extractall(tmp_path / "site")
    handler = partial(SimpleHTTPRequestHandler, directory=tmp_path / "site")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


def test_sharing_falls_back_to_the_clipboard_and_to_a_field(page: Page, shipped: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{shipped}?item=standup")
    page.click("#share")
    expect(page.locator("#toast")).to_have_text("Copied. Paste it anywhere.")
    assert page.evaluate("navigator.clipboard.readText()").endswith("?item=standup")
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))")
    page.click("#share")
    expect(page.locator("dialog textarea")).to_have_value(page.url)


@pytest.mark.sampled(4)
@pytest.mark.parametrize(("template", "query"), EVERY_VIEW)
def test_axe_finds_nothing_serious(page: Page, served: Served, template: str, query: str) -> None:
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(served(template) + query)
    expect(page.locator("#main h1")).to_have_count(1)
    assert serious(page) == []
    assert unreadable_in_the_dark(page) == []


def test_axe_finds_nothing_serious_in_an_answer_a_flipped_card_and_a_score(
    page: Page, served: Served
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(served("quiz") + "?item=greece")
    page.click("#flip")
    assert serious(page) == []
    page.goto(served("quiz") + "?item=greece&mode=quiz")
    page.locator(".choice").first.click()
    assert serious(page) == []
    page.click("#next")
    play(page, miss=1)
    expect(page.locator("#score")).to_be_visible()
    assert serious(page) == []


@pytest.mark.sampled(1)
@pytest.mark.parametrize("template", list(VIEWS))
def test_a_strict_policy_stops_nothing(page: Page, tmp_path: Path, template: str) -> None:
    """Hosts that allow only the program's own files: no inline script, style, handler or eval."""
    folder = tmp_path / "strict"
    plan(find_template(template), folder, given={}).carry_out()
    index = folder / "app/index.html"
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">'
    text = index.read_text(encoding="utf-8").replace("<head>", f"<head>{policy}", 1)
    index.write_text(text, encoding="utf-8")
    with previewing(folder, "--no-frame") as preview:
        for query in VIEWS[template]:
            page.goto(preview.program_url + query)
            expect(page.locator("#main h1")).to_have_count(1)
        page.goto("about:blank")


@pytest.mark.sampled(1)
@pytest.mark.parametrize("template", list(VIEWS))
def test_nothing_is_asked_of_any_other_server(page: Page, served: Served, template: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for query in VIEWS[template]:
        page.goto(served(template) + query)
        expect(page.locator("#main h1")).to_have_count(1)
    elsewhere = [url for url in asked if not url.startswith(served(template))]
    assert elsewhere == []


def test_the_numbers_of_blank_stay_in_one_line(served: Served, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(served("blank"))
    number = page.locator("li a").first.evaluate(
        """(link) => {
            const { height, fontSize } = getComputedStyle(link, "::before");
            return parseFloat(height) / parseFloat(fontSize);
        }"""
    )
    assert number < 2
