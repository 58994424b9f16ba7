"""Facts as bytes, for the cache and for worker processes: JSON, since either may be damaged."""

import json
from typing import Any

from miniprog_cli.core.facts import (
    Fault,
    FileFacts,
    Form,
    PageFacts,
    Reference,
    Role,
    Secret,
    Slot,
    TagUse,
    Use,
)
from miniprog_cli.core.finding import Span

VERSION = 39
"""To be raised whenever the same content leads to other facts."""

_ROLES = {role.value: role for role in Role}
_FORMS = {form.value: form for form in Form}


UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)
"""What `decode` raises for bytes that `encode` did not write."""


def encode(facts: FileFacts) -> bytes:
    """Write facts; tuples become arrays."""
    return json.dumps(facts, separators=(",", ":")).encode()


def decode(data: bytes) -> FileFacts:
    """Read what `encode` wrote.

    Raises:
        UNREADABLE: it wrote something else.
    """
    references, uses, faults, secrets, page, base, coding, tags, origins = json.loads(data)
    return FileFacts(
        tuple(
            Reference(url, Span(*at), where, _ROLES[role], _span(path))
            for url, at, where, role, path in references
        ),
        tuple(Use(name, _FORMS[form], Span(*at), *rest) for name, form, at, *rest in uses),
        tuple(Fault(message, Span(*at), *rest) for message, at, *rest in faults),
        tuple(Secret(kind, Span(*at), digest) for kind, at, digest in secrets),
        _page(page) if page else None,
        base,
        coding,
        tuple(TagUse(name, Span(*at)) for name, at in tags),
        tuple(origins),
    )


def _page(row: list[Any]) -> PageFacts:
    start, lang, title, viewport, without_alt, head, whole, has_html, *rest = row
    titled, viewed, quoted, slot, shows, takes_files, classic, compiled, mapped = rest
    return PageFacts(
        Span(*start),
        lang,
        title,
        viewport,
        tuple(Span(*at) for at in without_alt),
        _span(head),
        whole,
        has_html,
        _span(titled),
        _span(viewed),
        quoted,
        Slot(Span(*slot[0]), slot[1]) if slot else None,
        shows,
        takes_files,
        tuple(Span(*at) for at in classic),
        tuple(Span(*at) for at in compiled),
        tuple(mapped),
    )


def _span(row: list[int] | None) -> Span | None:
    return Span(*row) if row else None
