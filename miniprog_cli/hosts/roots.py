"""The names that hosts' interfaces hang on in a script; they are looked for in every script."""

ROOTS = frozenset(
    {
        *("wx", "WeixinJSBridge", "my", "AlipayJSBridge", "swan", "tt", "TTMinis", "JSBridge"),
        *("PhonePe", "liff", "Telegram", "TelegramWebviewProxy", "vkBridge", "zmp", "ZJSBridge"),
        "require",  # how native programs name a module
    }
)
"""One table, so that a check need not load every host; a new one makes cached facts void."""
