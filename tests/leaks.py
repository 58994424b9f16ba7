"""Secrets for tests: made here from chance, so that none stands in a file of the repository."""

import base64
import random
import string
import textwrap
import zlib

_DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase
_HEX = "0123456789abcdef"
_BASE32 = string.ascii_uppercase + "234567"


def text(chance: random.Random, length: int, of: str = _DIGITS) -> str:
    """Draw characters until they look drawn: with a small letter, a capital and two digits."""
    while True:
        found = "".join(chance.choice(of) for _ in range(length))
        kinds = (str.islower, str.isupper, str.isdigit, str.isdigit)
        wanted = [kind for kind in kinds if any(map(kind, of))]
        if length < 16 or all(sum(map(kind, found)) > 1 for kind in wanted):
            return found


def checked(chance: random.Random, prefix: str) -> str:
    """Make a token as GitHub and npm do: 30 characters and their CRC-32 in base 62."""
    body = text(chance, 30)
    rest, digits = zlib.crc32(body.encode()), ""
    for _ in range(6):
        rest, digit = divmod(rest, 62)
        digits = _DIGITS[digit] + digits
    return prefix + body + digits


def rsa(chance: random.Random, *, pkcs8: bool = False) -> str:
    """Make what has the form of an RSA key of 2,048 bits, in base64; its numbers mean nothing."""
    numbers = [b"\0", *(b"\x01" + chance.randbytes(size) for size in (255, 3, 255, *[127] * 5))]
    key = _der(0x30, b"".join(_der(0x02, number) for number in numbers))
    if pkcs8:
        algorithm = bytes.fromhex("300d06092a864886f70d0101010500")
        key = _der(0x30, _der(0x02, b"\0") + algorithm + _der(0x04, key))
    return base64.b64encode(key).decode()


def pem(chance: random.Random, label: str = "PRIVATE KEY") -> str:
    """Make a block as openssl writes it."""
    lines = "\n".join(textwrap.wrap(rsa(chance, pkcs8=True), 64))
    return f"-----BEGIN {label}-----\n{lines}\n-----END {label}-----\n"


def in_lines(key: str) -> str:
    """Write base64 in lines, as keys come out of many tools."""
    return "\n".join(textwrap.wrap(key, 64))


def store(chance: random.Random) -> str:
    """Make the beginning of a PKCS#12 store, in base64; what is in it means nothing."""
    data = _der(0x06, bytes.fromhex("2a864886f70d010701")) + _der(0xA0, chance.randbytes(900))
    return base64.b64encode(_der(0x30, _der(0x02, b"\3") + _der(0x30, data))).decode()


def _der(tag: int, content: bytes) -> bytes:
    size = len(content)
    length = bytes([size]) if size < 128 else b"\x82" + size.to_bytes(2)
    return bytes([tag]) + length + content


