"""A call is played again with another answer: the program is loaded anew, and asks again."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.paneling import HEAD, choose, opened, program
from tests.preview.previewing import previewing, write_project

PAGE = f"""{HEAD}<title>Shop</title><script src="mini.js"></script><p id=a>-</p><script>
mini.location().then((found) => {{ a.textContent = found.latitude; }},
                     (error) => {{ a.textContent = error.code; }});
</script>"""


def test_an_edited_answer_is_met_by_a_program_that_is_loaded_again(
    tmp_path: Path, tab: Page
) -> None:
    folder = write_project(tmp_path / "shop", {"index.html": PAGE}, hosts={"generic": {}})
    with previewing(folder, "--preset", "denied") as preview:
        opened(tab, preview)
        expect(program(tab, "#a")).to_have_text("denied")
        panel = choose(tab, "Calls")
        row = panel.get_by_role("listitem").filter(has_text="denied")
        row.locator("summary").click()
        row.get_by_role("textbox", name="Answer of location").fill(
            '{"value": {"latitude": 4.5, "longitude": 2, "accuracy": 3}}'
        )
        row.get_by_role("button", name="Replay with this").click()
        expect(program(tab, "#a")).to_have_text("4.5")


def test_pages_are_loaded_again_over_http(tmp_path: Path, tab: Page) -> None:
    folder = write_project(tmp_path / "shop", {"index.html": PAGE}, hosts={"generic": {}})
    with previewing(folder) as preview:
        tab.goto(preview.program_url)
        tab.evaluate("window.isOld = true; console.log('here')")
        preview.wait_for("console")  # the page is one that the preview knows
        place = {"permissions": {"location": "allow"}, "location": {"latitude": 7}}
        order = {"settings": place, "reload": True}
        assert tab.request.post(f"{preview.url}_miniprog/simulation", data=order).ok
        tab.wait_for_function("!window.isOld")
        expect(tab.locator("#a")).to_have_text("7")
