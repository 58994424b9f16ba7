"""How an id, a version and a host are written as names that an OCI registry accepts."""

import hashlib
import re

from miniprog_cli.core.members import MANIFEST
from miniprog_cli.publish.errors import UnpublishableName

HOST = r"[a-z][a-z0-9]*"
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
    if not _is(app, "id"):
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
    if not re.fullmatch(HOST, host):
        raise UnpublishableName(f"{host!r} is not the name of a host")
    return f"{_version(version)}-{host}"


def event_tag(version: str, digest: str) -> str:
    """Name the tag of one event: the version and 32 hex digits of its manifest's digest."""
    return f"ev.{_version(version)}.{digest.removeprefix('sha256:')[:32]}"


def _version(version: str) -> str:
    if len(version) > LONGEST_VERSION or not _is(version, "version"):
        raise UnpublishableName(
            f"version {version!r} cannot be published",
            hint=f"use a semantic version of at most {LONGEST_VERSION} characters, such as 1.0.0",
        )
    return version.replace("+", "_")


def _is(text: str, member: str) -> bool:
    """Tell whether a text is what the manifest's table allows as one of its members."""
    return not any(MANIFEST.members[member].shape.violations(text, ()))
