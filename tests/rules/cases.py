"""Cases for rules, written in Markdown: a project, and all that `check` has to say of it.

``## Title`` begins a case. In it, a fenced block makes one file of the project, and the block
``findings`` holds what is expected. After the language (which only colours the block) stand:

- ``file=PATH``: the file, relative to the project's folder; ``\\uXXXX`` stands for a character;
- ``size=11MiB`` or ``bytes=N``: pads the file to that size;
- ``raw=N`` or ``bundle=N``: pads it so that the whole project has N bytes by that measure;
- ``png=WxH``, ``jpeg=WxH``, ``webp=WxH``, ``gif=WxH``: a picture of that size; ``base64``: the bytes spelt out;
- ``leak=NAME``: ``{}`` in the block stands for the text of `tests.leaks` with that name;
- ``crlf``: lines end as on Windows; ``link=TARGET``: a symbolic link; ``fifo``: a named pipe.

``fixed file=PATH`` in place of ``file=PATH`` is a file as ``--fix`` leaves it, ``fixed=unsafe`` as
``--fix --unsafe-fixes`` does; a case with one has all files that are changed.

Of a case's findings those on a page's title, language, viewport and pictures, and on permissions and
domains that are not declared, are shown in the cases of these rules only.

``host=NAME`` after ``findings`` checks for that host, ``host=A,B`` for two. A case without a ``miniprog.json`` or
``app/index.html`` gets small good ones, and one of a rule on native projects what `NATIVE` lists;
``absent`` after ``file=`` says that there is none.
``UPDATE_CASES=1`` writes what `check` says into the ``findings`` blocks, and what fixes leave into
the ``fixed`` ones.
"""

import base64
import json
import os
import random
import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from miniprog_cli import hosts
from miniprog_cli.check import Report, check
from miniprog_cli.check.fix import Mended, mend
from miniprog_cli.check.rules.manifest import manifest_not_readable
from miniprog_cli.core.finding import Finding
from miniprog_cli.core.manifest import ManifestUnreadable
from miniprog_cli.core.rule import RuleLabel
from miniprog_cli.hosts import open_project
from tests.conftest import MANIFEST, PAGE
from tests.leaks import leaks
from tests.pictures import MAKERS

WEB = {"miniprog.json": json.dumps(MANIFEST, indent=2), "app/index.html": PAGE}
NATIVE = {
    "project.config.json": '{"appid": "wx1111111111111111"}',
    "app.json": '{"pages": ["pages/index/index"]}',
    "app.js": "App({});\n",
    "pages/index/index.wxml": "<view>Hello</view>\n",
    "pages/index/index.js": "Page({});\n",
}
_CASE = re.compile(r"^## (.+)$", re.MULTILINE)
_BLOCK = re.compile(r"^(```+)(.*)\n((?:.*\n)*?)\1$", re.MULTILINE)
_QUIET = {"MP203", "MP204", "MP205", "MP206", "MP401", "MP404"}
"""Rules that most pages of other rules' cases break, for they hold a tag or two."""
_UNITS = {"KiB": 1024, "MiB": 1024 * 1024}


@dataclass(frozen=True)
class Block:
    """A fenced block: the words after the fence, and what stands in it."""

    facts: dict[str, str]
    body: str
    start: int
    end: int


@dataclass(frozen=True)
class Case:
    """One case of a file; `start` is where its text begins there."""

    file: Path
    title: str
    blocks: tuple[Block, ...]

    @property
    def expected(self) -> Block:
        """The block with the findings; every case has one, if an empty one."""
        return next(block for block in self.blocks if "findings" in block.facts)

    @property
    def code(self) -> str:
        """The code of the rule that the case is for."""
        return self.file.stem.partition("-")[0]

    @property
    def is_native(self) -> bool:
        """Whether its project is one in the language of a host."""
        return self.code.startswith(("MP6", "WX"))

    @property
    def fixed(self) -> tuple[Block, ...]:
        """The files as fixes leave them."""
        return tuple(block for block in self.blocks if "fixed" in block.facts)


def read_cases(file: Path) -> Iterator[Case]:
    """Read the cases of one rule."""
    text = file.read_text(encoding="utf-8")
    titles = list(_CASE.finditer(text))
    for title, after in zip(titles, [*titles[1:], None], strict=True):
        end = after.start() if after else len(text)
        blocks = tuple(_blocks(text, title.end(), end))
        yield Case(file, title[1], blocks)


