"""What the address of another place in the web says."""

import re
from collections.abc import Iterable

_AUTHORITY = r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/?#\\]*@)?([^/?#\\:]*)"


def domain_of(address: str) -> str:
    """Give the domain of ``https://…`` or ``//…``, in lower case; empty where there is none."""
    match = re.match(_AUTHORITY, address)
    return match[1].lower().rstrip(".") if match else ""


def lies_below(domain: str, domains: Iterable[str]) -> bool:
    """Tell whether a domain is one of some, or below one."""
    return any(domain == one or domain.endswith(f".{one}") for one in domains)
