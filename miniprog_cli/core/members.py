"""The members of `miniprog.json`: the one table that the checker and the schema are made from.

Patterns are written for both Python and ECMAScript, and match the whole text.
"""

from posixpath import normpath

from miniprog_cli.core.capabilities import CAPABILITIES
from miniprog_cli.core.shape import Flag, FreeObject, ListOf, MapOf, Member, Object, Text
from miniprog_cli.core.source import Json

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_PORT = r"(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
_ORIGIN = rf"^(https|wss)://(\*\.)?{_LABEL}(?:\.{_LABEL})*(:{_PORT})?$"
_BACKEND = (
    rf"^(?:https?|wss?)://(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9A-Fa-f:.]+\])(:{_PORT})?(/[^\s?#]*)?$"
)
# RFC 5646, section 2.1, without the tags that are kept from before it
_LANGUAGE = (
    r"^(?:(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})(?:-[A-Za-z]{4})?"
    r"(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
    r"(?:-[0-9A-WYZa-wyz](?:-[A-Za-z0-9]{2,8})+)*(?:-[Xx](?:-[A-Za-z0-9]{1,8})+)?"
    r"|[Xx](?:-[A-Za-z0-9]{1,8})+)$"
)
_COLOUR = r"^(#([0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})|[A-Za-z]+(\([^;{}]*\))?)$"
_SIZE = r"^[0-9]{1,30}(\.[0-9]{1,30})?\s*([KkMm]?[Bb])$"
SEMVER = (
    r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)"
    r"(-(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(\.(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*)?"
    r"(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$"
)
# Not a scheme, not absolute, no step upwards, no query or fragment, no backslash.
_RELATIVE = r"^(?![A-Za-z][A-Za-z0-9+.-]*:)(?!/)(?!(?:[^?#]*/)?\.\.(?:/|$))[^?#\\\x00-\x1f]+"
_INSIDE = rf"{_RELATIVE}$"
_PAGE = rf"{_RELATIVE}\.[Hh][Tt][Mm][Ll]?$"
_PAGE_AND_QUERY = rf"{_RELATIVE}\.[Hh][Tt][Mm][Ll]?(\?[^#\s]*)?$"

_SOMETHING = r"^[\s\S]*\S[\s\S]*$"

_PATH_HINT = "write it relative, with forward slashes, as `pages/index.html`"
# What would take long to match: the time grows with a power of the runs of stars
_PATTERN = r"^(?![!#])(?=[\s\S]*\S)(?!(?:[^*]*\*+){7})[^\x00-\x1f]*[^\x00-\x1f\\]$"

inside = Text(rule="a relative path inside the project", pattern=_INSIDE, hint=_PATH_HINT)
page = Text(
    rule="the relative path of an .html or .htm file inside the project",
    pattern=_PAGE,
    hint=_PATH_HINT,
)
size = Text(rule='a size such as "200 KB"', pattern=_SIZE)
name = Text(rule="1 to 64 characters, not only spaces", pattern=r"^\s*\S(?:[\s\S]{0,62}\S)?\s*$")
origins = ListOf(
    item=Text(
        rule="an origin such as https://api.example.com",
        pattern=_ORIGIN,
        hint="https or wss, a host name, no path; a leading *. is allowed",
    )
)
texts = ListOf(item=Text())
path = Text(rule="a path that begins with /", pattern=r"^/[^?#\s]*$", hint="for example /api")
registry = Text(
    rule="the address of a registry",
    pattern=r"^(dir:.+|oci://.+)$",
    hint="for example dir:registry",
)
backend = Text(
    rule="an http, https, ws or wss URL", pattern=_BACKEND, hint="for example http://localhost:3000"
)


def page_key(item: Json) -> str | None:
    """Give what two entries for one page share: its path without steps that lead nowhere."""
    return normpath(item) if isinstance(item, str) else None


def permission_key(item: Json) -> str | None:
    """Give what two entries for one permission share: its name."""
    named = item.get("name") if isinstance(item, dict) else None
    return named if isinstance(named, str) else None


