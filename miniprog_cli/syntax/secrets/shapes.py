"""Secrets that their own form gives away, alone or as a pair with the id beside them.

Each form has its source, and was compared with the rules of gitleaks, TruffleHog and detect-secrets
(2026-11). Left out on purpose: Google API keys, which are public in web programs, test keys of
payment services, and tokens that say nothing about whose they are (JWT).
"""

import re
from collections.abc import Callable, Iterator

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.secrets import likely
from miniprog_cli.syntax.secrets.pairs import secret_of

_ESCAPED = r"|(?<=%[0-9A-F][0-9A-F])|(?<=\\[nrt])|(?<=\\u00[0-9a-f][0-9a-f])"
"""Letters and digits before a token that are no part of it: `%3D`, and of strings `\\n` and `\\u003d`."""
_LATIN = rf"(?:(?<![A-Za-z0-9_]){_ESCAPED})"
_APART = rf"(?:(?<![\w-]){_ESCAPED})"
_END = r"(?![A-Za-z0-9_])"


class Shape(NamedTuple):
    """A form: where `anchor` stands, `pattern` matches from `back` characters before it on."""

    kind: str
    anchor: str
    pattern: str
    test: Callable[[str], bool]
    back: int = 0
    beside: str | None = None
    """The form of the secret, of chance, where what matches is only the id beside it."""


_GITHUB = rf"{_LATIN}gh[pousr]_[A-Za-z0-9]{{36}}{_END}"
_UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_SLACK = (
    rf"{_LATIN}xox[abeoprs](?:-[0-9]{{1,2}}-(?=[A-Za-z0-9]{{40}})|(?:-[0-9]{{1,2}})?(?:-[0-9]{{5,14}}){{1,4}}-)"
    rf"(?=[A-Za-z]*[0-9])(?=[0-9]*[A-Za-z])[A-Za-z0-9]{{10,250}}+{_END}"
)

