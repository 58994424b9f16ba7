"""Which calls of the vendor's interface native programs find in preview, read from the scripts.

Each file of `preview/client/native/api/`, and `calls.js` of a host, names what it has in
`native.api({ … })`, whose members `client/native/api.js` describes.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

_PACKAGE = Path(__file__).resolve().parents[1] / "miniprog_cli"
_API = _PACKAGE / "preview" / "client" / "native" / "api"
_HOSTS = _PACKAGE / "hosts"
_NAMES = _HOSTS / "wechat" / "data" / "calls.json"
_LISTS = ("calls", "sync", "values", "events", "quiet", "later", "simulated")
_PARSER = Parser(Language(tree_sitter_javascript.language()))
WORKS, SIMULATED, MISSING = "works", "simulated", "not in preview"

_INTRO = f"""# Calls of native programs in preview

What `miniprog preview` answers when a native program calls its host (`wx.*`; the same in the other
dialects, under their own name). Made from the runtime's scripts by `scripts/docs.py`; the names are
WeChat's.

- **{WORKS}**: does in the browser what it does in the host, within what a browser can.
- **{SIMULATED}**: answered by the simulated host: from the settings of the panel, from samples, or
  shown in the panel because a desk has nothing like it. Its permissions and edited answers count.
- **{MISSING}**: fails through `fail` with `name:fail {MISSING}`, gives an object whose methods do
  the same where an object is asked for, and is shown in the panel. It never throws into the page.

Every call takes `success`, `fail` and `complete`, or gives a promise, and is in the panel's log with
its arguments and its answer. What is particular to the preview:

- Files are in memory and go with the page; `wxfile://` addresses of them show in components.
- Values of storage are in the browser, by the program's id, at most 1 MB a key and 10 MB in all.
- Requests go through the preview, so no server has to allow other origins. Allowed are `https:` and
  `wss:` addresses of the public network, and whatever `preview.proxy` of `miniprog.json` declares:
  a server on this machine or near it has to stand there, such as `"/api": "http://localhost:3000"`,
  and is then asked for by that address. A request that is refused fails with `url not in domain list`.
- Proxies for the way out (`HTTPS_PROXY`) are not used.
"""


class Group(NamedTuple):
    """One file of calls."""

    title: str
    what: str
    states: dict[str, str]


def page() -> str:
    """Write the page."""
    names: list[str] = json.loads(_NAMES.read_text(encoding="utf-8"))["names"]
    groups = sorted(filter(None, map(_group, sorted(_API.glob("*.js")))), key=lambda one: one.title)
    found = {name: state for group in groups for name, state in group.states.items()}
    states = [found.get(name, MISSING) for name in names]
    counts = ", ".join(f"{states.count(each)} {each}" for each in (WORKS, SIMULATED, MISSING))
    parts = [_INTRO, f"Of WeChat's {len(names)} names: {counts}.\n"]
    parts.extend(_section(group, names) for group in groups)
    parts.extend(_section(group, sorted(group.states)) for group in _alone())
    rest = [name for name in names if name not in found]
    parts.append(f"## Others\n\n{MISSING.capitalize()}: {_listed(rest)}.\n")
    return "\n".join(part for part in parts if part)


def _alone() -> list[Group]:
    """Read the calls that one host has besides, each host's in a file of its own."""
    return list(filter(None, map(_group, sorted(_HOSTS.glob("*/calls.js")))))


def _section(group: Group, names: list[str]) -> str:
    """Write the calls of a group that the vendor has, by what comes of them."""
    lines = []
    for state in (WORKS, SIMULATED, MISSING):
        listed = [name for name in names if group.states.get(name) == state]
        if listed:
            lines.append(f"- {state}: {_listed(listed)}")
    return f"## {group.title}\n\n{group.what}\n\n" + "\n".join(lines) + "\n" if lines else ""


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _group(path: Path) -> Group | None:
    """Read a file of calls; None where it only helps the others."""
    text = path.read_text(encoding="utf-8")
    found = _lists(text)
    if not found:
        return None
    states: dict[str, str] = {}
    for name in (*found["calls"], *found["sync"], *found["values"]):
        states[name] = SIMULATED if name in found["simulated"] else WORKS
    for member, state in (("events", WORKS), ("quiet", SIMULATED)):
        states.update({f"{way}{name}": state for name in found[member] for way in ("on", "off")})
    states.update(dict.fromkeys(found["later"], MISSING))
    first = re.sub(r"\s*\*?\s*\n\s*\*\s*", " ", text.split("*/", 1)[0].removeprefix("/**")).strip()
    first = re.split(r"(?<=[.])\s+(?=[A-Z])", first, maxsplit=1)[0]
    title, _, what = first.partition(":")
    if not what:
        title, what = path.stem.capitalize(), f" {first}"
    return Group(title, f"{what.strip()[0].upper()}{what.strip()[1:]}", states)


def _lists(text: str) -> dict[str, list[str]]:
    """Read the members of what a file gives `native.api`; empty where it gives nothing."""
    found: dict[str, list[str]] = {}
    for given in _given(_PARSER.parse(text.encode()).root_node):
        found = found or {name: [] for name in _LISTS}
        for pair in given.named_children:
            key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
            if key and value and _text(key) in _LISTS:
                found[_text(key)] += _names(value)
    return found


def _given(node: Node) -> Iterator[Node]:
    """Find the objects that `native.api` is called with."""
    called = node.child_by_field_name("function") if node.type == "call_expression" else None
    if called and _text(called) == "native.api":
        arguments = node.child_by_field_name("arguments")
        yield from arguments.named_children if arguments else ()
        return
    for child in node.named_children:
        yield from _given(child)


def _names(value: Node) -> Iterator[str]:
    """Give the names in a list of texts, or of the members of an object."""
    for each in value.named_children:
        name = each.child_by_field_name("key") or each.child_by_field_name("name") or each
        if name.type in ("property_identifier", "shorthand_property_identifier", "string"):
            yield _text(name).strip('"')


def _text(node: Node) -> str:
    return (node.text or b"").decode()
