"""What hosts allow and have, as values that rules look at; each says where and when it was read.

A `source` is the address of a page, or a published package with its version; `checked` is the ISO
date of the day it was read. What only third parties say is marked in its text and is never an error.
"""

from collections.abc import Mapping
from typing import Literal

from miniprog_cli.core.finding import Severity
from miniprog_cli.core.namedtuple import NamedTuple

Delivery = Literal["bundle", "url"]
"""Whether a host takes the files, or the address of a site that serves them."""

FONT_SERVICES = (
    "fonts.googleapis.com",
    "fonts.bunny.net",
    "fonts.font.im",
    "use.typekit.net",
    "use.fontawesome.com",
    "fonts.cdnfonts.com",
    "rsms.me",
)
"""Where a style sheet is there for its fonts; of the last, Inter."""


class Ban(NamedTuple):
    """A web API that a host forbids."""

    name: str
    """As `Use.name` has it; what lies below it is forbidden too: ``navigator.clipboard``."""
    reason: str
    source: str
    checked: str


class Policy(NamedTuple):
    """Something a host asks of programs."""

    text: str
    source: str
    checked: str
    severity: Severity = Severity.ERROR
    """A warning where the host decides case by case, or where it is advice."""


class Policies(NamedTuple):
    """What a host asks of programs; None where it publishes nothing of the kind."""

    own_scripts: Policy | None = None
    own_styles: Policy | None = None
    own_fonts: Policy | None = None
    """Font files, and the style sheets of services that serve fonts."""
    no_frames: Policy | None = None
    """As an error it is about every frame, as a warning about those from elsewhere."""
    no_code_from_text: Policy | None = None
    """`eval`, the `Function` constructor, and timers that are given text."""
    declared_domains: Policy | None = None
    https_only: Policy | None = None
    own_sign_in: Policy | None = None
    own_payment: Policy | None = None

    def named(self) -> Mapping[str, Policy]:
        """Give those that there are, by name."""
        found: Mapping[str, Policy | None] = self._asdict()
        return {name: policy for name, policy in found.items() if policy}


class BannedLinks(NamedTuple):
    """Places that a host does not let programs lead to."""

    name: str
    """What they are, for a person: ``app stores``."""
    domains: tuple[str, ...]
    """Domains, each with all below it."""
    reason: str
    """What the host does or asks, and since when."""
    source: str
    checked: str


FROM_SERVER = "from your server"
"""How `Capabilities.via` begins of what the program's server gets, and no call in the program."""


class Capabilities(NamedTuple):
    """What a host has for the capabilities of `mini.js`; of those in neither nothing is known."""

    via: Mapping[str, str]
    """By name, what does it: a method of the host, ``web`` for the web's own API, `FROM_SERVER`."""
    missing: tuple[str, ...]
    source: str
    checked: str


class ConfigFile(NamedTuple):
    """A JSON file that the host's own tools read, and the members it must have."""

    name: str
    required: tuple[tuple[str, ...], ...]
    source: str
    checked: str


class HostMember(NamedTuple):
    """A member of `hosts.<name>` in the manifest, and what it has to look like."""

    name: str
    rule: str
    """In words: ``a LIFF id such as 1234567890-AbcdEfgh``."""
    pattern: str
    source: str
    checked: str
    severity: Severity = Severity.WARNING
    """Of one that is there and wrong; one that is not there is a warning."""
    required: bool = False
