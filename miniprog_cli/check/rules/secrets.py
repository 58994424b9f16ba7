"""Rules on secrets in what ships: one for each family, so that each can be allowed by itself."""

import re
from collections.abc import Iterator

from miniprog_cli.core.facts import Secret
from miniprog_cli.core.finding import Finding, Severity
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.rule import ANY, Context, rule

_UPLOAD_KEY = r"(?i)private\.wx[0-9a-f]{16}\.key"
"""How the WeChat console names the key that signs uploads (miniprogram-ci)."""
_KEY_STORES = (".p12", ".pfx", ".jks", ".keystore")

_ON_A_SERVER = "then keep the new one on a server of yours"


class _Kind(NamedTuple):
    """What a secret is to a person, and where it is made worthless."""

    named: str
    revoke: str


KEYS = {
    "private key": _Kind("a private key", "replace it wherever its public half is known"),
    "RSA private key": _Kind(
        "an RSA private key, as payment services hand them out",
        "replace it in the merchant's console (Alipay: Development > Key settings)",
    ),
    "key store": _Kind(
        "a store of private keys", "replace them, as a merchant's certificate at pay.weixin.qq.com"
    ),
}
APPS = {
    "AppSecret": _Kind(
        "the AppSecret of a mini-program",
        "reset it in the host's console (WeChat: mp.weixin.qq.com > Development settings)",
    ),
    "LINE channel secret": _Kind(
        "the secret of a LINE channel",
        "reissue it in the LINE Developers console > Basic settings",
    ),
    "Zalo secret key": _Kind("the secret key of a Zalo app", "change it at developers.zalo.me"),
    "client secret": _Kind("the client secret of an app", "reset it in the host's console"),
}
PAYMENTS = {
    "WeChat Pay key": _Kind(
        "the API key of a WeChat Pay merchant",
        "set a new one at pay.weixin.qq.com > Account centre > API security",
    ),
    "PhonePe salt key": _Kind(
        "the salt key of a PhonePe merchant", "ask PhonePe for a new one in the business dashboard"
    ),
    "Paytm merchant key": _Kind(
        "the key of a Paytm merchant", "make a new one in the Paytm dashboard > API keys"
    ),
    "Stripe key": _Kind("a live key of Stripe", "roll it at dashboard.stripe.com/apikeys"),
    "Toss key": _Kind(
        "a live secret key of Toss Payments", "reissue it at developers.tosspayments.com"
    ),
}
CLOUDS = {
    "AWS key": _Kind("the secret of an AWS access key", "deactivate it in IAM"),
    "Tencent Cloud key": _Kind(
        "the SecretKey of a Tencent Cloud account", "disable it at console.cloud.tencent.com/cam"
    ),
    "Alibaba Cloud key": _Kind(
        "the AccessKey secret of an Alibaba Cloud account",
        "disable it at ram.console.aliyun.com",
    ),
    "Volcano Engine key": _Kind(
        "the secret of a Volcano Engine access key", "disable it at console.volcengine.com/iam"
    ),
}
TOKENS = {
    "GitHub token": _Kind("a GitHub token", "delete it at github.com/settings/tokens"),
    "npm token": _Kind("an npm token", "revoke it with: npm token revoke"),
    "Slack token": _Kind("a Slack token", "revoke it at api.slack.com/apps"),
    "Slack webhook": _Kind("the address of a Slack webhook", "remove it at api.slack.com/apps"),
    "GitLab token": _Kind("a GitLab token", "revoke it at gitlab.com > Access tokens"),
    "model key": _Kind(
        "the key of a language model's service", "delete it in the console of that service"
    ),
    "WeCom webhook": _Kind("the address of a WeCom bot", "remove the bot from its group"),
    "DingTalk webhook": _Kind("the address of a DingTalk bot", "remove the bot from its group"),
    "Feishu webhook": _Kind("the address of a Feishu bot", "remove the bot from its group"),
    "Discord webhook": _Kind("the address of a Discord webhook", "delete it in the channel"),
    "Telegram bot token": _Kind("the token of a Telegram bot", "send /revoke to @BotFather"),
    "VK token": _Kind("an access token of VK", "make a new one at dev.vk.com > Access keys"),
    "LINE channel access token": _Kind(
        "the access token of a LINE channel", "reissue it in the LINE Developers console"
    ),
}