def leaks(seed: int = 7) -> dict[str, tuple[str, str, str]]:
    """Make one of each: its kind, a text with it, and the part of the text that is secret."""
    c = random.Random(seed)

    def hexa(length: int) -> str:
        return text(c, length, _HEX)

    def one(kind: str, secret: str, around: str = 'let it = "{}";') -> tuple[str, str, str]:
        return kind, around.replace("{}", secret), secret

    app = f"wx{hexa(16)}"
    volcano = base64.b64encode(hexa(40).encode()).decode()
    slack = f"xoxb-{text(c, 12, string.digits)}-{text(c, 12, string.digits)}-{text(c, 24)}"
    hook = f"hooks.slack.com/services/T{text(c, 8, _BASE32)}/B{text(c, 8, _BASE32)}/{text(c, 24)}"
    bot = f"{text(c, 9, '123456789')}:AA{text(c, 33)}"
    uuid = "-".join(hexa(length) for length in (8, 4, 4, 4, 12))
    escaped = pem(c).strip().replace("\n", "\\n")
    return {
        "pem": one("private key", pem(c).strip(), "{}\n"),
        "pem-rsa": one("private key", pem(c, "RSA PRIVATE KEY").strip(), "{}\n"),
        "pem-json": one("private key", escaped, '{"key": "{}\\n"}'),
        "pkcs1": one("RSA private key", rsa(c)),
        "pkcs8": one("RSA private key", rsa(c, pkcs8=True)),
        "appsecret": one("AppSecret", hexa(32), "const APP_SECRET = '{}'"),
        "appsecret-json": one("AppSecret", hexa(32), '{"appSecret": "{}"}'),
        "appsecret-escaped": one("AppSecret", hexa(32), r'"{\"appSecret\":\"{}\"}"'),
        "appsecret-plist": one("AppSecret", hexa(32), "<key>AppSecret</key><string>{}</string>"),
        "appsecret-id": one("AppSecret", hexa(32), f"appid: '{app}', secret: '{{}}'"),
        "appsecret-url": one("AppSecret", hexa(32), f"?appid={app}&secret={{}}&js_code=' + code"),
        "douyin": one("AppSecret", hexa(40), f"appid=tt{hexa(16)}\nsecret={{}}\n"),
        "line": one("LINE channel secret", hexa(32), "channelSecret: '{}'"),
        "line-token": one(
            "LINE channel access token", text(c, 171) + "=", "CHANNEL_ACCESS_TOKEN={}\n"
        ),
        "zalo": one("Zalo secret key", text(c, 20), 'zaloAppSecretKey: "{}"'),
        "client": one("client secret", text(c, 32), 'client_secret: "{}"'),
        "wechat-pay": one("WeChat Pay key", text(c, 32), 'mchKey: "{}"'),
        "wechat-pay-3": one("WeChat Pay key", text(c, 32), "WX_API_V3_KEY={}\n"),
        "wechat-pay-settings": one(
            "WeChat Pay key", text(c, 32), "{appid: '', mchid: '1', apiKey: '{}'}"
        ),
        "wechat-pay-plain": one("WeChat Pay key", text(c, 32), "mch_id = 1\nkey = '{}'"),
        "phonepe": one("PhonePe salt key", uuid, 'saltKey = "{}"'),
        "paytm": one("Paytm merchant key", "aB" + text(c, 13) + "&", "PAYTM_MERCHANT_KEY='{}'"),
        "stripe": one("Stripe key", f"sk_live_{text(c, 24)}"),
        "stripe-restricted": one("Stripe key", f"rk_live_{text(c, 99)}"),
        "toss": one("Toss key", f"live_sk_{text(c, 28)}"),
        "toss-widget": one("Toss key", f"live_gsk_{text(c, 28)}"),
        "aws": one("AWS key", text(c, 40), f"id=AKIA{text(c, 16, _BASE32)}\nkey={{}}\n"),
        "tencent": one("Tencent Cloud key", text(c, 32), f"'AKID{text(c, 32)}', '{{}}'"),
        "alibaba": one("Alibaba Cloud key", text(c, 30), f"LTAI5t{text(c, 18)} {{}}"),
        "volcano": one("Volcano Engine key", volcano, f"AKLT{text(c, 40)}:{{}}"),
        "pkcs8-lines": one("RSA private key", in_lines(rsa(c, pkcs8=True)), "key = `{}`;"),
        "pkcs8-joined": one(
            "RSA private key", in_lines(rsa(c, pkcs8=True)).replace("\n", "' +\n  '")
        ),
        "pem-base64": one("private key", base64.b64encode(pem(c).encode()).decode().rstrip("=")),
        "pkcs12": one("key store", store(c)),
        "stripe-hook": one("Stripe key", f"whsec_{text(c, 32)}"),
        "google": one("client secret", f"GOCSPX-{text(c, 28)}"),
        "openai": one("model key", f"sk-proj-{text(c, 74)}T3BlbkFJ{text(c, 74)}"),
        "anthropic": one("model key", f"sk-ant-api03-{text(c, 93)}AA"),
        "dashscope": one("model key", f"sk-{hexa(32)}", "'Bearer {}'"),
        "gitlab": one("GitLab token", f"glpat-{text(c, 20)}"),
        "wecom": one("WeCom webhook", f"qyapi.weixin.qq.com/cgi-bin/webhook/send?key={uuid}"),
        "dingtalk": one(
            "DingTalk webhook", f"oapi.dingtalk.com/robot/send?access_token={hexa(64)}"
        ),
        "feishu": one("Feishu webhook", f"open.feishu.cn/open-apis/bot/v2/hook/{uuid}"),
        "discord": one(
            "Discord webhook", f"discord.com/api/webhooks/{text(c, 18, '123456789')}/{text(c, 68)}"
        ),
        "github": one("GitHub token", checked(c, "ghp_")),
        "github-app": one("GitHub token", checked(c, "ghs_")),
        "github-fine": one("GitHub token", f"github_pat_{text(c, 22)}_{text(c, 59)}"),
        "npm": one("npm token", checked(c, "npm_"), "//npm.example.com/:_authToken={}\n"),
        "slack": one("Slack token", slack),
        "slack-hook": one("Slack webhook", hook, "fetch('https://{}')"),
        "telegram": one("Telegram bot token", bot, "https://api.telegram.org/bot{}/sendMessage"),
        "vk": one("VK token", f"vk1.a.{text(c, 200)}"),
        "slack-legacy": one("Slack token", f"xoxb-{text(c, 11, '23456789')}-{text(c, 24)}"),
        "slack-user": one(
            "Slack token",
            f"xoxp-{'-'.join(text(c, 12, string.digits) for _ in range(3))}-{hexa(32)}",
        ),
        "slack-refresh": one("Slack token", f"xoxe-1-{text(c, 146)}"),
        "slack-app": one(
            "Slack token", f"xapp-1-A{text(c, 10, _BASE32)}-{text(c, 13, string.digits)}-{hexa(64)}"
        ),
        "slack-flow": one(
            "Slack webhook",
            f"hooks.slack.com/workflows/T{text(c, 10, _BASE32)}/A{text(c, 10, _BASE32)}"
            f"/{text(c, 18, string.digits)}/{text(c, 24)}",
        ),
        "aws-bedrock": one("AWS key", f"ABSKQmVkcm9ja0FQSUtleS1{text(c, 109)}="),
    }
