"""The table of members: the checker and the schema say the same, and what ships is public."""

import copy
import json
import re
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniprog_cli.core.manifest import parse_manifest, public
from miniprog_cli.core.members import MANIFEST, schema
from miniprog_cli.core.shape import Fault, Violation
from miniprog_cli.core.source import Pointer
from tests.conftest import MANIFEST as SMALL

FULL: dict[str, Any] = {
    "$schema": "miniprog.schema.json", "id": "com.example.quiz-2", "name": "Quiz", "short_name": "Quiz",
    "version": "1.0.0-beta.2+build", "pages": ["index.html", "a/b.html"], "kind": "web", "root": "app",
    "description": "x", "lang": "zh-Hant-CN", "icon": "icon.png",
    "window": {"title": "Q", "background": "#fff", "orientation": "any", "theme": "auto", "navigation": "custom"},
    "permissions": [{"name": "location", "reason": "near you", "required": True}],
    "domains": {"request": ["https://api.example.com", "https://*.example.com:8443"], "webview": [], "socket": ["wss://s.example.com"]},
    "share": {"title": "Q", "image": "a.png", "path": "index.html?x=1"},
    "hosts": {"generic": {}, "tiktok": {"client_key": "k"}},
    "budget": {"total": "1 MB", "file": "200 KB", "types": {"png": "1.5MB"}, "globs": {"a/*": "1 B"}},
    "check": {"select": ["MP1"], "ignore": ["MP101"], "allow": [{"rule": "MP101", "path": "a", "reason": "b"}]},
    "preview": {"command": "npm run dev", "proxy": {"/api": "http://localhost:1"}, "mocks": "mocks/"},
    "publish": {"to": "dir:registry"},
}  # fmt: skip
WORDS = st.sampled_from(["", " ", "index.html", "../a", "/a", "a?b", "1.0.0", "01.0.0", "#fff", "https://a.b", "http://a.b", "1 KB", "a\n", "é", "x" * 65, "x" * 501])  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*MANIFEST.members, "x", "to", "title"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def _pattern(_validator, pattern, instance, _schema):
    """Match as ECMAScript does: in Python alone, ``$`` also matches before a line break at the end."""
    if isinstance(instance, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), instance):
        yield jsonschema.ValidationError("pattern")


VALIDATOR = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": _pattern})(
    schema()
)


def wrong(value) -> list[Violation]:
    return [one for one in MANIFEST.violations(value, ()) if one.fault is not Fault.UNKNOWN]


def places(value) -> list[Pointer]:
    """Every pointer of a value."""
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [(), *((key, *rest) for key, inner in items for rest in places(inner))]


def replaced(pointer: Pointer, value):
    manifest = copy.deepcopy(FULL)
    inner: Any = manifest
    for step in pointer[:-1]:
        inner = inner[step]
    if pointer:
        inner[pointer[-1]] = value
        return manifest
    return value


def test_the_schema_is_a_schema_and_takes_a_full_manifest():
    jsonschema.Draft202012Validator.check_schema(schema())
    assert VALIDATOR.is_valid(FULL)
    assert list(MANIFEST.violations(FULL, ())) == []


@given(pointer=st.sampled_from(places(FULL)), value=JSON)
def test_schema_and_checker_agree_on_every_mutation(pointer, value):
    manifest = replaced(pointer, value)
    assert VALIDATOR.is_valid(manifest) == (not wrong(manifest))


@given(value=st.dictionaries(st.sampled_from([*MANIFEST.members, "x"]), JSON))
def test_schema_and_checker_agree_on_any_manifest(value):
    assert VALIDATOR.is_valid(value) == (not wrong(value))


@pytest.mark.parametrize("name", [name for name, one in MANIFEST.members.items() if one.required])
def test_schema_and_checker_require_the_same(name):
    manifest = {key: value for key, value in FULL.items() if key != name}
    assert not VALIDATOR.is_valid(manifest)
    assert [one.fault for one in wrong(manifest)] == [Fault.MISSING]