@rule("MP501", severity=Severity.ERROR, since="0.1", kinds=ANY)
def private_key(context: Context) -> Iterator[Finding]:
    """A private key ships with the program.

    ## Why it matters
    Whoever opens the program can take the bundle apart. With the key that signs uploads to WeChat
    anybody publishes in your name; with a merchant's key, anybody pays out.

    ## How to fix
    Replace the key, since it counts as known once it was published, and keep the new one outside
    the root: `miniprog-ci` and the like take a path to it. The value is never shown. If it is
    meant to be public, allow it by its fingerprint (`check` shows it), with a reason:
    `"check": {"allow": [{"rule": "private-key", "fingerprint": "…", "reason": "…"}]}`.
    """
    for path in context.project.shipped:
        name = path.rpartition("/")[2]
        if name.lower().startswith("private.") and re.fullmatch(_UPLOAD_KEY, name):
            yield from _upload_key(context, path)
        elif name.lower().endswith(_KEY_STORES):
            at = context.at(path)
            yield Finding(
                at, "a store of private keys ships with the program", _moved(context, path)
            )
        else:
            yield from _found(context, path, KEYS)


@rule("MP502", severity=Severity.ERROR, since="0.1", kinds=ANY)
def app_secret(context: Context) -> Iterator[Finding]:
    """The secret of the program itself is in what ships.

    ## Why it matters
    With a program's AppSecret anybody acts as its server: reads who its users are, sends them
    messages, makes tokens. WeChat asks that it is never in a program.

    ## How to fix
    Reset it in the host's console and let a server of yours make the calls that need it: the
    program sends it the code of `login`, and the server asks the host. The value is never
    shown. What is no secret after all can be allowed by its fingerprint (`check` shows
    it), with a reason:
    `"check": {"allow": [{"rule": "app-secret", "fingerprint": "…", "reason": "…"}]}`.
    """
    for path in context.project.shipped:
        yield from _found(context, path, APPS)


@rule("MP503", severity=Severity.ERROR, since="0.1", kinds=ANY)
def payment_key(context: Context) -> Iterator[Finding]:
    """The key of a merchant at a payment service is in what ships.

    ## Why it matters
    Whoever has it signs orders and refunds in the merchant's name.

    ## How to fix
    Make a new key at the payment service and sign orders on a server of yours; the program only
    gets the signed order. The value is never shown. What is no secret after all can be allowed
    by its fingerprint (`check` shows it), with a reason:
    `"check": {"allow": [{"rule": "payment-key", "fingerprint": "…", "reason": "…"}]}`.
    Test keys and publishable keys are not reported.
    """
    for path in context.project.shipped:
        yield from _found(context, path, PAYMENTS)


@rule("MP504", severity=Severity.ERROR, since="0.1", kinds=ANY)
def cloud_key(context: Context) -> Iterator[Finding]:
    """The access key of a cloud account is in what ships, with its secret.

    ## Why it matters
    It opens everything that the account may do: its storage, its databases, its bill.

    ## How to fix
    Disable the key, and look at what was done with it. For uploads from the program, let a
    server of yours hand out short-lived keys (STS) or signed addresses. The value is never
    shown. What is no secret after all can be allowed by its fingerprint (`check` shows
    it), with a reason:
    `"check": {"allow": [{"rule": "cloud-key", "fingerprint": "…", "reason": "…"}]}`.
    """
    for path in context.project.shipped:
        yield from _found(context, path, CLOUDS)


@rule("MP505", severity=Severity.ERROR, since="0.1", kinds=ANY)
def access_token(context: Context) -> Iterator[Finding]:
    """A token that acts for a person, a bot or a build is in what ships.

    ## Why it matters
    Whoever opens the program can use it: read and write repositories, publish packages, speak as
    the bot.

    ## How to fix
    Revoke the token and keep the new one on a server of yours. The value is never shown. What
    is no secret after all can be allowed by its fingerprint (`check` shows it), with a
    reason:
    `"check": {"allow": [{"rule": "access-token", "fingerprint": "…", "reason": "…"}]}`.
    """
    for path in context.project.shipped:
        yield from _found(context, path, TOKENS)


def _found(context: Context, path: str, kinds: dict[str, _Kind]) -> Iterator[Finding]:
    facts = context.program.get(path)
    for secret in facts.secrets if facts else ():
        if secret.kind in kinds:
            yield _finding(context, path, secret, kinds[secret.kind])


def _finding(context: Context, path: str, secret: Secret, kind: _Kind) -> Finding:
    return Finding(
        context.at(path, secret.span),
        f"{kind.named} ships with the program",
        f"{kind.revoke}, {_ON_A_SERVER}",
        secret=secret.digest,
    )


def _upload_key(context: Context, path: str) -> Iterator[Finding]:
    """Report the file once, whatever is in it."""
    facts = context.program.get(path)
    secret = next(iter(facts.secrets), None) if facts else None
    yield Finding(
        context.at(path, secret.span if secret else None),
        "the key that signs uploads to WeChat ships with the program",
        f"reset it at mp.weixin.qq.com > Development settings; {_moved(context, path)}",
        secret=secret.digest if secret else None,
    )


def _moved(context: Context, path: str) -> str:
    return f"move the file out of the root, or write /{context.project.in_project(path)} into .miniprogignore"
