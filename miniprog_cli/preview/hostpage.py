"""The host page as it is sent: one document with its sheets, its script and the state of things.

So the frame with the program is made as soon as the document is there: a browser that is asked for
the page for the first time waits for nothing else.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.preview import joined
from miniprog_cli.preview.assets import FOLDER, PREFIX

_SHEET = re.compile(rf'(?:<link rel="stylesheet" href="{PREFIX}([^"]+)">\n)+')
_SHEET_NAME = re.compile(rf'href="{PREFIX}([^"]+)"')
_SCRIPT = re.compile(rf'<script src="{PREFIX}([^"]+)"></script>')
_SAID = '<script type="application/json" id="said">[]</script>'


class HostPage(NamedTuple):
    """The page without the state of things, and what a policy has to allow for it."""

    text: str
    scripts: str
    """The source, in a policy, of its one script that runs."""
    styles: str

    def saying(self, messages: Iterable[str]) -> bytes:
        """Write the page with the messages, in JSON, that its socket would begin with."""
        listed = ",\n".join(messages).replace("<", "\\u003c")
        said = _SAID.replace("[]", f"[{listed}]")
        return self.text.replace(_SAID, said, 1).encode()


@cache
def host_page() -> HostPage:
    """Put the page together, once."""
    allowed: dict[str, str] = {}

    def styled(match: re.Match[str]) -> str:
        text = joined.sheet(FOLDER, _SHEET_NAME.findall(match[0]))
        allowed["style"] = _source(text)
        return f"<style>{text}</style>\n"

    def scripted(match: re.Match[str]) -> str:
        text = joined.script(FOLDER, match[1], PREFIX)
        allowed["script"] = _source(text)
        return f"<script>{text}</script>"

    text = (FOLDER / "host.html").read_text("utf-8")
    text = _SCRIPT.sub(scripted, _SHEET.sub(styled, text))
    return HostPage(text, allowed["script"], allowed["style"])


def _source(text: str) -> str:
    """Name a text in a policy, by its digest."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