def _blocks(text: str, start: int, end: int) -> Iterator[Block]:
    for match in _BLOCK.finditer(text, start, end):
        line = shlex.shlex(match[2], posix=True)
        line.whitespace_split, line.escape = True, ""
        words = (word.partition("=") for word in line)
        facts = {name: value for name, _, value in words}
        yield Block(facts, match[3], *match.span(3))


def build(case: Case, folder: Path) -> None:
    """Write the project of a case."""
    files = [block for block in case.blocks if "file" in block.facts and block not in case.fixed]
    given = {block.facts["file"] for block in files}
    for name, text in (NATIVE if case.is_native else WEB).items():
        if name not in given:
            _write(folder / name, text.encode())
    for block in sorted(files, key=lambda block: "raw" in block.facts or "bundle" in block.facts):
        _make(block, folder)


def _make(block: Block, folder: Path) -> None:
    facts = block.facts
    path = folder / re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), facts["file"])
    if "absent" in facts:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if "link" in facts:
        path.symlink_to(facts["link"])
    elif "fifo" in facts:
        os.mkfifo(path)
    elif measure := facts.keys() & {"raw", "bundle"}:
        _fill(path, folder, measure.pop(), facts)
    else:
        _write(path, _content(block))


def _content(block: Block) -> bytes:
    facts = block.facts
    for format, make in MAKERS.items():
        if facts.get(format):
            width, height = facts[format].split("x")
            return make(int(width), int(height)).ljust(_size(facts), b"\0")
    if "base64" in facts:
        return base64.b64decode(block.body)
    text = block.body.replace("\n", "\r\n") if "crlf" in facts else block.body
    if "leak" in facts:
        text = text.replace("{}", leaks()[facts["leak"]][1])
    return text.encode().ljust(_size(facts), b" ")


def _size(facts: dict[str, str]) -> int:
    if "size" in facts:
        number, unit = re.fullmatch(r"(\d+)(\w+)", facts["size"]).groups()  # type: ignore[union-attr]
        return int(number) * _UNITS[unit]
    return int(facts.get("bytes", 0))


def _fill(path: Path, folder: Path, measure: str, facts: dict[str, str]) -> None:
    """Write noise, which the zip cannot shrink, or zeros, until the project has the wanted size."""
    _write(path, b"\x01")
    sizes = check(open_project(folder)).hosts[0].sizes
    now = sizes.raw_bytes if measure == "raw" else sizes.bundle_bytes
    missing = int(facts[measure]) - now + 1
    noise = random.Random(missing).randbytes(missing) if measure == "bundle" else bytes(missing)
    _write(path, noise)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def findings(case: Case, found: Iterable[Report]) -> str:
    """Write what `check` finds: place, severity, code and message, and the hint below it."""
    shown = [report for report in found if report.rule.code not in _QUIET - {case.code}]
    return "".join(_line(report.rule, report.finding) for report in shown)


def reports(case: Case, folder: Path, *, twice: bool = False) -> tuple[Report, ...]:
    """Check a case's project for its hosts; with `twice`, the second answer is one that was kept."""
    host = case.expected.facts.get("host")
    chosen = [hosts.get(name) for name in host.split(",")] if host else None
    try:
        result = check(open_project(folder), chosen, keep=twice)
        assert not twice or check(open_project(folder), chosen) == result
    except ManifestUnreadable as error:
        return (Report(manifest_not_readable.label, error.finding, ()),)
    return result.reports


def mended(folder: Path, *, unsafe: bool, host: str | None = None) -> Mended:
    """Apply fixes in memory."""
    return mend(open_project(folder), [hosts.get(host)] if host else None, unsafe=unsafe)


def wanted(block: Block) -> bytes:
    """Give the bytes that a ``fixed`` block shows."""
    return _content(block)


def _line(rule: RuleLabel, finding: Finding) -> str:
    at = finding.at
    place = f"{at.file}:{at.span.line}:{at.span.column}" if at.span else at.file
    hint = f"  hint: {finding.hint}\n" if finding.hint else ""
    return f"{place}: {(finding.severity or rule.severity).value}[{rule.code}] {finding.message}\n{hint}"


def update(case: Case, found: str, number: int | None = None) -> None:
    """Write what was found into the case's file, or what its `fixed` block of that number holds.

    The places of later cases move.
    """
    text = case.file.read_text(encoding="utf-8")
    current = next(one for one in read_cases(case.file) if one.title == case.title)
    now = current.expected if number is None else current.fixed[number]
    case.file.write_text(text[: now.start] + found + text[now.end :], encoding="utf-8")
