"""Advertisements, what only servers can open, and the calls that Douyin alone has."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.programs import errors, ready, write_program
from tests.browser.test_native_calls import Host
from tests.preview.previewing import previewing

HOME = "pages/home/home"
GROUP = json.dumps({"user": {"signedIn": True}, "pay": {"outcome": "ask"}})
VIDEO = """(wx, page, given) => {
  const video = wx.createRewardedVideoAd(given);
  const said = (page.said ??= []);
  video.onLoad(() => said.push('load'));
  video.onClose(({ isEnded }) => said.push(`ended ${isEnded}`));
  video.onError(({ errCode }) => said.push(`error ${errCode}`));
  page.video = video;
  return video === wx.createRewardedVideoAd(given);
}"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = write_program(tmp_path_factory.mktemp("asked"), {"mocks/group.json": GROUP})
    with previewing(folder, "--no-frame", "--preset", "group", "--scene", "1044") as preview:
        yield preview.program_url + HOME


@pytest.fixture
def host(url: str, tab: Page) -> Host:
    return Host(ready(tab, url))


def answered(host: Host, words: str) -> None:
    """Press a button of what the simulated host asks."""
    host.tab.locator("miniprog-dialog").get_by_role("button", name=words).click()


@pytest.mark.parametrize(
    ("words", "end"), [("Watch to the end", "ended true"), ("Close before the end", "ended false")]
)
def test_a_video_for_a_reward_says_how_far_it_was_watched(host: Host, words: str, end: str):
    assert host.run(VIDEO, {"adUnitId": "adunit-1"}) is True
    host.run("(wx, page) => void page.video.show()")
    answered(host, words)
    host.tab.wait_for_function(
        "globalThis[Symbol.for('miniprog')].pages.at(-1).instance.said.length === 2"
    )
    assert host.run("(wx, page) => page.said") == ["load", end]


def test_an_advertisement_without_a_unit_fails_as_the_manual_says(host: Host):
    host.run(VIDEO, {})
    said = host.run("(wx, page) => page.video.show().catch((error) => error)")
    assert said == {"errCode": 1001, "errMsg": "load:fail invalid adUnitId"}


def test_a_picture_between_pages_is_shown_once_at_a_time(host: Host):
    host.run(
        "(wx, page) => { page.ads = [1, 2].map((id) => wx.createInterstitialAd({ adUnitId: `${id}` }));"
        " page.said = []; page.ads[0].onClose(() => page.said.push('closed')); }"
    )
    assert host.run("(wx, page) => page.ads[0].show()") == {"errMsg": "show:ok"}
    second = host.run("(wx, page) => page.ads[1].show().catch((error) => error)")
    assert second["errCode"] == 2003
    answered(host, "Close")
    host.tab.wait_for_function(
        "globalThis[Symbol.for('miniprog')].pages.at(-1).instance.said.length === 1"
    )
    assert host.run("(wx, page) => page.ads[1].show()") == {"errMsg": "show:ok"}


def test_what_only_a_server_can_open_is_handed_over_sealed(host: Host):
    ticket = host.run("(wx) => wx.getLaunchOptionsSync().shareTicket")
    for name, given in (
        ("getShareInfo", {"shareTicket": ticket}),
        ("authPrivateMessage", {"shareTicket": ticket}),
        ("getGroupEnterInfo", {}),
        ("getWeRunData", {}),
    ):
        answer = host.call(name, **given)
        assert answer["errMsg"] == f"{name}:ok"
        assert answer["encryptedData"]
        assert answer["iv"]
    assert host.call("getShareInfo")["errMsg"] == "getShareInfo:fail invalid shareTicket"


def test_only_who_comes_from_a_group_has_entered_one(tmp_path, tab: Page):
    with previewing(write_program(tmp_path), "--no-frame") as preview:
        answer = Host(ready(tab, preview.program_url + HOME)).call("getGroupEnterInfo")
    assert answer["errCode"] == 40097


