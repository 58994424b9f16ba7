"""What VK hands to a program, signed as it signs, with the secret of an app that is none."""

from collections.abc import Mapping
from urllib.parse import urlencode

from miniprog_cli.hosts.base import Launch, Visitor

SECRET = "miniprogPreviewIsNotASecret"  # noqa: S105 - printed in the manual
"""The protected key of the app in the preview."""

APP_ID = "1000001"
"""Where the manifest names none."""


def _sign(visitor: Visitor) -> Mapping[str, str]:
    """Give the `query` of the program (https://dev.vk.com/mini-apps/development/launch-params-sign)."""
    import base64
    import hashlib  # loads OpenSSL
    import hmac

    fields = {
        "vk_access_token_settings": "",
        "vk_app_id": str(visitor.members.get("app_id", APP_ID)),
        "vk_are_notifications_enabled": "0",
        "vk_is_app_user": "1",
        "vk_is_favorite": "0",
        "vk_language": visitor.language,
        "vk_platform": {"ios": "mobile_iphone"}.get(visitor.platform, "mobile_android"),
        "vk_ref": visitor.start or "other",
        "vk_ts": str(visitor.at),
        "vk_user_id": visitor.id,
    }
    query = urlencode(sorted(fields.items()))
    signed = hmac.digest(SECRET.encode(), query.encode(), hashlib.sha256)
    sign = base64.urlsafe_b64encode(signed).decode().rstrip("=")
    return {"query": f"{query}&sign={sign}"}


LAUNCH = Launch(_sign, ("vk_", "sign="))
