"""What was made of sources is kept for the page that comes next, and never for another content."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.programs import app, ready, write_program
from tests.preview.previewing import Preview, previewing

HOME = '<import src="/parts/rows"/><wxs src="/parts/say.wxs" module="say"/>'
PROGRAM = {
    "app.json": app(usingComponents={"card": "/parts/card"}),
    "parts/card.json": '{"component": true}',
    "parts/card.wxml": "<view id='card'>card</view>\n",
    "parts/card.ts": "const name: string = 'card'; Component({ data: { name } });\n",
    "parts/rows.wxml": "<template name='rows'><view id='rows'>rows</view></template>\n",
    "parts/say.wxs": "module.exports = { said: 'one' };\n",
    "parts/word.js": "export const word = 'old';\n",
    "pages/home/home.wxml": (
        f"{HOME}<template is='rows'/><view id='say'>{{{{say.said}}}}</view>"
        "<view id='word'>{{word}}</view><card/>\n"
    ),
    "pages/home/home.js": (
        "import { word } from '../../parts/word';\nPage({ data: { word } });\n"
    ),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_program(tmp_path / "shop", PROGRAM)


@pytest.fixture
def home(tab: Page, preview: Preview) -> Page:
    """The page, when all that was made of its sources is kept."""
    ready(tab, f"{preview.program_url}pages/home/home")
    kept(tab)
    return tab


def kept(tab: Page):
    """Give what is kept for the main package, by name, once something is."""
    return tab.evaluate("""async () => {
      const until = performance.now() + 10_000;
      while (performance.now() < until) {
        const record = await new Promise((done) => {
          indexedDB.open("miniprog-made", 1).onsuccess = ({ target: { result: database } }) => {
            if (!database.objectStoreNames.contains("made")) { database.close(); return done(null); }
            const asked = database.transaction("made").objectStore("made").get("");
            asked.onsuccess = () => { database.close(); done(asked.result); };
          };
        });
        if (!record) { await new Promise((r) => setTimeout(r, 20)); continue; }
        const bytes = new Uint8Array(record.data);
        let at = bytes.indexOf(10) + 1;
        const index = JSON.parse(new TextDecoder().decode(bytes.subarray(0, at)));
        return Object.fromEntries(index.map(([name, , length]) => {
          at += length;
          return [name, new TextDecoder().decode(bytes.subarray(at - length, at))];
        }));
      }
      throw new Error("nothing is kept");
    }""")


def loaded(tab: Page):
    """Name what makes something of sources that a page has loaded by the time it is ready."""
    return tab.evaluate(
        "performance.getEntriesByType('resource')"
        ".filter((one) => one.responseEnd <= document.documentElement.dataset.ready)"
        ".map((one) => one.name.split('/').at(-1))"
        ".filter((name) => /compiler.wasm|sucrase/.test(name)).sort()"
    )


def again(tab: Page) -> Page:
    tab.reload()
    tab.wait_for_selector("html[data-ready]", state="attached")
    return tab


def shown(tab: Page) -> dict[str, str]:
    return {name: tab.inner_text(f"#{name}") for name in ("rows", "say", "word", "card")}


FIRST = {"rows": "rows", "say": "one", "word": "old", "card": "card"}


def test_a_page_that_is_loaded_again_needs_no_compiler(home):
    assert sorted(kept(home)) == [
        "script:pages/home/home.js",
        "script:parts/card.ts",
        "script:parts/word.js",
        "template:pages/home/home",
        "template:parts/card",
    ]
    assert loaded(home) == ["compiler.wasm", "sucrase.js"]
    assert loaded(again(home)) == []
    assert shown(home) == FIRST


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("path", "text", "now"),
    [
        ("parts/rows.wxml", PROGRAM["parts/rows.wxml"].replace(">rows", ">seen"), {"rows": "seen"}),
        ("parts/say.wxs", "module.exports = { said: 'two' };\n", {"say": "two"}),
        ("parts/word.js", "export const word = 'new';\n", {"word": "new"}),
        ("parts/card.wxml", "<view id='card'>next</view>\n", {"card": "next"}),
    ],
)  # fmt: skip
def test_what_was_made_of_another_content_does_not_count(
    folder, preview, home, profile: BrowserContext, path, text, now
):
    (folder / path).write_text(text, "utf-8")
    preview.update()
    tab = ready(profile.new_page(), f"{preview.program_url}pages/home/home")
    assert shown(tab) == {**FIRST, **now}
    assert shown(again(tab)) == {**FIRST, **now}


def test_a_file_that_comes_before_another_in_the_search_counts(tmp_path, tab):
    files = {
        "app.json": app(pages=["pages/home/home"]),
        "project.config.json": '{"appid": "tt0123456789abcdef"}',
        "pages/home/home.wxml": "",
        "pages/home/home.ttml": '<import src="/parts/rows"/><template is="rows"/>\n',
        "parts/rows.wxml": "<template name='rows'><view id='rows'>old</view></template>\n",
    }
    folder = write_program(tmp_path / "shop", files)
    with previewing(folder, "--no-frame") as preview:
        ready(tab, f"{preview.program_url}pages/home/home")
        assert "template:pages/home/home" in kept(tab)
        (folder / "parts/rows.ttml").write_text(
            files["parts/rows.wxml"].replace("old", "new"), "utf-8"
        )
        expect(tab.locator("#rows")).to_have_text("new")


def test_a_save_after_a_page_was_loaded_again_is_followed_in_place(folder, preview, home):
    again(home).evaluate("window.kept = true")
    (folder / "parts/rows.wxml").write_text(
        PROGRAM["parts/rows.wxml"].replace(">rows", ">seen"), "utf-8"
    )
    assert preview.update()["kind"] == "markup"
    expect(home.locator("#rows")).to_have_text("seen")
    assert home.evaluate("window.kept") is True


def test_two_tabs_at_once_show_what_is_saved(folder, home, preview, profile: BrowserContext):
    address = f"{preview.program_url}pages/home/home"
    for word in ("red", "tan"):
        (folder / "parts/word.js").write_text(f"export const word = '{word}';\n", "utf-8")
        preview.update()
        tabs = [profile.new_page(), profile.new_page()]
        for tab in tabs:  # both find nothing made of it, and write what they make
            tab.evaluate("address => { location.href = address }", address)
        for tab in (*tabs, *tabs):
            tab.wait_for_selector("html[data-ready]", state="attached")
            assert shown(tab) == {**FIRST, "word": word}
            again(tab)


def test_what_another_program_put_there_is_nothing(home, preview):
    """Another program on this port could write whatever it likes; without the key it does not count."""
    home.evaluate("""async () => {
      const key = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
      await new Promise((done) => {
        indexedDB.open("miniprog-made", 1).onsuccess = ({ target: { result: database } }) => {
          const all = database.transaction("made", "readwrite").objectStore("made");
          all.get("").onsuccess = async ({ target: { result } }) => {
            const text = new TextDecoder("latin1").decode(result.data).replaceAll("'old'", "'bad'");
            const data = Uint8Array.from(text, (each) => each.charCodeAt(0)).buffer;
            const signature = await crypto.subtle.sign("HMAC", key, data);
            const put = database.transaction("made", "readwrite").objectStore("made");
            put.put({ data, signature }, "").onsuccess = () => { database.close(); done(); };
          };
        };
      });
    }""")
    assert "'bad'" in kept(home)["script:parts/word.js"]
    assert shown(again(home)) == FIRST


def test_another_start_of_the_server_begins_anew(folder, home, preview):
    port = preview.program_port
    home.goto("about:blank")
    preview.stop()
    with previewing(folder, "--no-frame", "--port", str(port)) as other:
        assert other.program_port == port
        ready(home, f"{other.program_url}pages/home/home")
        assert loaded(home) == ["compiler.wasm", "sucrase.js"]
        assert shown(home) == FIRST


def test_records_of_packages_that_are_not_there_go(home, preview):
    home.evaluate("""() => new Promise((done) => {
      indexedDB.open("miniprog-made", 1).onsuccess = ({ target: { result: database } }) => {
        const all = database.transaction("made", "readwrite").objectStore("made");
        all.put({ data: new ArrayBuffer(0), signature: new ArrayBuffer(0) }, "elsewhere");
        all.put({ data: new ArrayBuffer(0), signature: new ArrayBuffer(0) }, "").onsuccess =
          () => { database.close(); done(); };
      };
    })""")
    again(home)
    home.wait_for_function("""async () => {
      const keys = await new Promise((done) => {
        indexedDB.open("miniprog-made", 1).onsuccess = ({ target: { result: database } }) => {
          database.transaction("made").objectStore("made").getAllKeys().onsuccess =
            ({ target: { result } }) => { database.close(); done(result); };
        };
      });
      return keys.join() === "";
    }""")
