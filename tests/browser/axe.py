"""What axe-core finds on a page; the package is used for the script in it only."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")

_SETTLED = """Promise.allSettled(document.getAnimations()
    .filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime))
    .map((one) => one.finished)).then(() => true)"""
"""Colours on their way to others are neither."""


def violations(page: Page) -> list[str]:
    """Give everything that axe objects to."""
    return [_shown(one) for one in _run(page)]


def serious(page: Page) -> list[str]:
    """Give what users of a keyboard or a screen reader would stumble over."""
    return [_shown(one) for one in _run(page) if one["impact"] in ("serious", "critical")]


def unreadable_in_the_dark(page: Page) -> list[str]:
    """Give what has too little contrast in dark colours: all that these change of a page."""
    page.emulate_media(color_scheme="dark")
    page.evaluate(_SETTLED)
    found = _run(page, runOnly=["color-contrast"])
    page.emulate_media(color_scheme="light")
    return [_shown(one) for one in found]


def _run(page: Page, **options: Any) -> list[dict[str, Any]]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    # frames are other origins, which it would only wait for
    options = {"iframes": False, "resultTypes": ["violations"], **options}
    run = "(options) => axe.run(options).then((result) => result.violations)"
    found: list[dict[str, Any]] = page.evaluate(run, options)
    return found


def _shown(violation: dict[str, Any]) -> str:
    return f"{violation['id']}: {violation['nodes'][0]['html']}"
