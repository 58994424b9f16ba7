"""What a program asks of its host and what the host blocks, on standard output."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.preview.previewing import previewing, write_project

PAGE = """<!doctype html><html lang=en><meta charset=utf-8><title>Shop</title>
<script src="mini.js"></script><p>here<script>onload = () => {{ {script} }}</script>"""


def shop(top: Path, script: str, host: str) -> Path:
    """Write a program that does one thing on its second page."""
    files: dict[str, str | bytes] = {
        "app/index.html": "<p>start",
        "app/cart.html": PAGE.format(script=script),
    }
    return write_project(
        top / "shop", files, root="app", pages=["index.html", "cart.html"], hosts={host: {}}
    )


@pytest.mark.parametrize(
    ("host", "preset", "script", "api", "via", "error"),
    [
        ("generic", "offline", "navigator.vibrate(9)", "haptic", "navigator.vibrate", None),
        ("telegram", "denied", "mini.location().catch(() => {})", "location",
         "Telegram.WebApp.LocationManager", "denied"),
        ("telegram", "pay-cancelled", "mini.pay({url: 'https://t.me/$x'}).catch(() => {})", "pay",
         "Telegram.WebApp.openInvoice", "cancelled"),
    ],
)  # fmt: skip
def test_a_call_is_told_with_the_page_that_made_it(
    tmp_path: Path, tab: Page, host: str, preset: str, script: str, api: str, via: str,
    error: str | None,
) -> None:  # fmt: skip
    with previewing(shop(tmp_path, script, host), "--no-frame", "--preset", preset) as preview:
        tab.goto(f"{preview.program_url}cart.html?item=3")
        told = preview.wait_for("call", lambda told: told["api"] == api)
        assert str(told["via"]).startswith(via), told
        assert told["page"] == "cart.html"
        assert (told["error"] and told["error"]["code"]) == error  # type: ignore[index]


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("fetch('https://api.example.com/x').catch(() => {})",
         ("request", "connect-src", None, "domains.request")),
        ("navigator.clipboard", ("navigator.clipboard", None, "navigator.clipboard", None)),
        ("location.href = 'https://a.example.com/'",
         ("navigation", None, None, "domains.webview")),
        ("document.body.innerHTML = '<iframe src=https://a.example.com></iframe>'",
         ("frame", "frame-src", None, None)),
    ],
)  # fmt: skip
def test_a_block_is_told_with_what_did_it_and_what_would_allow_it(
    tmp_path: Path, tab: Page, script: str, told: tuple[str | None, ...]
) -> None:
    with previewing(shop(tmp_path, script, "tiktok"), "--no-frame") as preview:
        tab.goto(f"{preview.program_url}cart.html")
        said = preview.wait_for("blocked")
        assert (said["what"], said["directive"], said["interface"], said["member"]) == told
        assert (said["page"], said["enforced"]) == ("cart.html", True)
