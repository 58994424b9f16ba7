"""Secrets that only their name gives away: a value of the right form under a telling name.

The name and the value are looked for as programs, settings and addresses write them: ``name: "v"``,
``"name": "v"``, ``name = 'v'``, ``name=v``, ``<key>name</key><string>v</string>``.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.secrets import likely

WORDS = ("secret", "mch", "partner", "merchant", "salt", "apiv", "api_v", "api-v", "channel")
"""Every name that tells by itself has one of these in it."""

_NAME = 40
"""Characters of a name at most."""
_NEAR = 500
"""Characters around a name in which the id of a program or a merchant is looked for."""
_SIGN = r"(?::\s{0,9}string\s{0,9}=|=>|:=|[:=,>\uff1a]|(?i:\\u003d|%3d))"
"""What stands between a name and its value: the type of TypeScript, the colon of Chinese, and more."""
_CHOICE = r"(?:[\w.$\[\]\"']{1,60}+\s{0,9}(?:\|\||\?\?)\s{0,9})?"
"""What a program asks first, as in `process.env.SECRET || "…"`."""
_TO_VALUE = (
    r"(?:</key>\s{0,9}<string>"
    rf"|[\\\"'`\]]{{0,3}}\s{{0,40}}{_SIGN}\s{{0,40}}{_CHOICE}[\\\"'`{{(]{{0,3}}"
    r"|[\"']\s{1,9}(?:content|value)=[\"']?|[ \t]{1,9})"
)
_ASSIGNED = r"([\w-]{3,60}+)" + _TO_VALUE
# What is worth a closer look, in one search in C: more than is asked for above and by any value
_TAIL = r"[\w-]{0,60}+" + _TO_VALUE + r"[a-z0-9@#&!*$%^_+/=-]{16}"
_STOP = r"(?![A-Za-z0-9+/_(.\[-])"
"""What may not follow a value: it would be longer, or an expression."""
_HEX = "[0-9a-f]{32}"
_APP_ID = r"(?<![A-Za-z0-9])(?:wx[0-9a-f]{16}|tt[0-9a-f]{16,18})(?![A-Za-z0-9])"
_MERCHANT = "(?i:mch_?id)(?![A-Za-z0-9])"
"""How WeChat Pay and its libraries call the id of a merchant."""


class Named(NamedTuple):
    """A name without its separators, in small letters, and the form of what stands under it."""

    kind: str
    name: str
    value: str
    test: Callable[[str], bool] = likely.hexadecimal
    beside: str = ""
    """What has to stand nearby, where the name alone is too common."""


NAMED = (
    # developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html
    Named("AppSecret", r".*app(?:id)?secret(?:key)?", _HEX),
    Named("AppSecret", r".*secret(?:key)?", rf"{_HEX}(?:[0-9a-f]{{8}})?", beside=_APP_ID),
    # developers.line.biz/en/docs/basics/channel-access-token and the glossary: channel secret
    Named("LINE channel secret", r".*channelsecret", _HEX),
    Named(
        "LINE channel access token",
        r".*channelaccesstoken",
        "[A-Za-z0-9+/]{100,200}={0,2}",
        likely.mixed,
    ),
    # developers.zalo.me: the secret key of an app
    Named("Zalo secret key", r".*zalo.*secret(?:key)?", "[A-Za-z0-9]{20,40}", likely.mixed),
    # RFC 6749, 2.3.1; of Stripe the client secret of one payment is meant for the client
    Named(
        "client secret",
        r".*clientsecret",
        r"(?!(?:pi|seti|cs|src)_)[A-Za-z0-9_-]{24,64}",
        likely.numbered,
    ),
    # pay.weixin.qq.com: the keys of API v2 and v3 have 32 characters
    Named(
        "WeChat Pay key",
        r".*(?:apiv[23]?(?:secret)?key|mch(?:api)?(?:secret)?key|mchsecret|partnerkey)",
        "[A-Za-z0-9]{32}",
        likely.drawn,
    ),
    # The same in the libraries for it, whose settings are {appid, mchid, key} or apiKey
    Named(
        "WeChat Pay key",
        r"(?:wx|wechat)?(?:pay)?(?:api)?key",
        "[A-Za-z0-9]{32}",
        likely.drawn,
        beside=_MERCHANT,
    ),
    # developer.phonepe.com: the salt key of a merchant is a UUID
    Named("PhonePe salt key", r".*saltkey", r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    # business.paytm.com/docs: 16 characters, signs among them
    Named("Paytm merchant key", r".*merchantkey", r"[A-Za-z0-9@#&!*$%^_]{16}", likely.signed),
)


def named(text: str) -> Iterator[tuple[str, int, int]]:
    """Find values under telling names: their kind, and where they begin and end."""
    low = text.lower()
    if len(low) != len(text):  # of all characters only one grows: the Turkish capital I with a dot
        low = text.replace("\u0130", "I").lower()
    # "key" is in most programs: looked at only where a merchant is named
    words = (*WORDS, "key") if re.search("mch_?id", low) else WORDS
    for word in words:
        if word not in low:
            continue
        places = re.compile(f"{word}(?={_TAIL})").finditer(low)
        for place in islice(places, likely.MAX_LOOKED):
            found = re.compile(_ASSIGNED).match(text, _start(text, place.start()))
            if found:
                yield from _judged(text, found)


def _start(text: str, at: int) -> int:
    """Find where the name begins that has a word at a place."""
    before = re.search(r"[\w-]*\Z", text[max(0, at - _NAME) : at])
    return at - len(before[0]) if before else at


def _judged(text: str, found: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    name = re.sub("[_-]", "", found[1]).lower()
    for one in NAMED:
        if re.fullmatch(one.name, name):
            value = re.compile(f"(?:{one.value}){_STOP}").match(text, found.end())
            if value and one.test(value[0]) and _is_its(one, text, found.start()):
                yield (one.kind, *value.span())
                return


def _is_its(one: Named, text: str, at: int) -> bool:
    """Tell whether what has to stand nearby does."""
    return not one.beside or bool(
        re.compile(one.beside).search(text, max(0, at - _NEAR), at + _NEAR)
    )
