"""What axe-core finds on a page; the package is used for the script in it only."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """Give everything that axe objects to."""
    return [_shown(one) for one in _run(page)]


def serious(page: Page) -> list[str]:
    """Give what users of a keyboard or a screen reader would stumble over."""
    return [_shown(one) for one in _run(page) if one["impact"] in ("serious", "critical")]


def _run(page: Page) -> list[dict[str, Any]]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate("axe.run().then((result) => result.violations)")
    return found


def _shown(violation: dict[str, Any]) -> str:
    return f"{violation['id']}: {violation['nodes'][0]['html']}"
