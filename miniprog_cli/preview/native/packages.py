"""Packages of npm that a program names but has not built: taken from `node_modules` as its tool does.

A package with a `miniprogram` member brings that folder; of any other its scripts are taken. They lie
in the program as `miniprogram_npm/<name>/`, where the vendor's tool puts them.
"""

import json
import os
from collections.abc import Collection, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import cast

from miniprog_cli.core.inside import FileChanged, read_start
from miniprog_cli.preview.native.reading import Found, Held, Texts, held_of, walk

_MOST = 4000
"""Files of one package."""
_LARGEST = 1024 * 1024
_PACKAGES = 100


def sources(
    folder: Path, top: Path, suffixes: frozenset[str], texts: Texts, libraries: Collection[str] = ()
) -> Iterator[tuple[str, Held]]:
    """Yield the sources of packages by their path in the program, each as it lies on disk.

    `folder` is the project's, `top` the program's; the nearer `package.json` counts. `libraries` are
    packages that the host would bring, for who has them in `node_modules`.
    """
    for base in dict.fromkeys((top, folder)):
        for name in _needed(base, (*_dependencies(base), *libraries)):
            if not (top / "miniprogram_npm" / name).exists():
                yield from _package(base / "node_modules" / name, name, suffixes, texts)


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


def _package(
    home: Path, name: str, suffixes: frozenset[str], texts: Texts
) -> Iterator[tuple[str, Held]]:
    known = _object(home / "package.json")
    member = known.get("miniprogram")
    inside = home / member if isinstance(member, str) else home
    if not inside.resolve().is_relative_to(home.resolve()):
        return
    for file, path in _files(inside, suffixes):
        text = texts.read(file, partial(_data, file))
        if text is not None:
            yield f"miniprogram_npm/{name}/{path}", text
    main = known.get("main")
    if not isinstance(member, str) and isinstance(main, str):
        entry = main.removeprefix("./").removesuffix(".js")
        script = f'module.exports = require("./{entry}");\n'
        yield f"miniprogram_npm/{name}/index.js", held_of(script.encode())


def _files(inside: Path, suffixes: frozenset[str]) -> Iterator[Found]:
    left = _MOST
    for found in walk(os.fspath(inside), lambda path: not path.endswith("node_modules")):
        if found.path.rpartition(".")[2] not in suffixes or found.path.endswith(".d.ts"):
            continue
        left -= 1
        if left < 0:
            return
        yield found


def _data(path: str) -> bytes | None:
    try:
        data = read_start(Path(path), _LARGEST + 1)
    except (OSError, FileChanged):
        return None
    return data if len(data) <= _LARGEST else None


def _object(path: Path) -> dict[str, object]:
    data = _data(os.fspath(path)) or b""
    try:
        value: object = json.loads(data.decode("utf-8-sig", "replace"))
    except ValueError:
        return {}
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}