BAD = [
    ("id", "a..b"), ("id", "-a"), ("id", 1), ("name", ""), ("short_name", "x" * 13), ("version", "1.0"),
    ("version", "v1.0.0"), ("version", "1.0.0-01"), ("pages", []), ("pages", ["a.html", "a.html"]), ("pages", ["a.html", "./a.html"]), ("pages", ["a"]), ("pages", ["a.html/"]), ("pages", ["a#b"]),
    ("pages", ["a\\b"]), ("pages", "index.html"), ("kind", "html"), ("root", "/app"), ("root", "a/.."),
    ("description", "x" * 501), ("lang", "deutsch!"), ("icon", "https://x.y/i.png"), ("window", []),
    ("window", {"orientation": "up"}), ("window", {"theme": "blue"}), ("window", {"navigation": 1}),
    ("permissions", [{"name": "location"}]), ("permissions", [{"name": "location", "reason": " "}]),
    ("permissions", [{"name": "scan", "reason": "b", "required": "yes"}]),
    ("permissions", [{"name": "a", "reason": "b"}]), ("permissions", [{"name": "scan", "reason": "a"}, {"name": "scan", "reason": "b"}]),
    ("short_name", ""), ("short_name", "  "), ("lang", "en-a"), ("lang", "en_US"), ("lang", "e"), ("lang", "en-US-"), ("lang", "en-x"), ("lang", ""),
    ("domains", {"request": ["https://a.b:65536"]}), ("domains", {"request": ["https://a.b:0"]}), ("domains", {"request": ["https://a..b"]}),
    ("domains", {"request": ["https://a.b."]}), ("domains", {"request": ["https://-a.b"]}), ("domains", {"socket": ["wss://*"]}),
    ("share", {"path": "https://a.b/index.html"}), ("share", {"path": "a.html#b"}), ("share", {"path": "a?x=1"}), ("share", {"path": "../a.html?x"}),
    ("publish", {"to": "registry"}), ("publish", {"to": "dir:"}), ("publish", {"to": "https://a.b"}), ("publish", {"to": ""}),
    ("preview", {"proxy": {"api": "http://a.b"}}), ("preview", {"proxy": {"/api": "localhost:3000"}}), ("preview", {"proxy": {"/api": "ftp://a.b"}}),
    ("domains", {"request": ["http://a.b"]}),
    ("domains", {"webview": ["https://a.b/"]}), ("domains", {"socket": ["wss://a.*.b"]}), ("share", {"image": "../x.png"}),
    ("hosts", {"generic": []}), ("hosts", ["generic"]), ("budget", {"total": 100}), ("budget", {"file": "1 GB"}),
    ("check", {"allow": [{"rule": "MP101"}]}), ("preview", {"mocks": "/m"}), ("publish", {"to": 1}),
]  # fmt: skip

GOOD = [
    *(("lang", tag) for tag in ("en", "deu", "en-US", "zh-Hant-TW", "sl-rozaj-biske", "de-1996", "es-419", "zh-cmn-Hans", "en-u-ca-buddhist", "en-x-a", "x-a")),
    *(("domains", {"request": [f"https://{place}"]}) for place in ("localhost", "a.b:1", "a.b:65535", "*.a-b.c", "127.0.0.1:8080", "xn--bcher-kva.example")),
    *(("share", {"path": path}) for path in ("index.html", "a/b.htm", "./index.html?next=/../x&y=a:b", "INDEX.HTML?")),
    *(("publish", {"to": to}) for to in ("dir:.", "dir:~/r", "oci://registry.example/r")),
    *(("preview", {"proxy": {"/": url}}) for url in ("http://localhost:1", "wss://a.b/c/", "https://[::1]:8443")),
    ("permissions", [{"name": "scan", "reason": "a"}, {"name": "user", "reason": "a"}]), ("short_name", "🎲" * 12),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), GOOD)
def test_each_row_takes_what_is_right(name, value):
    manifest = {**SMALL, name: value}
    assert wrong(manifest) == []
    assert VALIDATOR.is_valid(manifest)


@pytest.mark.parametrize(("name", "value"), BAD)
def test_the_schema_refuses_it_too_where_it_can(name, value):
    # It cannot know one page written in two ways, nor one permission with two reasons
    twice = value in (
        ["a.html", "./a.html"],
        [{"name": "scan", "reason": reason} for reason in "ab"],
    )
    assert VALIDATOR.is_valid({**SMALL, name: value}) == twice


@pytest.mark.parametrize(("name", "value"), BAD)
def test_each_row_refuses_what_is_wrong_at_its_place(name, value):
    text = json.dumps({**SMALL, name: value}, indent=2)
    manifest = parse_manifest(text.encode())
    [violation] = wrong(manifest.document.value)
    assert violation.pointer[0] == name
    at = manifest.at(*violation.pointer).span
    assert at
    assert at.line >= next(n for n, line in enumerate(text.splitlines(), 1) if f'"{name}"' in line)


def test_what_ships_is_public_in_the_order_of_the_table():
    manifest = parse_manifest(json.dumps({**dict(reversed(FULL.items())), "x": 1}).encode())
    shipped = public(manifest, "tiktok")
    assert list(shipped) == ["id", "name", "short_name", "version", "description", "lang", "kind", "pages", "icon",
                             "window", "permissions", "domains", "share", "hosts"]  # fmt: skip
    assert shipped["hosts"] == {"tiktok": {"client_key": "k"}}
    assert public(manifest, "paytm")["hosts"] == {"paytm": {}}


@given(value=JSON)
def test_any_manifest_that_is_json_is_read(value):
    manifest = parse_manifest(json.dumps(value).encode())
    assert isinstance(manifest.root, str)


def test_the_schema_has_no_member_without_effect():
    assert "no effect" not in json.dumps(schema())
