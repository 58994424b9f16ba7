"""Who is said to have done something, and when."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

VARIABLE = "MINIPROG_ACTOR"
_NAMED_BY = ("LOGNAME", "USER", "LNAME", "USERNAME")

Clock = Callable[[], datetime]


def actor(environment: Mapping[str, str]) -> str:
    """Name the person or job: `MINIPROG_ACTOR`, else the login name, else ``unknown``.

    The name is stored with every event. It is a claim, not a proof; neither the machine's name nor
    an address is added to it.
    """
    # a name in another encoding than the system's arrives with surrogates, which UTF-8 lacks
    return (
        (environment.get(VARIABLE) or _login(environment))
        .encode("utf-8", "replace")
        .decode("utf-8")
    )


def utc_now() -> datetime:
    """Read the clock."""
    return datetime.now(UTC)


def timestamp(moment: datetime) -> str:
    """Write a moment the way events hold it: ``2026-01-31T23:59:59Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _login(environment: Mapping[str, str]) -> str:
    """Find the login name as `getpass.getuser` does, whose import takes longer than the search."""
    if given := next(filter(None, map(environment.get, _NAMED_BY)), None):
        return given
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (KeyError, OSError, ImportError):  # a container's user may have a number and no name
        return "unknown"
