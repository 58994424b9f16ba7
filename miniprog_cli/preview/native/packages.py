"""Packages of npm that a program names but has not built: taken from `node_modules` as its tool does.

A package with a `miniprogram` member brings that folder; of any other its scripts are taken. They lie
in the program as `miniprogram_npm/<name>/`, where the vendor's tool puts them.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from miniprog_cli.core.inside import FileChanged, read_start

_MOST = 4000
"""Files of one package."""
_LARGEST = 1024 * 1024
_PACKAGES = 100


def sources(
    folder: Path, top: Path, suffixes: frozenset[str], libraries: Iterable[str] = ()
) -> Iterator[tuple[str, str]]:
    """Yield the sources of packages by their path in the program.

    `folder` is the project's, `top` the program's; the nearer `package.json` counts. `libraries` are
    packages that the host would bring, for who has them in `node_modules`.
    """
    for base in dict.fromkeys((top, folder)):
        for name in _needed(base, (*_dependencies(base), *libraries)):
            if not (top / "miniprogram_npm" / name).exists():
                yield from _package(base / "node_modules" / name, name, suffixes)


def _needed(base: Path, named: Iterable[str]) -> list[str]:
    """List the packages that are there, with those that they need in turn."""
    waiting, found = list(dict.fromkeys(named)), dict[str, None]()
    while waiting and len(found) < _PACKAGES:
        name = waiting.pop(0)
        home = base / "node_modules" / name
        if name not in found and home.is_dir():
            found[name] = None
            waiting += _dependencies(home)
    return list(found)


def _dependencies(base: Path) -> list[str]:
    found = _object(base / "package.json").get("dependencies")
    return sorted(cast("dict[str, object]", found)) if isinstance(found, dict) else []


def _package(home: Path, name: str, suffixes: frozenset[str]) -> Iterator[tuple[str, str]]:
    known = _object(home / "package.json")
    member = known.get("miniprogram")
    inside = home / member if isinstance(member, str) else home
    if not inside.resolve().is_relative_to(home.resolve()):
        return
    for path in _files(inside, suffixes):
        relative = path.relative_to(inside).as_posix()
        text = _text(path)
        if text is not None:
            yield f"miniprogram_npm/{name}/{relative}", text
    main = known.get("main")
    if not isinstance(member, str) and isinstance(main, str):
        entry = main.removeprefix("./").removesuffix(".js")
        yield f"miniprogram_npm/{name}/index.js", f'module.exports = require("./{entry}");\n'


def _files(inside: Path, suffixes: frozenset[str]) -> Iterator[Path]:
    left = _MOST
    for path in sorted(inside.rglob("*")):
        parts = path.relative_to(inside).parts
        if "node_modules" in parts or path.suffix.lstrip(".") not in suffixes:
            continue
        if path.name.endswith(".d.ts") or not path.is_file():
            continue
        left -= 1
        if left < 0:
            return
        yield path


def _text(path: Path) -> str | None:
    try:
        data = read_start(path, _LARGEST + 1)
    except (OSError, FileChanged):
        return None
    return data.decode("utf-8-sig", "replace") if len(data) <= _LARGEST else None


def _object(path: Path) -> dict[str, object]:
    text = _text(path)
    try:
        value: object = json.loads(text or "")
    except ValueError:
        return {}
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}
