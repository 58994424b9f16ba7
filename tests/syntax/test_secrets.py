"""Secrets are found by their form, wherever they stand, and nothing else is."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniprog_cli.check.rules.secrets import APPS, CLOUDS, KEYS, PAYMENTS, TOKENS
from miniprog_cli.core import kinds
from miniprog_cli.syntax import facts
from miniprog_cli.syntax.secrets import concealed, find_secrets
from miniprog_cli.syntax.secrets.likely import checked as has_checksum
from tests import leaks

LEAKS = leaks.leaks()
CHANCE = random.Random(11)
HEX = "0123456789abcdef"

NOT_SECRET = {
    "a certificate": leaks.rsa(CHANCE).replace("MIIE", "MIID", 1),
    "a certificate in PEM": leaks.pem(CHANCE, "CERTIFICATE").replace("MIIE", "MIID", 1),
    "a public key": leaks.pem(CHANCE, "PUBLIC KEY").replace("MIIE", "MIID", 1),
    "a block that is cut short": "-----BEGIN PRIVATE KEY-----\nMIIE...\n-----END PRIVATE KEY-----",
    "a block without content": "-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----",
    "the name of a block": 'if (pem.includes("-----BEGIN RSA PRIVATE KEY-----")) parse(pem)',
    "a token with a wrong checksum": f"ghp_{leaks.text(CHANCE, 36)}",
    "an npm token with a wrong checksum": f"npm_{leaks.text(CHANCE, 36)}",
    "a placeholder": f"appSecret: '{'0' * 32}'",
    "a placeholder of digits in order": f"appSecret: '{HEX * 2}'",
    "words that stand for it": 'client_secret: "your_client_secret_2_goes_here_3"',
    "an expression": f"appSecret: process.env.{leaks.text(CHANCE, 32)}",
    "a call": f"mchKey: {leaks.text(CHANCE, 32)}(x)",
    "a key without a merchant": f'apiKey: "{leaks.text(CHANCE, 32)}"',
    "a merchant far away": f"mchid: 1 {' ' * 500} key: '{leaks.text(CHANCE, 32)}'",
    "another service's key beside a merchant": f"mchid: 1, mapKey: '{leaks.text(CHANCE, 32)}'",
    "a placeholder beside a merchant": f"mchid: 1, key: '{'x' * 32}'",
    "a hash without a telling name": f'integrity: "{leaks.text(CHANCE, 32, HEX)}"',
    "a secret without the id of a program": f'secret: "{leaks.text(CHANCE, 32, HEX)}"',
    "an id of AWS beside a hash": f"AKIA{leaks.text(CHANCE, 16, 'ABCDEF234567')} "
    + leaks.text(CHANCE, 40, HEX),
    "an id of AWS alone": f"AKIA{leaks.text(CHANCE, 16, 'ABCDEF234567')}",
    "the pair of AWS' own manual": "AKIAIOSFODNN7" + "EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCY"
    "EXAMPLEKEY",
    "a test key": f"sk_test_{leaks.text(CHANCE, 24)}",
    "a publishable key": f"pk_live_{leaks.text(CHANCE, 24)}",
    "a key of Google, public in web programs": f"AIza{leaks.text(CHANCE, 35)}",
    "the secret of one payment, meant for the client": "client_secret: "
    f"'pi_{leaks.text(CHANCE, 24)}_secret_{leaks.text(CHANCE, 25)}'",
    "a hash that a name asks for first": f"secret || '{leaks.text(CHANCE, 32, HEX)}'",
    "a name that only speaks of one": f"appSecretary: '{leaks.text(CHANCE, 32, HEX)}'",
    "a merchant's key in words": 'merchantKey: "OurMerchantNames"',
    "a merchant's key to be filled in": 'MERCHANT_KEY="YOUR_MERCHANT_@1"',
    "a time and a word": "12:AA 1234567890:AAbc",
    "what is called like a bot": "xoxb-xoxb-our-bot-name xoxa-some-token-here",
    "a picture of kisses": "https://example.org/images/2021-117-xoxo-party-1.jpg",
    "words for a token of Slack": "xoxe.xoxp-1-TheTokenThatConfiguresTheAppGoesHereInThisPlace",
    "a token of Slack with short numbers": f"xoxp-1234-1234-1234-{leaks.text(CHANCE, 32, HEX)}",
    "a token of Slack whose end is hidden": "xoxp-618203957416-592047381625-730915824607-####",
}

VALUE = leaks.text(CHANCE, 32, HEX)
TOKEN = f"glpat-{leaks.text(CHANCE, 20)}"
AROUND = (
    "appSecret: '{}'",
    '{"app_secret":"{}"}',
    "const appSecret = `{}`",
    "A=1\r\nAPP_SECRET={}\r\n",
    "app-secret: {}\r\n",
    '<a data-app-secret="{}">',
    '<meta name="appsecret" content="{}">',
    '<input name="appsecret" value="{}">',
    "<A appSecret={'{}'} />",
    "// appSecret\uff1a{}",
    "# AppSecret\t{}",
    "this.appSecret = process.env.APP_SECRET || '{}'",
    "appSecret: settings['appSecret'] ?? '{}'",
    "const appSecret: string = '{}'",
    "const appSecret           = ('{}')",
    "'?a=b%26appsecret%3D{}%26'",
    '"a\\u0026appsecret\\u003d{}"',
)
ESCAPED = (
    "'a=1\\n{}'",
    '"\\t{}\\n"',
    '"?t\\u003d{}"',
    "?u=%3Ft%3D{}%26",
    "https://me:{}@example.org/",
)

TENCENT, OTHER = f"AKID{leaks.text(CHANCE, 32)}", f"AKID{leaks.text(CHANCE, 28)}"
ALIBABA = [f"LTAI5t{leaks.text(CHANCE, 18)}" for _ in range(2)]
VALUES = [leaks.text(CHANCE, 32) for _ in range(2)]
SECRETS = [leaks.text(CHANCE, 30) for _ in range(2)]
PAIRS = {
    "two in a row": (
        (
            f'a = {{id: "{ALIBABA[0]}", secret: "{SECRETS[0]}"}}; '
            f'b = {{id: "{ALIBABA[1]}", secret: "{SECRETS[1]}"}}'
        ),
        SECRETS,
    ),
    "two in a row, the secret first": (
        f'[{{k: "{SECRETS[0]}", i: "{ALIBABA[0]}"}}, {{k: "{SECRETS[1]}", i: "{ALIBABA[1]}"}}]',
        SECRETS,
    ),
    "a merchant's key before it": (
        (
            f'pay = {{mch_id: "1956625465", key: "{VALUES[0]}"}};\n'
            f'new COS({{SecretId: "{TENCENT}", SecretKey: "{VALUES[1]}"}})'
        ),
        VALUES,
    ),
    "what the name tells, though another is nearer": (
        f'{{a: "{VALUES[0]}", SecretId: "{TENCENT}", at: {{secret_key: "{VALUES[1]}"}}}}',
        VALUES[1:],
    ),
    "in a list": (f'login("{TENCENT}", "{VALUES[0]}")', VALUES[:1]),
    "in a list, the secret first": (f'login("{VALUES[0]}", "{TENCENT}")', VALUES[:1]),
    "under names of a minifier": (f'var a="{TENCENT}",b="{VALUES[0]}"', VALUES[:1]),
    "in a plist": (
        (
            f"<key>SecretId</key><string>{TENCENT}</string>"
            f"<key>SecretKey</key>\n<string>{VALUES[0]}</string>"
        ),
        VALUES[:1],
    ),
    "an id beside something else": (
        f'cos = {{SecretId: "{TENCENT}"}};\nopen("{VALUES[0]}"); page = "{VALUES[1]}"',
        [],
    ),
    "an id beside an id": (f'{{secretId: "{TENCENT}"}}, {{secretId: "{OTHER}"}}', []),
    "an id beside a bucket": (f'{{SecretId: "{TENCENT}", bucket: "{VALUES[0]}"}}', []),
}


@pytest.mark.parametrize("name", PAIRS)
def test_an_id_is_taken_together_with_its_own_secret(name):
    text, secrets = PAIRS[name]
    assert [text[one.start : one.end] for one in find_secrets(text)] == secrets


def test_each_of_two_secrets_is_named_after_what_it_opens():
    found = find_secrets(PAIRS["a merchant's key before it"][0])
    assert [one.kind for one in found] == ["WeChat Pay key", "Tencent Cloud key"]


@pytest.mark.parametrize("name", LEAKS)
def test_a_secret_is_found_and_its_place_is_exact(name):
    kind, content, secret = LEAKS[name]
    before = "let first = 1;\n// \u4f60\u597d \U0001f600\n"
    (found,) = find_secrets(f"{before}{content}\n")
    assert found.kind == kind
    assert (before + content)[found.start : found.end] == secret


@pytest.mark.parametrize("around", AROUND)
def test_a_value_is_found_however_its_name_is_put_to_it(around):
    (found,) = find_secrets(around.replace("{}", VALUE))
    assert (found.kind, found.start) == ("AppSecret", around.index("{}"))


@pytest.mark.parametrize("around", ESCAPED)
def test_a_token_is_found_behind_what_is_escaped(around):
    (found,) = find_secrets(around.replace("{}", TOKEN))
    assert (found.kind, found.start) == ("GitLab token", around.index("{}"))
    assert find_secrets(f"a{TOKEN} n{TOKEN} 3D{TOKEN}") == ()


@pytest.mark.parametrize("name", NOT_SECRET)
def test_what_only_looks_like_a_secret_is_none(name):
    assert find_secrets(NOT_SECRET[name]) == ()


@pytest.mark.parametrize("name", LEAKS)
def test_a_digest_identifies_the_value_wherever_it_stands(name):
    _, content, _ = LEAKS[name]
    here = find_secrets(content)[0]
    there = find_secrets(f"\n\n/* moved */ {content}")[0]
    other = find_secrets(leaks.leaks(seed=8)[name][1])[0]
    assert here.digest == there.digest != other.digest


@given(
    names=st.lists(st.sampled_from(sorted(LEAKS)), max_size=5, unique=True),
    between=st.lists(st.text(alphabet=string.printable + "\u0130\u00e9", max_size=40), min_size=6),
)
def test_nothing_of_a_secret_is_left_where_it_is_concealed(names, between):
    # far from each other: an id would also take the secret of another for its own
    gap = "\n" + "- " * 300 + "\n"
    text = gap.join(
        f"{some}\n{LEAKS[name][1]}\n" for some, name in zip(between, names, strict=False)
    )
    hidden = concealed(text)
    assert len(hidden) == len(text)
    assert hidden.count("\n") == text.count("\n")
    for name in names:
        assert LEAKS[name][2] not in hidden


@given(st.text())
def test_any_text_can_be_looked_through(text):
    found = find_secrets(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@pytest.mark.parametrize(
    "part",
    [
        "-----BEGIN PRIVATE KEY-----",
        "MII",
        "secret",
        'secret="',
        "secret : " + " " * 40,
        "secret=a.b||",
        "AKIAABCDEFGHIJ234567 ",
        "xoxb-1-",
    ],
)
def test_ten_times_the_text_takes_no_more_than_some_twenty_times_as_long(part):
    from time import process_time

    def seconds(times: int) -> float:
        started = process_time()
        find_secrets(part * times)
        return process_time() - started

    seconds(10)
    small = min(seconds(4_000) for _ in range(3))
    assert min(seconds(40_000) for _ in range(2)) < 20 * small + 0.05


def test_the_checksum_is_that_of_the_published_example():
    """github.com/therootcompany/base62-token.js shows a token and its checksum."""
    assert has_checksum("ghp_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ" + "0mLq17")


def test_every_kind_that_is_found_has_a_rule():
    assert {kind for kind, _, _ in LEAKS.values()} == {*KEYS, *APPS, *PAYMENTS, *CLOUDS, *TOKENS}


@pytest.mark.parametrize("path", ["a.js", "a.txt", ".env", "key", "a.pem", "a.JSON", "x/a.html"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_every_file_of_text_is_looked_through(path, coding):
    kind, content, _ = LEAKS["github"]
    (found,) = facts.of(path, f"\n  {content}".encode(coding)).secrets
    assert (found.kind, found.span.line) == (kind, 2)
    assert kinds.kind_of(path)


def test_a_file_that_is_no_text_is_not():
    content = LEAKS["github"][1].encode()
    assert facts.of("a.dat", b"\0\0" + content).secrets == ()
    assert kinds.kind_of("a.png") == ""
