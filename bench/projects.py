"""The projects that are measured, made from a seed: the same bytes everywhere."""

import json
import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

WORDS = (  # noqa: SIM905 a list of thirty strings is harder to read
    "page user order cart price image title scroll view tap event request response storage login "
    "share poll recipe quiz answer score map location payment coupon banner swiper list item"
).split()
PROBE = "probe-000000000000"
"""What the latency rows look for in a page, and change with every save."""

Writer = Callable[[random.Random, int], bytes]


def small(folder: Path, *, files: int = 10) -> Path:
    """Write a web project with a page, a sheet, a script and pictures; `files` of them in all."""
    rng = random.Random(1)
    app = folder / "app"
    write(folder / "miniprog.json", manifest())
    write(app / "index.html", _page("small", "style.css", "app.js"))
    write(app / "style.css", _style(rng, 4000))
    write(app / "app.js", _script(rng, 8000))
    for number in range(files - 4):
        write(app / "img" / f"{number}.png", _png(rng, 3000))
    return folder


def probed(folder: Path) -> Path:
    """Write the project of the latency rows: one page with a mark, its sheet with another."""
    app = folder / "app"
    write(folder / "miniprog.json", manifest())
    write(app / "style.css", f":root {{ --probe: {PROBE}; }}\nh1 {{ color: teal; }}\n".encode())
    write(app / "app.js", b'document.querySelector("#app").textContent = "ready";\n')
    body = f'<h1 data-probe="{PROBE}">Hello</h1>\n<div id="app"></div>\n' + _paragraphs(40)
    write(app / "index.html", _page("probe", "style.css", "app.js", body))
    return folder


def native(folder: Path) -> Path:
    """Write a native program whose page shows what the probed one does; its sheet has the mark."""
    app = folder / "app"
    config = {"appid": "wx0123456789abcdef", "miniprogramRoot": "app/"}
    write(folder / "project.config.json", json.dumps(config).encode())
    write(app / "app.json", json.dumps({"pages": ["pages/home/home"]}).encode())
    write(app / "app.js", b"App({});\n")
    write(app / "app.wxss", b"view { line-height: 1.5; }\n")
    home = app / "pages" / "home"
    body = _paragraphs(40).replace("<p>", "<view>").replace("</p>", "</view>")
    write(home / "home.wxml", f'<text class="head">Hello</text>\n{body}'.encode())
    write(home / "home.js", b"Page({});\n")
    write(home / "home.json", b"{}\n")
    style = f"page {{ --probe: {PROBE}; }}\n.head {{ color: teal; }}\n"
    write(home / "home.wxss", style.encode())
    return folder


def large(folder: Path, *, size: int = 10_000_000, pages: int = 60) -> Path:
    """Write a web project of 500 files, about `size` bytes: 40 % scripts, 40 % pictures.

    The rest is sheets and JSON, and 60 small pages that refer to the others.
    """
    rng = random.Random(42)
    app = folder / "app"
    names = [f"pages/p{number:02}/index.html" for number in range(pages)]
    write(folder / "miniprog.json", manifest(pages=names))
    kinds: tuple[tuple[Writer, str, int, float], ...] = (
        (_script, "js", 170, 0.4),
        (_style, "css", 85, 0.1),
        (_json, "json", 85, 0.1),
        (_png, "png", 99, 0.4),
    )
    for make, suffix, count, share in kinds:
        for number in range(count):
            part = size * share / count * rng.uniform(0.4, 1.6)
            write(app / f"pages/p{number % pages:02}/m{number}.{suffix}", make(rng, int(part)))
    for number, name in enumerate(names):
        body = f'<img src="m{number}.png" alt="">\n' + _paragraphs(8)
        write(app / name, _page(str(number), f"m{number}.css", f"m{number}.js", body))
    return folder


def incompressible(folder: Path, *, size: int = 10_000_000) -> Path:
    """Write a web project whose bundle is about `size` bytes, too: ten pictures."""
    rng = random.Random(7)
    write(folder / "miniprog.json", manifest())
    write(folder / "app" / "index.html", _page("photos", "style.css", "app.js"))
    write(folder / "app" / "style.css", _style(rng, 100))
    write(folder / "app" / "app.js", b"\n")
    for number in range(10):
        write(folder / "app" / f"{number}.png", _png(rng, size // 10))
    return folder


def manifest(*, pages: list[str] | None = None) -> bytes:
    """Write a manifest for a program in `app/`."""
    members = {
        "id": "com.example.bench",
        "name": "Bench",
        "version": "1.0.0",
        "root": "app",
        "pages": pages or ["index.html"],
    }
    return json.dumps(members, indent=2).encode()


def extension(folder: Path) -> None:
    """Make a folder the source of a browser extension: it takes one more file."""
    members = {"manifest_version": 2, "name": "Bench", "version": "1.0.0"}
    write(folder / "manifest.json", json.dumps(members).encode())


def write(file: Path, content: bytes) -> None:
    """Write a file, and the folders around it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _page(title: str, style: str, script: str, body: str = "<p>Hello</p>\n") -> bytes:
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<link rel="stylesheet" href="{style}">\n</head>\n<body>\n{body}'
        f'<script type="module" src="{script}"></script>\n</body>\n</html>\n'
    ).encode()


def _paragraphs(count: int) -> str:
    rng = random.Random(count)
    return "".join(f"<p>{' '.join(rng.choices(WORDS, k=12))}</p>\n" for _ in range(count))


def _script(rng: random.Random, size: int) -> bytes:
    def function() -> str:
        a, b, c = rng.sample(WORDS, 3)
        return (
            f"export function {a}{b.title()}{rng.randrange(10**9)}({c}) {{\n"
            f"  const {b} = {c}.{a} ?? '{rng.choice(WORDS)} {rng.choice(WORDS)}';\n"
            f"  if ({c}.length > {rng.randrange(1000)}) {{\n"
            f"    return fetch('/api/{a}/{rng.randrange(9999)}', {{ method: 'POST' }});\n"
            f"  }}\n  return {{ {a}: {b}, {b}: {rng.random():.4f} }};\n}}\n"
        )

    return _repeat(function, size)


def _style(rng: random.Random, size: int) -> bytes:
    def block() -> str:
        name = f"{rng.choice(WORDS)}-{rng.choice(WORDS)}{rng.randrange(99)}"
        return (
            f".{name} {{ color: #{rng.randrange(1 << 24):06x}; margin: {rng.randrange(64)}px; "
            f"padding: {rng.randrange(32)}px; display: flex; }}\n"
        )

    return _repeat(block, size)


def _json(rng: random.Random, size: int) -> bytes:
    def item() -> str:
        title = " ".join(rng.choices(WORDS, k=6))
        return f'{{"id": {rng.randrange(10**6)}, "title": "{title}", "at": {rng.random()}}},\n'

    return b"[\n" + _repeat(item, size) + b"{}\n]\n"


def _repeat(make: Callable[[], str], size: int) -> bytes:
    parts, length = [], 0
    while length < size:
        part = make()
        parts.append(part)
        length += len(part)
    return "".join(parts).encode()


def _png(rng: random.Random, size: int) -> bytes:
    """Make a square picture of noise: as good as incompressible."""
    width = max(8, int((size / 3) ** 0.5))
    pixels = b"".join(b"\0" + rng.randbytes(width * 3) for _ in range(width))
    header = struct.pack(">IIBBBBB", width, width, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(pixels, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