@pytest.fixture(scope="module")
def douyin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    files = {
        "project.config.json": json.dumps({"appid": "tt0123456789abcdef"}),
        "app.wxss": "",
        "app.ttss": "page { background: #fff; }\n",
        f"{HOME}.wxml": "",
        f"{HOME}.wxss": "",
        f"{HOME}.ttml": "<view>home</view>\n",
        "mocks/group.json": GROUP,
    }
    folder = write_program(tmp_path_factory.mktemp("douyin"), files)
    with previewing(folder, "--no-frame", "--preset", "group") as preview:
        yield preview.program_url + HOME


@pytest.mark.parametrize(("words", "code"), [("Pay", 0), ("Let it fail", 2), ("Cancel", 4)])
def test_douyin_succeeds_with_a_code_however_a_payment_ends(
    douyin: str, tab: Page, words: str, code: int
):
    host = Host(ready(tab, douyin))
    order = {"order_id": "of tea", "order_token": "t"}
    host.run(
        "(tt, page, orderInfo) => tt.pay({ orderInfo, service: 5,"
        " success: ({ code, errMsg }) => { page.said = { code, errMsg }; } })",
        order,
    )
    tab.locator("miniprog-dialog").get_by_role("button", name=words, exact=True).click()
    tab.wait_for_function("globalThis[Symbol.for('miniprog')].pages.at(-1).instance.said")
    assert host.run("(tt, page) => page.said") == {"code": code, "errMsg": "pay:ok"}
    missing = host.call("pay", orderInfo={}, service=5)
    assert missing["errMsg"] == "pay:fail orderInfo needs order_id and order_token"


def test_accounts_of_douyin_are_followed_until_the_page_ends(douyin: str, tab: Page):
    host = Host(ready(tab, douyin))
    assert host.call("checkFollowAwemeState", awemeId="one")["hasFollowed"] is False
    host.run("(tt) => void tt.followAwemeUser({ awemeId: 'one' })")
    answered(host, "Follow")
    tab.wait_for_function("!document.querySelector('miniprog-dialog')")
    assert host.call("checkFollowAwemeState", awemeId="one")["hasFollowed"] is True
    assert host.run("(tt) => tt.canIPutStuffOverComponent('video')") is True
    assert host.run("(tt) => tt.getEnvInfoSync().microapp.appId") == "tt0123456789abcdef"


def test_other_hosts_do_not_have_the_calls_of_douyin(host: Host):
    assert host.run("(wx) => 'pay' in wx") is False


SENSELESS = """(wx) => {
  const thrown = [];
  const given = [undefined, null, 5, 'x', {}];
  const acts = [
    (value) => wx.createInnerAudioContext().seek(value),
    (value) => wx.createVideoContext('none').seek(value),
    (value) => wx.getBackgroundAudioManager().seek(value),
    (value) => wx.createOffscreenCanvas(value),
    (value) => wx.createRewardedVideoAd(value),
    (value) => wx.createInterstitialAd(value),
    (value) => wx.onAppShow(value),
    (value) => wx.onError(value),
    (value) => wx.createLivePlayerContext(value).play(value),
  ];
  for (const act of acts) {
    for (const value of given) {
      try { act(value); } catch (error) { thrown.push(`${act} ${value}: ${error}`); }
    }
  }
  return thrown;
}"""


def test_nothing_sensible_throws_nothing_into_the_page(host: Host):
    assert host.run(SENSELESS) == []
    for name, needed in (("previewMedia", "sources"), ("previewImage", "urls")):
        answer = host.call(name)
        assert answer["errMsg"] == f"{name}:fail parameter error: {needed} is needed"
    host.tab.evaluate("dispatchEvent(new ErrorEvent('error', { message: 'of a test' }))")
    host.run("(wx) => wx.offAppShow()")
    assert errors(host.tab) == []
