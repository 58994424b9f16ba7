"""The ID token that LINE hands to a program, signed with the secret of a channel that is none.

LINE signs those of its web login with HS256 and those of its app with ES256; this is the first, since
both are checked alike: https://developers.line.biz/en/docs/line-login/verify-id-token/.
"""

import json
from collections.abc import Mapping

from miniprog_cli.hosts.base import Launch, Visitor

SECRET = "miniprog-preview-is-not-a-secret"  # noqa: S105 - printed in the manual
"""The secret of the channel in the preview."""

CHANNEL = "1000000001"
"""The id of the channel where the manifest has no LIFF id, whose first part it is."""

LASTS = 3600
"""Seconds that a token is good for, as LINE's are."""


def _sign(visitor: Visitor) -> Mapping[str, str]:
    """Give `idToken`, a JSON Web Token."""
    import hashlib  # loads OpenSSL
    import hmac

    head = _part({"alg": "HS256", "typ": "JWT"})
    signed = f"{head}.{_part(_claims(visitor))}"
    digest = hmac.digest(SECRET.encode(), signed.encode(), hashlib.sha256)
    return {"idToken": f"{signed}.{_base64(digest)}"}


def _claims(visitor: Visitor) -> dict[str, object]:
    liff_id = str(visitor.members.get("liff_id", ""))
    return {
        "iss": "https://access.line.me",
        "sub": f"U{visitor.id:0>32}",
        "aud": liff_id.partition("-")[0] or CHANNEL,
        "exp": visitor.at + LASTS,
        "iat": visitor.at,
        "amr": ["linesso"],
        "name": visitor.name,
    }


def _part(value: dict[str, object]) -> str:
    return _base64(json.dumps(value, separators=(",", ":")).encode())


def _base64(data: bytes) -> str:
    import base64

    return base64.urlsafe_b64encode(data).decode().rstrip("=")


LAUNCH = Launch(_sign)
