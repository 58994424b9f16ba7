"""What native programs call of their host, in one page of a real browser."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from miniprog_cli.preview.simulation.settings import ANSWERED
from tests.browser.programs import errors, ready, write_program
from tests.preview.previewing import previewing
from tests.preview.test_outside import backend  # noqa: F401 # a fixture
from tests.preview.test_proxy import echo

HOME = """<view id="box" class="box" data-a="1" style="width: 40px; height: 20px" animation="{{moves}}">box</view>
<scroll-view id="pane" scroll-y style="height: 50px"><view class="ball" style="height: 400px"/></scroll-view>
<canvas canvas-id="old" style="width: 50px; height: 40px"/>
<image id="shown" src="{{picture}}"/>
<view style="height: 2000px"/>
"""
FILES = {
    "app.json": json.dumps({
        "pages": ["pages/home/home", "pages/detail/detail"],
        "workers": "workers",
        "tabBar": {"list": [
            {"pagePath": "pages/home/home", "text": "home"},
            {"pagePath": "pages/detail/detail", "text": "detail"},
        ]},
    }),
    "pages/home/home.wxml": HOME,
    "pages/home/home.js": "Page({ data: { moves: {}, picture: '' } });\n",
    "workers/start.js": (
        "const { twice } = require('./lib/sum');\n"
        "worker.onMessage(({ number }) => worker.postMessage({ number: twice(number) }));\n"
    ),
    "workers/lib/sum.js": "module.exports = { twice: (n) => n * 2 };\n",
    "mocks/fine.json": json.dumps({
        "permissions": dict.fromkeys(ANSWERED, "allow"),
        "pay": {"outcome": "success"},
        "scan": {"text": "码 1"},
    }),
}  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory, backend: int) -> Iterator[tuple[str, int, int]]:  # noqa: F811
    with echo() as socket:
        proxy = {"/api": f"http://127.0.0.1:{backend}", "/live": f"ws://127.0.0.1:{socket}"}
        manifest = json.dumps({"preview": {"proxy": proxy}})
        folder = write_program(
            tmp_path_factory.mktemp("calls") / "shop", {**FILES, "miniprog.json": manifest}
        )
        with previewing(folder, "--no-frame", "--preset", "fine") as preview:
            yield f"{preview.program_url}pages/home/home", backend, socket


class Host:
    """`wx` of the page that is open."""

    def __init__(self, tab: Page) -> None:
        self.tab = tab

    def run(self, script: str, given: object = None):
        """Run a function of `wx`, the page that is shown and what is given."""
        return self.tab.evaluate(
            "([text, given]) => { const {wx, pages} = globalThis[Symbol.for('miniprog')];"
            "return (0, eval)(text)(wx(), pages.at(-1).instance, given); }",
            [script, given],
        )

    def call(self, name: str, /, **given):
        """Call with `success` and `fail`; give the answer, with what was called."""
        return self.run(
            "(wx, page, [name, given]) => new Promise((done) => { const said = [];"
            " const hear = (kind) => (answer) => { said.push(kind);"
            "   if (kind === 'complete') done({ ...answer, said }); };"
            " wx[name]({ ...given, success: hear('success'), fail: hear('fail'), complete: hear('complete') }); })",
            [name, given],
        )


@pytest.fixture
def host(tab: Page, address: tuple[str, int, int]) -> Host:
    return Host(ready(tab, address[0]))


def test_idle_time_is_waited_for_where_the_browser_tells_of_none(
    tab: Page, address: tuple[str, int, int]
) -> None:
    # as in Safari
    tab.add_init_script("delete window.requestIdleCallback; delete window.cancelIdleCallback")
    host = Host(ready(tab, address[0]))
    waited = """wx => new Promise((done) => {
        let said = 'cancelled';
        wx.cancelIdleCallback(wx.requestIdleCallback(() => { said = 'called nevertheless'; }));
        wx.requestIdleCallback((rest) => done([said, rest.didTimeout, rest.timeRemaining() >= 0]));
    })"""
    assert host.run(waited) == ["cancelled", False, True]


def test_answers_that_need_nothing_drawn(host: Host) -> None:
    said = host.call("setStorage", key="a", data={"b": [1, None, "x"]})
    assert said == {"errMsg": "setStorage:ok", "said": ["success", "complete"]}
    assert host.call("getStorage", key="a")["data"] == {"b": [1, None, "x"]}
    assert host.run("wx => [wx.getStorageSync('a').b[2], wx.getStorageSync('none')]") == ["x", ""]
    missing = host.call("getStorage", key="none")
    assert (missing["errMsg"], missing["said"]) == (
        "getStorage:fail data not found", ["fail", "complete"],
    )  # fmt: skip
    large = host.call("setStorage", key="big", data="x" * 1024 * 1024)
    assert large["errMsg"] == "setStorage:fail entry size limit reached"
    assert host.run("wx => wx.getStorageInfoSync()")["limitSize"] == 10240

    # a program that calls for ever does not cost the page its connection
    host.run("wx => { for (let at = 0; at < 2000; at += 1) wx.getStorageSync('a'); }")

    system = host.run("wx => wx.getSystemInfoSync()")
    assert (system["platform"], system["windowWidth"]) == (
        "android",
        host.tab.evaluate("innerWidth"),
    )
    assert host.run("wx => wx.getSystemInfo()")["SDKVersion"] == system["SDKVersion"]
    assert host.run("wx => [wx.canIUse('request'), wx.canIUse('createVKSession'), wx.canIUse('view')]") == [
        True, False, True,
    ]  # fmt: skip
    assert host.run("wx => wx.arrayBufferToBase64(wx.base64ToArrayBuffer('aGk='))") == "aGk="
    assert host.call("login")["code"].startswith("preview-code-")
    assert host.call("getLocation")["latitude"] == pytest.approx(31.2304)
    assert host.call("scanCode")["result"] == "码 1"
    order = {"timeStamp": "1", "nonceStr": "n", "package": "p", "paySign": "s"}
    assert host.call("requestPayment", **order)["errMsg"] == "requestPayment:ok"
    assert (
        "paySign should be String"
        in host.call("requestPayment", **{**order, "paySign": 1})["errMsg"]
    )
    assert host.call("getSetting")["authSetting"]["scope.userLocation"] is True
    assert host.call("requestSubscribeMessage", tmplIds=["t"])["t"] == "accept"
    assert host.call("getNetworkType")["networkType"] == "wifi"
    assert host.call("openBluetoothAdapter")["errCode"] == 10001
    gone = host.run("wx => wx.createVKSession().start().catch((error) => error.errMsg)")
    assert gone == "start:fail not in preview"
    assert host.run("wx => wx.router.addRouteBuilder('x', () => {}).catch((error) => error.errMsg)")
    assert host.call("faceDetect")["errMsg"] == "faceDetect:fail not in preview"
    assert host.run(
        "wx => wx.cloud.callFunction({ name: 'x' }).catch((error) => error.errMsg)"
    ).startswith("callFunction:fail")


def test_files_pictures_and_drawings(host: Host) -> None:
    done = host.run("""async (wx, page) => {
        const files = wx.getFileSystemManager();
        const home = wx.env.USER_DATA_PATH;
        files.mkdirSync(`${home}/a/b`, true);
        files.writeFileSync(`${home}/a/b/c.txt`, 'héllo', 'utf8');
        files.appendFileSync(`${home}/a/b/c.txt`, ' you', 'utf8');
        const failed = (act) => { try { act(); return ''; } catch (error) { return error.message; } };
        const fd = files.openSync({ filePath: `${home}/a/b/c.txt`, flag: 'r+' });
        files.writeSync({ fd, data: 'H' });
        return {
            text: files.readFileSync(`${home}/a/b/c.txt`, 'utf8'),
            base64: files.readFileSync(`${home}/a/b/c.txt`, 'base64', 0, 1),
            names: files.readdirSync(`${home}/a`),
            isFile: files.statSync(`${home}/a/b/c.txt`).isFile(),
            own: files.readFileSync('/pages/home/home.js', 'utf8').slice(0, 5),
            missing: failed(() => files.readFileSync(`${home}/none`)),
            outside: failed(() => files.writeFileSync('/app.js', '')),
            digest: (await files.getFileInfo({ filePath: `${home}/a/b/c.txt` })).digest,
        };
    }""")
    assert done == {
        "text": "Héllo you", "base64": "SA==", "names": ["b"], "isFile": True, "own": "Page(",
        "missing": 'readFileSync:fail no such file or directory, open "wxfile://usr/none"',
        "outside": 'writeFileSync:fail permission denied, open "/app.js"',
        "digest": "ab10a949be4ff31b077a16f9b216d83a",
    }  # fmt: skip

    chosen = host.call("chooseMedia", count=1, mediaType=["image"])["tempFiles"][0]
    assert (chosen["width"], chosen["fileType"]) == (960, "image")
    host.run("(wx, page, picture) => page.setData({ picture })", chosen["tempFilePath"])
    expect(host.tab.locator("#shown img")).to_have_attribute("src", re.compile("^blob:"))
    assert host.call("getImageInfo", src=chosen["tempFilePath"])["height"] == 720
    small = host.call("compressImage", src=chosen["tempFilePath"], compressedWidth=96)
    assert host.call("getImageInfo", src=small["tempFilePath"])["width"] == 96

    drawn = host.run("""async (wx) => {
        const pen = wx.createCanvasContext('old');
        pen.fill([1, 2], 5);  // hosts draw what comes after it
        pen.setFillStyle('rgb(255, 0, 0)');
        pen.fillRect(0, 0, 10, 10);
        await new Promise((done) => pen.draw(false, done));
        const { data } = await wx.canvasGetImageData({ canvasId: 'old', x: 2, y: 2, width: 1, height: 1 });
        const { tempFilePath } = await wx.canvasToTempFilePath({ canvasId: 'old' });
        return { pixel: [...data], ...(await wx.getImageInfo({ src: tempFilePath })) };
    }""")
    assert drawn["pixel"] == [255, 0, 0, 255]
    assert drawn["type"] == "png"


def test_dialogs(host: Host) -> None:
    tab = host.tab
    over = tab.locator("miniprog-over")
    tab.evaluate("globalThis.said = {}")
    ask = "(wx, page, [name, given]) => void wx[name]({ ...given, complete: (a) => { said[name] = a; } })"

    host.run(ask, ["showModal", {"title": "Sure?", "content": "old", "editable": True}])
    over.locator("input").fill("new")
    over.get_by_text("确定").click()
    tab.wait_for_function("said.showModal")
    assert tab.evaluate("said.showModal") == {
        "errMsg": "showModal:ok", "confirm": True, "cancel": False, "content": "new",
    }  # fmt: skip
    host.run(ask, ["showActionSheet", {"itemList": ["one", "two"]}])
    over.get_by_text("two").click()
    tab.wait_for_function("said.showActionSheet")
    assert tab.evaluate("said.showActionSheet.tapIndex") == 1
    host.run(ask, ["showActionSheet", {"itemList": ["one", "two"]}])
    tab.keyboard.press("Escape")
    tab.wait_for_function("said.showActionSheet.errMsg === 'showActionSheet:fail cancel'")
    host.call("showLoading", title="wait")
    expect(over.get_by_role("status")).to_have_text("wait")
    host.call("hideLoading")
    expect(over).to_have_count(0)


def test_bars_queries_and_motion(host: Host) -> None:
    tab = host.tab
    host.call("setNavigationBarTitle", title="Other")
    assert tab.title() == "Other"
    assert host.call("setTabBarBadge", index=9, text="3")["errMsg"].endswith(
        "tabbar item not found"
    )
    assert host.call("setTabBarBadge", index=1, text="3")["errMsg"] == "setTabBarBadge:ok"

    box, view = host.run("""(wx, page) => new Promise((done) => wx.createSelectorQuery()
        .select('#box').fields({ id: true, dataset: true, size: true, computedStyle: ['display'] })
        .selectViewport().scrollOffset().exec(done))""")
    assert box == {
        "id": "box",
        "dataset": {"a": "1"},
        "width": 40,
        "height": 20,
        "display": "block",
    }
    assert view["scrollTop"] == 0
    seen = host.run("""(wx, page) => new Promise((done) => page.createIntersectionObserver()
        .relativeTo('#pane').observe('.ball', (found) => done(found.intersectionRatio)))""")
    assert seen == pytest.approx(50 / 400, abs=0.01)
    host.call("pageScrollTo", scrollTop=300, duration=0)
    assert tab.evaluate("scrollY") == 300

    host.run("""(wx, page) => page.setData({
        moves: wx.createAnimation({ duration: 1 }).translateX(30).opacity(0.5).step().export() })""")
    expect(tab.locator("#box")).to_have_css("opacity", "0.5")
    expect(tab.locator("#box")).to_have_css("transform", "matrix(1, 0, 0, 1, 30, 0)")
    host.run("""(wx, page) => new Promise((done) => page.animate('#pane',
        [{ opacity: 1 }, { opacity: 0.25 }], 20, done))""")
    expect(tab.locator("#pane")).to_have_css("opacity", "0.25")
    host.run("""(wx, page) => { const { shared, timing } = wx.worklet; const at = shared(0);
        page.applyAnimatedStyle('#box', () => ({ width: `${at.value}px` }));
        at.value = timing(90, { duration: 20 }); }""")
    expect(tab.locator("#box")).to_have_css("width", "90px")
    answer = host.run("""(wx) => new Promise((done) => { const worker = wx.createWorker('workers/start.js');
        worker.onMessage(done); worker.postMessage({ number: 21 }); })""")
    assert answer == {"number": 42}
    assert errors(tab) == []


def test_requests_and_sockets_go_through_the_preview(host: Host, address) -> None:
    _, backend, socket = address  # noqa: F811
    url = f"http://127.0.0.1:{backend}"
    got = host.call("request", url=f"{url}/x?a=1", data={"b": "ü"}, header={"X-Mine": "yes"})
    assert (got["statusCode"], got["errMsg"], got["cookies"]) == (418, "request:ok", ["a=1", "b=2"])
    assert got["data"]["path"] == "/x?a=1&b=%C3%BC"
    assert got["data"]["headers"]["x-mine"] == "yes"
    assert "servicewechat.com" in got["data"]["headers"]["referer"]
    posted = host.call("request", url=url, method="POST", data={"b": 1})
    assert posted["data"]["body"] == '{"b":1}'
    form = {"content-type": "application/x-www-form-urlencoded"}
    posted = host.call("request", url=url, method="POST", data={"b": 1}, header=form)
    assert posted["data"]["body"] == "b=1"
    assert isinstance(host.call("request", url=url, dataType="text")["data"], str)
    refused = host.call("request", url="https://127.0.0.1:1/")
    assert refused["errno"] == 600002
    assert "url not in domain list: 127.0.0.1 is 127.0.0.1" in refused["errMsg"]
    assert host.call("request", url="nothing")["errMsg"] == 'request:fail invalid url "nothing"'
    moved = host.call("request", url=f"{url}/moved")  # leads to an address that is not declared
    assert moved["errno"] == 600002
    loaded = host.call("downloadFile", url=f"{url}/a.txt")
    assert loaded["tempFilePath"].endswith(".txt")
    sent = host.call(
        "uploadFile", url=url, filePath=loaded["tempFilePath"], name="f", formData={"k": "v"}
    )
    assert 'name="k"' in json.loads(sent["data"])["body"]
    aborted = host.run(
        """(wx, page, url) => new Promise((done) => {
        wx.request({ url, fail: ({ errMsg }) => done(errMsg) }).abort(); })""",
        url,
    )
    assert aborted == "request:fail abort"

    heard = host.run(
        """(wx, page, url) => new Promise((done) => { const said = [];
        const task = wx.connectSocket({ url, protocols: ['chat'] });
        task.onOpen(() => { said.push('open'); task.send({ data: 'hello' }); });
        task.onMessage(({ data }) => { said.push(data); task.close({}); });
        task.onError(({ errMsg }) => done([errMsg]));
        task.onClose(() => done(said)); })""",
        f"ws://127.0.0.1:{socket}/x",
    )
    assert heard[0] == "open"
    assert "hello" in str(heard[1])
    near = host.run(
        """(wx, page, url) => new Promise((done) =>
        wx.connectSocket({ url }).onError(({ errMsg }) => done(errMsg)))""",
        "wss://127.0.0.1:1/",
    )
    assert near == "connectSocket:fail"
