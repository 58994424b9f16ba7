"""Our files for the browser put into one: a module with all that it imports, sheets in their order.

A page that asks for forty small files shows later than one that asks for one. The modules stay files
of their own in `client/`, and are written so that no parser is needed: each import and export begins
a line, names what it means, and exports nothing that changes later. What cannot be joined is refused
by name, so that a test finds it.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";$', re.MULTILINE)
_PASSED_ON = re.compile(r'^export \{([^}]*)\} from "(\.[^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function\*?|class|const) (\w+)", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)
_LATER = re.compile(r'\bimport\("(\.[^"]+)"\)')


class Unjoinable(Exception):
    """A module of ours is written as it must not be."""


def script(folder: Path, entry: str, address: str) -> str:
    """Give a classic script that does what a module and all that it imports do.

    `entry` is relative to `folder`, which is served at `address`. Each module comes after those that
    it imports, in a function of its own, as strict as a module is.

    Raises:
        Unjoinable: a module imports in a circle, or is written in a way that this does not know.
    """
    parts, _ = _parts(folder, entry, address)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


def module(folder: Path, entry: str, address: str) -> str:
    """Give the same as a module, with what `entry` exports.

    Raises:
        Unjoinable: as `script` does.
    """
    parts, names = _parts(folder, entry, address)
    if not names:
        return parts
    listed = ", ".join(names)
    return f"{parts}const {{ {listed} }} = {_name(entry)};\nexport {{ {listed} }};\n"


def sheet(folder: Path, names: Iterable[str]) -> str:
    """Give style sheets as one."""
    return "\n".join((folder / name).read_text("utf-8") for name in names)


def _parts(folder: Path, entry: str, address: str) -> tuple[str, list[str]]:
    exported: list[str] = []

    def joined() -> Iterator[str]:
        for name in order(folder, entry):
            body, names = _wrapped(folder, name, address)
            if name == entry:
                exported.extend(names)
            yield f"const {_name(name)} = (() => {{\n{body}return {{ {', '.join(names)} }};\n}})();\n"

    return "".join(joined()), exported


def order(folder: Path, entry: str) -> list[str]:
    """Name a module and all that it needs before it can run, in the order in which they run.

    Raises:
        Unjoinable: a module imports in a circle.
    """
    found: list[str] = []
    above: list[str] = []

    def visit(name: str) -> None:
        if name in above:
            raise Unjoinable(f"{name} imports in a circle: {', '.join(above)}")
        if name in found:
            return
        above.append(name)
        text = (folder / name).read_text("utf-8")
        for match in (*_IMPORT.finditer(text), *_PASSED_ON.finditer(text)):
            visit(_resolved(name, match[2]))
        above.pop()
        found.append(name)

    visit(entry)
    return found


def _wrapped(folder: Path, name: str, address: str) -> tuple[str, list[str]]:
    """Give a module as the body of a function, and the names that it exports."""
    text = (folder / name).read_text("utf-8")
    names = [match[2] for match in _EXPORT.finditer(text)]
    here: list[str] = []

    def taken(match: re.Match[str]) -> str:
        members = [each for each in _members(match) if each not in here]
        here.extend(members)
        listed = ", ".join(each.replace(" as ", ": ") for each in members)
        return f"const {{ {listed} }} = {_name(_resolved(name, match[2]))};"

    def passed_on(match: re.Match[str]) -> str:
        names.extend(_members(match))
        return taken(match)

    text = _PASSED_ON.sub(passed_on, _IMPORT.sub(taken, text))
    text = _EXPORT.sub(r"\1 \2", text)
    if other := _OTHER.search(text):
        raise Unjoinable(f"{name}: {other[0]}")
    text = _LATER.sub(lambda match: f'import("{address}{_resolved(name, match[1])}")', text)
    return text, names


def _members(match: re.Match[str]) -> list[str]:
    return [each.strip() for each in match[1].split(",") if each.strip()]


def _resolved(name: str, path: str) -> str:
    """Give the name of a module that another one imports."""
    parts = name.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _name(module: str) -> str:
    """Name the variable that holds what a module exports."""
    return "$" + re.sub(r"\W", "_", module.removesuffix(".js"))
