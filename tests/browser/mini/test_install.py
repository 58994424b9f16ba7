"""`mini.install({ polyfill: true })`: the web's own interfaces with the host behind them."""

import pytest

from tests.browser.mini.adapted import fake

INSTALL = "mini.install({polyfill: true})"
PLACE = "new Promise((done, not) => navigator.geolocation.getCurrentPosition(done, not))"


@pytest.fixture
def opened(program):
    return lambda host: program(host, before=(fake(host),))


@pytest.mark.parametrize(
    ("host", "names"),
    [
        ("telegram", ["clipboard.read", "clipboard.write", "haptic", "location", "share"]),
        ("toss", ["clipboard.read", "clipboard.write", "haptic", "location", "network", "share"]),
        ("phonepe", ["location"]),
        ("tiktok", []),
    ],
)
def test_what_the_host_has_is_put_behind_the_webs_own(opened, host, names):
    assert sorted(opened(host).call(INSTALL)) == names


def test_outside_of_a_host_and_unasked_nothing_changes(program, opened):
    alone = program()
    assert alone.call(INSTALL) == []
    assert alone.page.evaluate("Object.keys(navigator)") == []
    assert opened("telegram").call("mini.install()") == []
    assert opened("telegram").call("mini.install(true)")["code"] == "invalid"


def test_a_program_written_for_the_web_reaches_telegram(opened):
    program = opened("telegram")
    program.call(INSTALL)
    assert program.call("navigator.clipboard.readText()") == "copied"
    assert program.call(f"{PLACE}.then(({{coords}}) => coords.latitude)") == 1.5
    assert program.page.evaluate("[navigator.vibrate(5), navigator.vibrate([50, 9])]") == [True] * 2
    assert program.call("navigator.share({title: 'Quiz', url: '/result.html'})") is None
    program.page.wait_for_function("asked.filter(([name]) => name === 'impact').length === 2")
    assert [given for name, *given in program.asked() if name == "impact"] == [["light"], ["heavy"]]
    (link,) = [given for name, *given in program.asked() if name == "openTelegramLink"]
    assert "url=https%3A%2F%2Fprogram.test%2Fresult.html&text=Quiz" in link[0]


def test_it_is_refused_as_the_browsers_own_refuse(opened):
    program = opened("telegram")
    program.call(INSTALL)
    program.says("no")
    assert program.call("navigator.clipboard.readText()")["name"] == "NotAllowedError"
    assert program.call(f"{PLACE}.catch(({{code}}) => code)") == 1


def test_what_the_host_leaves_to_the_web_still_ends_there(opened):
    # Telegram's adapter writes to the browser's clipboard: asked through the browser's own, it is
    # the browser's that is asked, and not itself for ever
    program = opened("telegram")
    program.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    program.call(INSTALL)
    program.call(INSTALL)
    assert program.call("navigator.clipboard.writeText('once')") is None
    assert program.call("mini.clipboard.write('twice')") is None


def test_on_line_is_what_the_host_says(opened):
    program = opened("toss")
    program.page.evaluate(
        "() => { const {postMessage} = ReactNativeWebView; ReactNativeWebView.postMessage = (text) =>"
        " { const {functionName, eventId} = JSON.parse(text);"
        " if (functionName !== 'getNetworkStatus') return postMessage(text);"
        " setTimeout(() => __GRANITE_NATIVE_EMITTER.emit("
        "`${functionName}/resolve/${eventId}`, 'OFFLINE')); }; }"
    )
    assert program.page.evaluate("navigator.onLine") is True
    program.call(INSTALL)
    assert program.page.evaluate("navigator.onLine") is False
