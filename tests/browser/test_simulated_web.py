"""The browser's own interfaces, answered by the simulated host as a browser would."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from miniprog_cli.preview.simulation.settings import ANSWERED
from tests.browser.simulating import Program, Simulated, simulating

DENIED = dict.fromkeys(ANSWERED, "deny")

POSITION = """new Promise((found, failed) => navigator.geolocation.getCurrentPosition(found, failed))
    .then((one) => [one instanceof GeolocationPosition, one.coords.latitude, one.coords.speed,
                    JSON.parse(JSON.stringify(one)).coords.longitude],
          (error) => [error instanceof GeolocationPositionError, error.code, error.PERMISSION_DENIED])"""

REFUSED = """(call) => call.then(() => "given", (error) =>
    [error instanceof DOMException, error.name])"""

XHR = """new Promise((done) => {
    const seen = [];
    const request = new XMLHttpRequest();
    for (const name of ["load", "error", "loadend"])
        request.addEventListener(name, () => { seen.push(name); });
    request.onloadend = () => done([...seen, request.status, request.readyState]);
    request.open("GET", "https://api.example.com/a");
    request.send();
})"""

SOCKET = """new Promise((done) => {
    const seen = [];
    const socket = new WebSocket("wss://api.example.com/");
    const state = socket.readyState;
    socket.onerror = () => seen.push("error");
    socket.onclose = ({code, wasClean}) => done([
        state, ...seen, code, wasClean, socket.readyState, socket instanceof WebSocket]);
})"""

HEARD = """() => { window.heard = [];
    for (const name of ["online", "offline", "storage"])
        addEventListener(name, ({key}) => heard.push(key ? name + " " + key : name));
    document.addEventListener("visibilitychange", () => heard.push(document.visibilityState)); }"""


@pytest.fixture(scope="module")
def simulated(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulated]:
    profile = chromium.new_context(viewport={"width": 400, "height": 700})
    profile.set_default_timeout(10_000)
    with simulating(tmp_path_factory.mktemp("shop"), profile, {"data.json": '{"a": 1}'}) as preview:
        yield preview
    profile.close()


def refused(program: Program, call: str) -> Any:
    return program.page.evaluate(f"({REFUSED})({call})")


def seen(program: Program, what: list[str]) -> None:
    program.page.wait_for_function("what => String(heard) === String(what)", arg=what)


def test_a_position_is_one_and_so_is_a_refusal(simulated: Simulated) -> None:
    assert simulated.open("generic").call(POSITION) == [True, 31.2304, None, 121.4737]
    assert simulated.open("generic", permissions=DENIED).call(POSITION) == [True, 1, 1]


def test_a_watched_position_follows_the_panel(simulated: Simulated) -> None:
    program = simulated.open("generic")
    program.page.evaluate(
        "() => { window.heard = []; window.watch = navigator.geolocation.watchPosition("
        "({coords}) => heard.push(coords.latitude)); }"
    )
    seen(program, ["31.2304"])
    simulated.set(location={"latitude": 1.5})
    seen(program, ["31.2304", "1.5"])
    program.page.evaluate("navigator.geolocation.clearWatch(watch)")
    simulated.set(location={"latitude": 2.5}, clipboard={"text": "later"})
    program.page.wait_for_function("navigator.clipboard.readText().then((it) => it === 'later')")
    assert program.page.evaluate("heard.length") == 2


def test_refusals_are_those_of_a_browser(simulated: Simulated) -> None:
    program = simulated.open("generic", permissions=DENIED, share={"outcome": "cancel"})
    camera = "navigator.mediaDevices.getUserMedia({video: true})"
    assert refused(program, "navigator.clipboard.readText()") == [True, "NotAllowedError"]
    assert refused(program, camera) == [True, "NotAllowedError"]
    assert refused(program, "navigator.share({title: 'a'})") == [True, "AbortError"]
    assert refused(program, "navigator.share({})") == [False, "TypeError"]
    assert program.call("Notification.requestPermission()") == "denied"
    assert program.page.evaluate("Notification.permission") == "denied"


def test_interfaces_look_like_the_originals(simulated: Simulated) -> None:
    page = simulated.open("generic").page
    native = "[fetch, WebSocket, navigator.clipboard.readText, XMLHttpRequest.prototype.send]"
    assert page.evaluate(f"{native}.every((one) => /native code/.test(one))")
    assert page.evaluate("[fetch.name, fetch.length, WebSocket.OPEN]") == ["fetch", 1, 1]
    assert page.evaluate("Object.keys(navigator)") == []
    assert page.evaluate("['geolocation', 'share'].every((name) => name in navigator)")


def test_a_camera_films_and_photographs(simulated: Simulated) -> None:
    program = simulated.open("generic")
    film = "navigator.mediaDevices.getUserMedia({video: true}).then((one) => one.getTracks()[0]"
    assert program.call(f"{film}.kind)") == "video"
    program.page.evaluate(
        "() => { document.body.innerHTML = '<input type=file accept=image/* id=field>';"
        " field.onchange = () => { window.chosen = field.files[0].size; }; }"
    )
    program.page.locator("#field").click()
    program.page.wait_for_function("() => window.chosen > 1000")


def test_what_is_asked_of_the_network_is_told(simulated: Simulated) -> None:
    program = simulated.open("generic")
    simulated.control.evaluate("() => { told.length = 0; }")
    assert program.call("fetch('data.json').then((one) => one.json())") == {"a": 1}
    simulated.control.wait_for_function("() => told.some((one) => one.kind === 'request')")
    [request] = simulated.told("request")
    assert (request["method"], request["status"], request["bytes"]) == ("GET", 200, 8)
    assert request["url"].endswith("/data.json")
    assert request["ms"] >= 0


def test_without_a_network_requests_fail_as_in_a_browser(simulated: Simulated) -> None:
    program = simulated.open("generic", network={"online": False})
    assert refused(program, "fetch('https://api.example.com/')") == [False, "TypeError"]
    assert program.call(XHR) == ["error", "loadend", 0, 4]
    assert program.call(SOCKET) == [0, "error", 1006, False, 3, True]
    # the host of a bundle has its files
    assert program.call("fetch('data.json').then((one) => one.ok)") is True


def test_a_slow_network_is_slow(simulated: Simulated) -> None:
    program = simulated.open("generic", network={"delay": 300})
    took = program.call(
        "(async (start) => { await fetch('data.json'); return performance.now() - start; })"
        "(performance.now())"
    )
    assert took >= 300


def test_the_network_and_the_foreground_are_heard_of(simulated: Simulated) -> None:
    program = simulated.open("generic")
    program.page.evaluate(HEARD)
    simulated.set(network={"online": False})
    seen(program, ["offline"])
    assert program.page.evaluate("navigator.onLine") is False
    simulated.set(network={"online": True})
    simulated.set(page={"visible": False})
    simulated.set(page={"visible": True})
    seen(program, ["offline", "online", "hidden", "visible"])


def test_the_panel_reads_and_changes_what_is_stored(simulated: Simulated) -> None:
    program = simulated.open("generic")
    program.page.evaluate(HEARD)
    program.page.evaluate("localStorage.setItem('a', '1')")
    simulated.control.wait_for_function("() => told.some((one) => one.key === 'a')")
    simulated.tell(storage={"do": "set", "area": "local", "key": "b", "value": "2"})
    # the page in the frame of the control shares the storage, and so it may be heard twice
    program.page.wait_for_function("() => heard.includes('storage b')")
    assert program.page.evaluate("localStorage.getItem('b')") == "2"
    simulated.control.evaluate("() => { told.length = 0; }")
    simulated.tell(storage={"do": "read", "area": "local"})
    simulated.control.wait_for_function("() => told.some((one) => one.all)")
    [listed, *_] = [one["all"] for one in simulated.told("storage") if one.get("all")]
    assert listed == {"a": "1", "b": "2"}
    simulated.tell(storage={"do": "clear", "area": "local"})
    program.page.wait_for_function("() => localStorage.length === 0")


def test_the_storage_of_a_host_outlives_the_page(simulated: Simulated) -> None:
    program = simulated.open("telegram")
    program.call("mini.storage.set('level', 3)")
    simulated.control.wait_for_function("() => told.some((one) => one.area === 'host')")
    program.page.reload()
    assert program.call("mini.storage.get('level')") == 3
    assert program.page.evaluate("Object.keys(localStorage).includes('mini.level')") is False


def test_wechat_delivers_messages_only_when_the_user_leaves(simulated: Simulated) -> None:
    program = simulated.open("wechat")
    simulated.control.evaluate("() => { told.length = 0; }")
    program.call("mini.share.set({title: 'Look'})")
    program.page.evaluate("wx.miniProgram.postMessage({data: 2})")
    program.call("mini.haptic()")
    simulated.control.wait_for_function("() => told.some((one) => one.api === 'haptic')")
    assert [one for one in simulated.told("shown") if one["what"] == "message"] == []
    program.page.evaluate("wx.miniProgram.navigateBack()")
    simulated.control.wait_for_function("() => told.some((one) => one.what === 'message')")
    [message] = [one for one in simulated.told("shown") if one["what"] == "message"]
    assert message["detail"]["why"] == "back"
    assert message["detail"]["data"][1] == 2


def test_a_person_pays_in_a_dialog_or_does_not(simulated: Simulated) -> None:
    program = simulated.open("tiktok", pay={"outcome": "ask"})
    program.begin("mini.pay('order-7')")
    expect(program.page.get_by_role("dialog")).to_contain_text("order-7")
    program.press("Cancel")
    assert program.end()["code"] == "cancelled"
    program.begin("mini.pay('order-7')")
    program.press("Pay")
    assert program.end()["status"] == "paid"


def test_another_host_gets_no_parameters_of_the_last(simulated: Simulated) -> None:
    program = simulated.open("vk", query="?item=3")
    assert "vk_user_id=1000001" in program.page.url
    assert program.page.url.split("?")[1].startswith("item=3&")
    simulated.order(host="telegram")
    program.page.wait_for_function("() => location.hash.includes('tgWebAppData')")
    assert program.page.evaluate("location.search") == "?item=3"
    simulated.order(host="generic")
    program.page.wait_for_function("() => globalThis.mini?.host === 'web'")
    assert program.page.evaluate("location.hash") == ""


@pytest.mark.parametrize("host", ["telegram", "vk"])
def test_what_is_signed_for_a_user_is_not_shared(simulated: Simulated, host: str) -> None:
    program = simulated.open(host, query="?item=3", share={"outcome": "ask"})
    program.begin("mini.share({title: 'Look'})")
    shared = program.page.get_by_role("dialog")
    expect(shared).to_contain_text("index.html?item=3")
    expect(shared).not_to_contain_text("tgWebApp")
    expect(shared).not_to_contain_text("sign=")
    program.press("Cancel")
    program.end()
