"""How an id, a version and a host are written as names that an OCI registry accepts."""

import hashlib
import re

from miniprog_cli.publish.errors import UnpublishableName

ID = re.compile(r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*")
HOST = re.compile(r"[a-z][a-z0-9]*")
# the expression that semver.org recommends, without its groups
SEMVER = re.compile(
    r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)"
    r"(-(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?"
    r"(\+[0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*)?",
    re.ASCII,
)
LONGEST_ID = 128
LONGEST_VERSION = 80
"""An OCI tag has at most 128 characters; an event's adds 36 to the version, and hosts need room."""


def repository(app: str) -> str:
    """Turn a program's id into the name of its repository; no two ids share one.

    OCI wants ``[a-z0-9]+([._-][a-z0-9]+)*``. An id that has capitals is lowered and followed by
    ``_`` and 16 hex digits of its SHA-256. No id has a ``_``, so a lowered id never meets another
    one as it stands.

    Raises:
        UnpublishableName: the id has characters that ids do not have, or more than 128.
    """
    if len(app) > LONGEST_ID or not ID.fullmatch(app):
        raise UnpublishableName(
            f"{app!r} is not the id of a mini-program",
            hint="ids are letters and digits with single dots or hyphens between, at most 128",
        )
    lowered = app.lower()
    if lowered == app:
        return app
    return f"{lowered}_{hashlib.sha256(app.encode()).hexdigest()[:16]}"


def bundle_tag(version: str, host: str) -> str:
    """Name the tag under which readers find the bundle of a version for a host.

    One tag never stands for two keys: neither ``_`` occurs in a version nor ``-`` in a host.

    Raises:
        UnpublishableName: version or host cannot be written in a tag.
    """
    if not HOST.fullmatch(host):
        raise UnpublishableName(f"{host!r} is not the name of a host")
    return f"{_version(version)}-{host}"


def event_tag(version: str, digest: str) -> str:
    """Name the tag of one event: the version and 32 hex digits of its manifest's digest."""
    return f"ev.{_version(version)}.{digest.removeprefix('sha256:')[:32]}"


def _version(version: str) -> str:
    if len(version) > LONGEST_VERSION or not SEMVER.fullmatch(version):
        raise UnpublishableName(
            f"version {version!r} cannot be published",
            hint=f"use a semantic version of at most {LONGEST_VERSION} characters, such as 1.0.0",
        )
    return version.replace("+", "_")