WINDOW = Object(
    {
        "title": Member(shape=Text(), says="Text of the host's title bar."),
        "background": Member(
            shape=Text(rule="a CSS colour", pattern=_COLOUR, hint="for example #ffffff"),
            says="Colour behind the page while it loads.",
        ),
        "orientation": Member(
            shape=Text(choices=("portrait", "landscape", "any")),
            says="How the phone may be held.",
            default="portrait",
        ),
        "theme": Member(
            shape=Text(choices=("light", "dark", "auto")),
            says="Colours of the host's bar.",
            default="auto",
        ),
        "navigation": Member(
            shape=Text(choices=("default", "custom")),
            says="Whether the host draws the title bar.",
            default="default",
        ),
    }
)

PERMISSION = Object(
    {
        "name": Member(
            shape=Text(choices=tuple(CAPABILITIES)),
            says="Name of the capability.",
            required=True,
        ),
        "reason": Member(
            shape=Text(rule="a reason", pattern=_SOMETHING),
            says="Why the program needs it, shown to the user.",
            required=True,
        ),
        "required": Member(
            shape=Flag(), says="Whether the program is useless without it.", default=False
        ),
    }
)

DOMAINS = Object(
    {
        "request": Member(shape=origins, says="Origins the program fetches from."),
        "webview": Member(shape=origins, says="Origins it opens in a web view."),
        "socket": Member(shape=origins, says="Origins it opens sockets to."),
    }
)

ALLOWANCE = Object(
    {
        "rule": Member(
            shape=Text(), says="Code or name of the rule, or the beginning of codes.", required=True
        ),
        "path": Member(
            shape=Text(
                rule="a path or pattern in gitignore style, with six runs of stars at most",
                pattern=_PATTERN,
                hint="relative to the project's folder, for example app/vendor/",
            ),
            says="Where it is allowed, in gitignore style, relative to the project's folder.",
        ),
        "fingerprint": Member(
            shape=Text(
                rule="a fingerprint",
                pattern=r"^[0-9a-f]{16}$",
                hint="16 hexadecimal digits, as `miniprog check --json` gives them",
            ),
            says="The one finding that is allowed, as `check --json` identifies it.",
        ),
        "reason": Member(
            shape=Text(rule="a reason", pattern=_SOMETHING),
            says="Why it is all right.",
            required=True,
        ),
    }
)

