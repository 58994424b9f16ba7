"""The panel beside the program: what it shows, and what it changes."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.browser.axe import serious, unreadable_in_the_dark
from tests.browser.paneling import HEAD, choose, forge, opened, program
from tests.preview.previewing import Preview, free_port, previewing, write_project

PAGE = f"""{HEAD}<title>Shop</title><link rel=stylesheet href=style.css><script src="mini.js"></script>
<p id=a>-</p><button onclick="where()">where</button><script>
function complain() {{
    console.warn("the cart is empty");
    console.error("no such %s: 100%%", "item");
}}
function where() {{
    mini.location().then((found) => {{ a.textContent = JSON.stringify(found); }},
                         (error) => {{ a.textContent = error.code; }});
}}
</script>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_project(
        tmp_path / "shop",
        {
            "index.html": PAGE,
            "cart.html": f"{HEAD}<title>Cart</title><p id=a>cart</p>",
            "style.css": "p { color: red }",
            "img/hero.png": b"\x89PNG\r\n\x1a\n" + bytes(30_000),
        },
        pages=["index.html", "cart.html"],
        hosts={"generic": {}, "tiktok": {}},
    )


def ask(tab: Page) -> None:
    program(tab, "button").evaluate("button => button.click()")


def test_a_call_is_listed_with_arguments_answer_and_time(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        complaints = opened(tab, preview)
        location = choose(tab, "Simulate").get_by_role("radiogroup", name="Location")
        location.get_by_role("radio", name="Allow").check()
        panel = choose(tab, "Calls")
        expect(panel).to_contain_text("Nothing called yet")
        ask(tab)
        row = panel.get_by_role("listitem").filter(has_text="getCurrentPosition")
        expect(row).to_contain_text("31.2304")
        expect(row).to_contain_text("ms")
        row.locator("summary").click()
        expect(row.locator("pre")).to_contain_text("enableHighAccuracy")
        expect(program(tab, "#a")).to_contain_text("31.2304")
        refused = {"kind": "answer", "id": 900, "error": {"code": "denied", "message": "no"}}
        forge(tab, {"kind": "call", "id": 900, "api": "a", "via": "name" * 30}, refused)
        said = panel.get_by_text("denied", exact=True).bounding_box()
        assert said
        assert said["width"] > 40, "the answer is seen beside a name of any length"
        assert complaints == []


def test_a_preset_comes_from_the_command_a_file_the_panel_and_a_test(
    folder: Path, tab: Page
) -> None:
    mock = folder / "mocks/vip.json"
    mock.parent.mkdir()
    allowed: dict[str, object] = {"permissions": {"location": "allow"}}
    mock.write_text(json.dumps({**allowed, "location": {"latitude": 1}}), encoding="utf-8")
    with previewing(folder, "--preset", "vip") as preview:
        opened(tab, preview)

        def located(said: str) -> None:
            ask(tab)
            expect(program(tab, "#a")).to_contain_text(said)

        located('"latitude":1,')
        panel = choose(tab, "Simulate")
        panel.get_by_role("button", name="All denied").click()
        located("denied")
        panel.get_by_role("button", name="vip").click()
        located('"latitude":1,')
        mock.write_text(json.dumps({**allowed, "location": {"latitude": 5}}), encoding="utf-8")
        expect(panel.get_by_label("Latitude")).to_have_value("5")
        located('"latitude":5,')
        order = {"reset": True, "preset": ["vip", "denied"]}
        told = tab.request.post(f"{preview.url}_miniprog/simulation", data=order).json()
        assert told["applied"] == ["vip", "denied"]
        located("denied")


def test_an_edited_answer_is_given_from_then_on(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        choose(tab, "Simulate").get_by_role("button", name="All denied").click()
        panel = choose(tab, "Calls")
        ask(tab)
        expect(program(tab, "#a")).to_have_text("denied")
        row = panel.get_by_role("listitem").filter(has_text="denied")
        row.locator("summary").click()
        field = row.get_by_role("textbox", name="Answer of location")
        field.fill('{"val')
        row.get_by_role("button", name="Answer this from now on").click()
        expect(row.get_by_role("alert")).to_contain_text('{"value": …}')
        field.fill('{"value": {"latitude": 1, "longitude": 2, "accuracy": 3}}')
        row.get_by_role("button", name="Answer this from now on").click()
        as_usual = panel.get_by_role("button", name="Answer location as usual again")
        expect(as_usual).to_be_visible()
        ask(tab)
        expect(program(tab, "#a")).to_contain_text('"latitude":1')
        as_usual.click()
        expect(as_usual).to_be_hidden()
        ask(tab)
        expect(program(tab, "#a")).to_have_text("denied")


def test_presets_are_one_click_and_a_reset_takes_all_back(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        panel = choose(tab, "Simulate")
        offline = panel.get_by_role("button", name="Offline")
        slow = panel.get_by_role("button", name="Slow", exact=True)
        offline.click()
        expect(offline).to_have_attribute("aria-pressed", "true")
        expect(panel.get_by_role("switch", name="Online")).not_to_be_checked()
        slow.click()
        expect(panel.get_by_label("Delay (ms)")).to_have_value("2000")
        slow.click()  # once more takes this one back
        expect(panel.get_by_label("Delay (ms)")).to_have_value("0")
        expect(offline).to_have_attribute("aria-pressed", "true")
        panel.get_by_role("combobox", name="Place").select_option("Tokyo")
        expect(panel.get_by_label("Latitude")).to_have_value("35.6764")
        panel.get_by_role("button", name="Reset").click()
        expect(offline).to_have_attribute("aria-pressed", "false")
        expect(panel.get_by_label("Latitude")).to_have_value("31.2304")
        expect(panel.get_by_role("button", name="Reset")).to_be_hidden()


def set_name(tab: Page, preview: Preview) -> None:
    """Have a setting that is to be remembered."""
    opened(tab, preview)
    choose(tab, "Simulate").get_by_label("Name").first.fill("Grace")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("button", name="Reset")).to_be_visible()


def test_settings_and_tab_are_remembered_by_the_page_and_over_a_restart(
    folder: Path, tab: Page
) -> None:
    port = str(free_port())
    with previewing(folder, "--port", port) as preview:
        set_name(tab, preview)
        tab.reload()
        expect(choose(tab, "Simulate").get_by_label("Name").first).to_have_value("Grace")
    # the page, still open, may find the next preview by itself, and be left in that moment
    with previewing(folder, "--port", port) as preview:
        opened(tab, preview)
        expect(choose(tab, "Simulate").get_by_label("Name").first).to_have_value("Grace")
        choose(tab, "Size")
        tab.reload()
        expect(tab.get_by_role("tab", name="Size")).to_have_attribute("aria-selected", "true")


def unheard(page: WebSocketRoute) -> None:
    """Bring to a page what its server says, and nothing to the server."""
    page.connect_to_server()
    page.on_message(lambda _: None)


@pytest.mark.parametrize("is_loaded_anew", [False, True], ids=["then another", "in its place"])
def test_settings_are_not_forgotten_by_a_page_that_goes_before_they_are_set_again(
    folder: Path, tab: Page, *, is_loaded_anew: bool
) -> None:
    port = str(free_port())
    with previewing(folder, "--port", port) as preview:
        set_name(tab, preview)
        tab.goto("about:blank")
    with previewing(folder, "--port", port) as preview:
        # a page whose orders never come to the server, as if it were closed at once
        deaf = tab.context.new_page()
        deaf.route_web_socket("**/_miniprog/socket", unheard)
        opened(deaf, preview)
        expect(choose(deaf, "Simulate").get_by_label("Name").first).to_have_value("Mini Tester")
        if is_loaded_anew:  # the page that takes its place may come before it has gone
            opened(tab, preview)
        deaf.close()
        if not is_loaded_anew:
            opened(tab, preview)
        expect(choose(tab, "Simulate").get_by_label("Name").first).to_have_value("Grace")


def test_the_console_of_the_program_is_shown_with_its_place(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        tab.frames[1].evaluate("complain()")
        badge = tab.get_by_role("tab", name="Console").locator(".badge")
        expect(badge).to_have_text("1")
        panel = choose(tab, "Console")
        expect(panel.get_by_role("listitem")).to_have_count(2)
        expect(panel.get_by_role("listitem").first).to_contain_text("the cart is empty")
        expect(panel.get_by_role("listitem").first).to_contain_text("index.html:4:13")
        expect(badge).to_be_hidden()
        expect(panel).to_contain_text("no such item: 100%")
        panel.get_by_label("Filter console").fill("no such thing")
        expect(panel.get_by_text("None of 2 matches “no such thing”.")).to_be_visible()
        panel.get_by_label("Filter console").fill("item")
        expect(panel.get_by_text("the cart is empty")).to_be_hidden()
        panel.get_by_role("button", name="Clear console").click()
        expect(panel).to_contain_text("Nothing written yet")


def test_what_the_host_blocks_is_listed_with_the_member_that_would_allow_it(
    folder: Path, tab: Page
) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        tab.get_by_role("combobox", name="Host").select_option("TikTok")
        expect(tab.get_by_role("combobox", name="Host")).to_have_value("tiktok")
        expect(tab.frame_locator("iframe").locator("#a")).to_be_attached()
        panel = choose(tab, "Network")
        while panel.get_by_text("blocked", exact=True).count() == 0:  # the page is loaded again
            tab.frames[1].evaluate("fetch('https://api.example.com/x').catch(() => {})")
        row = panel.get_by_role("listitem").filter(has_text="api.example.com/x")
        row.first.locator("summary").click()
        expect(row.first).to_contain_text("domains.request")
        member = row.first.locator(".member")
        expect(member).to_be_visible()
        height = member.evaluate("one => one.getClientRects().length * 100 + one.offsetHeight")
        assert height < 130, "it stands on one line"


def test_storage_is_shown_edited_and_cleared(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        tab.frames[1].evaluate("localStorage.setItem('cart', '[1]')")
        panel = choose(tab, "Storage")
        field = panel.get_by_role("textbox", name="Value of cart")
        expect(field).to_have_value("[1]")
        field.fill("[2]")
        field.press("Enter")
        tab.frames[1].wait_for_function("localStorage.getItem('cart') === '[2]'")
        panel.get_by_role("textbox", name="New key in localStorage").fill("token")
        panel.get_by_role("textbox", name="New value in localStorage").fill("abc")
        panel.get_by_role("button", name="Add").first.click()
        tab.frames[1].wait_for_function("localStorage.getItem('token') === 'abc'")
        panel.get_by_role("button", name="Remove cart").click()
        expect(field).to_have_count(0)
        panel.get_by_role("button", name="Clear localStorage").click()
        tab.frames[1].wait_for_function("localStorage.length === 0")


def test_requests_are_listed_with_status_and_size(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        tab.frames[1].evaluate("Promise.all([fetch('style.css'), fetch('none.json')])")
        panel = choose(tab, "Network")
        expect(panel.get_by_role("listitem").filter(has_text="style.css")).to_contain_text("200")
        expect(panel.get_by_role("listitem").filter(has_text="none.json")).to_contain_text("404")


def test_a_program_is_hidden_and_shown(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        panel = choose(tab, "Simulate")
        panel.get_by_role("button", name="Hide it").click()
        tab.frames[1].wait_for_function("document.hidden")
        panel.get_by_role("button", name="Show it again").click()
        tab.frames[1].wait_for_function("!document.hidden")


def test_findings_follow_the_files_and_the_host(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        panel = choose(tab, "Findings")
        (folder / "cart.html").write_text(f"{HEAD}<p id=a><img src=none.png alt=''>", "utf-8")
        expect(panel).to_contain_text("none.png")
        expect(panel).not_to_contain_text("hosts.line")
        tab.get_by_role("combobox", name="Host").select_option("LINE")
        expect(panel).to_contain_text("line")  # a finding of this host alone


def test_sizes_are_shown_with_the_limits_of_the_chosen_host(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        panel = choose(tab, "Size")
        expect(panel.get_by_role("region", name="Limits of the host")).to_contain_text("of 10.0 MB")
        expect(panel.get_by_role("region", name="Size by type")).to_contain_text("Pictures29.4 KB")
        rows = panel.get_by_role("table").get_by_role("row")
        expect(rows.filter(has_text="img/hero.png")).to_contain_text("29.4 KB")
        assert panel.locator(".treemap span").count() >= 4
        (folder / "big.js").write_bytes(b"//" + b"x" * 200_000)
        expect(rows.first).to_contain_text("big.js")


def test_each_save_is_listed_with_its_reason(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        (folder / "style.css").write_text("p { color: blue }", encoding="utf-8")
        expect(tab.get_by_role("status")).to_contain_text("#1 · style.css")
        panel = choose(tab, "Saves")
        expect(panel.get_by_role("listitem")).to_contain_text("style.css: styles changed")
        tab.reload()  # the server knows the latest saves
        expect(panel.get_by_role("listitem")).to_contain_text("#1")


def test_the_panel_is_worked_by_keyboard(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        first = tab.get_by_role("tab", name="Simulate")
        first.focus()
        tab.keyboard.press("ArrowDown")
        calls = tab.get_by_role("tab", name="Calls")
        expect(calls).to_be_focused()
        expect(calls).to_have_attribute("aria-selected", "true")
        tab.keyboard.press("End")
        expect(tab.get_by_role("tab", name="Saves")).to_be_focused()
        assert tab.locator("#rail [tabindex='0']").count() == 1
        panel = tab.locator("#panel")
        width = panel.evaluate("panel => panel.offsetWidth")
        tab.get_by_role("separator", name="Width of the panel").press("ArrowLeft")
        assert panel.evaluate("panel => panel.offsetWidth") > width
        tab.keyboard.press("p")
        expect(panel).to_be_hidden()
        tab.keyboard.press("4")
        expect(tab.get_by_role("heading", name="Console")).to_be_visible()
        tab.keyboard.press("?")
        expect(tab.get_by_role("dialog", name="Keyboard")).to_contain_text("Rotate the device")
        tab.keyboard.press("Escape")
        expect(tab.get_by_role("dialog")).to_be_hidden()
        choose(tab, "Console").get_by_label("Filter console").press("p")  # a letter, no shortcut
        expect(panel).to_be_visible()


def test_on_a_phone_the_panel_is_a_drawer(folder: Path, tab: Page) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    with previewing(folder) as preview:
        opened(tab, preview)
        panel = tab.locator("#panel")
        expect(panel).to_be_hidden()
        tab.get_by_role("tab", name="Calls").click()
        expect(panel).to_be_visible()
        assert tab.evaluate("panel.offsetWidth") == 390
        tab.get_by_role("button", name="Put the panel away").click()
        expect(panel).to_be_hidden()
        assert tab.evaluate("document.documentElement.scrollWidth") == 390


def test_every_tab_is_usable_by_everyone(folder: Path, chromium: Browser) -> None:
    # axe puts itself into the page, which the policy of the page forbids
    context = chromium.new_context(bypass_csp=True)
    with previewing(folder) as preview, context:
        tab = context.new_page()
        opened(tab, preview)
        forge(
            tab,
            {"kind": "call", "id": 1, "api": "pay", "via": "mini.pay", "args": {"a": 1}},
            {"kind": "answer", "id": 1, "error": {"code": "cancelled"}, "ms": 3},
            {"kind": "request", "id": 1, "method": "GET", "url": "https://a.b/", "status": 500},
            {"kind": "blocked", "what": "frame", "url": "https://a.b/", "hint": "no"},
            {"kind": "storage", "area": "local", "key": "cart", "value": "[]"},
            {"kind": "console", "level": "error", "text": "wrong\nat once", "path": "index.html"},
        )
        expect(tab.get_by_role("tab", name="Network").locator(".badge")).to_have_text("1")
        for name in tab.get_by_role("tab").all_inner_texts():
            panel = choose(tab, name.split("\n", maxsplit=1)[0])
            for summary in panel.locator("summary").all():
                summary.click()
            assert serious(tab) == [], name
            assert unreadable_in_the_dark(tab) == [], name
        tab.keyboard.press("Escape")
        tab.locator("#help-button").click()
        assert serious(tab) == []
        assert unreadable_in_the_dark(tab) == []


def test_what_a_cold_start_is_given_reaches_the_program(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview, "#/cart.html")
        panel = choose(tab, "Simulate")
        panel.get_by_label("Query of the page").fill("item=3")
        panel.get_by_label("Scene").fill("1011")
        panel.get_by_role("button", name="Cold start").click()
        expect(tab.locator("#address")).to_have_text(f"{preview.program_url}index.html?item=3")
        expect(panel.get_by_label("Scene")).to_have_value("1011")


def under(tab: Page, app: str) -> None:
    """Play another host, and wait for the program under it."""
    tab.frames[1].evaluate("document.documentElement.dataset.old = ''")
    tab.get_by_role("combobox", name="Host").select_option(app)
    # not by a function, which policies take for code from text
    expect(tab.frame_locator("iframe").locator("html:not([data-old]) body")).to_be_attached()
    tab.frames[1].wait_for_load_state()


def test_a_call_that_no_host_hears_of_is_listed_too(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        found = "mini.%s.catch((error) => error.code)"
        assert tab.frames[1].evaluate(found % "login()") == "unsupported"
        assert tab.frames[1].evaluate(found % "ui.toast(7)") == "invalid"
        assert tab.frames[1].evaluate(found % "share.set({title: 7})") == "invalid"
        rows = choose(tab, "Calls").get_by_role("listitem")
        expect(rows).to_have_count(3)
        expect(rows.nth(0)).to_contain_text("mini.login")
        expect(rows.nth(0)).to_contain_text("unsupported")
        expect(rows.nth(1)).to_contain_text("mini.ui.toast")
        expect(rows.nth(2)).to_contain_text("mini.share.set")
        rows.nth(1).locator("summary").click()
        expect(rows.nth(1).locator("pre").first).to_have_text("7")
        expect(rows.nth(1)).to_contain_text("mini.ui.toast: text is a text that is not empty")


def test_what_nobody_catches_of_a_refused_call_is_still_told(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        tab.frames[1].evaluate("void mini.login()")
        expect(tab.get_by_role("alert")).to_contain_text("has nothing for mini.login")


def test_settings_that_the_host_has_no_use_for_are_marked(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        panel = choose(tab, "Simulate")
        payment = panel.get_by_role("region", name="Payment")
        place = panel.get_by_role("region", name="Location")
        expect(payment).to_contain_text("Generic has nothing for it")
        expect(place).not_to_contain_text("nothing for it")
        under(tab, "TikTok")
        expect(payment).not_to_contain_text("nothing for it")
        expect(place).to_contain_text("TikTok has nothing for it")
        place.get_by_label("Latitude").fill("1")  # for the next host


def test_lists_are_marked_where_the_page_was_loaded_anew_and_the_host_changed(
    folder: Path, tab: Page
) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        tab.frames[1].evaluate("complain(); mini.login().catch(() => 0)")
        marks = choose(tab, "Console").locator("li.mark")
        expect(marks).to_have_count(0)
        under(tab, "TikTok")
        expect(marks).to_have_count(1)
        expect(marks).to_contain_text("TikTok · loaded ")
        tab.frames[1].evaluate("complain()")
        tab.get_by_role("button", name="Reload", exact=True).click()
        expect(marks).to_have_count(2)
        expect(choose(tab, "Calls").locator("li.mark")).to_have_count(1)


def test_a_call_that_its_page_has_left_behind_waits_for_nothing(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        panel = choose(tab, "Calls")
        program(tab, "body").evaluate("() => { mini.location().catch(() => 0) }")
        row = panel.get_by_role("listitem").filter(has_text="getCurrentPosition")
        expect(row).to_contain_text("…")
        tab.get_by_role("button", name="Reload").click()
        expect(row).to_contain_text("no answer")


def test_a_call_is_made_again(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        choose(tab, "Simulate").get_by_role("button", name="All denied").click()
        ask(tab)
        rows = choose(tab, "Calls").get_by_role("listitem")
        expect(rows).to_contain_text("denied")
        name = rows.locator(".name")
        assert name.evaluate("name => name.scrollWidth <= name.clientWidth")
        choose(tab, "Simulate").get_by_role("button", name="All denied").click()
        panel = choose(tab, "Calls")
        rows.locator("summary").click()
        panel.get_by_role("button", name="Call again").click()
        program(tab, "dialog").get_by_role("button", name="Allow").dispatch_event("click")
        expect(rows).to_have_count(2)
        expect(rows.nth(1)).to_contain_text("31.2304")


def test_an_answer_that_is_no_json_is_refused_with_the_place(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        choose(tab, "Simulate").get_by_role("button", name="All denied").click()
        ask(tab)
        row = choose(tab, "Calls").get_by_role("listitem")
        row.locator("summary").click()
        row.get_by_role("textbox", name="Answer of location").fill('{\n  "value": 1,\n}')
        use = row.get_by_role("button", name="Answer this from now on")
        use.click()
        expect(row.get_by_role("alert")).to_contain_text("line 3, column 1")
        expect(row.get_by_role("alert")).to_be_in_viewport()
        expect(use).to_be_in_viewport()


def test_a_blocked_request_is_one_row_and_one_line(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        under(tab, "TikTok")
        tab.frames[1].evaluate("fetch('https://api.example.com/x').catch(() => 0)")
        rows = choose(tab, "Network").get_by_role("listitem").filter(has_text="api.example.com")
        expect(rows).to_contain_text("blocked")
        expect(rows).to_contain_text("GET")
        expect(rows).to_have_count(1)
        lines = choose(tab, "Console").get_by_role("listitem").filter(has_text="api.example.com")
        expect(lines).to_have_count(1)


def test_the_console_has_times_and_levels(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        tab.frames[1].evaluate("complain()")
        panel = choose(tab, "Console")
        rows = panel.get_by_role("listitem")
        expect(rows.first.locator("time")).to_have_text(re.compile(r"^\d\d:\d\d:\d\d$"))
        panel.get_by_role("combobox", name="Levels").select_option("Errors")
        expect(panel.get_by_text("the cart is empty")).to_be_hidden()
        expect(panel.get_by_text("no such item")).to_be_visible()
        panel.get_by_role("combobox", name="Levels").select_option("All levels")
        expect(panel.get_by_text("the cart is empty")).to_be_visible()


def test_a_preset_that_cannot_be_used_says_so(folder: Path, tab: Page) -> None:
    (folder / "mocks").mkdir()
    (folder / "mocks/bad.json").write_text("{", encoding="utf-8")
    (folder / "mocks/vip.json").write_text('{"user": {"name": "Vip"}}', encoding="utf-8")
    with previewing(folder) as preview:
        opened(tab, preview)
        panel = choose(tab, "Simulate")
        bad = panel.get_by_role("button", name="Bad: broken")
        expect(bad).to_have_attribute("title", re.compile(r"mocks/bad\.json:1:"))
        expect(panel.get_by_role("button", name="Vip", exact=True)).to_be_visible()


def test_every_tab_is_within_reach_of_a_thumb(folder: Path, tab: Page) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    with previewing(folder) as preview:
        opened(tab, preview)
        for name in ("Simulate", "Size", "Saves"):
            expect(tab.get_by_role("tab", name=name)).to_be_in_viewport(ratio=1)
        labels = tab.locator(".controls label span")
        expect(labels).to_have_text(["Host", "Page", "Device"])
        assert labels.evaluate_all("all => Math.min(...all.map((one) => one.offsetWidth))") > 20
        forge(tab, {"kind": "blocked", "what": "frame", "url": "https://a.b/", "hint": "no"})
        badge = tab.get_by_role("tab", name="Network").locator(".badge")
        expect(badge).to_have_text("1")
        drawn = "(badge) => badge.parentElement.querySelector('path').getBoundingClientRect().right"
        assert badge.evaluate("badge => badge.getBoundingClientRect().left") >= badge.evaluate(
            drawn
        )


def test_what_an_sdk_kept_for_one_host_is_not_left_to_the_next(folder: Path, tab: Page) -> None:
    with previewing(folder, "--host", "telegram") as preview:
        opened(tab, preview)
        kept = "Object.keys(sessionStorage).filter((name) => name.startsWith('__telegram__'))"
        assert tab.frames[1].evaluate(kept) != []
        under(tab, "Generic")
        assert tab.frames[1].evaluate(kept) == []
