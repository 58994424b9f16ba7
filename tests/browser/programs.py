"""Small native programs for tests, and pages of them that are open."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.preview.previewing import previewing

RUNTIME = "globalThis[Symbol.for('miniprog')]"
"""What a page of a native program tells tests of itself."""
APP = {
    "pages": ["pages/home/home", "pages/detail/detail"],
    "window": {"navigationBarTitleText": "Shop"},
}
HOME = """<view class="box">
  <text id="count">{{count}}</text>
  <button id="more" bindtap="more" data-step="2">more</button>
  <view class="row" wx:for="{{rows}}" wx:key="id">{{index}}:{{item.name}}</view>
</view>
"""
SCRIPT = """Page({
  data: { count: 1, rows: [{ id: 1, name: "one" }, { id: 2, name: "two" }] },
  more(event) {
    this.setData({ count: this.data.count + Number(event.currentTarget.dataset.step) });
  },
});
"""
STYLE = ".box { color: rgb(1, 2, 3); width: 375rpx; }\n"
FILES = {
    "project.config.json": json.dumps({"appid": "wx0123456789abcdef", "projectname": "shop"}),
    "app.json": json.dumps(APP),
    "app.js": "App({ globalData: { name: 'shop' } });\n",
    "app.wxss": "page { background: #fff; }\n",
    "pages/home/home.json": "{}",
    "pages/home/home.wxml": HOME,
    "pages/home/home.js": SCRIPT,
    "pages/home/home.wxss": STYLE,
    "pages/detail/detail.json": json.dumps({"navigationBarTitleText": "Detail"}),
    "pages/detail/detail.wxml": '<view id="query">{{id}}</view><view>of a thing</view>\n',
    "pages/detail/detail.js": (
        "Page({ data: { id: '' }, onLoad(query) { this.setData({ id: query.id }); } });\n"
    ),
}
"""A program of two pages: a counter, and one that shows its query."""


def write_program(folder: Path, files: dict[str, str] | None = None) -> Path:
    """Write the program with other or more files in it; an empty text leaves one out."""
    for name, text in {**FILES, **(files or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text:
            path.write_text(text, encoding="utf-8")
    return folder


def app(**members: object) -> str:
    """Write another `app.json`."""
    return json.dumps({**APP, **members})


def ready(tab: Page, url: str) -> Page:
    """Open a page of a native program and wait until it is there."""
    tab.goto(url)
    tab.wait_for_selector("html[data-ready]", state="attached")
    return tab


def errors(tab: Page) -> list[str]:
    """Give what went wrong in a page since it was opened."""
    found: list[str] = tab.evaluate(f"{RUNTIME}.errors")
    return found


@contextmanager
def one_page(folder: Path, files: dict[str, str], chromium: Browser, height: int) -> Iterator[Page]:
    """Preview a program, and open its first page in a browser of the phone's width."""
    context = chromium.new_context(viewport={"width": 375, "height": height})
    context.set_default_timeout(10_000)
    with previewing(write_program(folder, files), "--no-frame", "--host", "wechat") as preview:
        yield ready(context.new_page(), f"{preview.program_url}pages/home/home")
        context.close()