# fmt: off
KINDS_OF_FILES = {
    "page": ("html", "htm"),
    "style": ("css",),
    "script": ("js", "mjs", "cjs", "wasm"),
    "image": ("png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "bmp", "apng"),
    "font": ("woff", "woff2", "ttf", "otf", "eot"),
    "media": ("mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "flac", "mp4", "m4v", "webm", "mov"),
    "data": ("json", "xml", "csv", "txt", "bin", "glb"),
}
# fmt: on
"""What `budget.types` takes besides one suffix: a word for several."""

# the time to match a glob grows with a power of its wildcards
GLOB = Text(
    rule="a glob with at most six wildcards",
    pattern=r"^(?:[^*]*\*+){0,6}[^*]*$",
    hint="for example media/** or *.min.js, from the root",
)

BUDGET = Object(
    {
        "total": Member(shape=size, says="At most this much for all files together."),
        "file": Member(shape=size, says="At most this much for each file."),
        "types": Member(
            shape=MapOf(
                size,
                names=Text(
                    rule="a type of files",
                    pattern=rf"^(?:{'|'.join(KINDS_OF_FILES)}|[A-Za-z0-9]{{1,4}}|woff2|xhtml|jsonl)$",
                    hint=f"one of {', '.join(KINDS_OF_FILES)}, or a file name suffix such as png",
                ),
            ),
            says="At most this much for the files of a type together, by type or suffix.",
        ),
        "globs": Member(
            shape=MapOf(
                size,
                names=GLOB,
            ),
            says="At most this much for the files that a glob names together.",
        ),
    }
)

CHECK = Object(
    {
        "select": Member(shape=texts, says="Only these rules: codes, MP3, names, ALL."),
        "ignore": Member(shape=texts, says="Not these rules."),
        "allow": Member(
            shape=ListOf(item=ALLOWANCE), says="Findings that are all right, each with a reason."
        ),
    }
)

PREVIEW = Object(
    {
        "command": Member(
            shape=Text(rule="a command", pattern=_SOMETHING),
            says="Command of a build that runs beside the preview.",
        ),
        "proxy": Member(shape=MapOf(backend, names=path), says="Backends by path."),
        "mocks": Member(
            shape=inside,
            says="Folder of presets for the simulated host; never ships.",
            default="mocks/",
        ),
    }
)

SHARE = Object(
    {
        "title": Member(shape=Text(), says="Title of a shared card."),
        "image": Member(shape=inside, says="Picture of a shared card."),
        "path": Member(
            shape=Text(
                rule="a page of the program, with a query or without",
                pattern=_PAGE_AND_QUERY,
                hint="for example index.html?from=card",
            ),
            says="Page a shared card opens, with its query.",
        ),
    }
)

MANIFEST = Object(
    {
        "$schema": Member(shape=Text(), says="Where an editor finds the schema; not shipped."),
        "id": Member(
            shape=Text(
                rule="letters and digits in parts joined by . or -",
                pattern=r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$",
                longest=128,
                hint="for example com.example.capitals",
            ),
            says="Identifier of the program, in reverse-domain form.",
            required=True,
        ),
        "name": Member(shape=name, says="Name that users see.", required=True),
        "short_name": Member(
            shape=Text(rule="1 to 12 characters, not only spaces", pattern=_SOMETHING, longest=12),
            says="Name where there is little room.",
        ),
        "version": Member(
            shape=Text(
                rule="a semantic version", pattern=SEMVER, hint="for example 1.0.0 or 1.1.0-beta.2"
            ),
            says="Semantic version of this release.",
            required=True,
        ),
        "description": Member(shape=Text(longest=500), says="What the program does."),
        "lang": Member(
            shape=Text(
                rule="a BCP 47 language tag",
                pattern=_LANGUAGE,
                hint="with hyphens, such as en, en-US or zh-Hant-TW",
            ),
            says="Language of the program.",
        ),
        "kind": Member(
            shape=Text(choices=("web", "native")), says="HTML, or the host's own dialect."
        ),
        "root": Member(shape=inside, says="The folder that ships.", default="."),
        "pages": Member(
            shape=ListOf(item=page, shortest=1, same=page_key),
            says="The pages, relative to the root; the first is the start page.",
            required=True,
        ),
        "icon": Member(
            shape=inside,
            says="Square picture, at least 144 pixels wide if raster.",
        ),
        "window": Member(shape=WINDOW, says="How the host shows the program."),
        "permissions": Member(
            shape=ListOf(item=PERMISSION, same=permission_key), says="Capabilities it asks for."
        ),
        "domains": Member(shape=DOMAINS, says="Where it connects to."),
        "share": Member(shape=SHARE, says="What a shared card shows."),
        "hosts": Member(
            shape=MapOf(FreeObject()), says="Hosts it is meant for, with their own members."
        ),
        "budget": Member(shape=BUDGET, says="Sizes to stay below, in bytes as the files are."),
        "check": Member(shape=CHECK, says="Which findings count."),
        "preview": Member(shape=PREVIEW, says="Settings of the preview."),
        "publish": Member(
            shape=Object({"to": Member(shape=registry, says="Registry, such as dir:PATH.")}),
            says="Where bundles are submitted.",
        ),
    }
)

PRIVATE = frozenset({"$schema", "root", "budget", "check", "preview", "publish"})
"""Members that concern the project only and are left out of the bundle's manifest."""


def schema() -> dict[str, object]:
    """Write the JSON Schema of `miniprog.json`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "miniprog.json",
        "description": "Manifest of a mini-program",
        **MANIFEST.schema(),
    }
