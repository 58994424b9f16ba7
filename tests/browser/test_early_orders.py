"""What happens while a page is still being loaded reaches it, though it hears nobody yet."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, Route, expect

from tests.browser.paneling import HEAD
from tests.preview.previewing import previewing, write_project

PAGE = f"""{HEAD}<title>Shop</title><script src=said.js></script><p id=a>-</p><script>
sessionStorage.loads = 1 + Number(sessionStorage.loads ?? 0);
a.textContent = `${{said}}, ${{Boolean(window.Telegram)}}, ${{sessionStorage.loads}}`;
</script>"""
CLIENT = "**/_miniprog/client/program.js"


def meanwhile(tab: Page, act: Callable[[], object]) -> None:
    """Do something once a page was served, and before our client in it runs."""

    def held(route: Route) -> None:
        act()
        route.continue_()

    tab.route(CLIENT, held, times=1)


def test_what_comes_while_a_page_is_loaded_is_not_lost(tmp_path: Path, tab: Page) -> None:
    files: dict[str, str | bytes] = {"index.html": PAGE, "said.js": "const said = 'old';"}
    folder = write_project(tmp_path / "shop", files, hosts={"generic": {}, "telegram": {}})
    with previewing(folder) as preview:

        def order(**members: object) -> Callable[[], object]:
            return lambda: tab.request.post(f"{preview.url}_miniprog/simulation", data=members)

        def save() -> None:
            (folder / "said.js").write_text("const said = 'new';", encoding="utf-8")
            preview.update()

        meanwhile(tab, order(reload=True))
        tab.goto(preview.program_url)
        expect(tab.locator("#a")).to_have_text("old, false, 2")
        meanwhile(tab, order(host="telegram"))
        tab.reload()
        expect(tab.locator("#a")).to_have_text("old, true, 4")
        # the script is asked for by the page itself, and may have come before the save
        tab.route("**/said.js", lambda route: route.fulfill(body="const said = 'old';"), times=1)
        meanwhile(tab, save)
        tab.reload()
        expect(tab.locator("#a")).to_have_text("new, true, 6")
