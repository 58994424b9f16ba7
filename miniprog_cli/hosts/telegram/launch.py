"""What Telegram hands to a program, signed as it signs, with the token of a bot that is none."""

import json
from collections.abc import Mapping
from urllib.parse import urlencode

from miniprog_cli.hosts.base import Launch, Visitor

TOKEN = "1000000000:miniprog-preview-is-not-a-secret"  # noqa: S105 - printed in the manual
"""The token of the bot in the preview."""


def _sign(visitor: Visitor) -> Mapping[str, str]:
    """Give `initData` (https://core.telegram.org/bots/webapps#validating-data-received)."""
    import hashlib  # loads OpenSSL
    import hmac

    fields = dict(sorted(_fields(visitor).items()))
    checked = "\n".join(f"{name}={value}" for name, value in fields.items())
    key = hmac.digest(b"WebAppData", TOKEN.encode(), hashlib.sha256)
    signed = hmac.new(key, checked.encode(), hashlib.sha256).hexdigest()
    return {"initData": urlencode({**fields, "hash": signed})}


def _fields(visitor: Visitor) -> dict[str, str]:
    first, _, last = visitor.name.partition(" ")
    user = {
        "id": int(visitor.id) if visitor.id.isdecimal() else 1000001,
        "first_name": first,
        "last_name": last,
        "language_code": visitor.language,
    }
    start = {"start_param": visitor.start} if visitor.start else {}
    return {
        "auth_date": str(visitor.at),
        "query_id": "AAminiprogPreview",
        "user": json.dumps(user, separators=(",", ":"), ensure_ascii=False),
        # for third parties, by Telegram's own key, which nobody else has
        "signature": "A" * 86,
        **start,
    }


LAUNCH = Launch(_sign, ("tgWebApp",), kept=("__telegram__", "tapps/", "telegram-apps/"))
