"""Encryption towards a backend: loaded by the first one that has it."""

import asyncio
import asyncio.base_events
import importlib
import ssl
from asyncio import sslproto
from functools import cache


@cache
def context(*, is_here: bool) -> ssl.SSLContext:
    """Make what encrypts a connection; a backend on this machine may have signed for itself."""
    _teach_asyncio()
    found = ssl.create_default_context()
    if is_here:
        found.check_hostname = False
        found.verify_mode = ssl.CERT_NONE
    return found


def _teach_asyncio() -> None:
    """Let asyncio have ssl after all.

    The command imports asyncio as on a Python without ssl, which takes a fifth of its start; only
    these two modules of asyncio remember it.
    """
    for module in (asyncio.base_events, sslproto):
        if getattr(module, "ssl", None) is None:
            module.ssl = ssl  # type: ignore[attr-defined]
            if module is sslproto:
                importlib.reload(sslproto)
