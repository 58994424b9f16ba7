"""Presets, files of the project as presets, and the simulated host over HTTP."""

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Miniprog
from tests.preview.previewing import Preview, previewing, write_project

PATH = "/_miniprog/simulation"


def shop(top: Path, mocks: dict[str, object] | None = None, **members: object) -> Path:
    files: dict[str, str | bytes] = {"index.html": "<p>hello"}
    for name, content in (mocks or {}).items():
        files[name] = content if isinstance(content, str) else json.dumps(content)
    return write_project(top / "shop", files, **members)


def ask(
    preview: Preview,
    body: object = None,
    headers: dict[str, str] | None = None,
    *,
    method: str = "",
    port: int = 0,
) -> tuple[int, Any]:
    """GET, or POST where there is a body."""
    own = port or int(preview.url.rpartition(":")[2].strip("/"))
    connection = HTTPConnection("localhost", own, timeout=10)
    named = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
    text = body if isinstance(body, str) or body is None else json.dumps(body)
    if text is not None:
        named.setdefault("Content-Type", "application/json")
    connection.request(method or ("GET" if text is None else "POST"), PATH, text, named)
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    is_json = answer.headers["content-type"] == "application/json"
    return answer.status, json.loads(data) if is_json else data.decode()


def test_presets_are_applied_in_their_order(tmp_path: Path) -> None:
    vip = {"user": {"name": "Vip"}, "network": {"delay": 5}}
    folder = shop(tmp_path, {"mocks/vip.json": vip})
    options = ("--preset", "offline", "--preset", "slow", "--preset", "vip")
    with previewing(folder, *options) as preview:
        _, known = ask(preview)
        assert known["settings"]["network"] == {"online": False, "delay": 5, "type": "wifi"}
        assert known["settings"]["pay"] == {"outcome": "slow"}
        assert known["settings"]["user"]["name"] == "Vip"
        assert known["applied"] == ["offline", "slow", "vip"]
        assert known["presets"][-1] == "vip"


def test_an_unknown_preset_is_refused_with_those_there_are(
    tmp_path: Path, miniprog: Miniprog
) -> None:
    done = miniprog("preview", shop(tmp_path, {"mocks/vip.json": {}}), "--preset", "ofline")
    assert done.rc == 2
    assert "unknown preset 'ofline'" in done.talk
    assert "old-host, vip" in done.talk


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{\n "network": {"online": false,}}', "mocks/vip.json:2:29: there is a comma too many"),
        ('{\n "net": {}}', "mocks/vip.json:2:2: no group 'net'"),
        ('{\n "pay": {"outcome": "later"}}', "mocks/vip.json:2:10: pay.outcome is one of"),
    ],
)
def test_a_broken_file_is_said_with_its_place(
    tmp_path: Path, miniprog: Miniprog, text: str, said: str
) -> None:
    done = miniprog("preview", shop(tmp_path, {"mocks/vip.json": text}), "--preset", "vip")
    assert done.rc == 2
    assert said in done.talk


def test_a_save_of_a_preset_in_use_applies_it_again(tmp_path: Path) -> None:
    folder = shop(tmp_path, {"shared/vip.json": {}}, preview={"mocks": "shared/"})
    with previewing(folder, "--preset", "vip") as preview:
        mock = folder / "shared/vip.json"
        mock.write_text('{"user": {"name": 5}}', encoding="utf-8")
        found = preview.wait_for("error")
        assert found["findings"][0]["line"] == 1  # type: ignore[index]
        assert "user.name is of the wrong type" in str(found["error"])
        mock.write_text('{"user": {"name": "Vip"}}', encoding="utf-8")
        (folder / "index.html").write_text("<p>new", encoding="utf-8")
        preview.update()
        assert ask(preview)[1]["settings"]["user"]["name"] == "Vip"


def test_presets_never_ship(tmp_path: Path, miniprog: Miniprog) -> None:
    folder = shop(tmp_path, {"shared/vip.json": {}}, preview={"mocks": "shared/"})
    files = miniprog("pack", folder, "--list", "--json").json["files"]
    shared = next(one for one in files if one["path"] == "shared/")
    assert shared == {**shared, "included": False, "reason": "answers for the preview"}
    with previewing(folder) as preview:
        connection = HTTPConnection("localhost", preview.program_port, timeout=10)
        connection.request("GET", "/shared/vip.json")
        assert connection.getresponse().status == 404
        connection.close()


def test_a_test_sets_the_host_over_http(tmp_path: Path) -> None:
    with previewing(shop(tmp_path)) as preview:
        status, known = ask(preview, {"preset": "denied", "settings": {"pay": {"outcome": "fail"}}})
        assert (status, known["settings"]["pay"]) == (200, {"outcome": "fail"})
        assert known["settings"]["permissions"]["location"] == "deny"
        assert ask(preview, {"host": "tiktok"})[1]["host"] == "tiktok"
        assert ask(preview, {"reset": True})[1]["settings"]["pay"] == {"outcome": "ask"}
        status, refused = ask(preview, {"settings": {"pay": {"outcome": "maybe"}}})
        assert (status, refused["error"]["code"]) == (400, "wrong-setting")
        assert ask(preview, "[")[0] == 400


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with previewing(shop(tmp_path_factory.mktemp("plain"))) as preview:
        yield preview


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Content_Type": "text/plain"}, "{}", 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, "{}", 415),
        ({"Origin": "http://evil.example.com"}, "{}", 403),
        ({"Origin": "null"}, "{}", 403),
        ({"Origin": "PROGRAM"}, "{}", 403),
        ({"Sec_Fetch_Site": "same-site"}, "{}", 403),
        ({"Sec_Fetch_Site": "cross-site"}, None, 403),
        ({"Origin": "PROGRAM"}, None, 403),
        ({"Host": "evil.example.com"}, "{}", 421),
        ({"Host": "evil.example.com"}, None, 421),
        ({"Content_Length": "2000000"}, "{}", 413),
    ],
)
def test_pages_of_elsewhere_neither_set_nor_read_it(
    plain: Preview, headers: dict[str, str], body: str | None, status: int
) -> None:
    own = f"http://localhost:{plain.program_port}"
    sent = {name: value.replace("PROGRAM", own) for name, value in headers.items()}
    assert ask(plain, body, sent)[0] == status
    assert ask(plain, "{}", method="PUT")[0] == 405
    assert ask(plain, "{}", port=plain.program_port)[0] == 405
    assert ask(plain, port=plain.program_port)[0] == 404
