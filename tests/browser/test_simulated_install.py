"""The web's own interfaces with a simulated host behind them, by `mini.install`."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.simulating import simulating


@pytest.mark.parametrize(("host", "via"), [("telegram", "Telegram"), ("vk", "VKWebApp")])
def test_the_panel_shows_that_the_host_was_asked(
    tmp_path: Path, profile: BrowserContext, host: str, via: str
) -> None:
    with simulating(tmp_path / "shop", profile) as simulated:
        program = simulated.open(host, clipboard={"text": "copied"})
        assert "location" in program.call("mini.install({polyfill: true})")
        asked = "new Promise((done, not) => navigator.geolocation.getCurrentPosition(done, not))"
        found = program.call(f"{asked}.then(({{coords}}) => coords.latitude)")
        assert found == 31.2304
        simulated.control.wait_for_function("() => told.some((one) => one.api === 'location')")
        calls = [one["via"] for one in simulated.told("call") if one["api"] == "location"]
        assert calls, simulated.told("call")
        assert all(via in one for one in calls)
        # written by the browser's own, which the adapters leave it to or not, and read again
        assert program.call("navigator.clipboard.writeText('mine')") is None
        assert program.call("navigator.clipboard.readText()") == "mine"
