"""Findings that the manifest allows, each with a reason: `check.allow`.

A path is a pattern in gitignore syntax, relative to the project's folder; ``.`` is what concerns
the whole program.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from posixpath import normpath

from miniprog_cli.check.report import Allowed, Report
from miniprog_cli.check.selection import every_rule, named
from miniprog_cli.core.finding import Finding
from miniprog_cli.core.manifest import Manifest
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.shape import Fault

_GLOB = frozenset("*?[\\")
_WILD = re.compile(r"[*?\[\]]+")
_KEY = 8
"""Characters of the start or end of a name by which a pattern is found."""


class Allowance(NamedTuple):
    """One entry of `check.allow` that is rightly written; `position` is its place in the list."""

    position: int
    word: str
    codes: frozenset[str]
    path: str | None
    fingerprint: str | None
    reason: str

    @property
    def where(self) -> str:
        """Say what it is for, apart from its rule."""
        by_path = f" in {self.path}" if self.path is not None else ""
        return f"{by_path} with fingerprint {self.fingerprint}" if self.fingerprint else by_path


def allowances_of(manifest: Manifest) -> tuple[Allowance, ...]:
    """Read the allowances; those that are wrong are findings of other rules and allow nothing."""
    wrong = {v.pointer[:3] for v in manifest.violations if v.fault is not Fault.UNKNOWN}
    found: list[Allowance] = []
    for position, entry in enumerate(manifest.allows):
        if not isinstance(entry, dict) or ("check", "allow", position) in wrong:
            continue
        word, path, fingerprint = (entry.get(key) for key in ("rule", "path", "fingerprint"))
        codes = _codes(str(word))
        if codes:
            found.append(
                Allowance(
                    position=position,
                    word=str(word),
                    codes=codes,
                    path=path if isinstance(path, str) else None,
                    fingerprint=fingerprint if isinstance(fingerprint, str) else None,
                    reason=str(entry["reason"]).strip(),
                )
            )
    return tuple(found)


def sort_out(
    reports: Iterable[Report], allowances: tuple[Allowance, ...]
) -> tuple[list[Report], list[Allowed], tuple[Allowance, ...]]:
    """Part the reports into those that stay and those that are allowed; give the idle allowances.

    Where several allow one finding, the first one's reason holds and all have had an effect.
    """
    kept: list[Report] = []
    allowed: list[Allowed] = []
    used: set[int] = set()
    by_code: defaultdict[str, _Index] = defaultdict(_Index)
    for one in allowances:
        for code in one.codes:
            by_code[code].add(one)
    for report in reports:
        near = by_code[report.rule.code].near(report) if report.rule.code in by_code else ()
        matching = [one for one in near if _speaks_of(one, report)]
        used.update(one.position for one in matching)
        if matching:
            allowed.append(Allowed(report, matching[0].reason))
        else:
            kept.append(report)
    return kept, allowed, tuple(one for one in allowances if one.position not in used)


class _Index:
    """Allowances of one rule, by what a finding must have to be allowed by them.

    There may be thousands, and thousands of findings; only patterns of wildcards alone are tried
    for every finding.
    """

    def __init__(self) -> None:
        self._by_fingerprint = defaultdict[str, list[Allowance]](list)
        self._by_part = defaultdict[str, list[Allowance]](list)
        self._others: list[Allowance] = []
        self._globs: list[Allowance] = []
        self._by_file: dict[str, list[Allowance]] = {}

    def add(self, one: Allowance) -> None:
        """Take an allowance, in the order of the manifest."""
        if one.fingerprint is not None:
            self._by_fingerprint[one.fingerprint].append(one)
        elif one.path is None:
            self._others.append(one)
        elif _GLOB & set(one.path):
            self._globs.append(one)
        else:
            self._by_part[_name(one.path)].append(one)

    def near(self, report: Report) -> list[Allowance]:
        """Give those that may speak of a finding, in the order of the manifest."""
        found = list(self._others)
        if self._globs:
            found += self._matching(report.finding.at.file)
        if self._by_fingerprint:
            found += self._by_fingerprint.get(report.fingerprint, ())
        for part in _parts(report.finding.at.file) if self._by_part else ():
            found += self._by_part.get(part, ())
        return sorted(found, key=lambda one: one.position)

    def _matching(self, file: str) -> list[Allowance]:
        """Give those whose patterns match a file, tried once for all findings in it."""
        if file not in self._by_file:
            some = (one for key in _keys_of(file) for one in self._by_key.get(key, ()))
            self._by_file[file] = [one for one in some if matcher(one.path or "")(file)]
        return self._by_file[file]

    @cached_property
    def _by_key(self) -> "Mapping[_Key, list[Allowance]]":
        """Keep each pattern by what the fewest of them have: a part of a name that it spells out."""
        keys = {one.position: _keys(one.path or "") for one in self._globs}
        times = Counter(key for some in keys.values() for key in some)
        found = defaultdict[_Key, list[Allowance]](list)
        for one in self._globs:
            some = keys[one.position]
            found[min(some, key=times.__getitem__) if some else _ANY].append(one)
        return found


_Key = tuple[str, str]
"""How a name in a path has a text: it is it, it starts with it or it ends with it."""
_ANY: _Key = ("any", "")


def _keys(pattern: str) -> set[_Key]:
    """Give what the names in every path have that a pattern with wildcards matches."""
    found = set[_Key]()
    if "\\" in pattern or pattern.startswith(("!", "#")) or pattern != pattern.strip():
        return found
    for part in pattern.strip("/").split("/"):
        pieces = _WILD.split(part)
        if len(pieces) == 1:
            found.add(("is", part))
            continue
        if pieces[0]:
            found.add(("starts", pieces[0][:_KEY]))
        if pieces[-1]:
            found.add(("ends", pieces[-1][-_KEY:]))
    return found


def _keys_of(path: str) -> set[_Key]:
    """Give all that the names in a path have, by which a pattern may be kept."""
    found = {_ANY}
    for name in path.split("/"):
        found.add(("is", name))
        for size in range(1, min(len(name), _KEY) + 1):
            found.add(("starts", name[:size]))
            found.add(("ends", name[-size:]))
    return found


def _parts(path: str) -> set[str]:
    """Give the names in a path, and the paths of all folders around the file and of itself."""
    names = path.split("/")
    return {*names, *("/".join(names[:depth]) for depth in range(1, len(names) + 1))}


def _name(pattern: str) -> str:
    """Give the name or path that a pattern without wildcards speaks of."""
    name = pattern.rstrip("/")
    return normpath(name.removeprefix("/")) if "/" in name else name


def without_effect(
    manifest: Manifest, idle: Iterable[Allowance], ran: frozenset[str]
) -> Iterator[Finding]:
    """Say which allowances allow nothing, where all of their rules ran for all of the hosts."""
    for one in idle:
        if one.codes <= ran:
            yield Finding(
                manifest.at("check", "allow", one.position, "rule"),
                f"`check.allow[{one.position}]` allows {one.word}{one.where}, which finds nothing",
                hint="remove it if it is no longer needed",
            )


@cache
def _codes(word: str) -> frozenset[str]:
    rules = [rule for rule in every_rule() if not rule.always]
    return frozenset(rule.code for rule in named(word, rules))


def _speaks_of(allowance: Allowance, report: Report) -> bool:
    if allowance.fingerprint is not None and allowance.fingerprint != report.fingerprint:
        return False
    return allowance.path is None or matcher(allowance.path)(report.finding.at.file)


@cache
def matcher(pattern: str) -> Callable[[str], bool]:
    """Make a function that tells whether a path, or a folder around it, matches a pattern."""
    plain = pattern.rstrip("/")
    if plain in (".", ""):
        return lambda path: path == plain
    if _GLOB & set(pattern):
        return _glob(pattern)
    return _plain(pattern)


def _plain(pattern: str) -> Callable[[str], bool]:
    """Match a pattern without wildcards; most are, and pathspec takes 15 ms to import."""
    name, below = _name(pattern), f"{_name(pattern)}/"
    if "/" in pattern.rstrip("/"):
        return lambda path: path.startswith(below) or (path == name and not pattern.endswith("/"))
    if pattern.endswith("/"):
        return lambda path: name in path.split("/")[:-1]
    return lambda path: name in path.split("/")


def _glob(pattern: str) -> Callable[[str], bool]:
    from pathspec import GitIgnoreSpec

    spec = GitIgnoreSpec.from_lines([pattern])
    return cache(spec.match_file)