SHAPES = (
    # docs.github.com, "About authentication to GitHub", token formats
    *(Shape("GitHub token", f"gh{x}_", _GITHUB, likely.checked) for x in "pousr"),
    Shape(
        "GitHub token",
        "github_pat_",
        rf"{_LATIN}github_pat_[A-Za-z0-9]{{22}}_[A-Za-z0-9]{{59}}{_END}",
        likely.drawn,
    ),
    # github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format
    Shape("npm token", "npm_", rf"{_LATIN}npm_[A-Za-z0-9]{{36}}{_END}", likely.checked),
    # docs.stripe.com/keys: live secret and restricted keys
    Shape(
        "Stripe key",
        "k_live_",
        rf"{_LATIN}[sr]k_live_[A-Za-z0-9]{{20,250}}{_END}",
        likely.drawn,
        back=1,
    ),
    # docs.stripe.com/webhooks: what proves that a message comes from Stripe
    Shape("Stripe key", "whsec_", rf"{_LATIN}whsec_[A-Za-z0-9]{{32,64}}{_END}", likely.mixed),
    # developers.google.com/identity/protocols/oauth2: secrets of clients have this prefix
    Shape("client secret", "GOCSPX-", rf"{_APART}GOCSPX-[\w-]{{28}}(?![\w-])", likely.mixed),
    # platform.openai.com: the middle says "OpenAI" in base64
    Shape(
        "model key",
        "sk-",
        rf"{_APART}sk-(?:(?:proj|svcacct|admin)-)?[\w-]{{20,100}}?T3BlbkFJ[\w-]{{20,100}}(?![\w-])",
        likely.mixed,
    ),
    # docs.anthropic.com/en/api
    Shape(
        "model key",
        "sk-ant-",
        rf"{_APART}sk-ant-(?:api|admin)\d\d-[\w-]{{90,100}}(?![\w-])",
        likely.mixed,
    ),
    # help.aliyun.com/zh/model-studio/get-api-key and api-docs.deepseek.com
    Shape("model key", "sk-", rf"{_APART}sk-[0-9a-f]{{32}}(?![\w-])", likely.hexadecimal),
    # docs.gitlab.com/security/tokens
    Shape("GitLab token", "glpat-", rf"{_APART}glpat-[\w-]{{20}}(?![\w-])", likely.mixed),
    # developer.work.weixin.qq.com/document/path/91770
    Shape(
        "WeCom webhook",
        "qyapi.weixin.qq.com/cgi-bin/webhook/",
        rf"qyapi\.weixin\.qq\.com/cgi-bin/webhook/\w{{4,20}}\?key={_UUID}\b",
        likely.drawn,
    ),
    # open.dingtalk.com/document/robots/custom-robot-access
    Shape(
        "DingTalk webhook",
        "oapi.dingtalk.com/robot/send",
        r"oapi\.dingtalk\.com/robot/send\?access_token=[0-9a-f]{64}\b",
        likely.drawn,
    ),
    # open.feishu.cn/document/client-docs/bot-v3/add-custom-bot; outside of China it is Lark
    *(
        Shape(
            "Feishu webhook",
            f"open.{domain}/open-apis/bot/v2/hook/",
            rf"open\.{domain}/open-apis/bot/v2/hook/{_UUID}\b",
            likely.drawn,
        )
        for domain in ("feishu.cn", "larksuite.com")
    ),
    # docs.discord.com/developers/resources/webhook
    Shape(
        "Discord webhook",
        "discord.com/api/webhooks/",
        r"discord\.com/api/webhooks/[0-9]{17,20}/[\w-]{60,80}(?![\w-])",
        likely.mixed,
    ),
    # docs.tosspayments.com/reference/using-api/api-keys: secret keys of both products
    Shape("Toss key", "live_", rf"{_LATIN}live_g?sk_[A-Za-z0-9]{{20,64}}{_END}", likely.drawn),
    # docs.slack.dev/authentication/tokens: numbers, then letters and digits
    Shape("Slack token", "xox", _SLACK, likely.drawn),
    Shape(
        "Slack token",
        "xapp-",
        rf"{_LATIN}xapp-[0-9]-[A-Z0-9]{{9,14}}-[0-9]{{10,14}}-[0-9a-f]{{64}}{_END}",
        likely.drawn,
    ),
    Shape(
        "Slack webhook",
        "hooks.slack.com/services/",
        r"hooks\.slack\.com/services/T[A-Z0-9]{7,12}/B[A-Z0-9]{7,12}/[A-Za-z0-9]{23,25}\b",
        likely.drawn,
    ),
    Shape(
        "Slack webhook",
        "hooks.slack.com/workflows/",
        r"hooks\.slack\.com/workflows/T[A-Z0-9]{7,12}/A[A-Z0-9]{7,12}/[0-9]{10,20}/[A-Za-z0-9]{23,25}\b",
        likely.drawn,
    ),
    # core.telegram.org/bots/api#authorizing-your-bot
    Shape(
        "Telegram bot token",
        ":AA",
        rf"(?:(?<![0-9A-Za-z])|(?<=bot){_ESCAPED})[0-9]{{8,10}}:AA[A-Za-z0-9_-]{{33}}(?![A-Za-z0-9_-])",
        likely.mixed,
        back=10,
    ),
    # dev.vk.com/en/api/access-token/getting-started
    Shape("VK token", "vk1.a.", rf"{_LATIN}vk1\.a\.[A-Za-z0-9_-]{{60,400}}{_END}", likely.mixed),
    # docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
    *(
        Shape(
            "AWS key",
            prefix,
            rf"{_LATIN}{prefix}[A-Z2-7]{{16}}{_END}",
            likely.drawn,
            beside=r"(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])",
        )
        for prefix in ("AKIA", "ASIA")
    ),
    # docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html: says its own name in base64
    Shape(
        "AWS key",
        "ABSKQmVkcm9ja0FQSUtleS",
        r"(?<![A-Za-z0-9+/])ABSKQmVkcm9ja0FQSUtleS[A-Za-z0-9+/]{88,260}={0,2}(?![A-Za-z0-9+/=])",
        likely.mixed,
    ),
    # cloud.tencent.com/document/product/598/40488: SecretId and SecretKey
    Shape(
        "Tencent Cloud key",
        "AKID",
        rf"{_LATIN}AKID[A-Za-z0-9]{{13,40}}{_END}",
        likely.drawn,
        beside=rf"{_LATIN}[A-Za-z0-9]{{32}}{_END}",
    ),
    # help.aliyun.com/document_detail/53045.html: AccessKey ID and AccessKey Secret
    Shape(
        "Alibaba Cloud key",
        "LTAI",
        rf"{_LATIN}LTAI[A-Za-z0-9]{{12,30}}{_END}",
        likely.drawn,
        beside=rf"{_LATIN}[A-Za-z0-9]{{30}}{_END}",
    ),
    # docs.byteplus.com/docs/byteplus-platform/reference-accesskey, the same as Volcano Engine's
    Shape(
        "Volcano Engine key",
        "AKLT",
        rf"{_LATIN}AKLT[A-Za-z0-9_-]{{16,64}}(?![A-Za-z0-9_-])",
        likely.drawn,
        beside=r"(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{50,72}={1,2}",
    ),
)


def known(text: str) -> Iterator[tuple[str, int, int]]:
    """Find what has one of the forms: its kind, and where its secret part begins and ends."""
    for shape in SHAPES:
        at = text.find(shape.anchor)
        for _ in range(likely.MAX_LOOKED):
            if at < 0:
                break
            found = (
                re.compile(shape.pattern).match(text, at)
                if not shape.back
                else _back(shape, text, at)
            )
            if found and shape.test(found[0]):
                yield from _placed(shape, text, found)
            at = text.find(shape.anchor, max(found.end() if found else 0, at + 1))


def _back(shape: Shape, text: str, at: int) -> re.Match[str] | None:
    """Match what begins up to so many characters before the anchor, the longest first."""
    pattern = re.compile(shape.pattern)
    for start in range(max(0, at - shape.back), at):
        found = pattern.match(text, start)
        if found:
            return found
    return None


def _placed(shape: Shape, text: str, found: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    if shape.beside is None:
        yield (shape.kind, *found.span())
        return
    secret = secret_of(shape.beside, text, found)
    if secret:
        yield (shape.kind, *secret)
